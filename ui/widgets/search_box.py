"""A line to filter or search with: an icon, a clear button, Esc to empty it, Down to go into the list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme.theme import Theme


class SearchBox(QLineEdit):
    """`changed` says each new text at once; there is no waiting between letters."""

    changed = Signal(str)
    went_down = Signal()

    def __init__(self, theme: Theme, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setPlaceholderText(hint or name)
        self.setClearButtonEnabled(True)
        self.setObjectName("search_box")
        self._icon = QAction(self)
        self.addAction(self._icon, QLineEdit.ActionPosition.LeadingPosition)
        self.textChanged.connect(self.changed)
        theme.changed.connect(self._paint)
        self._paint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)

    def _paint(self) -> None:
        self._icon.setIcon(self._theme.icon("search", "muted"))
        self.setMinimumWidth(self._theme.em(14))
