"""What may be done with a record: as many buttons as there is room for, the others in a menu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QLayout, QMenu, QPushButton, QWidget

from ui.theme.theme import Theme
from ui.widgets.text import push_button, row


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do: its words, its code, and what exactly it is about."""

    words: str
    code: str
    detail: str = ""
    icon: str = ""
    kind: str = ""


class Deeds(QWidget):
    """Shows deeds in their order, the most likely first. `asked` brings code and detail of the one chosen."""

    asked = Signal(str, str)

    def __init__(self, theme: Theme, deeds: Sequence[Deed], name: str = "More", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._buttons = [self._button(deed) for deed in deeds]
        self._menu = QMenu(self)
        self._entries = [self._entry(deed) for deed in deeds]
        self._more = push_button(theme, "More")
        self._more.setObjectName("more_deeds")
        self._more.setAccessibleName(name)
        self._more.setMenu(self._menu)
        inside = row(theme, "snug")
        # Its own layout must not ask for room for all buttons: those that do not fit go into the menu.
        inside.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for button in (*self._buttons, self._more):
            inside.addWidget(button)
        inside.addStretch(1)
        self.setLayout(inside)
        theme.changed.connect(self._fit)
        self._fit()

    def focus_first(self) -> None:
        """Go to the most likely deed."""
        if self._buttons:
            self._buttons[0].setFocus()

    def menu_entries(self) -> list[QAction]:
        """The deeds that have no room for a button now."""
        return [entry for entry in self._entries if entry.isVisible()]

    def minimumSizeHint(self) -> QSize:
        """Room for the first button and the menu."""
        shown = [*self._buttons[:1], self._more]
        wide = sum(button.sizeHint().width() for button in shown) + self._theme.space("snug")
        return QSize(wide, self._more.sizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(self._needed(len(self._buttons)), self._more.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _button(self, deed: Deed) -> QPushButton:
        made = push_button(self._theme, deed.words, deed.icon, deed.kind)
        made.setProperty("deed", deed.code)
        made.setProperty("detail", deed.detail)
        made.clicked.connect(self._on_chosen)
        return made

    def _entry(self, deed: Deed) -> QAction:
        made = self._menu.addAction(deed.words)
        made.setData((deed.code, deed.detail))
        made.triggered.connect(self._on_entry)
        return made

    def _needed(self, many: int) -> int:
        """The width of so many buttons side by side, with the menu where some are left over."""
        shown = [*self._buttons[:many], *([self._more] if many < len(self._buttons) else [])]
        gaps = max(0, len(shown) - 1) * self._theme.space("snug")
        return sum(button.sizeHint().width() for button in shown) + gaps

    def _fit(self) -> None:
        many = len(self._buttons)
        while many > 1 and self._needed(many) > self.width():
            many -= 1
        for at, (button, entry) in enumerate(zip(self._buttons, self._entries, strict=True)):
            button.setVisible(at < many)
            entry.setVisible(at >= many)
        self._more.setVisible(many < len(self._buttons))

    def _on_chosen(self) -> None:
        button = self.sender()
        if button is not None:
            self.asked.emit(str(button.property("deed")), str(button.property("detail")))

    def _on_entry(self) -> None:
        entry = self.sender()
        if isinstance(entry, QAction):
            code, detail = entry.data()
            self.asked.emit(str(code), str(detail))
