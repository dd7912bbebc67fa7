"""Moving a row of a table by dragging it: the same as by keyboard, for those who have a mouse in their hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from ui.widgets.table_view import TableView


class RowDrag(QObject):
    """Watches a view; `moved` brings the row that was dragged and the place that it was dropped at."""

    moved = Signal(int, int)

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._view = view
        self._from = -1
        self._start = QPoint()
        self._is_dragging = False
        self.is_on = True
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.is_on or not isinstance(event, QMouseEvent):
            return super().eventFilter(watched, event)
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() == Qt.MouseButton.LeftButton:
                self._start, self._from = event.position().toPoint(), self._view.rowAt(int(event.position().y()))
            case QEvent.Type.MouseMove if self._from >= 0:
                return self._drag(event.position().toPoint())
            case QEvent.Type.MouseButtonRelease if self._from >= 0:
                self._drop(event.position().toPoint())
        return super().eventFilter(watched, event)

    def _drag(self, at: QPoint) -> bool:
        """From a short way on it is a drag: then the rows between are not selected."""
        if not self._is_dragging and (at - self._start).manhattanLength() < QApplication.startDragDistance():
            return True
        if not self._is_dragging:
            self._is_dragging = True
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        over = self._place(at)
        if over >= 0:
            self._view.go_to(over)
        return True

    def _drop(self, at: QPoint) -> None:
        started, was_dragging = self._from, self._is_dragging
        self._from, self._is_dragging = -1, False
        self._view.viewport().unsetCursor()
        to = self._place(at)
        if was_dragging and to >= 0 and to != started:
            self.moved.emit(started, to)

    def _place(self, at: QPoint) -> int:
        """The row under the pointer; below the last row the last one."""
        row = self._view.rowAt(at.y())
        return row if row >= 0 or at.y() < 0 else self._view.model().rowCount() - 1
