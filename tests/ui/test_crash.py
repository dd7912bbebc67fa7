"""Faults of the program itself: told once, without what was typed, and never by a second fault."""

from __future__ import annotations

import faulthandler
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer

from tests.ui.desks import NOW
from tests.ui.door import PreparedDoor
from ui.crash import HARD_CRASH, CrashGuard, report_of
from ui.messages import Messages, Question
from vrp_desktop.clock import FixedClock
from vrp_desktop.errors import KnownError

SECRET = "Robin Madeup"


class BrokenDoor(PreparedDoor):
    """A door that cannot be opened."""

    def answer(self, question: Question) -> str:
        raise RuntimeError("no window can be shown")


def make_guard(door: PreparedDoor, folder: Path) -> CrashGuard:
    return CrashGuard(Messages(door), lambda: folder, FixedClock(NOW))


@pytest.fixture
def guard(qapp, door, tmp_path):
    made = make_guard(door, tmp_path / "log")
    yield made
    made.uninstall()


def fault(guard: CrashGuard) -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        guard.caught(type(error), error, error.__traceback__)


def test_a_report_says_where_and_never_what_was_typed():
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        report = report_of(type(error), error.__traceback__)

    assert "KeyError" in report
    assert "test_crash.py" in report
    assert "Madeup" not in report
    assert str(Path.cwd()) not in report


def test_a_fault_is_told_and_its_report_kept(guard, door, tmp_path, qtbot, capsys):
    fault(guard)
    qtbot.waitUntil(lambda: bool(door.asked))

    assert door.said == ["The program met a fault of its own."]
    kept = list((tmp_path / "log").glob("crash-*.log"))
    assert len(kept) == 1
    assert SECRET not in kept[0].read_text()
    assert SECRET not in capsys.readouterr().err


def test_the_report_can_be_saved(guard, door, tmp_path, qtbot, capsys):
    door.will_answer("save")
    door.will_pick(tmp_path / "report.txt")

    fault(guard)
    qtbot.waitUntil(lambda: (tmp_path / "report.txt").exists())

    assert "ValueError" in (tmp_path / "report.txt").read_text()


def test_the_program_can_be_closed(guard, door, qtbot, capsys):
    door.will_answer("close")

    with qtbot.waitSignal(guard.closing):
        fault(guard)


def test_a_fault_in_the_box_itself_is_swallowed(qapp, tmp_path, qtbot, capsys):
    guard = make_guard(BrokenDoor(), tmp_path / "log")

    fault(guard)
    qtbot.waitUntil(lambda: "could not be shown" in capsys.readouterr().err)


def test_a_folder_that_cannot_be_written_to_does_not_matter(door, tmp_path, qtbot, capsys):
    (tmp_path / "log").write_text("a file where the folder should be")
    guard = make_guard(door, tmp_path / "log")

    fault(guard)
    qtbot.waitUntil(lambda: bool(door.asked))

    assert not guard.watch_hard_crashes()


def test_a_fault_while_one_is_told_is_not_told_again(qapp, tmp_path, qtbot, capsys):
    class SlowDoor(PreparedDoor):
        def answer(self, question: Question) -> str:
            fault(telling)
            telling._tell("again")
            return super().answer(question)

    door = SlowDoor()
    telling = make_guard(door, tmp_path / "log")

    telling._tell("a report")

    assert len(door.asked) == 1


def test_a_known_error_that_nobody_caught_is_told_as_one(guard, door):
    error = KnownError("The disk is full.")

    guard.caught(KnownError, error, None)

    assert door.said == ["The disk is full."]


def test_a_fault_in_a_slot_reaches_the_guard(guard, door, qtbot, capsys, monkeypatch):
    class Clicker(QObject):
        def click(self) -> None:
            raise ZeroDivisionError

    clicker = Clicker()
    monkeypatch.setattr(sys, "excepthook", guard.caught)
    QTimer.singleShot(0, clicker, clicker.click)

    qtbot.waitUntil(lambda: door.said == ["The program met a fault of its own."])


def test_a_fault_in_another_thread_reaches_the_guard(guard, door, qtbot, capsys, monkeypatch):
    monkeypatch.setattr(threading, "excepthook", guard._caught_in_thread)

    def work() -> None:
        raise ZeroDivisionError

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    qtbot.waitUntil(lambda: door.said == ["The program met a fault of its own."])


def test_a_start_after_a_hard_crash_is_noticed_and_the_log_kept(guard, tmp_path):
    folder = tmp_path / "log"
    folder.mkdir()
    (folder / HARD_CRASH).write_text("Fatal Python error")
    was_on = faulthandler.is_enabled()

    assert guard.watch_hard_crashes()
    guard.uninstall()
    if was_on:
        faulthandler.enable()

    assert [path.read_text() for path in folder.glob("crash-*-hard.log")] == ["Fatal Python error"]


def test_installing_and_uninstalling_puts_the_usual_hooks_back(guard, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)

    guard.install()
    assert sys.excepthook == guard.caught

    guard.uninstall()
    assert sys.excepthook is sys.__excepthook__
