"""The main window: navigation, place and quarter, the page, the status line, and the actions that work everywhere."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget, QToolTip, QWidget

from ui.capture import CaptureGuard
from ui.cover import LIFTS_FREELY_FOR, CoverPage
from ui.desk import Desk
from ui.frame_actions import FrameActions
from ui.idle import IdleLock
from ui.navigation import Spot
from ui.palette import RecordSearch
from ui.sidebar import Sidebar
from ui.status_line import StatusLine
from ui.topbar import TopBar
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Option
from ui.widgets.page import Page
from ui.widgets.text import column, row
from vrp_desktop.calendar import Quarter
from vrp_desktop.changes import Changes
from vrp_desktop.people.naming import View

_OPEN_SIDEBAR_FROM = 56


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """What the frame shows besides pages."""

    workspace: str
    places: Sequence[Option] = ()
    quarters: Sequence[Quarter] = ()
    last_backup: datetime | None = None
    search: RecordSearch | None = None


class Frame(QMainWindow):
    """A frame and no more: pages come from the navigation's registry. `locked` asks for the unlock window."""

    locked = Signal(bool)
    left = Signal()

    def __init__(self, desk: Desk, facts: FrameFacts) -> None:
        super().__init__()
        self.desk = desk
        self.setWindowTitle(f"{facts.workspace} – VRP Desktop")
        self.setObjectName("frame")
        self._pages: dict[str, Page] = {}
        self._cover: CoverPage | None = None
        self._covered_at: datetime | None = None
        self.capture = CaptureGuard(_app(), parent=self)
        self.frame_actions = FrameActions(desk, self, facts.search, self.capture)
        self.sidebar = Sidebar(desk, "VRP Desktop")
        self.topbar = TopBar(desk, facts.places, facts.quarters)
        self.status = StatusLine(desk, facts.workspace, self.capture)
        self.stack = QStackedWidget()
        self._build()
        self.status.show_backup(facts.last_backup)
        self.idle = IdleLock(_app(), desk.clock, desk.settings.now.idle_minutes, self)
        self.idle.left.connect(self.status.show_idle)
        self.idle.expired.connect(self._on_idle)
        desk.navigation.moved.connect(self._on_moved)
        desk.view.mode_changed.connect(self._on_mode)
        desk.view.room_changed.connect(self._on_room)
        desk.theme.changed.connect(self._settle_width)
        _app().screenAdded.connect(self._on_screen)
        desk.tasks.changed.connect(desk.hub.announce)
        desk.hub.changed.connect(self._on_changed)
        desk.tasks.set_fallback(desk.messages.failure)
        self.idle.look()
        self._restore_geometry()

    def start(self, key: str = "home") -> None:
        """Show the first page."""
        keys = [spec.key for spec in self.desk.navigation.pages]
        if keys:
            self.desk.navigation.go(key if key in keys else keys[0])

    @property
    def page(self) -> Page | None:
        """The page that is shown; None while the screen is covered."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def lock(self) -> None:
        """Keep what is being typed, close what is open above, and ask for the unlock window."""
        self._lock(by_idleness=False)

    def covered_seconds(self) -> float:
        """How long the screen has been covered; 0 where it is not."""
        if not self.desk.view.is_covered or self._covered_at is None:
            return 0
        return (self.desk.clock.now() - self._covered_at).total_seconds()

    def needs_proof(self) -> bool:
        """Whether whoever wants to see more must first give the PIN or the passphrase."""
        return self.desk.view.needs_proof or self.covered_seconds() > LIFTS_FREELY_FOR

    def keep_drafts(self) -> None:
        """Let every page and dialog keep what is being typed."""
        for page in self._pages.values():
            page.keep_drafts()
        for dialog in self.findChildren(Dialog):
            dialog.keep_drafts()

    def drop_pages(self) -> None:
        """Take every page down, so that no name is left to paint or to read out."""
        self.keep_drafts()
        for widget in [*self._pages.values(), *filter(None, [self._cover])]:
            self.stack.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._pages.clear()
        self._cover = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._settle_width()
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keep_drafts()
        geometry = base64.b64encode(self.saveGeometry().data()).decode()
        self.desk.settings.change(geometry=geometry)
        super().closeEvent(event)
        self.left.emit()

    def _build(self) -> None:
        middle = column(self.desk.theme, "hair")
        middle.setSpacing(0)
        # Pages scroll or elide; none of them may force the window to be larger than the screen.
        self.stack.setMinimumSize(self.desk.theme.em(16), self.desk.theme.em(8))
        for widget, stretch in ((self.topbar, 0), (self.stack, 1), (self.status, 0)):
            middle.addWidget(widget, stretch)
        whole = row(self.desk.theme)
        whole.setSpacing(0)
        whole.addWidget(self.sidebar)
        whole.addLayout(middle, 1)
        holder = QWidget()
        holder.setLayout(whole)
        self.setCentralWidget(holder)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches("settings"):
            self.idle.set_minutes(self.desk.settings.now.idle_minutes)

    def _on_idle(self) -> None:
        """While a sitting is live nobody is locked out of it: idleness covers instead."""
        if self.desk.view.is_live:
            self.desk.view.take_names_off(View.COVERED)
        else:
            self._lock(by_idleness=True)

    def _on_room(self) -> None:
        self.status.set_covers(self.desk.view.is_live)
        self.idle.touch()
        self.idle.look()

    def _on_screen(self) -> None:
        """A projector may have been connected in the middle of a sitting."""
        if self.desk.view.is_live and self.desk.view.shows_names:
            self.desk.view.take_names_off(View.INITIALS)
            self.desk.messages.note("Another screen was connected: initials and codes are shown.")

    def _lock(self, *, by_idleness: bool) -> None:
        self.keep_drafts()
        self._close_above()
        # From the event loop, so that a box that was waiting for its answer has returned before its page goes.
        QTimer.singleShot(0, self, self._tell_idle if by_idleness else self._tell_locked)

    def _close_above(self) -> None:
        """Close dialogs and popups without asking; what is typed in them has been kept."""
        for above in QApplication.topLevelWidgets():
            if above is not self and above.isVisible() and isinstance(above, QDialog):
                above.done(QDialog.DialogCode.Rejected)
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.hide()
        QToolTip.hideText()

    def _tell_idle(self) -> None:
        self.locked.emit(True)

    def _tell_locked(self) -> None:
        self.locked.emit(False)

    def _give_room(self, page: Page | None) -> None:
        """A page that wants the whole window has it; under the cover the bars are back."""
        is_whole = page is not None and page.wants_window()
        self.sidebar.setVisible(not is_whole)
        self.topbar.setVisible(not is_whole)

    def give_room(self) -> None:
        """The page in sight wants the whole window now, or gives it back."""
        self._give_room(self.page)

    def _settle_width(self) -> None:
        self.sidebar.set_narrow(self.width() < self.desk.theme.em(_OPEN_SIDEBAR_FROM))

    def _on_moved(self, spot: Spot) -> None:
        self.sidebar.show_page(spot.key)
        self.frame_actions.follow_history()
        if self.desk.view.is_covered:
            self._show_cover()
            return
        page = self._pages.get(spot.key)
        if page is None:
            page = self.desk.navigation.page(spot.key).factory(self.desk)
            page.room_wanted.connect(self.give_room)
            self._pages[spot.key] = page
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self._give_room(page)
        if spot.where:
            page.open_at(spot.where)
        if "view" in spot.where:
            page.open_view(spot.where["view"])

    def _on_mode(self) -> None:
        self._covered_at = self.desk.clock.now() if self.desk.view.is_covered else None
        self.keep_drafts()
        self._close_above()
        self.drop_pages()
        here = self.desk.navigation.here
        if here is not None:
            self._on_moved(here)

    def _show_cover(self) -> None:
        if self._cover is None:
            self._cover = CoverPage(self.desk)
            self.stack.addWidget(self._cover)
        self.stack.setCurrentWidget(self._cover)
        self._give_room(None)

    def _restore_geometry(self) -> None:
        em = self.desk.theme.em
        room = self.screen().availableGeometry()
        self.resize(min(em(76), room.width()), min(em(46), room.height()))
        kept = self.desk.settings.now.geometry
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode()))


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # noqa: S101 - a widget exists, so there is one
    return app
