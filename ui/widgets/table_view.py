"""The view of a table: whole rows, keyboard, pills painted from the theme, widths in lines of text."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.theme.theme import Theme
from ui.theme.tokens import Tone
from ui.widgets.pill import paint_pill
from ui.widgets.table_model import TONE_ROLE, RowModel

_LEAST_SHARE = 0.6
_LEAST_ROWS = 5
_TEXT_MARGIN = 3
"""What the style keeps free at the left of a cell's words, beside the sheet's padding."""
_BOLD = 1.12
"""Heads are bold, and bold letters are about so much wider."""


class TableView(QTableView):
    """Shows a `RowModel`. Enter opens a row; a letter typed goes to the filter."""

    opened = Signal(object)
    cell_opened = Signal(object, str)
    chosen = Signal(object)
    typed = Signal(str)
    copy_asked = Signal()
    key_taken = Signal(str)

    def __init__(self, theme: Theme, model: RowModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = model
        self._own_widths: dict[int, int] = {}
        self._put_away = {place for place, column in enumerate(model.columns) if column.hidden}
        self._on_demand = [place for place, column in enumerate(model.columns) if column.on_demand]
        self._is_fitting = False
        self.own_keys: frozenset[str] = frozenset()
        """Characters that the page takes for deeds of its own: they come as `key_taken`, never to the filter."""
        self.setModel(model)
        self.setAccessibleName(name)
        self.setObjectName("table")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSectionsMovable(True)
        head.setStretchLastSection(False)
        head.sectionResized.connect(self._on_resized)
        delegate, links = PillDelegate(theme, self), LinkDelegate(theme, self)
        for place, column in enumerate(model.columns):
            if column.tone is not None:
                self.setItemDelegateForColumn(place, delegate)
            elif column.link:
                self.setItemDelegateForColumn(place, links)
        self.doubleClicked.connect(self._on_double_clicked)
        self.clicked.connect(self._on_clicked)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        theme.changed.connect(self.fit)
        if self._on_demand:
            model.modelReset.connect(self._settle_columns)
            model.dataChanged.connect(self._settle_columns)
        self._settle_columns()
        self.fit()

    def column_put_away(self, place: int) -> bool:
        """Whether the user, or the page, does without a column; one that is on demand may be out of sight besides."""
        return place in self._put_away

    def put_away(self, place: int, away: bool) -> None:
        """Do without a column, or take it back."""
        (self._put_away.add if away else self._put_away.discard)(place)
        self._settle_columns()

    def _settle_columns(self) -> None:
        """Show what is not put away; columns on demand only while they say something."""
        before = [self.isColumnHidden(place) for place in range(len(self._rows.columns))]
        idle = {place for place in self._on_demand if not self._rows.says(place)}
        self._is_fitting = True
        for place, was_hidden in enumerate(before):
            hidden = place in self._put_away or place in idle
            if hidden is not was_hidden:
                self.setColumnHidden(place, hidden)
        self._is_fitting = False
        if self._on_demand and before != [self.isColumnHidden(place) for place in range(len(before))]:
            self._fit_columns()

    def current_row(self) -> Any:
        """The row that the cursor is in; None for none."""
        return self._rows.row(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def chosen_rows(self) -> list[Any]:
        """The rows that are selected, in their order."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [row for place in places if (row := self._rows.row(place)) is not None]

    def go_to(self, place: int) -> None:
        """Put the cursor in a row."""
        if 0 <= place < self._rows.rowCount():
            first = next((at for at in range(self._rows.columnCount()) if not self.isColumnHidden(at)), 0)
            self.setCurrentIndex(self._rows.index(place, first))

    def fit(self) -> None:
        """Set heights and widths anew for the size of text."""
        height = self._theme.em(2.05)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.setMinimumHeight(_LEAST_ROWS * height)
        head = self.horizontalHeader()
        head.setMinimumSectionSize(self._theme.em(2))
        self._fit_columns()

    def show_column(self, key: str, shown: bool) -> None:
        """Show a column, or give its room to the others while it holds nothing."""
        for place, column in enumerate(self._rows.columns):
            if column.key == key and self.isColumnHidden(place) is shown:
                self.setColumnHidden(place, not shown)
                self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        row = self.current_row()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self._open(self.currentIndex())
        elif key == Qt.Key.Key_C and held == Qt.KeyboardModifier.ControlModifier:
            self.copy_asked.emit()
        elif event.text() in self.own_keys and not held & ~Qt.KeyboardModifier.KeypadModifier:
            self.key_taken.emit(event.text())
        elif event.text().strip() and not held & ~Qt.KeyboardModifier.ShiftModifier and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _fit_columns(self) -> None:
        """Share the room: columns that stretch take what is left, or give first; others are never cut."""
        columns = self._rows.columns
        shown = [place for place in range(len(columns)) if not self.isColumnHidden(place)]
        wanted = {place: self._own_widths.get(place, self._natural(place)) for place in shown}
        room, needed = self.viewport().width(), sum(wanted.values())
        stretching = [place for place in shown if columns[place].stretch and place not in self._own_widths]
        least = needed - sum(wanted[place] - round(wanted[place] * _LEAST_SHARE) for place in stretching)
        # Where the table goes on to the side in any case, nothing is won by cutting names as well.
        for place in stretching if least <= room else ():
            fair = (room - needed) // len(stretching)
            wanted[place] = max(round(wanted[place] * _LEAST_SHARE), wanted[place] + fair)
        self._is_fitting = True
        for place, width in wanted.items():
            self.setColumnWidth(place, width)
        self._is_fitting = False

    def _natural(self, place: int) -> int:
        """What a column asks for, and never less than its own head."""
        column, head = self._rows.columns[place], self.horizontalHeader()
        words = head.fontMetrics().horizontalAdvance(column.title) * _BOLD
        ems = self._theme.em(column.ems) + (self._theme.space("snug") if column.tone is not None else 0)
        return max(ems, round(words) + 2 * self._theme.space("normal"))

    def _on_resized(self, place: int, _before: int, width: int) -> None:
        """A width that the user has drawn stays."""
        if not self._is_fitting and width > 0 and self.isVisible():
            self._own_widths[place] = width

    def _open(self, index: QModelIndex) -> None:
        """Open the figure that the cursor is on, or else the row."""
        row, column = self._rows.row(index.row()), self._rows.columns[index.column()]
        if row is None:
            return
        if column.link and column.text(row):
            self.cell_opened.emit(row, column.key)
        else:
            self.opened.emit(row)

    def _on_clicked(self, index: QModelIndex) -> None:
        if self._rows.columns[index.column()].link:
            self._open(index)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if not self._rows.columns[index.column()].link:
            self._open(index)

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self._rows.row(index.row()) if index.isValid() else None)


class PillDelegate(QStyledItemDelegate):
    """Paints a status as a pill: ground, icon and text."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        # A StrEnum comes back from Qt as its plain text.
        code = index.data(TONE_ROLE)
        if not code:
            super().paint(painter, option, index)
            return
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        text, plain.text = plain.text, ""
        view = plain.widget
        style: QStyle = view.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, view)
        # It begins where the words of other cells, and of its own head, begin.
        rect = QRectF(option.rect).adjusted(self._theme.space("snug") + _TEXT_MARGIN, 0, -self._theme.space("tight"), 0)
        paint_pill(painter, self._theme, rect, text, Tone(code), plain.font)


class LinkDelegate(QStyledItemDelegate):
    """Paints a figure that opens its records as a link."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.font.setUnderline(True)
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            option.palette.setColor(role, self._theme.colour("link"))
