"""How large a file may be that is kept with a record."""

from __future__ import annotations

from typing import Any

from ui.desk import Desk
from ui.settings.numbers import NumbersSection
from ui.widgets.fields import Number
from vrp_desktop.attachments.limits import MOST, limit_mb, set_size_limit

_INTRO = (
    "PDF, pictures, e-mails, plain text and office documents without macros can be kept with a child, a case or a "
    "sitting. They lie encrypted in the workspace, go with the child when a record is erased, and make every backup "
    "larger. Programs, macros, web pages and compressed folders are refused."
)


class FilesKeptSection(NumbersSection):
    """The limit, with what it is for."""

    key = "files"
    title = "Files kept"
    kept = "The limit is kept."

    def __init__(self, desk: Desk) -> None:
        limit = Number(name="megabytes", label="Files up to", least=1, most=MOST, unit="MB", required=True, half=True)
        super().__init__(desk, _INTRO, "Largest file", (limit,))

    def refresh(self) -> None:
        self.desk.tasks.read(limit_mb, done=self._show, key="limit")

    def keep(self, values: dict[str, Any]) -> None:
        self.desk.tasks.write(set_size_limit, values["megabytes"], done=self.on_kept, failed=self.on_failed)

    def _show(self, megabytes: int) -> None:
        self.show_values({"megabytes": megabytes})
