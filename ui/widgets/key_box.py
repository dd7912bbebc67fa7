"""A choice by one key: each entry has its letter, and typing it sets the box and goes on."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.choice_editors import WheelSafeCombo


class KeyBox(WheelSafeCombo):
    """Its letters set it and go on (`stated` says whether); Backspace takes it back; the arrows go to other boxes."""

    stated = Signal(bool)
    moved = Signal(int)

    def __init__(self, nothing: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: dict[str, int] = {}
        self.addItem(nothing, "")
        self.activated.connect(self._on_activated)

    def add(self, words: str, code: str, meaning: str, keys: Iterable[str]) -> None:
        """One more entry, with the letters that choose it."""
        self._keys |= dict.fromkeys(keys, self.count())
        self.addItem(words, code)
        self.setItemData(self.count() - 1, meaning, Qt.ItemDataRole.ToolTipRole)

    @property
    def code(self) -> str:
        """What is chosen; empty where nothing is."""
        return str(self.currentData() or "")

    def set_code(self, code: str) -> None:
        """Show an entry, or that there is none."""
        self.setCurrentIndex(max(0, self.findData(code)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        letter = event.text().upper()
        if plain and letter and letter in self._keys:
            self.setCurrentIndex(self._keys[letter])
            self.stated.emit(True)
        elif plain and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.setCurrentIndex(0)
            self.stated.emit(False)
        elif plain and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _on_activated(self, _at: int) -> None:
        self.stated.emit(False)
