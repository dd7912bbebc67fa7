"""A record opens beside the list it was chosen from: a splitter, a head with a close button, and the record."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.widgets.flow import FlowLayout
from ui.widgets.giving_way import LOW
from ui.widgets.page import Page
from ui.widgets.pill import Pill
from ui.widgets.text import column, icon_button, label, row, scrolling

_BESIDE_FROM = 62


class RecordPanel(QFrame):
    """The right-hand side: title, second line, status pill, buttons, and `body` for the record.

    Esc closes it; F11 gives it all the room, or takes it back.
    """

    closed = Signal()
    widened = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "panel")
        self.setObjectName("record_panel")
        self._title = label("", "heading", wrap=True, selectable=True)
        self._subtitle = label("", "muted", wrap=True)
        self.pill = Pill(theme)
        self.pill.hide()
        self.close_button = icon_button(theme, "close", "Close the record", "Close the record (Esc)")
        self.close_button.clicked.connect(self.closed)
        self.wide_button = icon_button(theme, "expand", "Give the record all the room")
        self.wide_button.clicked.connect(self.widened)
        self.buttons = FlowLayout(theme)
        self.body: QVBoxLayout = column(theme, "normal")
        self._build()

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Say whose or which record this is."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self.setAccessibleName("Record")

    def show_wide(self, is_wide: bool, is_choice: bool) -> None:
        """Say whether the record has all the room, and whether that is the user's to choose."""
        words = "Show the list beside the record" if is_wide else "Give the record all the room"
        self._theme.dress(self.wide_button, "collapse" if is_wide else "expand")
        self.wide_button.setAccessibleName(words)
        self.wide_button.setToolTip(f"{words} (F11)")
        self.wide_button.setVisible(is_choice)

    def clear(self) -> None:
        """Forget the record that was shown."""
        self.set_title("")
        self.pill.hide()
        for layout in (self.body, self.buttons):
            while (item := layout.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_F11:
            self.widened.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        theme = self._theme
        head = self._head = QFrame()
        head.setProperty("kind", "panelhead")
        inside = column(theme, "snug", "normal")
        line = row(theme, "snug")
        line.addWidget(self._title, 1)
        line.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.wide_button, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        words = column(theme, "hair")
        words.addLayout(line)
        words.addWidget(self._subtitle)
        inside.addLayout(words)
        inside.addLayout(self.buttons)
        head.setLayout(inside)
        content = QWidget()
        content.setProperty("kind", "surface")
        holder = column(theme, "normal", "normal")
        holder.addLayout(self.body)
        holder.addStretch(1)
        self._scrolled, self._outer = QVBoxLayout(), QVBoxLayout()
        for outside in (self._scrolled, self._outer):
            outside.setContentsMargins(0, 0, 0, 0)
            outside.setSpacing(0)
        self._scrolled.addLayout(holder, 1)
        content.setLayout(self._scrolled)
        self._outer.addWidget(head)
        self._outer.addWidget(scrolling(content), 1)
        self.setLayout(self._outer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is low, the head goes along with the rest: it would leave nothing to read, or be cut itself."""
        super().resizeEvent(event)
        home = self._scrolled if self.height() < self._theme.em(LOW) else self._outer
        if home.indexOf(self._head) < 0:
            home.insertWidget(0, self._head)


class ListAndRecord(QSplitter):
    """The list at the left and the panel at the right; where there is no room for both, the panel takes all of it."""

    def __init__(self, theme: Theme, list_widget: QWidget, panel: RecordPanel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._list = list_widget
        self._panel = panel
        self._is_open = False
        self._is_wide = False
        self.setChildrenCollapsible(False)
        self.setHandleWidth(max(1, theme.space("hair")))
        self.addWidget(list_widget)
        self.addWidget(panel)
        self.setStretchFactor(0, 5)
        self.setStretchFactor(1, 4)
        panel.hide()
        panel.closed.connect(self.close_record)
        panel.widened.connect(self.widen)

    @property
    def is_open(self) -> bool:
        return self._is_open

    def open_record(self) -> None:
        """Show the panel beside the list."""
        was_open, self._is_open = self._is_open, True
        self._settle()
        if not was_open:
            self.setSizes([round(self.width() * 0.54), round(self.width() * 0.46)])

    def close_record(self) -> None:
        """Show the list alone, with the cursor where it was."""
        self._is_open = False
        self._settle()
        self._list.setFocus()

    def shut(self) -> None:
        """Close the record as the user would, and take its words off the panel."""
        if self._is_open:
            self._panel.closed.emit()
        self._panel.clear()

    def widen(self) -> None:
        """Give the record all the room, or show the list beside it again."""
        self._is_wide = not self._is_wide
        self._settle()
        self._panel.wide_button.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        is_narrow = self.width() < self._theme.em(_BESIDE_FROM)
        self._panel.setVisible(self._is_open)
        is_alone = self._is_open and (is_narrow or self._is_wide)
        self._panel.show_wide(self._is_wide, not is_narrow)
        self._list.setVisible(not is_alone)
        page = self._page()
        if page is not None:
            # Where the record has all the room, the page's own head would take too much of it.
            page.head.setVisible(not is_alone)

    def _page(self) -> Page | None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, Page):
            above = above.parentWidget()
        return above
