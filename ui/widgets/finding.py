"""Finding a child or a panel case by typing: what a `Pick` field of a form searches with."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.desk import Desk
from ui.widgets.fields import FoundCall, Option
from vrp_desktop.calendar import british
from vrp_desktop.panel.queries import cases_page
from vrp_desktop.panel.rows import CaseRow
from vrp_desktop.people.queries import PersonRow, people_page

_MOST = 12


class PersonSearch(QObject):
    """Offers the children and young people who match; `search` is the field's bound method."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._found_for: FoundCall | None = None

    def search(self, text: str, found: FoundCall) -> None:
        """Look for the text, then call back with what was found."""
        self._found_for = found
        self._desk.tasks.read(people_page, text, limit=_MOST, done=self._on_found, key="pick")

    def _on_found(self, rows: list[PersonRow]) -> None:
        if self._found_for is not None:
            self._found_for([person_option(self._desk, row) for row in rows])


class CaseSearch(QObject):
    """Offers the panel cases of children who match."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._found_for: FoundCall | None = None

    def search(self, text: str, found: FoundCall) -> None:
        """Look for the text, then call back with what was found."""
        self._found_for = found
        self._desk.tasks.read(cases_page, text, limit=_MOST, done=self._on_found, key="pick")

    def _on_found(self, rows: list[CaseRow]) -> None:
        if self._found_for is not None:
            self._found_for([case_option(self._desk, row) for row in rows])


def person_option(desk: Desk, row: PersonRow) -> Option:
    """Somebody in one line, as the view allows."""
    # Outside the view of names a date of birth is a name too.
    born = british(row.born_on) if desk.view.text("x") == "x" else ""
    parts = (desk.view.name(row.words), row.words.code, born, desk.shelf.label("places", row.place_code))
    return Option(row.person_id, " · ".join(dict.fromkeys(filter(None, parts))))


def case_option(desk: Desk, row: CaseRow) -> Option:
    """A panel case in one line, as the view allows."""
    status = desk.shelf.label("case_statuses", row.status)
    parts = (desk.view.name(row.words), row.code, f"referred {british(row.referred_on)}", status)
    return Option(row.case_id, " · ".join(filter(None, parts)))
