"""Contact with the child or family: the card on a case, and the dialog in which one is recorded."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk
from ui.widgets.fields import Choose, Day, FormPart, Lines, Radio, Text
from ui.widgets.form_dialog import FormDialog
from ui.widgets.text import card, clear, column, label, push_button
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british
from vrp_desktop.panel.contacts import OUTCOMES, CaseContactForm, CaseContacts, contacts_of, record_contact
from vrp_desktop.panel.queries import CaseRecord

_MOST_SHOWN = 6


class ContactsPart(QWidget):
    """The contacts of a case, newest first, with the day by which the first one is wanted."""

    def __init__(self, desk: Desk, record: CaseRecord) -> None:
        super().__init__()
        self.desk = desk
        self._case_id = record.case_id
        made, inside = card(desk.theme, "Contact with the child or family")
        self._lines: QVBoxLayout = column(desk.theme, "tight")
        inside.addLayout(self._lines)
        self.button = push_button(desk.theme, "Record a contact")
        self.button.setVisible(desk.actor.may(Permission.EDIT_CASES))
        self.button.clicked.connect(self.record)
        inside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        outer = column(desk.theme)
        outer.addWidget(made)
        self.setLayout(outer)
        desk.tasks.read(contacts_of, self._case_id, done=self._show, key=f"contacts {self._case_id}")

    def record(self) -> None:
        """Record a contact, or a try at one."""
        RecordContact(self.desk, self, self._case_id).open()

    def _show(self, found: CaseContacts) -> None:
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
        for row in found.rows[:_MOST_SHOWN]:
            by = (shelf.label("agencies", row.by_agency), view.text(row.by_name), view.text(row.note))
            parts = (british(row.contacted_on), shelf.label(OUTCOMES, row.outcome), *by)
            self._lines.addWidget(label(" · ".join(part for part in parts if part), wrap=True))
        if len(found.rows) > _MOST_SHOWN:
            self._lines.addWidget(label(f"And {len(found.rows) - _MOST_SHOWN} earlier ones.", "muted"))


class RecordContact(FormDialog):
    """A contact: when, by whom, and what came of it."""

    def __init__(self, desk: Desk, parent: QWidget, case_id: str) -> None:
        today = desk.today
        parts: list[FormPart] = [
            Radio(name="outcome", label="What came of it", options=desk.shelf.options(OUTCOMES, today), required=True),
            Day(name="contacted_on", label="Day", required=True, latest=today, half=True),
            Choose(name="by_agency", label="By", options=desk.shelf.options("agencies", today), half=True),
            Text(name="by_name", label="Name", half=True),
            Lines(name="note", label="Note", lines=2),
        ]
        super().__init__(
            desk, "Contact with the child or family", parts, parent, values={"contacted_on": today}, ems=(40, 0)
        )
        self._case_id = case_id

    def send(self, values: dict[str, Any]) -> None:
        self.write(record_contact, self._case_id, CaseContactForm(**values))
