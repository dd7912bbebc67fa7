"""The view of a table: whole rows, keyboard, pills painted from the theme, widths in lines of text."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
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


class TableView(QTableView):
    """Shows a `RowModel`. Enter opens a row; a letter typed goes to the filter."""

    opened = Signal(object)
    chosen = Signal(object)
    typed = Signal(str)
    copy_asked = Signal()

    def __init__(self, theme: Theme, model: RowModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = model
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
        delegate = PillDelegate(theme, self)
        for place, column in enumerate(model.columns):
            self.setColumnHidden(place, column.hidden)
            if column.tone is not None:
                self.setItemDelegateForColumn(place, delegate)
        self.doubleClicked.connect(self._on_double_clicked)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        theme.changed.connect(self.fit)
        self.fit()

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
        head = self.horizontalHeader()
        head.setMinimumSectionSize(self._theme.em(2))
        for place, column in enumerate(self._rows.columns):
            mode = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Interactive
            head.setSectionResizeMode(place, mode)
            if not column.stretch:
                self.setColumnWidth(place, self._theme.em(column.ems))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        row = self.current_row()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.opened.emit(row)
        elif key == Qt.Key.Key_C and held == Qt.KeyboardModifier.ControlModifier:
            self.copy_asked.emit()
        elif event.text().strip() and not held & ~Qt.KeyboardModifier.ShiftModifier and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        row = self._rows.row(index.row())
        if row is not None:
            self.opened.emit(row)

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
        tone = index.data(TONE_ROLE)
        if not isinstance(tone, Tone):
            super().paint(painter, option, index)
            return
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        text, plain.text = plain.text, ""
        view = plain.widget
        style: QStyle = view.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, view)
        rect = QRectF(option.rect)
        paint_pill(painter, self._theme, rect, text, tone, plain.font)
