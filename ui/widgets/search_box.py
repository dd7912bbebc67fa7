"""A line to filter or search with: an icon, a clear button, Esc to empty it, Down to go into the list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from ui.theme.theme import Theme
from ui.widgets.text import clearable


class SearchBox(QLineEdit):
    """`changed` says each new text at once; there is no waiting between letters."""

    changed = Signal(str)
    went_down = Signal()

    def __init__(self, theme: Theme, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setPlaceholderText(hint or name)
        clearable(self, name)
        # Qt draws its button for a light window: in a dark one it can hardly be seen.
        for button in self.findChildren(QToolButton):
            theme.dress(button, "close", "muted")
        self.setObjectName("search_box")
        self.textChanged.connect(self.changed)
        theme.changed.connect(self._fit)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        # Qt's own leading icon does not keep to the middle once a style sheet pads the line, so it is painted here.
        super().paintEvent(event)
        picture = self._theme.picture("search", "muted", 1.05, self.devicePixelRatioF())
        high = round(picture.height() / picture.devicePixelRatio())
        painter = QPainter(self)
        painter.drawPixmap(self._theme.space("snug"), (self.height() - high) // 2, picture)
        painter.end()

    def _fit(self) -> None:
        self.setTextMargins(self._theme.em(1.3), 0, 0, 0)
        self.setMinimumWidth(self._theme.em(8))
        self.update()
