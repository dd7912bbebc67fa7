"""No waiting for time to pass, no skipped tests, and no signal that keeps a closed dialog alive."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import Source, calls, dotted, mentions, parse, sources

EVERYWHERE = ("ui", "vrp_desktop", "db", "tests", "scripts", "main.py")
# Where waiting would hide a race, a test or a page waits for the thing itself (qtbot.waitUntil, a signal).
WAITING = ("sleep", "processEvents", "qWait", "qSleep", "msleep")
SKIPPING = (
    "pytest.skip",
    "pytest.xfail",
    "pytest.importorskip",
    "pytest.mark.skip",
    "pytest.mark.skipif",
    "pytest.mark.xfail",
)


def waits(source: Source) -> list[str]:
    """Where a source lets time pass or pumps the event loop by hand."""
    found = [(node, name) for node, name in calls(source) if name in WAITING or _is_qtbot_wait(node)]
    return [f"{source.at(node)} calls {name}" for node, name in found]


def _is_qtbot_wait(node: ast.Call) -> bool:
    return dotted(node.func).endswith("qtbot.wait")


def skips(source: Source) -> list[str]:
    """Where a test leaves itself out."""
    return [source.at(node) for node in source.nodes if isinstance(node, ast.Attribute) and dotted(node) in SKIPPING]


def leaks(source: Source) -> list[str]:
    """Where a lambda, a partial or an inner function that holds `self` is connected to a signal."""
    return [source.at(node) for node, held in _connected(source) if mentions(held, "self")]


def _connected(source: Source) -> Iterator[tuple[ast.Call, ast.AST]]:
    inner = {
        node.name: node
        for function in source.nodes
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.FunctionDef) and node is not function
    }
    for node, name in calls(source):
        if name != "connect" or not node.args:
            continue
        slot = node.args[0]
        if isinstance(slot, ast.Lambda) or _is_partial(slot):
            yield node, slot
        elif isinstance(slot, ast.Name) and slot.id in inner:
            yield node, inner[slot.id]


def _is_partial(slot: ast.expr) -> bool:
    return isinstance(slot, ast.Call) and dotted(slot.func).split(".")[-1] in ("partial", "partialmethod")


def test_nothing_sleeps_or_pumps_events():
    assert not [line for source in sources(*EVERYWHERE) for line in waits(source)]


def test_no_test_is_skipped():
    assert not [line for source in sources("tests") for line in skips(source)]


def test_signals_connect_bound_methods_not_what_holds_self():
    assert not [line for source in sources("ui") for line in leaks(source)]


@pytest.mark.parametrize(
    "text", ["qtbot.wait(100)", "time.sleep(1)", "QApplication.processEvents()", "self.qtbot.wait(5)"]
)
def test_the_rule_sees_waiting(text):
    assert waits(parse(text))


@pytest.mark.parametrize("text", ["qtbot.waitUntil(done)", "process.wait()", "event.wait(timeout=1)"])
def test_waiting_for_a_thing_is_no_waiting_for_time(text):
    assert not waits(parse(text))


@pytest.mark.parametrize(
    "slot",
    [
        "lambda: self.close()",
        "partial(self.open, 3)",
        "functools.partial(show, self)",
        "lambda on, page=self: page.set(on)",
    ],
)
def test_the_rule_sees_slots_that_hold_self(slot):
    assert leaks(parse(f"button.clicked.connect({slot})"))


def test_the_rule_sees_an_inner_function_that_holds_self():
    assert leaks(parse("def build(self):\n    def go():\n        self.close()\n    button.clicked.connect(go)\n"))


def test_a_bound_method_may_be_connected():
    assert not leaks(parse("button.clicked.connect(self._on_clicked)\nbutton.clicked.connect(lambda: log.clear())"))
