"""The program as long as it runs: the unlock window, the session behind it, locking and leaving."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui.crash import CrashGuard
from ui.messages import Door, Messages, ScreenDoor
from ui.tasks import Tasks
from ui.theme.theme import Theme
from ui.theme.tokens import Scheme, Tone
from ui.unlock import work
from ui.unlock.window import UnlockWindow
from vrp_desktop.clock import Clock, SystemClock
from vrp_desktop.paths import log_folder
from vrp_desktop.settings import SettingsFile

if TYPE_CHECKING:
    from ui.navigation import Spot
    from ui.session import Session

PROPOSED = "VRP_WORKSPACE"
"""Names the workspace to offer first; the practice run sets it."""


class Program(QObject):
    """Made once. `show` paints the unlock window and only then begins to load the rest; `painted` says so."""

    painted = Signal()

    def __init__(
        self,
        app: QApplication,
        settings: SettingsFile | None = None,
        clock: Clock | None = None,
        door: Door | None = None,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._clock = clock or SystemClock()
        self.settings = settings or SettingsFile.of_this_user()
        self.theme = Theme(app, _scheme(self.settings.now.theme), self.settings.now.font_scale)
        self.messages = Messages(door or ScreenDoor(self.theme))
        self.tasks = Tasks()
        self.tasks.set_fallback(self.messages.failure)
        self.guard = CrashGuard(self.messages, log_folder, self._clock)
        self.guard.closing.connect(self.leave, Qt.ConnectionType.QueuedConnection)
        self.session: Session | None = None
        self._before: tuple[str, Spot | None] | None = None
        self._is_leaving = False
        app.setQuitOnLastWindowClosed(False)
        self.window = UnlockWindow(self.theme, self.tasks, self.messages, self.settings, self._clock)
        self.window.opened.connect(self._on_opened)
        self.window.left.connect(self._on_window_left)
        proposed = os.environ.get(PROPOSED)
        if proposed:
            self.window.show_workspaces(Path(proposed))

    def show(self) -> None:
        """Show the unlock window; once it is painted, load what comes after."""
        self.window.installEventFilter(self)
        self.window.show()
        self.window.activateWindow()
        if self.window.isMinimized():
            self._go_on()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window's first painting: a timer alone would come before it."""
        if watched is self.window and event.type() is QEvent.Type.Paint:
            self._go_on()
        return False

    def _go_on(self) -> None:
        self.window.removeEventFilter(self)
        QTimer.singleShot(0, self, self._on_painted)

    def come_forward(self) -> None:
        """A second start raises the window that is there."""
        shown: QWidget = self.session.frame if self.session is not None else self.window
        shown.setWindowState(shown.windowState() & ~Qt.WindowState.WindowMinimized)
        shown.show()
        shown.raise_()
        shown.activateWindow()

    def leave(self) -> None:
        """Close everything and end."""
        if self._is_leaving:
            return
        self._is_leaving = True
        if self.session is not None:
            self.session.close()
            self.session = None
        self.window.hide()
        self.tasks.close()
        self.guard.uninstall()
        self._app.quit()

    def _on_painted(self) -> None:
        if self.guard.watch_hard_crashes():
            self.window.banner.show_text(
                "The program ended abruptly last time.", "Everything saved is safe; drafts are kept.", Tone.CAUTION
            )
        self.tasks.call(work.warm_up)
        self._draw_ahead()
        self.painted.emit()

    def _draw_ahead(self) -> None:
        from ui.theme.ahead import IconsAhead

        self.window.opened.connect(IconsAhead(self.theme, self).stop)

    def _on_opened(self, opened: work.Opened) -> None:
        from ui.navigation import Spot
        from ui.session import Session

        self.session = Session(self.theme, self.messages, self.settings, opened)
        self.session.locked.connect(self._on_locked)
        self.session.left.connect(self.leave)
        user, spot = self._before or ("", None)
        if opened.first_page:
            spot, user = Spot(opened.first_page), self.session.user
        self.session.start(spot if user == self.session.user else None)
        self._before = None
        self.window.hide()

    def _on_locked(self, by_idleness: bool) -> None:
        session = self.session
        if session is None:
            return
        self._before = (session.user, session.spot)
        self.session = None
        session.deleteLater()
        self.window.show_workspaces()
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self.window.show_locked(by_idleness)

    def _on_window_left(self) -> None:
        if self.session is None:
            self.leave()


def _scheme(name: str) -> Scheme:
    return Scheme(name) if name in set(Scheme) else Scheme.LIGHT
