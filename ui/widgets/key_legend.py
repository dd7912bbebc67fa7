"""Keys and what each does, in sight under a table that is worked by keyboard; each is a button for the mouse too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme.theme import Theme
from ui.widgets.flow import FlowLayout
from ui.widgets.text import push_button


class KeyLegend(QWidget):
    """One button for each key; `pressed` brings the key."""

    pressed = Signal(str)

    def __init__(self, theme: Theme, keys: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QPushButton] = {}
        inside = FlowLayout(theme)
        for key, words, tip in keys:
            made = push_button(theme, f"{words_of(key)}  {words}", kind="quiet", tip=tip)
            made.setAccessibleName(f"{words} (key {words_of(key)})")
            made.setProperty("key", key)
            made.clicked.connect(self._on_clicked)
            self._buttons[key] = made
            inside.addWidget(made)
        self.setLayout(inside)

    def enable(self, key: str, on: bool) -> None:
        """Switch one of them on or off."""
        self._buttons[key].setEnabled(on)

    def say(self, key: str, words: str) -> None:
        """Change what a key does, in words."""
        self._buttons[key].setText(f"{words_of(key)}  {words}")
        self._buttons[key].setAccessibleName(f"{words} (key {words_of(key)})")

    def _on_clicked(self) -> None:
        button = self.sender()
        if button is not None:
            self.pressed.emit(str(button.property("key")))


def words_of(key: str) -> str:
    """A key as people call it."""
    return {" ": "Space", ".": "Full stop"}.get(key, key)
