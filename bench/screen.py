"""The screen for rows that need one: the frame on an open workspace, and waiting until something is painted."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from bench.row import PASSPHRASE, USER, Ground
from db.store import Store
from ui.messages import Messages, ScreenDoor
from ui.session import Session
from ui.theme.theme import Theme
from ui.theme.tokens import Scheme
from ui.unlock.work import open_workspace
from vrp_desktop.settings import SettingsFile
from vrp_desktop.workspace.workspace import Workspace

_PATIENCE: Final = 120_000
SIZE: Final = (1366, 768)


class Painted(QObject):
    """Waits until a widget is painted while something is so; `at` is the moment when that was done."""

    def __init__(self, widget: QWidget, is_so: Callable[[], bool]) -> None:
        super().__init__()
        self._is_so = is_so
        self._loop = QEventLoop()
        self.at = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Paint or not self._is_so():
            return False
        watched.removeEventFilter(self)
        # The widget paints itself while it takes this event.
        QCoreApplication.sendEvent(watched, event)
        self.at = perf_counter()
        self._loop.quit()
        return True

    def wait(self) -> float:
        """Run the event loop until then, not at all where it was painted at once; returns the moment."""
        if not self.at:
            late = QTimer()
            late.setSingleShot(True)
            late.timeout.connect(self._on_late)
            late.start(_PATIENCE)
            self._loop.exec()
            late.stop()
        return self.at

    def _on_late(self) -> None:
        sys.exit("what the bench waits for was never painted")


class Calm(QObject):
    """Waits until no work is under way and nothing is left to be painted."""

    def __init__(self, is_idle: Callable[[], bool]) -> None:
        super().__init__()
        self._is_idle = is_idle
        self._loop = QEventLoop()
        self._quiet = 0
        self._timer = QTimer(self)
        self._timer.setInterval(20)
        self._timer.timeout.connect(self._look)

    def wait(self) -> None:
        """Run the event loop until then."""
        self._quiet = 0
        self._timer.start()
        self._loop.exec()
        self._timer.stop()

    def _look(self) -> None:
        self._quiet = self._quiet + 1 if self._is_idle() else 0
        if self._quiet >= 3:
            self._loop.quit()


def application() -> QApplication:
    """The one application, dressed as the program dresses it."""
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else QApplication([sys.argv[0], "-style", "Fusion"])


@contextmanager
def open_session(ground: Ground) -> Iterator[Session]:
    """The frame on the practice workspace, as after unlocking, with nothing under way."""
    app = application()
    opened = open_workspace(ground.folder, USER, PASSPHRASE, ground.clock, _tell_nobody)
    theme = Theme(app, Scheme.LIGHT, 1.0)
    session = Session(theme, Messages(ScreenDoor(theme)), SettingsFile(None), opened)
    session.frame.resize(*SIZE)
    session.start()
    Calm(session.desk.tasks.is_idle).wait()
    try:
        yield session
    finally:
        session.close()


def open_workspace_of(session: Session) -> Workspace:
    """The workspace that a session has open."""
    if session.desk.workspace is None:
        raise RuntimeError("the session has no workspace open")
    return session.desk.workspace


def open_store(session: Session) -> Store:
    """Its store, for floors that ask it directly."""
    return open_workspace_of(session).store


def _tell_nobody(_so_far: int, _of: int) -> None:
    """Unlocking reports its stages; here nobody looks."""
