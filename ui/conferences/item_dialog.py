"""An item of the agenda: a person of any age, a place, a group or other business, and what any item is given."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from ui.conferences.words import item_words
from ui.desk import Desk
from ui.widgets.fields import Check, Choose, FormPart, Lines, Number, Pick, Several, Text
from ui.widgets.finding import PersonSearch
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.conferences import rules
from vrp_desktop.conferences.forms import ItemForm
from vrp_desktop.conferences.item_commands import add_agenda_item, edit_agenda_item
from vrp_desktop.conferences.rows import AgendaRow, ConferenceRecord

_KINDS = (rules.PERSON, rules.AREA, rules.GROUP, rules.OTHER)


class EditItem(FormDialog):
    """Adds an item, or edits what stands on one; of a case or an action only minutes, notes and who joins."""

    def __init__(self, desk: Desk, parent: QWidget, record: ConferenceRecord, row: AgendaRow | None = None) -> None:
        self._people = PersonSearch(desk)
        self._row, self._conference_id = row, record.row.conference_id
        super().__init__(
            desk,
            "Edit the item" if row else "Add an item",
            _parts(desk, self._people, row),
            parent,
            intro=item_words(desk, row) if row else "Not only children: a person of any age, a place, a group.",
            yes="Save" if row else "Add",
            ems=(46, 0),
            values=_values(row) if row else {"kind": rules.AREA},
            draft=("agenda_item", row.item_id if row else f"new:{record.row.conference_id}"),
            version=row.version if row else None,
        )
        self._people.setParent(self)
        self.form.edited.connect(self._follow)
        self._follow()

    def send(self, values: dict[str, Any]) -> None:
        if self._row is not None:
            values = {"kind": self._row.kind, **values}
        values["joins"] = tuple(values["joins"])
        form = ItemForm(**values)
        if self._row is None:
            self.write(add_agenda_item, self._conference_id, form)
        else:
            self.write(edit_agenda_item, self._row.item_id, self._row.version, form)

    def _follow(self) -> None:
        """Only what the kind holds is asked."""
        values = self.form.values()
        kind = self._row.kind if self._row else values["kind"]
        is_person, is_mappa = kind == rules.PERSON, bool(values["is_mappa"])
        # Whoever is kept under MAPPA is not named here either.
        was_mappa = self._row is not None and self._row.is_mappa
        self.form.set_shown("person_id", is_person and not (was_mappa and is_mappa))
        self.form.set_shown("is_mappa", is_person)
        self.form.set_shown("lead_agency", is_person and is_mappa)
        self.form.set_shown("title", kind in (rules.AREA, rules.GROUP, rules.OTHER))
        self.form.set_shown("brief", not (is_person and is_mappa))


def _parts(desk: Desk, people: PersonSearch, row: AgendaRow | None) -> list[FormPart]:
    shelf, today = desk.shelf, desk.today
    agencies = shelf.options("agencies", today)
    kinds = [option for option in shelf.options("agenda_kinds", today) if option.code in _KINDS]
    head: list[FormPart] = [] if row else [Choose(name="kind", label="About", options=kinds, required=True, half=True)]
    return [
        *head,
        Number(name="target_minutes", label="Minutes", unit="minutes", most=240, half=True),
        Pick(name="person_id", label="Person", search=people.search, placeholder="Type a name or a code", half=True),
        Text(name="title", label="In a few words", help="A place or a group, without names."),
        Check(name="is_mappa", label="Managed under MAPPA: only this and the lead agency are kept"),
        Choose(name="lead_agency", label="Leads under MAPPA", options=agencies, half=True),
        Lines(name="brief", label="For this item", lines=3, help="What it is about, for who reads the agenda."),
        Several(name="joins", label="Joins for this item alone", options=agencies),
    ]


def _values(row: AgendaRow) -> dict[str, object]:
    person = row.person_id if row.person_id and row.kind == rules.PERSON else None
    return {
        "title": row.title,
        "person_id": person,
        "is_mappa": row.is_mappa,
        "lead_agency": row.lead_agency,
        "target_minutes": row.target_minutes,
        "brief": row.brief,
        "joins": row.joins,
    }
