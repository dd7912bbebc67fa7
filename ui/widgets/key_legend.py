"""Keys and what each does, in sight under a table that is worked by keyboard; each is a button for the mouse too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme.theme import Theme
from ui.widgets.flow import FlowLayout
from ui.widgets.text import push_button

_CAP_EMS = 1.35


class KeyLegend(QWidget):
    """One button for each key; `pressed` brings the key."""

    pressed = Signal(str)

    def __init__(self, theme: Theme, keys: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._buttons: dict[str, QPushButton] = {}
        inside = FlowLayout(theme)
        for key, words, tip in keys:
            made = push_button(theme, words, kind="quiet", tip=tip)
            made.setAccessibleName(f"{words} (key {words_of(key)})")
            made.setProperty("key", key)
            made.clicked.connect(self._on_clicked)
            self._buttons[key] = made
            inside.addWidget(made)
        self.setLayout(inside)
        theme.changed.connect(self._wear)
        self._wear()

    def enable(self, key: str, on: bool) -> None:
        """Switch one of them on or off."""
        self._buttons[key].setEnabled(on)

    def say(self, key: str, words: str) -> None:
        """Change what a key does, in words."""
        self._buttons[key].setText(words)
        self._buttons[key].setAccessibleName(f"{words} (key {words_of(key)})")

    def _wear(self) -> None:
        for key, button in self._buttons.items():
            cap = key_cap(self._theme, words_of(key), self.devicePixelRatioF())
            button.setIcon(cap)
            button.setIconSize(QSize(round(cap.deviceIndependentSize().width()), self._theme.em(_CAP_EMS)))

    def _on_clicked(self) -> None:
        button = self.sender()
        if button is not None:
            self.pressed.emit(str(button.property("key")))


def words_of(key: str) -> str:
    """A key as people call it."""
    return {" ": "Space", ".": "Full stop"}.get(key, key)


def key_cap(theme: Theme, words: str, ratio: float) -> QPixmap:
    """A key as it looks on a keyboard, with a little air at its right."""
    font = theme.sized_font("small", bold=True)
    high, air = theme.em(_CAP_EMS), theme.space("tight")
    wide = max(high, QFontMetrics(font).horizontalAdvance(words) + 2 * theme.space("tight") + air)
    picture = QPixmap(QSize(round((wide + air) * ratio), round(high * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.colour("control_border"))
    painter.setBrush(theme.colour("surface"))
    cap = QRectF(0.5, 0.5, wide - 1, high - 1)
    painter.drawRoundedRect(cap, theme.radius("control") / 2, theme.radius("control") / 2)
    painter.setPen(theme.colour("text"))
    painter.setFont(font)
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return picture
