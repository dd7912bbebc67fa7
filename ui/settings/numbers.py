"""A section of a few numbers with one button that keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt

from ui.desk import Desk
from ui.settings.section import Section
from ui.widgets.fields import Number
from ui.widgets.form import Form
from ui.widgets.text import card, label, push_button
from vrp_desktop.access.permissions import Permission
from vrp_desktop.errors import Invalid, KnownError


class NumbersSection(Section):
    """Override `refresh`, which reads and calls `show_values`, and `keep`, which writes with `done=self.on_kept`."""

    permission = Permission.MANAGE_SETTINGS
    kept = "The numbers are kept."

    def __init__(self, desk: Desk, intro: str, heading: str, parts: Sequence[Number]) -> None:
        super().__init__(desk)
        self.content.addWidget(label(intro, "muted", wrap=True))
        frame, inside = card(desk.theme, heading)
        self.form = Form(desk.theme, parts)
        inside.addWidget(self.form)
        self.save_button = push_button(desk.theme, "Save", kind="primary")
        self.save_button.clicked.connect(self.save)
        inside.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addWidget(frame)
        self.content.addStretch(1)

    def is_editing(self) -> bool:
        return self.form.is_dirty()

    def save(self) -> None:
        """Keep what is typed."""
        if self.form.check():
            self.keep(self.form.values())

    def keep(self, values: dict[str, Any]) -> None:
        """Write the values."""
        raise NotImplementedError

    def show_values(self, values: dict[str, object]) -> None:
        """Show what is kept."""
        self.form.set_values(values)

    def on_kept(self, _result: object) -> None:
        """It is written: what stands in the form is what is kept."""
        self.form.set_values(self.form.values())
        self.desk.messages.note(self.kept)

    def on_failed(self, error: KnownError) -> None:
        """What is wrong with a field stands under it."""
        if isinstance(error, Invalid):
            self.form.show_invalid(error)
        else:
            self.desk.messages.failure(error)
