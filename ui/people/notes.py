"""The notes on a child's record: each with its day, its writer and whom it must not reach; each can be put right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.widgets.flow import FlowLayout
from ui.widgets.pill import Pill
from ui.widgets.text import card, column, label, push_button, row
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british
from vrp_desktop.partnership.audience import codes_of
from vrp_desktop.people.forms import NO_RESTRICTION
from vrp_desktop.people.queries import NoteRow


class Notes(QWidget):
    """`edit` brings the note that is to be put right."""

    edit = Signal(object)

    def __init__(self, desk: Desk, notes: Sequence[NoteRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._notes = {note.note_id: note for note in notes}
        self.setProperty("kind", "clear")
        inside = column(desk.theme, "normal")
        if not desk.actor.may(Permission.SEE_NOTES):
            inside.addWidget(label("Your role does not read notes.", "muted", wrap=True))
        elif not notes:
            inside.addWidget(label("No notes yet.", "muted"))
        for note in notes:
            inside.addWidget(self._card(note))
        inside.addStretch(1)
        self.setLayout(inside)

    def _card(self, note: NoteRow) -> QFrame:
        theme, view = self.desk.theme, self.desk.view
        box, inside = card(theme)
        head = row(theme, "snug")
        head.addWidget(label(f"{british(note.dated_on)} · {note.written_by}", "muted", wrap=True), 1)
        if self.desk.actor.may(Permission.EDIT_CASES) and view.shows_names:
            button = push_button(theme, "Edit", kind="link")
            button.setAccessibleName(f"Edit the note of {british(note.dated_on)}")
            button.setProperty("note", note.note_id)
            button.clicked.connect(self._on_edit)
            head.addWidget(button)
        inside.addLayout(head)
        kept_from = [code for code in codes_of(note.restriction) if code != NO_RESTRICTION]
        if kept_from:
            pills = FlowLayout(theme)
            for code in kept_from:
                pills.addWidget(Pill(theme, self.desk.shelf.label("restrictions", code), Tone.CAUTION))
            holder = QWidget()
            holder.setProperty("kind", "clear")
            holder.setLayout(pills)
            inside.addWidget(holder)
        inside.addWidget(label(view.text(note.text), wrap=True, selectable=True))
        return box

    def _on_edit(self) -> None:
        button = self.sender()
        if button is not None:
            self.edit.emit(self._notes[str(button.property("note"))])
