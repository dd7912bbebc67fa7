"""What is marked for one audience, and who is restricted, is in no byte of any output for another."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.architecture.sources import ROOT
from tests.support.making import Making
from tests.support.outputs import CLOSED, MARKED, NO_OUTPUT, OUTPUTS, Child, Ground, Output, make_ground
from tests.support.seeing_bytes import said_in
from tests.support.workspaces import STARTS_AT, Template, open_workspace
from vrp_desktop.clock import FixedClock
from vrp_desktop.errors import KnownError
from vrp_desktop.partnership.audience import Audience, may_reach
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.restricted.commands import open_restricted
from vrp_desktop.restricted.rules import LookForm

RENDERS = re.compile(
    r"(?<![\w.])(?:render|xlsx_bytes|csv_bytes|mail_draft|calendar_bytes|render_return|render_signed|render_timeline)\("
    r"|ZipFile\([^)]*[\"']w[\"']"
)


@pytest.fixture(scope="module")
def ground(template_store: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    clock = FixedClock(STARTS_AT)
    opened = open_workspace(template_store.copy_to(tmp_path_factory.mktemp("outputs") / "workspace"), clock)
    yield make_ground(Making(opened, clock))
    opened.close()


def told(output: Output, ground: Ground, child: Child) -> str:
    """All that an output says about a child; a refusal says something too."""
    try:
        return "\n".join(said_in(content, passphrase) for content, passphrase in output.make(ground, child))
    except KnownError as refused:
        return f"refused: {refused} {getattr(refused, 'fields', '')}"


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda one: one.name)
def test_an_output_tells_nothing_that_is_kept_from_its_audience(ground: Ground, output: Output) -> None:
    lists = ground.make.see(lambda read: read_lists_of(read.session))
    said = told(output, ground, ground.open)

    assert not said.startswith("refused"), said
    assert CLOSED not in said, "its sibling is closed to whoever makes this"
    reaching = {word for code, word in MARKED.items() if may_reach(lists, code, output.audience)}
    found = {word for word in MARKED.values() if word in said}
    assert found <= reaching
    assert not output.finds or found == reaching, "or the search would see nothing"


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda one: one.name)
def test_no_output_names_who_is_closed_to_whoever_makes_it(ground: Ground, output: Output) -> None:
    assert CLOSED not in told(output, ground, ground.closed)


def test_once_opened_the_outputs_tell_what_they_kept_back(ground: Ground) -> None:
    """Last of this file: or the test before would pass because nothing could be seen."""
    ground.make.do(open_restricted, ground.closed.person, LookForm("WORKING_ON_CASE", "To make the papers"))

    silent = {output.name for output in OUTPUTS if CLOSED not in told(output, ground, ground.closed)}

    assert silent == SILENT


SILENT = {
    *(f"chronology redacted {one.value}" for one in Audience),
    "letter to the referrer",
    "follow-through letter",
    "calendar",
    "return",
}
"""Outputs that name no child: by code alone, by number, or by what was done."""


def test_every_module_that_renders_is_in_the_table_of_outputs() -> None:
    found = set()
    for folder in ("vrp_desktop", "ui"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if RENDERS.search(path.read_text(encoding="utf-8").replace("def render", "")):
                found.add(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    known = {module for output in OUTPUTS for module in output.modules}

    assert found - known - set(NO_OUTPUT) == set()
    assert known | set(NO_OUTPUT) <= found | {"ui.receipts"} | set(NO_OUTPUT)


def test_every_audience_has_an_output() -> None:
    assert {output.audience for output in OUTPUTS} == set(Audience)
