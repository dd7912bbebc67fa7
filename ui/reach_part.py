"""How the child and the family are reached, on a panel case: the same cards as on the child's record, to read only."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.contact_card import ContactCard
from ui.desk import Desk
from ui.widgets.text import clear, column, label
from vrp_desktop.errors import KnownError
from vrp_desktop.people.around.queries import Around, ContactRow, around_child


class ReachPart(QWidget):
    """Fetches for itself."""

    def __init__(self, desk: Desk, person_id: str) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("kind", "clear")
        self.setAccessibleName("Contacts")
        self._body = column(desk.theme, "normal")
        self.setLayout(self._body)
        desk.tasks.read(around_child, person_id, done=self._show, failed=self._fail, key="reach")

    def _show(self, around: Around) -> None:
        clear(self._body)
        rows = around.now(self.desk.today)
        if not rows:
            words = "Nobody around the child is on file yet. They are added on the child's record."
            self._body.addWidget(label(words, "muted", wrap=True))
        for row in rows:
            card = ContactCard(self.desk, row, [("open", "Open the record")] if row.other and row.other.opens else [])
            card.asked.connect(self._on_asked)
            self._body.addWidget(card)
        self._body.addStretch(1)

    def _fail(self, error: KnownError) -> None:
        """The case may lie in the user's places and the child, by now, in another."""
        clear(self._body)
        self._body.addWidget(label(" ".join(filter(None, (error.what, error.do))), "muted", wrap=True))
        self._body.addStretch(1)

    def _on_asked(self, _deed: str, row: ContactRow) -> None:
        if row.other is not None:
            self.desk.navigation.open_record("person", row.other.person_id)
