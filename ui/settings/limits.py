"""How long a safeguarding concern may wait at each stage before it is marked as overdue."""

from __future__ import annotations

from typing import Any

from ui.desk import Desk
from ui.settings.numbers import NumbersSection
from ui.widgets.fields import Number
from vrp_desktop.safeguarding.commands import set_concern_limits
from vrp_desktop.safeguarding.queries import concern_limits
from vrp_desktop.safeguarding.rules import MOST_DAYS, Limits

_INTRO = (
    "A concern is in sight from the moment it is recorded until its outcome is in. After these days it is marked as "
    "overdue as well. The usual days are proposals: agree your own with the safeguarding hub."
)


class LimitsSection(NumbersSection):
    """A number of days for each stage."""

    key = "limits"
    title = "Safeguarding"
    kept = "The days are kept."

    def __init__(self, desk: Desk) -> None:
        parts = [
            Number(name=name, label=words, least=0, most=MOST_DAYS, unit="days", required=True, half=True)
            for name, words in (
                ("send", "Raised and not sent"),
                ("acknowledge", "Sent and not acknowledged"),
                ("outcome", "Sent and no outcome"),
            )
        ]
        super().__init__(desk, _INTRO, "Overdue after", parts)

    def refresh(self) -> None:
        self.desk.tasks.read(concern_limits, done=self._show, key="concern-limits")

    def keep(self, values: dict[str, Any]) -> None:
        self.desk.tasks.write(set_concern_limits, Limits(**values), done=self.on_kept, failed=self.on_failed)

    def _show(self, limits: Limits) -> None:
        self.show_values({name: getattr(limits, name) for name in Limits.__slots__})
