"""Reads that report how far they are, and stop when they are asked to."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from pytestqt.qtbot import QtBot

from ui.desk import Desk
from vrp_desktop.errors import Cancelled, KnownError


class Asker:
    """Hears of one read."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []
        self.results: list[Any] = []
        self.errors: list[KnownError] = []

    def progress(self, so_far: int, of: int) -> None:
        self.told.append((so_far, of))

    def done(self, result: Any) -> None:
        self.results.append(result)

    def failed(self, error: KnownError) -> None:
        self.errors.append(error)


def counting(_read: object, progress: Callable[[int, int], None]) -> str:
    """A query that tells of each step."""
    for step in range(3):
        progress(step + 1, 3)
    return "done"


def test_a_read_is_handed_a_report_and_its_progress_arrives(qtbot: QtBot, desk: Desk):
    asker = Asker()

    desk.tasks.read(counting, done=asker.done, progress=asker.progress)
    qtbot.waitUntil(lambda: asker.results == ["done"])

    assert asker.told[-1] == (3, 3)


def test_a_read_that_is_stopped_fails_at_its_next_report(qtbot: QtBot, desk: Desk):
    asker, go = Asker(), Event()

    def waiting(_read: object, progress: Callable[[int, int], None]) -> None:
        go.wait(5)
        progress(1, 2)

    job = desk.tasks.read(waiting, done=asker.done, failed=asker.failed, progress=asker.progress)
    job.stop()
    go.set()
    qtbot.waitUntil(lambda: bool(asker.errors))

    assert isinstance(asker.errors[0], Cancelled)
    assert asker.results == []
