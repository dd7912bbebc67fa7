"""Attended, deputy, apologies or absent: one agency's state by one key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets.choice_editors import WheelSafeCombo

STATES = "attendance_states"


class StateBox(WheelSafeCombo):
    """One agency's state. Its letter sets it and goes on to the next agency; Backspace takes it back."""

    stated = Signal(bool)
    moved = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: dict[str, int] = {}
        self.addItem("", "")
        for entry in desk.shelf.lists.choices(STATES, desk.today):
            self._keys[str(entry.extra.get("key", "")).upper()] = self.count()
            self.addItem(entry.label, entry.code)
            self.setItemData(self.count() - 1, entry.meaning, Qt.ItemDataRole.ToolTipRole)
        self.setMinimumWidth(desk.theme.em(7.5))
        self.activated.connect(self._on_activated)

    @property
    def code(self) -> str:
        """The state, empty while it is not recorded."""
        return str(self.currentData() or "")

    def set_code(self, code: str) -> None:
        """Show a state."""
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
