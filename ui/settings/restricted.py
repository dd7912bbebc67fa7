"""How long a restricted record stays open to someone who said why."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from ui.desk import Desk
from ui.settings.section import Section
from ui.widgets.fields import Number
from ui.widgets.form import Form
from ui.widgets.text import card, label, push_button
from vrp_desktop.access.permissions import Permission
from vrp_desktop.errors import Invalid, KnownError
from vrp_desktop.restricted.commands import set_hours_open
from vrp_desktop.restricted.queries import hours_open
from vrp_desktop.restricted.rules import MOST_HOURS

_INTRO = (
    "A restricted record shows by its code alone until a user says why they open it. The reasons to choose from are "
    "the list of reasons for opening a restricted record, under Lists."
)


class RestrictedSection(Section):
    """One number of hours."""

    key = "restricted"
    title = "Restricted records"
    permission = Permission.MANAGE_SETTINGS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.content.addWidget(label(_INTRO, "muted", wrap=True))
        frame, inside = card(desk.theme, "Access")
        parts = (
            Number(name="hours", label="Open for", least=1, most=MOST_HOURS, unit="hours", required=True, half=True),
        )
        self.form = Form(desk.theme, parts)
        inside.addWidget(self.form)
        self.save_button = push_button(desk.theme, "Save", kind="primary")
        self.save_button.clicked.connect(self.save)
        inside.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addWidget(frame)
        self.content.addStretch(1)

    def refresh(self) -> None:
        self.desk.tasks.read(hours_open, done=self._show, key="hours")

    def is_editing(self) -> bool:
        return self.form.is_dirty()

    def save(self) -> None:
        """Keep the hours that are typed."""
        if self.form.check():
            values: dict[str, Any] = self.form.values()
            self.desk.tasks.write(set_hours_open, values["hours"], done=self._on_saved, failed=self._on_failed)

    def _show(self, hours: int) -> None:
        self.form.set_values({"hours": hours})

    def _on_saved(self, _result: object) -> None:
        self.desk.messages.note("The hours are kept.")
        self.refresh()

    def _on_failed(self, error: KnownError) -> None:
        if isinstance(error, Invalid):
            self.form.show_invalid(error)
        else:
            self.desk.messages.failure(error)
