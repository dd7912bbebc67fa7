"""Contact with the child or family: the card on a case, and the dialog in which one is recorded."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk
from ui.panel.entry_lines import EntryLine, put_right
from ui.panel.support_dialogs import TakeOff, correction
from ui.widgets.fields import Choose, Day, FormPart, Lines, Radio, Text
from ui.widgets.form_dialog import FormDialog
from ui.widgets.text import card, clear, column, hide_unless, label, push_button
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british
from vrp_desktop.panel.contacts import (
    OUTCOMES,
    CaseContactForm,
    CaseContactRow,
    CaseContacts,
    contacts_of,
    record_contact,
)
from vrp_desktop.panel.correcting import CONTACT, correct_contact
from vrp_desktop.panel.rows import CaseRecord

_MOST_SHOWN = 6


class ContactsPart(QWidget):
    """The contacts of a case, newest first, with the day by which the first one is wanted."""

    def __init__(self, desk: Desk, record: CaseRecord) -> None:
        super().__init__()
        self.desk = desk
        self._record = record
        self._found: CaseContacts | None = None
        self._shows_all = False
        self._may = desk.actor.may(Permission.EDIT_CASES)
        made, inside = card(desk.theme, "Contact with the child or family")
        self._lines: QVBoxLayout = column(desk.theme, "tight")
        inside.addLayout(self._lines)
        self.button = push_button(desk.theme, "Record a contact")
        hide_unless(self._may, self.button)
        self.button.clicked.connect(self.record)
        inside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        outer = column(desk.theme)
        outer.addWidget(made)
        self.setLayout(outer)
        desk.tasks.read(contacts_of, record.case_id, done=self._show, key=f"contacts {record.case_id}")

    def record(self) -> None:
        """Record a contact, or a try at one."""
        RecordContact(self.desk, self, self._record).open()

    def _show(self, found: CaseContacts) -> None:
        self._found = found
        clear(self._lines)
        if found.first_due_on is not None:
            late = found.first_due_on < self.desk.today
            words = f"First contact is {'overdue since' if late else 'due by'} {british(found.first_due_on)}."
            self._lines.addWidget(label(words, "error" if late else "muted", wrap=True))
        elif found.first_on is not None:
            self._lines.addWidget(label(f"First contact on {british(found.first_on)}.", wrap=True))
        if not found.rows:
            self._lines.addWidget(label("Nothing recorded yet.", "muted"))
        shelf, view = self.desk.shelf, self.desk.view
        rows = found.rows if self._shows_all else found.rows[:_MOST_SHOWN]
        for row in rows:
            by = (shelf.label("agencies", row.by_agency), view.text(row.by_name))
            parts = (british(row.contacted_on), shelf.label(OUTCOMES, row.outcome), *by)
            words = " · ".join(part for part in parts if part)
            line = EntryLine(self.desk, words, view.text(row.note), put_right(row.contact_id), may=self._may)
            line.asked.connect(self._on_line)
            self._lines.addWidget(line)
        if len(rows) < len(found.rows):
            more = push_button(self.desk.theme, f"Show {len(found.rows) - len(rows)} earlier ones", kind="quiet")
            more.clicked.connect(self._show_all)
            self._lines.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_all(self) -> None:
        self._shows_all = True
        if self._found is not None:
            self._show(self._found)

    def _on_line(self, deed: str, contact_id: str) -> None:
        kept = next((row for row in self._found.rows if row.contact_id == contact_id), None) if self._found else None
        if kept is None:
            return
        if deed == "correct":
            RecordContact(self.desk, self, self._record, kept).open()
            return
        words = f"{british(kept.contacted_on)}: {self.desk.shelf.label(OUTCOMES, kept.outcome).lower()}"
        TakeOff(self.desk, self, self._record, CONTACT, (kept.contact_id, kept.version), f"Contact of {words}.").open()


class RecordContact(FormDialog):
    """A contact: when, by whom, and what came of it; or one put right."""

    def __init__(self, desk: Desk, parent: QWidget, record: CaseRecord, kept: CaseContactRow | None = None) -> None:
        today = desk.today
        outcomes = desk.shelf.options(OUTCOMES, today, kept.outcome if kept else None)
        agencies = desk.shelf.options("agencies", today, kept.by_agency if kept else None)
        parts: list[FormPart] = [
            Radio(name="outcome", label="What came of it", options=outcomes, required=True),
            Day(name="contacted_on", label="Day", required=True, latest=today, half=True),
            Choose(name="by_agency", label="By", options=agencies, half=True),
            Text(name="by_name", label="Name", half=True),
            Lines(name="note", label="Note", lines=2),
        ]
        values: dict[str, object] = {"contacted_on": today}
        if kept is not None:
            parts += correction()
            values = {name: getattr(kept, name) for name in ("outcome", "contacted_on", "by_agency", "by_name", "note")}
        super().__init__(
            desk,
            "Contact with the child or family" if kept is None else "Correct the contact",
            parts,
            parent,
            values=values,
            yes="Save" if kept is None else "Correct",
            ems=(40, 0),
            draft=("case-contact", kept.contact_id if kept else record.case_id),
            version=kept.version if kept else None,
        )
        self._case_id, self._kept = record.case_id, kept

    def send(self, values: dict[str, Any]) -> None:
        reason = values.pop("reason", "")
        form = CaseContactForm(**values)
        if self._kept is None:
            self.write(record_contact, self._case_id, form)
        else:
            self.write(correct_contact, self._kept.contact_id, self._kept.version, form, reason)
