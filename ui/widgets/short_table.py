"""A table within a record: all its rows are here, and it is as high as they are, up to a bound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets.columns import Column
from ui.widgets.data_table import DataTable


class ShortTable(DataTable):
    """Made for tabs of a record, which scroll as a whole. Use `show_rows`; `in_order` keeps the order of the rows."""

    def __init__(
        self,
        desk: Desk,
        name: str,
        columns: Sequence[Column],
        *,
        row_id: Callable[[Any], str] | None = None,
        unit: str = "row",
        most: int = 10,
        in_order: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, name, columns, row_id=row_id, with_tools=False, unit=unit, parent=parent)
        self._most = most
        head = self.view.horizontalHeader()
        head.setSectionsClickable(not in_order)
        head.setSectionsMovable(False)
        self.loaded.connect(self._on_loaded)
        self.view.horizontalScrollBar().rangeChanged.connect(self._on_range)
        desk.theme.changed.connect(self._fit_height)

    def _on_loaded(self, _many: int) -> None:
        self._fit_height()

    def _on_range(self, _least: int, _most: int) -> None:
        self._fit_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.total:
            self._fit_height()

    def _fit_height(self) -> None:
        if not self.total:
            self.states.setFixedHeight(self.states.height_of_words(self.width()))
            return
        rows = min(max(self.total, 1), self._most)
        each = self.view.verticalHeader().defaultSectionSize()
        head = self.view.horizontalHeader().sizeHint().height()
        # Other tables keep room for some rows; this one is as high as its own.
        self.view.setMinimumHeight(0)
        bar = self.view.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > 0 else 0
        self.states.setFixedHeight(rows * each + head + below + 2 * self.view.frameWidth())
