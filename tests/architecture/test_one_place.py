"""Things that have one place: threads, boxes, the clock, file locations, opening a store, a person's name in words."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from tests.architecture.sources import Source, dotted, full_names, imports, parse, sources, within


@dataclass(frozen=True)
class Place:
    """The one place for something, and the full names that only it may use."""

    where: tuple[str, ...]
    names: tuple[str, ...]


THREADS = Place(
    ("ui.tasks",),
    (
        "threading.Thread",
        "threading.Timer",
        "_thread",
        "concurrent.futures",
        "multiprocessing.pool",
        "asyncio",
        "PySide6.QtCore.QThread",
        "PySide6.QtCore.QThreadPool",
        "PySide6.QtCore.QRunnable",
    ),
)
BOXES = Place(
    ("ui.messages",),
    ("PySide6.QtWidgets.QMessageBox", "PySide6.QtWidgets.QFileDialog", "PySide6.QtWidgets.QErrorMessage"),
)
CLOCK = Place(
    ("vrp_desktop.clock",),
    (
        "datetime.datetime.now",
        "datetime.datetime.utcnow",
        "datetime.datetime.today",
        "datetime.date.today",
        "time.time",
        "time.time_ns",
        "time.localtime",
        "time.gmtime",
        "pandas.Timestamp.now",
        "pandas.Timestamp.today",
        "PySide6.QtCore.QDate.currentDate",
        "PySide6.QtCore.QTime.currentTime",
        "PySide6.QtCore.QDateTime.currentDateTime",
        "PySide6.QtCore.QDateTime.currentDateTimeUtc",
        "sqlalchemy.func.now",
        "sqlalchemy.func.current_timestamp",
    ),
)
FILE_PLACES = Place(
    ("vrp_desktop.paths",),
    ("platformdirs", "pathlib.Path.home", "os.path.expanduser", "PySide6.QtCore.QStandardPaths"),
)
OPENING_A_STORE = Place(
    ("db.engine",),
    (
        "sqlcipher3.connect",
        "sqlcipher3.Connection",
        "sqlcipher3.dbapi2.connect",
        "sqlcipher3.dbapi2.Connection",
        "sqlite3",
        "sqlalchemy.create_engine",
        "sqlalchemy.engine.create_engine",
    ),
)
PLACES = {
    "threads": THREADS,
    "boxes": BOXES,
    "the wall clock": CLOCK,
    "file locations": FILE_PLACES,
    "opening a store": OPENING_A_STORE,
}
# What a person's name is kept under; only people/naming.py puts the parts together for the screen.
NAME_PARTS = {"forename", "forenames", "first_name", "given_name", "surname", "family_name", "last_name"}


def uses(source: Source, place: Place) -> list[str]:
    """Where a source outside the place imports or mentions one of its names; type annotations count too."""
    if source.lies_in(*place.where):
        return []
    found = [*imports(source), *full_names(source)]
    return sorted({f"{source.at(node)} uses {name}" for node, name in found if _is_one_of(name, place.names)})


def _is_one_of(name: str, names: Iterable[str]) -> bool:
    return any(within(name, one) for one in names)


@pytest.mark.parametrize("what", PLACES)
def test_it_happens_in_one_place_only(what):
    found = [line for source in sources("ui", "vrp_desktop", "db") for line in uses(source, PLACES[what])]

    assert not found, f"{what}: only in {' and '.join(PLACES[what].where)}"


def spelled_names(source: Source) -> list[str]:
    """Where parts of a person's name are joined into text outside the one function that knows the view."""
    joined = [node for node in source.nodes if isinstance(node, ast.JoinedStr | ast.BinOp)]
    return [source.at(node) for node in joined if len(_name_parts(node)) > 1]


def _name_parts(node: ast.AST) -> set[str]:
    return {dotted(part).split(".")[-1] for part in ast.walk(node) if isinstance(part, ast.Attribute)} & NAME_PARTS


def test_the_screen_never_spells_a_persons_name_itself():
    assert not [line for source in sources("ui") for line in spelled_names(source)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("from threading import Thread\nThread()", "threads"),
        ("import threading\nthreading.Thread()", "threads"),
        ("from PySide6 import QtCore\nQtCore.QThread()", "threads"),
        ("from PySide6.QtWidgets import QMessageBox", "boxes"),
        ("from datetime import datetime, UTC\ndatetime.now(UTC)", "the wall clock"),
        ("import datetime as d\nd.date.today()", "the wall clock"),
        ("from pathlib import Path\nPath.home()", "file locations"),
        ("from sqlcipher3 import dbapi2 as driver\ndriver.connect('x')", "opening a store"),
    ],
)
def test_the_rule_sees_each_way_of_writing_it(text, what):
    assert uses(parse(text), PLACES[what])


def test_the_rule_leaves_lookalikes_alone():
    harmless = parse(
        "import threading, time\nlock = threading.Lock()\nstart = time.perf_counter()\nnow = self.clock.now()"
    )

    assert not any(uses(harmless, place) for place in PLACES.values())


def test_the_rule_sees_a_name_put_together():
    assert spelled_names(parse('text = f"{child.forenames} {child.surname}"'))
    assert not spelled_names(parse('text = f"{child.surname} form"'))
