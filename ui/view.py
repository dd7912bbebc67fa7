"""What the user looks at now: how names are shown, which place, which quarter."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from vrp_desktop.access.session_pin import SessionPin
from vrp_desktop.calendar import Quarter
from vrp_desktop.people.naming import PersonWords, View, free_text, name_on_screen

VIEW_LABELS = {View.NAMES: "Names", View.INITIALS: "Initials and codes", View.COVERED: "Covered"}
VIEW_ICONS = {View.NAMES: "eye", View.INITIALS: "initials", View.COVERED: "cover"}


class ViewState(QObject):
    """The view, the place and the quarter; pages read it and are told when it changes.

    `pin` is the session's, which shows names again. While a sitting is live, idleness covers instead of locking, and
    `cover_words` say on the cover where the sitting stands, by number and code.
    """

    mode_changed = Signal()
    scope_changed = Signal()
    room_changed = Signal()

    def __init__(
        self, quarter: Quarter, place: str = "", mode: View = View.NAMES, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._quarter = quarter
        self._place = place
        self._mode = mode
        self._is_live = False
        self._is_observed = False
        self._needs_proof = False
        self.pin: SessionPin | None = None
        self.cover_words = ""

    @property
    def is_live(self) -> bool:
        """Whether a sitting is on the screen."""
        return self._is_live

    @property
    def is_observed(self) -> bool:
        """Whether an observer is in the room: names are for members only."""
        return self._is_observed

    @property
    def needs_proof(self) -> bool:
        """Whether names were taken off by themselves, so that a PIN or the passphrase brings them back."""
        return self._needs_proof

    @property
    def mode(self) -> View:
        return self._mode

    @property
    def place(self) -> str | None:
        """The code of the place looked at; None for the whole area."""
        return self._place or None

    @property
    def quarter(self) -> Quarter:
        return self._quarter

    @property
    def is_covered(self) -> bool:
        return self._mode is View.COVERED

    @property
    def shows_names(self) -> bool:
        return self._mode is View.NAMES

    def set_mode(self, mode: View) -> None:
        """Show names, initials and codes, or nothing. Every page is built anew. No names before an observer."""
        if mode is View.NAMES and self._is_observed:
            mode = View.INITIALS
        if mode is not self._mode:
            self._mode = mode
            self._needs_proof = self._needs_proof and mode is not View.NAMES
            self.mode_changed.emit()

    def set_live(self, live: bool) -> None:
        """A sitting is on the screen, or is over."""
        if live != self._is_live:
            self._is_live = live
            self.cover_words = self.cover_words if live else ""
            self.room_changed.emit()

    def set_observed(self, observed: bool) -> None:
        """An observer has come, and the view drops to codes by itself; or the last one has left."""
        if observed == self._is_observed:
            return
        self._is_observed = observed
        if observed:
            self.take_names_off(View.INITIALS)
        self.room_changed.emit()

    def take_names_off(self, mode: View) -> None:
        """Not by the user's own key: what showed names shows them again only against the PIN or the passphrase."""
        if self._mode is View.NAMES or mode is View.COVERED:
            self._needs_proof = True
            self.set_mode(mode)

    def prove(self) -> None:
        """The PIN was right: names may be shown again."""
        self._needs_proof = False

    def set_place(self, place: str | None) -> None:
        """Look at one place, or with None at the whole area."""
        if (place or "") != self._place:
            self._place = place or ""
            self.scope_changed.emit()

    def set_quarter(self, quarter: Quarter) -> None:
        """Look at another quarter."""
        if quarter != self._quarter:
            self._quarter = quarter
            self.scope_changed.emit()

    def name(self, person: PersonWords) -> str:
        """A person in words, as this view allows."""
        return name_on_screen(person, self._mode)

    def text(self, words: str) -> str:
        """Free text, withheld outside *names*."""
        return free_text(words, self._mode)
