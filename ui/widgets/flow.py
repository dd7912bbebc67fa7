"""Layouts that give way: buttons that go on to a next line, parts that stand below one another where it is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QWidget

from ui.theme.theme import Theme


class FlowLayout(QLayout):
    """Widgets in lines, from left to right or from the right edge; as many lines as the width needs."""

    def __init__(self, theme: Theme, *, from_right: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._from_right = from_right
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(theme.space("snug"))

    def addStretch(self, _stretch: int = 0) -> None:
        """Nothing to stretch: a line ends where its widgets end."""

    def insert_before_last(self, widget: QWidget) -> None:
        """Add a widget before the one that now comes last."""
        self.addWidget(widget)
        self._items[-2:] = reversed(self._items[-2:])
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._set_out(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._set_out(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        shown = self._shown()
        width = sum(item.sizeHint().width() for item in shown) + self.spacing() * max(0, len(shown) - 1)
        return QSize(width, max((item.sizeHint().height() for item in shown), default=0))

    def minimumSize(self) -> QSize:
        shown = self._shown()
        return QSize(
            max((item.minimumSize().width() for item in shown), default=0),
            max((item.minimumSize().height() for item in shown), default=0),
        )

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _set_out(self, rect: QRect, *, move: bool) -> int:
        """Put the widgets into lines; returns the height that they take."""
        top = rect.y()
        for line in self._lines(rect.width()):
            high = max(item.sizeHint().height() for item in line)
            wide = sum(item.sizeHint().width() for item in line) + self.spacing() * (len(line) - 1)
            left = rect.right() + 1 - min(wide, rect.width()) if self._from_right else rect.x()
            for item in line:
                size = QSize(min(item.sizeHint().width(), rect.width()), item.sizeHint().height())
                if move:
                    item.setGeometry(QRect(QPoint(left, top + (high - size.height()) // 2), size))
                left += size.width() + self.spacing()
            top += high + self.spacing()
        return max(0, top - rect.y() - self.spacing())

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            needs = item.sizeHint().width()
            if not lines or used + self.spacing() + needs > width:
                lines.append([item])
                used = needs
            else:
                lines[-1].append(item)
                used += self.spacing() + needs
        return lines


class SideBySide(QWidget):
    """Parts beside one another, equally wide or by `shares`; below one another where each would get too little."""

    def __init__(
        self,
        theme: Theme,
        parts: Sequence[QWidget],
        least_ems: float = 18,
        parent: QWidget | None = None,
        *,
        shares: Sequence[int] = (),
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._least = least_ems
        self._count = len(parts)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.space("normal"))
        for part, share in zip(parts, shares or [1] * len(parts), strict=True):
            self._box.addWidget(part, share)
        self.setLayout(self._box)

    def minimumSizeHint(self) -> QSize:
        """One part wide at least, however they stand now."""
        return QSize(self._theme.em(8), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= self._theme.em(self._least) * self._count
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)
