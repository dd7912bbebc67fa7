"""The one table model: frozen rows in pages, cells formatted once, absent pages fetched when they come in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui.theme.tokens import Tone
from ui.widgets.columns import PAGE_ROWS, Column

Index = QModelIndex | QPersistentModelIndex
TONE_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_ROLE = Qt.ItemDataRole.UserRole + 2
_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.TextAlignmentRole,
        TONE_ROLE,
        ROW_ROLE,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    }
)
"""Painting asks for several more, of every cell."""
_NOWHERE = QModelIndex()


class RowModel(QAbstractTableModel):
    """Rows by place. `wanted(page)` asks for a page that is not there; `put` brings it."""

    wanted = Signal(int)
    # What Qt is told where it still asks while Python takes the model apart.
    _columns: tuple[Column, ...] = ()
    _total = 0

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        # Worked out once: painting asks for every cell's, and an enumeration is slow to put together.
        self._sides = [_side(column) for column in self._columns]
        self._rows: dict[int, Any] = {}
        self._cells: dict[int, list[str]] = {}
        self._total = 0
        self._asked: set[int] = set()

    @property
    def columns(self) -> tuple[Column, ...]:
        return self._columns

    def set_all(self, rows: Sequence[Any]) -> None:
        """Show rows that are all here."""
        self.beginResetModel()
        self._rows = dict(enumerate(rows))
        self._cells = {}
        self._asked = set()
        self._total = len(rows)
        self.endResetModel()

    def start(self, rows: Sequence[Any], total: int, offset: int = 0) -> None:
        """Show the first rows that came, of so many in all; the others are asked for when they come in sight."""
        self.beginResetModel()
        self._rows = {offset + place: row for place, row in enumerate(rows)}
        self._cells = {}
        self._asked = {offset // PAGE_ROWS}
        self._total = max(total, offset + len(rows))
        self.endResetModel()

    def put(self, page: int, rows: Sequence[Any]) -> None:
        """Bring a page that was wanted."""
        first = page * PAGE_ROWS
        for place, row in enumerate(rows[: self._total - first]):
            self._rows[first + place] = row
            self._cells.pop(first + place, None)
        self._asked.add(page)
        last = min(first + len(rows), self._total) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))

    def set_total(self, total: int) -> None:
        """Say how many rows there are, once that is known."""
        if total > self._total:
            self.beginInsertRows(QModelIndex(), self._total, total - 1)
            self._total = total
            self.endInsertRows()
        elif total < self._total:
            self.beginRemoveRows(QModelIndex(), total, self._total - 1)
            self._total = total
            self.endRemoveRows()

    def row(self, place: int) -> Any:
        """The row at a place; None where it has not come yet."""
        return self._rows.get(place)

    def loaded(self) -> list[Any]:
        """All rows that are here, in order."""
        return [self._rows[place] for place in sorted(self._rows)]

    def says(self, column: int) -> bool:
        """Whether any row that is here says something in a column."""
        text = self._columns[column].text
        return any(text(row) for row in self._rows.values())

    def place_of(self, matches: Callable[[Any], bool]) -> int:
        """The place of the first row here that matches; -1 for none."""
        return next((place for place, row in self._rows.items() if matches(row)), -1)

    def cell(self, place: int, column: int) -> str:
        """A cell's words."""
        cells = self._cells.get(place)
        if cells is None:
            row = self._rows.get(place)
            if row is None:
                self._want(place // PAGE_ROWS)
                return ""
            cells = self._cells[place] = [column.text(row) for column in self._columns]
        return cells[column]

    def tone(self, place: int, column: int) -> Tone | None:
        """The tone of a cell that is a pill."""
        make, row = self._columns[column].tone, self._rows.get(place)
        return None if make is None or row is None else make(row)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._sides[index.column()]
        if role == TONE_ROLE:
            return self.tone(index.row(), index.column())
        if role == ROW_ROLE:
            return self.row(index.row())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self.cell(index.row(), index.column()) or "blank"
            return f"{self._columns[index.column()].title}: {words}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._sides[section]
        return None

    def _tip(self, index: Index) -> str | None:
        column, row = self._columns[index.column()], self._rows.get(index.row())
        if row is None:
            return None
        if column.tip is not None:
            return column.tip(row)
        words = self.cell(index.row(), index.column())
        return words if len(words) > 24 else None

    def _want(self, page: int) -> None:
        if page not in self._asked:
            self._asked.add(page)
            self.wanted.emit(page)


def _side(column: Column) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
