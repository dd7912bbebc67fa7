"""The question before a restricted record opens: why, and what for (B15)."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets.fields import Choose, Lines
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.restricted.commands import open_restricted
from vrp_desktop.restricted.rules import REASONS, LookForm


class OpenRestricted(FormDialog):
    """Asks for one reason of the list and a few words; Esc leaves the record closed."""

    on_behalf = False

    def __init__(self, desk: Desk, parent: QWidget | None, person_id: str, code: str, hours: int) -> None:
        parts = (
            Choose(
                name="why",
                label="Why you open it",
                options=desk.shelf.options(REASONS, desk.today),
                required=True,
            ),
            Lines(
                name="words",
                label="What you need it for",
                required=True,
                lines=2,
                help="Without the child's name: those who oversee read this without opening the record.",
            ),
        )
        many = "1 hour" if hours == 1 else f"{hours} hours"
        super().__init__(
            desk,
            f"{code} is restricted",
            parts,
            parent,
            intro=f"It opens to you alone, for {many}. Who opened it, when and why stays with the record.",
            yes="Open the record",
        )
        self._person_id = person_id

    def send(self, values: dict[str, Any]) -> None:
        self.write(open_restricted, self._person_id, LookForm(values["why"] or "", values["words"]))
