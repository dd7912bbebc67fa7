"""What a record says of merges: which records were merged into it, or into which one it was merged itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets.text import card, clear, column, label, push_button, row
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british
from vrp_desktop.clock import london_day
from vrp_desktop.people.merge_queries import MergedRow, merged_rows
from vrp_desktop.people.queries import PersonRecord


class MergedPart(QWidget):
    """Fetches for itself; nothing is shown where no merge stands."""

    undo = Signal(str)
    opened = Signal(str, str)

    def __init__(self, desk: Desk, record: PersonRecord) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("kind", "clear")
        self._inside = column(desk.theme, "snug")
        self.setLayout(self._inside)
        self.hide()
        if record.merged_into is not None:
            self._show_pointer(record.merged_into.person_id, record.merged_into.code)
        else:
            desk.tasks.read(merged_rows, record.person_id, done=self._show)

    def _show_pointer(self, person_id: str, code: str) -> None:
        made, inside = card(self._desk.theme, "Merged")
        words = f"This record was merged into {code}. It is kept as it was; what hung on it is there."
        inside.addWidget(label(words, wrap=True))
        button = push_button(self._desk.theme, f"Open {code}", kind="link")
        button.setProperty("person", person_id)
        button.clicked.connect(self._on_open)
        inside.addWidget(button)
        self._inside.addWidget(made)
        self.show()

    def _show(self, rows: Sequence[MergedRow]) -> None:
        clear(self._inside)
        if not rows:
            return
        made, inside = card(self._desk.theme, "Also on file as")
        for one in rows:
            line = row(self._desk.theme, "snug")
            born = f", born {british(one.born_on)}" if one.born_on and self._desk.view.text("x") == "x" else ""
            who = f"{self._desk.view.name(one.words)} ({one.words.code}){born}"
            when = f"Merged on {british(london_day(one.merged_at))} by {one.merged_by}."
            words = column(self._desk.theme, "tight")
            words.addWidget(label(who, wrap=True))
            words.addWidget(label(f"{when} {self._desk.view.text(one.reason)}", "help", wrap=True))
            line.addLayout(words, 1)
            if self._desk.actor.may(Permission.EDIT_PEOPLE):
                button = push_button(self._desk.theme, "Undo the merge")
                button.setAccessibleName(f"Undo the merge of {one.words.code}")
                button.setProperty("merge", one.merge_id)
                button.clicked.connect(self._on_undo)
                line.addWidget(button)
            inside.addLayout(line)
        self._inside.addWidget(made)
        self.show()

    def _on_undo(self) -> None:
        button = self.sender()
        if button is not None:
            self.undo.emit(str(button.property("merge")))

    def _on_open(self) -> None:
        button = self.sender()
        if button is not None:
            self.opened.emit("person", str(button.property("person")))
