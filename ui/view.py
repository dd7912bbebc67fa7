"""What the user looks at now: how names are shown, which place, which quarter."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from vrp_desktop.calendar import Quarter
from vrp_desktop.people.naming import PersonWords, View, free_text, name_on_screen

VIEW_LABELS = {View.NAMES: "Names", View.INITIALS: "Initials and codes", View.COVERED: "Covered"}
VIEW_ICONS = {View.NAMES: "eye", View.INITIALS: "initials", View.COVERED: "cover"}


class ViewState(QObject):
    """The view, the place and the quarter; pages read it and are told when it changes."""

    mode_changed = Signal()
    scope_changed = Signal()

    def __init__(
        self, quarter: Quarter, place: str = "", mode: View = View.NAMES, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._quarter = quarter
        self._place = place
        self._mode = mode

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
        """Show names, initials and codes, or nothing. Every page is built anew."""
        if mode is not self._mode:
            self._mode = mode
            self.mode_changed.emit()

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
