"""The actions that work everywhere: pages, search, view, look, help, lock. Each is defined once, here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from ui.action import Action
from ui.capture import CaptureGuard
from ui.desk import Desk
from ui.help_sheets import HelpSheet, ShortcutSheet, word_in_focus
from ui.palette import Palette, RecordSearch
from ui.reveal import FORGET_PIN, SET_PIN, Reveal, SetPin
from ui.theme.tokens import Scheme
from ui.widgets.urgent import URGENT
from vrp_desktop.access.permissions import Permission
from vrp_desktop.people.naming import View

if TYPE_CHECKING:
    from ui.frame import Frame

BACK = Action("go.back", "Back", "back", "Alt+Left", "Go back to where you were")
FORWARD = Action("go.forward", "Forward", "forward", "Alt+Right", "Go forward again")
FIND = Action("find", "Search", "search", "Ctrl+K", "Search everything, and run any action")
HELP = Action("help", "What does this mean?", "help", "F1", "What the word in focus means")
SHORTCUTS = Action("shortcuts", "Show all shortcuts", "keyboard", "Ctrl+/", "The sheet of shortcuts")
NAMES = Action("view.names", "Show names", "eye", "Ctrl+Shift+N", "Show names in full")
INITIALS = Action(
    "view.initials", "Show initials and codes", "initials", "Ctrl+Shift+I", "Show initials and codes only"
)
COVERED = Action("view.covered", "Cover the screen", "cover", "Ctrl+Shift+H", "Hide everything behind a calm page")
CAPTURE = Action(
    "view.capture", "Block or allow screen capture", "eye", "", "Keep the windows out of screen sharing, or let them in"
)
SCHEME = Action("look.scheme", "Light or dark", "theme", "Ctrl+Shift+D", "Change between light and dark")
LARGER = Action("look.larger", "Larger text", "plus", "Ctrl++", "Make all text larger")
SMALLER = Action("look.smaller", "Smaller text", "minus", "Ctrl+-", "Make all text smaller")
SIDEBAR = Action("look.sidebar", "Fold or unfold the navigation", "sidebar", "Ctrl+B")
REFRESH = Action("refresh", "Fetch this page again", "refresh", "F5")
CONCERN = Action(
    "concern",
    "Safeguarding concern now",
    "flag",
    "Ctrl+Shift+S",
    "Record a worry about a child's safety at once",
    Permission.RAISE_CONCERN,
)
LOCK = Action("lock", "Lock", "lock", "Ctrl+L", "Lock the workspace; what you are typing is kept")
QUIT = Action("quit", "Leave the program", "close", "Ctrl+Q")


class FrameActions(QObject):
    """Makes the actions and does them."""

    def __init__(self, desk: Desk, frame: Frame, search: RecordSearch | None, capture: CaptureGuard) -> None:
        super().__init__(frame)
        self._capture = capture
        self._desk = desk
        self._frame = frame
        self._search = search
        for action, handler in (
            (BACK, desk.navigation.back),
            (FORWARD, desk.navigation.forward),
            (FIND, self.find),
            (CONCERN, self.concern),
            (HELP, self.help),
            (SHORTCUTS, self.shortcuts),
            (NAMES, self.show_names),
            (INITIALS, self.show_initials),
            (COVERED, self.cover),
            (SET_PIN, self.set_pin),
            (FORGET_PIN, self.forget_pin),
            (CAPTURE, self.change_capture),
            (SCHEME, self.change_scheme),
            (LARGER, self.larger),
            (SMALLER, self.smaller),
            (SIDEBAR, self.fold),
            (REFRESH, self.refresh),
            (LOCK, frame.lock),
            (QUIT, frame.close),
        ):
            desk.actions.add(action, handler, frame, window=True)
        for urgent in (NAMES, INITIALS, COVERED, LOCK):
            made = frame.findChild(QAction, urgent.id)
            if made is not None:
                made.setProperty(URGENT, True)
        self._also("view.covered", "F12")
        self._also("shortcuts", "?")
        self._also("look.larger", "Ctrl+=")
        for number, spec in enumerate(desk.navigation.pages, start=1):
            keys = f"Ctrl+{number}" if number <= 9 else ""
            action = Action(f"go.{spec.key}", spec.title, spec.icon, keys, f"Go to {spec.title}", group="Pages")
            made = desk.actions.add(action, self._go, frame, window=True)
            made.setProperty("page", spec.key)
        self.follow_history()

    def follow_history(self) -> None:
        """Back and forward are on where there is somewhere to go."""
        self._desk.actions.enable("go.back", self._desk.navigation.can_go_back)
        self._desk.actions.enable("go.forward", self._desk.navigation.can_go_forward)

    def find(self) -> None:
        """Open the palette."""
        Palette(self._desk, self._search, self._frame).show()

    def concern(self) -> None:
        """Record a worry about the child in sight; with none in sight the dialog begins with a search."""
        from ui.concern import RaiseConcern

        page = self._frame.page
        RaiseConcern(self._desk, self._frame, page.child() if page is not None else None).open()

    def help(self) -> None:
        """Say what the word in focus means."""
        HelpSheet(self._desk, word_in_focus(), self._frame).open()

    def shortcuts(self) -> None:
        """Show the sheet of shortcuts."""
        ShortcutSheet(self._desk, self._frame).open()

    def show_names(self) -> None:
        """The view that shows names."""
        self._show(View.NAMES)

    def show_initials(self) -> None:
        """The view that shows initials and codes."""
        self._show(View.INITIALS)

    def cover(self) -> None:
        """The view that shows nothing."""
        self._desk.view.set_mode(View.COVERED)

    def set_pin(self) -> None:
        """Set the PIN of this session. Not over the cover: whoever finds it covered may not choose what lifts it."""
        if self._frame.needs_proof():
            self._prove(View.INITIALS)
        else:
            SetPin(self._desk, self._frame).open()

    def forget_pin(self) -> None:
        """From now on the passphrase is needed again."""
        self._desk.view.pin = None
        self._desk.messages.note("The passphrase shows names again from now on.")

    def change_capture(self) -> None:
        """Let windows into screen sharing, or keep them out; where that cannot be done it is said."""
        self._capture.toggle()
        self._desk.messages.note(f"{self._capture.state}. {self._capture.meaning}")

    def change_scheme(self) -> None:
        """Light to dark and back; remembered."""
        other = Scheme.DARK if self._desk.theme.scheme is Scheme.LIGHT else Scheme.LIGHT
        self._desk.theme.set_scheme(other)
        self._desk.settings.change(theme=other.value)

    def larger(self) -> None:
        """The next larger size of text; remembered."""
        self._step(True)

    def smaller(self) -> None:
        """The next smaller size of text; remembered."""
        self._step(False)

    def fold(self) -> None:
        """Fold or unfold the navigation."""
        self._frame.sidebar.toggle()

    def refresh(self) -> None:
        """Fetch the page again."""
        page = self._frame.page
        if page is not None:
            page.mark_stale()

    def _show(self, mode: View) -> None:
        """Lifting a cover that has been on for a while needs proof: somebody else may be at the keyboard."""
        view = self._desk.view
        if mode is View.NAMES and view.is_observed:
            self._desk.messages.note("An observer is in the room, and names are for members only.")
        elif self._frame.needs_proof() and (mode is View.NAMES or view.is_covered):
            self._prove(mode)
        else:
            view.set_mode(mode)

    def _prove(self, mode: View) -> None:
        pin = self._desk.view.pin
        if pin is None or pin.is_spent:
            self._frame.lock()
        else:
            Reveal(self._desk, self._frame, mode, self._frame.lock).open()

    def _go(self) -> None:
        made = self.sender()
        if isinstance(made, QAction):
            self._desk.navigation.go(str(made.property("page")))

    def _step(self, up: bool) -> None:
        self._desk.theme.step_scale(up)
        self._desk.settings.change(font_scale=self._desk.theme.scale)

    def _also(self, action_id: str, keys: str) -> None:
        made = self._frame.findChild(QAction, action_id)
        if made is not None:
            made.setShortcuts([*made.shortcuts(), QKeySequence(keys)])
