"""How large a file may be that is kept with a record."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from ui.desk import Desk
from ui.settings.section import Section
from ui.widgets.fields import Number
from ui.widgets.form import Form
from ui.widgets.text import card, label, push_button
from vrp_desktop.access.permissions import Permission
from vrp_desktop.attachments.limits import MOST, limit_mb, set_size_limit
from vrp_desktop.errors import Invalid, KnownError

_INTRO = (
    "PDF, pictures, e-mails, plain text and office documents without macros can be kept with a child, a case or a "
    "sitting. They lie encrypted in the workspace, go with the child when a record is erased, and make every backup "
    "larger. Programs, macros, web pages and compressed folders are refused."
)


class FilesKeptSection(Section):
    """The limit, with what it is for."""

    key = "files"
    title = "Files kept"
    permission = Permission.MANAGE_SETTINGS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.content.addWidget(label(_INTRO, "muted", wrap=True))
        frame, inside = card(desk.theme, "Largest file")
        parts = (
            Number(name="megabytes", label="Files up to", least=1, most=MOST, unit="MB", required=True, half=True),
        )
        self.form = Form(desk.theme, parts)
        inside.addWidget(self.form)
        self.save_button = push_button(desk.theme, "Save", kind="primary")
        self.save_button.clicked.connect(self.save)
        inside.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addWidget(frame)
        self.content.addStretch(1)

    def refresh(self) -> None:
        self.desk.tasks.read(limit_mb, done=self._show, key="limit")

    def is_editing(self) -> bool:
        return self.form.is_dirty()

    def save(self) -> None:
        """Keep the limit that is typed."""
        if self.form.check():
            values: dict[str, Any] = self.form.values()
            self.desk.tasks.write(set_size_limit, values["megabytes"], done=self._on_saved, failed=self._on_failed)

    def _show(self, megabytes: int) -> None:
        self.form.set_values({"megabytes": megabytes})

    def _on_saved(self, _result: object) -> None:
        self.desk.messages.note("The limit is kept.")
        self.refresh()

    def _on_failed(self, error: KnownError) -> None:
        if isinstance(error, Invalid):
            self.form.show_invalid(error)
        else:
            self.desk.messages.failure(error)
