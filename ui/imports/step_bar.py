"""The three steps by name: which one is shown, and a way to each by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QWidget

from ui.theme.theme import Theme
from ui.widgets.text import row


class StepBar(QFrame):
    """`asked` brings the number of the step that is wanted; the bar follows `show_step` alone."""

    asked = Signal(int)

    def __init__(self, theme: Theme, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName("Steps")
        self._group = QButtonGroup(self)
        self._step = 0
        self.buttons: list[QPushButton] = []
        inside = row(theme, "snug", "tight")
        for number, title in enumerate(titles):
            button = QPushButton(f"{number + 1}  {title}")
            button.setProperty("kind", "nav")
            button.setCheckable(True)
            button.setAccessibleName(f"Step {number + 1} of {len(titles)}: {title}")
            self.buttons.append(button)
            self._group.addButton(button, number)
            inside.addWidget(button, 1)
        self.setLayout(inside)
        self._group.idClicked.connect(self._on_clicked)
        self.show_step(0)

    def show_step(self, number: int) -> None:
        """Mark the step that is shown."""
        self._step = number
        for place, button in enumerate(self.buttons):
            button.setChecked(place == number)
            button.setAccessibleDescription("Shown now" if place == number else "")

    def _on_clicked(self, number: int) -> None:
        self.show_step(self._step)
        self.asked.emit(number)
