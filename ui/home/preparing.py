"""While nobody writes, the counts of the days to come are made ready, so that Home is there at once after unlocking."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QObject, QTimer

from ui.desk import Desk
from ui.home.gather import counted
from vrp_desktop.changes import Changes
from vrp_desktop.workspace.prepared import Prepared, days_missing, keep_prepared, prepare

QUIET_MS: Final = 6_000
"""For so long nothing was changed, and Home has long been painted."""


class Preparing(QObject):
    """Asks one day after the other; a change begins it anew."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._place: str | None = None
        self._days: list[date] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self._look)
        desk.hub.changed.connect(self._on_changed)

    def begin(self, place: str | None) -> None:
        """Make ready what Home shows of a place, or of the whole area, when it has been quiet for a while."""
        self._place = place
        self._days = []
        self._timer.start()

    def _on_changed(self, _changes: Changes) -> None:
        self.begin(self._place)

    def _look(self) -> None:
        name, _ask = counted(self._place)
        self._desk.tasks.read(days_missing, name, done=self._on_days, key="days")

    def _on_days(self, days: list[date]) -> None:
        self._days = days
        self._next()

    def _next(self) -> None:
        if self._days:
            day = self._days.pop(0)
            self._desk.tasks.read(prepare, *counted(self._place), day, done=self._on_prepared, key="prepare")

    def _on_prepared(self, found: Prepared) -> None:
        self._desk.tasks.write(keep_prepared, found, done=self._on_kept)

    def _on_kept(self, _nothing: None) -> None:
        self._next()
