"""A scrolling part that gives way in a low window, so that nothing scrolls within something that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.theme.theme import Theme

LOW: int = 30
"""A page lower than this many lines has no room for a part that scrolls by itself."""


def area_around(widget: QWidget) -> QScrollArea | None:
    """The nearest part around a widget that scrolls."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


class GivingWay(QScrollArea):
    """Scrolls its content where there is room for that; in a low window it is as high as its content instead, and
    what is around it scrolls.
    """

    def __init__(self, theme: Theme, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._around: QScrollArea | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if not inner.property("kind"):
            inner.setProperty("kind", "clear")
        self.setWidget(inner)
        inner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._settle()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._around is None:
            self._around = area_around(self)
            if self._around is not None:
                self._around.installEventFilter(self)
        self._settle()

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight, as behind another tab, it asks for no room."""
        super().hideEvent(event)
        self.setMinimumHeight(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        inner, around = self.widget(), self._around
        if inner is None or not self.isVisible():
            return
        is_low = around is not None and around.height() < self._theme.em(LOW)
        self.setMinimumHeight(_height_of(inner, self.viewport().width()) if is_low else 0)


def _height_of(inner: QWidget, width: int) -> int:
    wanted = inner.heightForWidth(width) if inner.hasHeightForWidth() else inner.sizeHint().height()
    return max(wanted, inner.minimumSizeHint().height(), inner.minimumHeight())
