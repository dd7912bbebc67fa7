"""A rehearsal: a sitting with made-up children in a workspace of its own, marked as such and gone when it closes."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.desk import Desk
from ui.session import Session
from ui.unlock.work import Opened, open_workspace
from vrp_desktop.clock import Clock
from vrp_desktop.practice.rehearsing import make_rehearsal
from vrp_desktop.settings import SettingsFile

_MARK: Final = "REHEARSAL · MADE-UP CHILDREN"


class Watermark(QWidget):
    """Lies over the whole window, lets every key and click through, and says what the window is."""

    def __init__(self, window: QWidget, colour: QColor) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_MARK)
        self._colour = QColor(colour)
        self._colour.setAlpha(38)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
            self.raise_()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._colour)
        font = QFont(self.font())
        font.setPointSizeF(max(18.0, self.height() / 18))
        font.setBold(True)
        painter.setFont(font)
        painter.translate(self.rect().center())
        painter.rotate(-24)
        painter.drawText(QRect(-self.width(), -self.height(), 2 * self.width(), 2 * self.height()), 0x84, _MARK)
        painter.end()


class Rehearsal(QObject):
    """Makes the workspace away from the main thread, opens it in a window of its own, and sweeps it away."""

    opened = Signal()
    over = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._folder = Path(tempfile.mkdtemp(prefix="vrp-rehearsal-"))
        self.session: Session | None = None
        app = QApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close)

    def start(self) -> None:
        """Make it; a few seconds."""
        self._desk.messages.note("A rehearsal is being prepared.")
        self._desk.tasks.call(prepare, self._folder, self._desk.today, self._desk.clock, done=self._show)

    def close(self) -> None:
        """End it, and leave nothing behind."""
        session, self.session = self.session, None
        if session is not None:
            session.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        self.over.emit()

    def _show(self, opened: Opened) -> None:
        # Settings of its own: a rehearsal changes nothing that the program remembers.
        session = Session(self._desk.theme, self._desk.messages, SettingsFile(None), opened)
        self.session = session
        frame = session.frame
        frame.setWindowTitle(f"Rehearsal – {frame.windowTitle()}")
        session.left.connect(self._on_over)
        session.locked.connect(self._on_locked)
        session.start()
        session.desk.navigation.go("sitting")
        Watermark(frame, self._desk.theme.colour("danger"))
        self.opened.emit()

    def _on_locked(self, _by_idleness: bool) -> None:
        self._on_over()

    def _on_over(self) -> None:
        # From the event loop, so that the window that is closing has finished.
        QTimer.singleShot(0, self, self.close)


def prepare(folder: Path, today: date, clock: Clock) -> Opened:
    """Make the practice workspace and open it, away from the main thread."""
    user, passphrase = make_rehearsal(folder / "workspace", today)
    return open_workspace(folder / "workspace", user, passphrase, clock, _tell_nobody)


def _tell_nobody(_so_far: int, _of: int) -> None:
    """Unlocking reports its stages; here nobody looks."""
