"""A list on a page of several: a sentence, the deeds, the table; a deed that needs a row is off without one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from ui.desk import Desk
from ui.widgets.data_table import DataTable
from ui.widgets.flow import FlowLayout
from ui.widgets.text import column, label, push_button


class ListPart(QWidget):
    """A table with a sentence above it and its deeds in a line; a deed that needs a row is off without one."""

    def __init__(self, desk: Desk, words: str, table: DataTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.table = table
        self.setProperty("kind", "clear")
        self._needing: list[tuple[QPushButton, Callable[[Any], bool]]] = []
        self._deeds = FlowLayout(desk.theme)
        inside = column(desk.theme, "normal")
        inside.addWidget(label(words, "muted", wrap=True))
        inside.addLayout(self._deeds)
        inside.addWidget(table, 1)
        self.setLayout(inside)
        table.chosen.connect(self._on_chosen)
        table.loaded.connect(self._on_loaded)

    def add_deed(
        self,
        words: str,
        icon: str,
        slot: Callable[[], object],
        fits: Callable[[Any], bool] | None = None,
        kind: str = "",
    ) -> QPushButton:
        """Offer a deed; `fits` says for which row it is on."""
        button = push_button(self.desk.theme, words, icon, kind)
        button.clicked.connect(slot)
        self._deeds.addWidget(button)
        if fits is not None:
            button.setEnabled(False)
            self._needing.append((button, fits))
        return button

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show what was read."""
        self.table.show_rows(rows)
        if self.table.total and self.table.current() is None:
            self.table.view.go_to(0)
        self._on_chosen(self.table.current())

    def _on_loaded(self, _total: int) -> None:
        self._on_chosen(self.table.current())

    def _on_chosen(self, row: Any) -> None:
        for button, fits in self._needing:
            button.setEnabled(row is not None and fits(row))
