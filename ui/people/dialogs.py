"""Adding a child after a search, editing one, and writing a note."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.desk import Desk
from ui.people.fields import as_form, as_values, name_fields, person_fields
from ui.people.numbers import NumberWarnings
from ui.widgets.compare import Compare, Pair
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Day, Field, Lines, Section, Several
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.text import card, clear, column, label, push_button, row
from vrp_desktop.calendar import british
from vrp_desktop.clock import london_day
from vrp_desktop.errors import Stale
from vrp_desktop.partnership.audience import closed_to_some, codes_of, joined
from vrp_desktop.people.commands import add_note, add_person, edit_note, edit_person
from vrp_desktop.people.forms import PersonForm
from vrp_desktop.people.likely import LikelyPerson, find_likely
from vrp_desktop.people.naming import full_name
from vrp_desktop.people.queries import NoteRow, PersonRecord, PersonRow


class SearchFirst(Dialog):
    """Adding starts with a search (M1): who is on file already, with the reasons, before anyone is added twice."""

    use_record = Signal(str)
    add_new = Signal(object, object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(
            desk.theme,
            "Add a child or young person",
            parent,
            intro="First a search: type what you know, and see who is on file already.",
            yes="None of these: add a new record",
            ems=(44, 30),
        )
        self.desk = desk
        self._shown: tuple[LikelyPerson, ...] = ()
        self.form = Form(desk.theme, name_fields())
        self.form.edited.connect(self._on_edited)
        self._results = column(desk.theme, "snug")
        self._said = label(
            "Type a name or a date of birth: whoever may be the same child shows here.", "muted", wrap=True
        )
        self.body.addWidget(self.form)
        self.body.addWidget(self._said)
        self.body.addLayout(self._results)
        self.body.addStretch(1)
        self.yes_button.setEnabled(False)
        self.form.focus_first()

    def submit(self) -> None:
        if self.form.check():
            self.add_new.emit(self._typed(), tuple(item.row.person_id for item in self._shown))
            self.accept()

    def _typed(self) -> PersonForm:
        return as_form(self.form.values())

    def _on_edited(self) -> None:
        typed = self._typed()
        has_name = bool(typed.forenames.strip() or typed.surname.strip())
        self.yes_button.setEnabled(has_name)
        if has_name:
            self.desk.tasks.read(find_likely, typed, done=self._show, key="likely")

    def _show(self, found: list[LikelyPerson]) -> None:
        self._shown = tuple(found[:6])
        clear(self._results)
        many = len(found)
        self._said.setText(
            "Nobody like this is on file."
            if not many
            else f"{many} on file may be the same child. Look before you add."
        )
        for person in self._shown:
            self._results.addWidget(self._card(person))

    def _card(self, person: LikelyPerson) -> QFrame:
        made, inside = card(self.desk.theme)
        line = row(self.desk.theme, "snug")
        words = f"{person.likeness.score} of 100 alike. {' '.join(person.likeness.reasons)}"
        line.addWidget(label(words, wrap=True), 1)
        use = push_button(self.desk.theme, "Open this record")
        use.setProperty("person", person.row.person_id)
        use.setAccessibleName(f"Open the record {person.row.words.code}")
        use.clicked.connect(self._on_use)
        line.addWidget(use)
        inside.addLayout(line)
        on_file = f"On file: {person.row.words.code}"
        inside.addWidget(Compare(self.desk.theme, "Typed", on_file, self._pairs(person.row)))
        return made

    def _pairs(self, row: PersonRow) -> list[Pair]:
        """What was typed beside what is on file; names as the view allows."""
        typed, view = self._typed(), self.desk.view
        name = full_name(typed.forenames, typed.surname)
        unknown = "not known"
        return [
            Pair("name", "Name", name, view.name(row.words)),
            Pair("born_on", "Date of birth", british(typed.born_on) or unknown, british(row.born_on) or unknown),
            Pair("place", "Place", "", self.desk.shelf.label("places", row.place_code), "on file only"),
            Pair("school", "School", "", view.text(row.school or ""), "on file only"),
        ]

    def _on_use(self) -> None:
        button = self.sender()
        if button is not None:
            self.use_record.emit(str(button.property("person")))
            self.accept()


class AddPerson(FormDialog):
    """The whole form for someone new; those who were shown and passed over are remembered as not the same."""

    def __init__(self, desk: Desk, parent: QWidget, typed: PersonForm, not_these: tuple[str, ...]) -> None:
        kept = ("person", "new")
        super().__init__(desk, "New record", person_fields(desk, typed), parent, yes="Add", ems=(48, 36), draft=kept)
        self._not_these = not_these
        place = desk.view.place
        self._numbers = NumberWarnings(desk, self.form)
        self.form.put(as_values(typed) | ({"place_code": place} if place else {}))

    def send(self, values: dict[str, object]) -> None:
        self.write(add_person, as_form(values), self._not_these)


class EditPerson(FormDialog):
    """Putting right what is on file, or recording what changed from a day."""

    def __init__(self, desk: Desk, parent: QWidget, record: PersonRecord) -> None:
        today = london_day(desk.clock.now())
        change = Day(
            name="changed_on",
            label="These attributes hold from",
            latest=today,
            help="Leave empty to put right what was wrong. Give a day where something changed: "
            "what was counted before that day stays as it was.",
        )
        parts = [*person_fields(desk, record.form), Section("When"), change]
        super().__init__(
            desk,
            "Edit the record",
            parts,
            parent,
            ems=(48, 36),
            values=as_values(record.form),
            draft=("person", record.person_id),
            version=record.version,
        )
        self._record = record
        self._numbers = NumberWarnings(desk, self.form)

    def send(self, values: dict[str, Any]) -> None:
        form = as_form(values, self._record.form)
        self.write(edit_person, self._record.person_id, self._record.version, form, values["changed_on"])

    def their_values(self, error: Stale) -> Mapping[str, object]:
        """What they saved, as this form shows it: names and attributes lie in other tables."""
        form = error.theirs.get("form")
        return as_values(form) if isinstance(form, PersonForm) else {}


class NewNote(FormDialog):
    """A dated note, and whom it must not reach."""

    def __init__(self, desk: Desk, parent: QWidget, person_id: str, about: tuple[str, str] | None = None) -> None:
        values = {"dated_on": desk.today, "text": ""}
        kept = ("note", about[1] if about else person_id)
        super().__init__(desk, "New note", note_fields(desk), parent, yes="Add note", values=values, draft=kept)
        self._person_id, self._about = person_id, about

    def send(self, values: dict[str, Any]) -> None:
        kept_from = restriction_of(values)
        self.write(add_note, self._person_id, values["text"], values["dated_on"], self._about, kept_from)


class EditNote(FormDialog):
    """Putting a note right."""

    def __init__(self, desk: Desk, parent: QWidget, note: NoteRow) -> None:
        values = {"dated_on": note.dated_on, "text": note.text, "kept_from": codes_of(note.restriction)}
        super().__init__(
            desk,
            "Edit the note",
            note_fields(desk),
            parent,
            yes="Save",
            values=values,
            draft=("note-edit", note.note_id),
            version=note.version,
        )
        self._note = note

    def send(self, values: dict[str, Any]) -> None:
        note = self._note
        self.write(edit_note, note.note_id, note.version, values["text"], values["dated_on"], restriction_of(values))

    def their_values(self, error: Stale) -> Mapping[str, object]:
        return {**error.theirs, "kept_from": codes_of(str(error.theirs.get("restriction") or ""))}


def note_fields(desk: Desk) -> tuple[Field, ...]:
    """What a note is asked for."""
    closed = set(closed_to_some(desk.shelf.lists))
    return (
        Day(name="dated_on", label="Day", required=True, latest=desk.today, half=True),
        Lines(name="text", label="Note", required=True, lines=8),
        Several(
            name="kept_from",
            label="Restrictions",
            options=[option for option in desk.shelf.options("restrictions", desk.today) if option.code in closed],
            help="A note without any may be discussed and recorded. A restricted one leaves the panel in no letter, "
            "slip or record that is not for it.",
        ),
    )


def restriction_of(values: dict[str, Any]) -> str:
    """The restrictions as a note keeps them."""
    return joined(values["kept_from"])
