"""How long a restricted record stays open to someone who said why."""

from __future__ import annotations

from typing import Any

from ui.desk import Desk
from ui.settings.numbers import NumbersSection
from ui.widgets.fields import Number
from vrp_desktop.restricted.commands import set_hours_open
from vrp_desktop.restricted.queries import hours_open
from vrp_desktop.restricted.rules import MOST_HOURS

_INTRO = (
    "A restricted record shows by its code alone until a user says why they open it. The reasons to choose from are "
    "the list of reasons for opening a restricted record, under Lists."
)


class RestrictedSection(NumbersSection):
    """One number of hours."""

    key = "restricted"
    title = "Restricted records"
    kept = "The hours are kept."

    def __init__(self, desk: Desk) -> None:
        hours = Number(name="hours", label="Open for", least=1, most=MOST_HOURS, unit="hours", required=True, half=True)
        super().__init__(desk, _INTRO, "Access", (hours,))

    def refresh(self) -> None:
        self.desk.tasks.read(hours_open, done=self._show, key="hours")

    def keep(self, values: dict[str, Any]) -> None:
        self.desk.tasks.write(set_hours_open, values["hours"], done=self.on_kept, failed=self.on_failed)

    def _show(self, hours: int) -> None:
        self.show_values({"hours": hours})
