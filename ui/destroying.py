"""Copies that left the workspace and are due to be destroyed: the deed that ticks one off, and the reminder on Home."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.widgets.fields import Choose, Day, Text
from ui.widgets.form_dialog import FormDialog
from ui.widgets.pill import Pill
from ui.widgets.text import card, label, push_button, row
from vrp_desktop.calendar import british
from vrp_desktop.exports.destroying import WAYS, DestroyedForm, confirm_destroyed
from vrp_desktop.exports.queries import ReceiptRow


class ConfirmDestroyed(FormDialog):
    """When, how and by whom a copy was destroyed."""

    def __init__(self, desk: Desk, parent: QWidget, receipt: ReceiptRow) -> None:
        today = desk.today
        fields = (
            Choose(name="how", label="What became of it", options=desk.shelf.options(WAYS, today), required=True),
            Day(name="on", label="On", required=True, latest=today, half=True),
            Text(name="by", label="By whom", required=True, half=True),
            Text(name="note", label="Note", help="Who told you, or where it is kept. No names of children."),
        )
        intro = f"{receipt_words(desk, receipt)}: {desk.view.text(receipt.purpose)}."
        values = {"on": today, "by": desk.actor.full_name}
        super().__init__(
            desk, "Confirm that the copy is destroyed", fields, parent, intro=intro, yes="Confirm", values=values
        )
        self._receipt = receipt

    def send(self, values: dict[str, Any]) -> None:
        self.write(confirm_destroyed, self._receipt.receipt_id, self._receipt.version, DestroyedForm(**values))


class ToDestroy(QObject):
    """The reminder: what is overdue or due soon, each with its deed."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._parent = desk, parent
        self._rows: dict[str, ReceiptRow] = {}

    def card_of(self, rows: tuple[ReceiptRow, ...]) -> QWidget:
        """A card of the copies, the most urgent first."""
        self._rows = {receipt.receipt_id: receipt for receipt in rows}
        made, inside = card(self._desk.theme, "Copies to destroy")
        for receipt in rows[:6]:
            line = row(self._desk.theme, "snug")
            line.addWidget(label(receipt_words(self._desk, receipt), wrap=True), 1)
            line.addWidget(due_pill(self._desk, receipt))
            button = push_button(self._desk.theme, "Confirm")
            button.setAccessibleName(f"Confirm that it is destroyed: {self._desk.view.text(receipt.what)}")
            button.setProperty("receipt", receipt.receipt_id)
            button.clicked.connect(self._on_confirm)
            line.addWidget(button)
            inside.addLayout(line)
        if len(rows) > 6:
            inside.addWidget(label(f"And {len(rows) - 6} more: they are in Audit, Exports.", "muted", wrap=True))
        return made

    def _on_confirm(self) -> None:
        button = self.sender()
        receipt = self._rows.get(str(button.property("receipt"))) if button is not None else None
        if receipt is not None:
            ConfirmDestroyed(self._desk, self._parent, receipt).open()


def due_pill(desk: Desk, receipt: ReceiptRow) -> Pill:
    """How a copy stands, in words and colour."""
    words, tone = due_words(desk, receipt)
    return Pill(desk.theme, words, tone)


def due_words(desk: Desk, receipt: ReceiptRow) -> tuple[str, Tone]:
    """Destroyed, overdue, due, or kept without a day."""
    if receipt.destroyed_on is not None:
        return f"Destroyed {british(receipt.destroyed_on)}", Tone.GOOD
    if receipt.destroy_by is None:
        return "No day set", Tone.NEUTRAL
    if receipt.is_overdue(desk.today):
        return f"Overdue since {british(receipt.destroy_by)}", Tone.DANGER
    return f"Due {british(receipt.destroy_by)}", Tone.CAUTION


def receipt_words(desk: Desk, receipt: ReceiptRow) -> str:
    """What went out and to whom: both are typed, so the view may hide them."""
    return f"{desk.view.text(receipt.what)}, for {desk.view.text(receipt.recipient)}"
