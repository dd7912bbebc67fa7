"""The head of a page: its title and its buttons, in one line where there is room, else the buttons below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme.theme import Theme
from ui.widgets.flow import FlowLayout
from ui.widgets.text import column, hide_unless, label, row


class PageHead(QWidget):
    """Title, second line, buttons."""

    def __init__(self, theme: Theme, title: str, subtitle: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_in_line: bool | None = None
        self._title = label(title, "title")
        self._subtitle = label(subtitle, "muted", wrap=True)
        hide_unless(bool(subtitle), self._subtitle)
        self._flow = FlowLayout(theme)
        self._buttons = QWidget()
        self._buttons.setLayout(self._flow)
        self._line = row(theme, "snug")
        self._line.addWidget(self._title, 1)
        self._line.addWidget(self._buttons)
        self._below = column(theme, "tight")
        self._below.addLayout(self._line)
        self._below.addWidget(self._subtitle)
        self.setLayout(self._below)

    def set_words(self, title: str, subtitle: str) -> None:
        """Change the words."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self._settle()

    def add_button(self, button: QPushButton) -> None:
        """Put a button at the right; the main one comes last, as in every dialog."""
        last = self._flow.itemAt(self._flow.count() - 1)
        before = last.widget() if last is not None else None
        if before is not None and before.property("kind") == "primary":
            self._flow.insert_before_last(button)
        else:
            self._flow.addWidget(button)
        self._settle()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.em(12), super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """A button that was shown or hidden asks for a new layout."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._settle()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        words = self._title.fontMetrics().horizontalAdvance(self._title.text())
        needed = words + self._flow.sizeHint().width() + 3 * self._theme.space("wide")
        fits = needed <= self.width()
        if fits is self._is_in_line and self._buttons.minimumWidth() == (self._flow.sizeHint().width() if fits else 0):
            return
        self._is_in_line = fits
        self._title.setWordWrap(not fits)
        self._buttons.setMinimumWidth(self._flow.sizeHint().width() if fits else 0)
        # The second line belongs to the title: buttons that have no room beside it come after both.
        (self._line if fits else self._below).addWidget(self._buttons)
