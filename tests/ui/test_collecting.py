"""Where rubbish is collected: things that hold widgets are freed on the main thread, whoever makes most of it."""

from __future__ import annotations

import threading
import weakref

import pytest
from PySide6.QtWidgets import QApplication

from ui.collecting import Collector
from ui.tasks import Tasks


class Ring:
    """Something that only collecting can free."""

    def __init__(self) -> None:
        self.itself = self


def make_rubbish() -> int:
    for _ in range(50_000):
        Ring()
    return threading.get_ident()


@pytest.fixture
def tasks(qapp: QApplication):
    made = Tasks()
    yield made
    made.close()


class Asker:
    """Hears of an answer."""

    def __init__(self) -> None:
        self.thread = 0

    def hear(self, thread: int) -> None:
        self.thread = thread


def test_what_another_thread_would_have_freed_is_freed_on_the_main_thread(qtbot, tasks):
    freed: list[int] = []
    ring, asker = Ring(), Asker()
    weakref.finalize(ring, lambda: freed.append(threading.get_ident()))
    del ring

    tasks.call(make_rubbish, done=asker.hear)
    qtbot.waitUntil(lambda: bool(asker.thread and freed))

    assert asker.thread != threading.get_ident()
    assert freed == [threading.get_ident()]


def test_there_is_one_collector_however_many_workspaces_are_opened(qapp, tasks):
    Tasks().close()

    assert len(qapp.findChildren(Collector)) == 1
