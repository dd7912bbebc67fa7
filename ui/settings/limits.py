"""How long a safeguarding concern may wait at each stage before it is marked as overdue."""

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
from vrp_desktop.safeguarding.commands import set_concern_limits
from vrp_desktop.safeguarding.queries import concern_limits
from vrp_desktop.safeguarding.rules import MOST_DAYS, Limits

_INTRO = (
    "A concern is in sight from the moment it is recorded until its outcome is in. After these days it is marked as "
    "overdue as well. The usual days are proposals: agree your own with the safeguarding hub."
)


class LimitsSection(Section):
    """A number of days for each stage."""

    key = "limits"
    title = "Safeguarding"
    permission = Permission.MANAGE_SETTINGS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.content.addWidget(label(_INTRO, "muted", wrap=True))
        frame, inside = card(desk.theme, "Overdue after")
        parts = [
            Number(name=name, label=words, least=0, most=MOST_DAYS, unit="days", required=True, half=True)
            for name, words in (
                ("send", "Raised and not sent"),
                ("acknowledge", "Sent and not acknowledged"),
                ("outcome", "Sent and no outcome"),
            )
        ]
        self.form = Form(desk.theme, parts)
        inside.addWidget(self.form)
        self.save_button = push_button(desk.theme, "Save", kind="primary")
        self.save_button.clicked.connect(self.save)
        inside.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addWidget(frame)
        self.content.addStretch(1)

    def refresh(self) -> None:
        self.desk.tasks.read(concern_limits, done=self._show, key="concern-limits")

    def is_editing(self) -> bool:
        return self.form.is_dirty()

    def save(self) -> None:
        """Keep the days that are typed."""
        if self.form.check():
            values: dict[str, Any] = self.form.values()
            limits = Limits(**values)
            self.desk.tasks.write(set_concern_limits, limits, done=self._on_saved, failed=self._on_failed)

    def _show(self, limits: Limits) -> None:
        self.form.set_values({name: getattr(limits, name) for name in Limits.__slots__})

    def _on_saved(self, _result: object) -> None:
        self.form.set_values(self.form.values())
        self.desk.messages.note("The days are kept.")

    def _on_failed(self, error: KnownError) -> None:
        if isinstance(error, Invalid):
            self.form.show_invalid(error)
        else:
            self.desk.messages.failure(error)
