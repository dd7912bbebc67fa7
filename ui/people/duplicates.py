"""Likely duplicates: the line above the list, and the work list it leads to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.desk import Desk
from ui.widgets.compare import Compare, Pair
from ui.widgets.dialog import Dialog
from ui.widgets.text import card, clear, column, label, push_button, row
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.calendar import british
from vrp_desktop.people.commands import say_not_the_same
from vrp_desktop.people.duplicates import (
    LikelyDuplicate,
    duplicates_count,
    duplicates_page,
    is_to_be_looked_at,
    look_for_duplicates,
)
from vrp_desktop.people.queries import PersonRow

_SHOWN = 20


def duplicates_state(read: Read, place: str | None) -> tuple[int, bool]:
    """How many likely duplicates wait, and whether children came in since the list was brought up to date."""
    return duplicates_count(read, place=place), is_to_be_looked_at(read)


def duplicates_shown(read: Read, place: str | None) -> tuple[int, list[LikelyDuplicate]]:
    """How many wait, and the surest of them."""
    return duplicates_count(read, place=place), duplicates_page(read, place=place, limit=_SHOWN)


class DuplicatesBand(QWidget):
    """Says how many likely duplicates wait; hidden where none do. Children who came many at once are looked at here."""

    asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._is_looking = False
        self.link = push_button(desk.theme, "", "people", kind="link")
        self.link.clicked.connect(self.asked)
        line = row(desk.theme, "snug")
        line.addWidget(self.link)
        line.addStretch(1)
        self.setLayout(line)
        self.setProperty("kind", "clear")
        self.hide()

    def refresh(self) -> None:
        """Ask again."""
        if self._desk.actor.may(Permission.EDIT_PEOPLE):
            self._desk.tasks.read(duplicates_state, self._desk.view.place, done=self._show, key="duplicates")

    def _show(self, state: tuple[int, bool]) -> None:
        count, is_behind = state
        self.link.setText("1 likely duplicate to look at" if count == 1 else f"{count:,} likely duplicates to look at")
        self.setVisible(count > 0)
        if is_behind and not self._is_looking:
            self._is_looking = True
            self._desk.tasks.write(look_for_duplicates, done=self._on_looked)

    def _on_looked(self, _is_more: bool) -> None:
        """Some at a time, so that whoever saves meanwhile waits a moment at most."""
        self._is_looking = False
        self.refresh()


class DuplicatesDialog(Dialog):
    """The likely duplicates, the surest first: each leads to the two side by side, or is said not to be the same."""

    side_by_side = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(
            desk.theme,
            "Likely duplicates",
            parent,
            intro="Nothing is merged by itself. What you say is not the same is remembered and not asked again.",
            yes="",
            no="Close",
            ems=(50, 34),
        )
        self.desk = desk
        self._said = label("Looking …", "muted", wrap=True)
        self._results = column(desk.theme, "normal")
        self.body.addWidget(self._said)
        self.body.addLayout(self._results)
        self.body.addStretch(1)
        self._fetch()

    def _fetch(self) -> None:
        self.desk.tasks.read(duplicates_shown, self.desk.view.place, done=self._show, key="duplicates-shown")

    def _show(self, found: tuple[int, Sequence[LikelyDuplicate]]) -> None:
        count, shown = found
        clear(self._results)
        many = f"The {len(shown)} surest of {count:,} are shown." if count > len(shown) else ""
        self._said.setText(many if count else "No likely duplicates are left to look at.")
        self._said.setVisible(bool(many) or not count)
        for one in shown:
            self._results.addWidget(self._card(one))

    def _card(self, found: LikelyDuplicate) -> QFrame:
        made, inside = card(self.desk.theme)
        words = f"{found.likeness.score} of 100 alike. {' '.join(found.likeness.reasons)}"
        inside.addWidget(label(words, wrap=True))
        inside.addWidget(Compare(self.desk.theme, found.one.words.code, found.other.words.code, self._pairs(found)))
        line = row(self.desk.theme, "snug")
        line.addStretch(1)
        both = f"{found.one.words.code} and {found.other.words.code}"
        for text, name, slot in (
            ("Not the same", f"{both} are not the same", self._on_apart),
            ("Side by side", f"Look at {both} side by side", self._on_side_by_side),
        ):
            button = push_button(self.desk.theme, text)
            button.setAccessibleName(name)
            button.setProperty("pair", (found.one.person_id, found.other.person_id))
            button.clicked.connect(slot)
            line.addWidget(button)
        inside.addLayout(line)
        return made

    def _pairs(self, found: LikelyDuplicate) -> list[Pair]:
        view = self.desk.view
        is_open = view.text("x") == "x"

        def born(one: PersonRow) -> str:
            return (british(one.born_on) if one.born_on else "not known") if is_open else "Hidden in this view"

        one, other, places = found.one, found.other, self.desk.shelf
        return [
            Pair("name", "Name", view.name(one.words), view.name(other.words)),
            Pair("born_on", "Date of birth", born(one), born(other)),
            Pair("place", "Place", places.label("places", one.place_code), places.label("places", other.place_code)),
            Pair("school", "School", view.text(one.school or ""), view.text(other.school or "")),
        ]

    def _pair(self) -> tuple[str, str]:
        button = self.sender()
        one, other = button.property("pair") if button is not None else ("", "")
        return str(one), str(other)

    def _on_apart(self) -> None:
        self.desk.tasks.write(say_not_the_same, *self._pair(), done=self._on_said)

    def _on_said(self, _result: object) -> None:
        self._fetch()

    def _on_side_by_side(self) -> None:
        self.side_by_side.emit(*self._pair())
        self.accept()
