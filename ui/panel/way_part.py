"""The clocks of a case: what has begun, by when by the panel's rhythm, and when it was done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.widgets.pill import Pill
from ui.widgets.text import card, clear, column, label
from vrp_desktop.calendar import british_short
from vrp_desktop.panel.rhythm import CLOCKS
from vrp_desktop.panel.way import Milestone, Standing, way_of

_TONES: Final = {
    Standing.DONE: Tone.GOOD,
    Standing.DONE_LATE: Tone.NEUTRAL,
    Standing.IN_TIME: Tone.INFO,
    Standing.OPEN: Tone.INFO,
    Standing.OVERDUE: Tone.DANGER,
    Standing.NO_LONGER: Tone.NEUTRAL,
}


class WayPart(QWidget):
    """A card with a line for each thing that has begun."""

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__()
        self.desk = desk
        made, inside = card(desk.theme, "By the panel's rhythm")
        self._lines = column(desk.theme, "tight")
        inside.addLayout(self._lines)
        outer = column(desk.theme)
        outer.addWidget(made)
        self.setLayout(outer)
        desk.tasks.read(way_of, case_id, done=self._show, key=f"way {case_id}")

    def _show(self, found: Sequence[Milestone]) -> None:
        clear(self._lines)
        holder = QWidget()
        holder.setProperty("kind", "clear")
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self.desk.theme.space("normal"))
        grid.setVerticalSpacing(self.desk.theme.space("snug"))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for at, milestone in enumerate(found):
            words = self.desk.shelf.label(CLOCKS, milestone.code)
            grid.addWidget(label(words, wrap=True), at, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(label(_when(milestone), "muted", wrap=True), at, 1, Qt.AlignmentFlag.AlignVCenter)
            pill = Pill(self.desk.theme, milestone.standing.value, _TONES[milestone.standing])
            grid.addWidget(pill, at, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        holder.setLayout(grid)
        self._lines.addWidget(holder)


def _when(milestone: Milestone) -> str:
    """By when, and when it was done."""
    due = f"by {british_short(milestone.due_on)}" if milestone.due_on else ""
    if milestone.done_on is not None:
        done = f"on {british_short(milestone.done_on)}"
        return f"{done}, due {due}" if due and milestone.standing is Standing.DONE_LATE else done
    if milestone.code == "BEFORE_PANEL" and not due:
        return "no sitting is planned"
    return due
