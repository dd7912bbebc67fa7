"""One person in an associates picture: a box that takes the focus, says who it is, and can be chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.theme.theme import Theme

_WIDEST = 11.0


class Node(QAbstractButton):
    """Two lines: who, as the view allows, and the code or why there is no more. Arrow keys come out as `moved`."""

    moved = Signal(str, int, int)
    looked_at = Signal(str)

    def __init__(
        self, theme: Theme, person_id: str, head: str, under: str, *, is_centre: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.person_id = person_id
        self.head, self.under = head, under
        self.is_centre = is_centre
        self.is_quiet = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(" · ".join(filter(None, (head, under))))
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        head, small = QFontMetricsF(self._head_font()), QFontMetricsF(self._theme.sized_font("small"))
        pad = self._theme.space("snug")
        wide = max(head.horizontalAdvance(self.head), small.horizontalAdvance(self.under)) + 2 * pad
        high = head.height() + (small.height() if self.under else 0) + pad
        return QSize(round(min(wide, self._theme.em(_WIDEST))) + 2, round(high) + 2)

    def set_quiet(self, quiet: bool) -> None:
        """Step back while another one is looked at."""
        if quiet != self.is_quiet:
            self.is_quiet = quiet
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        step = {keys.Key_Left: (-1, 0), keys.Key_Right: (1, 0), keys.Key_Up: (0, -1), keys.Key_Down: (0, 1)}
        if event.key() in step:
            self.moved.emit(self.person_id, *step[keys(event.key())])
        elif event.key() in (keys.Key_Return, keys.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.looked_at.emit(self.person_id)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.looked_at.emit("")

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.looked_at.emit(self.person_id)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.looked_at.emit("")

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, ink, border = self._colours()
        ring = max(1, theme.space("hair")) * (2 if self.hasFocus() or self.isChecked() else 1)
        painter.setPen(QPen(theme.colour("focus" if self.hasFocus() else border), ring))
        painter.setBrush(theme.colour(ground))
        half = ring / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), theme.radius(), theme.radius())
        painter.setPen(theme.colour(ink))
        self._paint_words(painter)
        painter.end()

    def _colours(self) -> tuple[str, str, str]:
        if self.is_centre:
            return "accent", "on_accent", "accent"
        if self.is_quiet:
            return "window", "muted", "border"
        return "surface", "text", "accent" if self.isChecked() else "control_border"

    def _paint_words(self, painter: QPainter) -> None:
        pad = self._theme.space("snug")
        room = QRectF(self.rect()).adjusted(pad / 2, pad / 2, -pad / 2, -pad / 2)
        for words, font in ((self.head, self._head_font()), (self.under, self._theme.sized_font("small"))):
            if not words:
                continue
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            line = QRectF(room.left(), room.top(), room.width(), metrics.height())
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, shown)
            room.setTop(room.top() + metrics.height())

    def _head_font(self) -> QFont:
        return self._theme.sized_font("body", bold=True)
