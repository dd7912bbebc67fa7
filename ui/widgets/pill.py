"""Pills: a status with its icon and text on a soft ground; colour is never the only sign."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import Tone


def paint_pill(
    painter: QPainter, theme: Theme, rect: QRectF, text: str, tone: Tone, font: QFont, icon: str = ""
) -> None:
    """Paint a pill at the left of a rectangle, in the middle of its height."""
    metrics = QFontMetricsF(font)
    picture_size = metrics.height() * 0.8
    gap = theme.space("tight")
    side = theme.space("snug")
    width = min(rect.width(), picture_size + gap + metrics.horizontalAdvance(text) + 2 * side)
    height = metrics.height() * 1.3
    pill = QRectF(rect.left(), rect.center().y() - height / 2 + 0.5, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(tone.ground))
    painter.drawRoundedRect(pill, height / 2, height / 2)
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    picture = theme.picture(icon or tone.icon, tone.ink, picture_size / max(1, theme.em(1)), ratio)
    painter.drawPixmap(QPointF(pill.left() + side * 0.75, pill.center().y() - picture_size / 2), picture)
    left = side * 0.75 + picture_size + gap
    room = pill.adjusted(left, 0, -side * 0.75, 0)
    painter.setPen(theme.colour(tone.ink))
    painter.setFont(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width() + 1)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


class Pill(QWidget):
    """A pill that stands by itself, for instance beside a heading."""

    def __init__(
        self, theme: Theme, text: str = "", tone: Tone = Tone.NEUTRAL, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self._tone = tone
        self._icon = icon
        self._stands_on = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        theme.changed.connect(self._on_theme)

    @property
    def text(self) -> str:
        return self._text

    def stand_on(self, ground: str) -> None:
        """Paint the ground too, so that a change is painted without all that lies under it."""
        self._stands_on = ground
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_status(self, text: str, tone: Tone, icon: str = "") -> None:
        """Show another status."""
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self._on_theme()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        width = metrics.height() * 0.8 + metrics.horizontalAdvance(self._text) + 2 * self._theme.space("snug")
        return QSize(round(width + self._theme.space("tight")) + 1, round(metrics.height() * 1.3) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._stands_on:
            painter.fillRect(self.rect(), self._theme.colour(self._stands_on))
        paint_pill(painter, self._theme, QRectF(self.rect()), self._text, self._tone, self.font(), self._icon)
        painter.end()

    def _on_theme(self) -> None:
        self.updateGeometry()
        self.update()
