"""Says why a proposed day is skipped: asked from a forum's series and from the diary."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets.fields import Text
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.calendar import british
from vrp_desktop.conferences.series_commands import skip_date


class SkipDate(FormDialog):
    """Skips one proposed day; it can be proposed again."""

    def __init__(self, desk: Desk, parent: QWidget, series_id: str, forum_code: str, day: date) -> None:
        fields = (Text(name="reason", label="Why", help="May be left empty."),)
        intro = f"{desk.shelf.label('forums', forum_code)} does not sit on the day proposed for {british(day)}."
        super().__init__(desk, "Skip this day", fields, parent, intro=intro, yes="Skip", ems=(40, 0))
        self._series_id, self._day = series_id, day

    def send(self, values: dict[str, Any]) -> None:
        self.write(skip_date, self._series_id, self._day, values["reason"])
