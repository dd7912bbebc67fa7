"""The navigation at the left: one button for each page, icons and text, or icons alone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ui.desk import Desk
from ui.navigation import PageSpec
from ui.widgets.text import column, label, push_button, scrolling


class Sidebar(QFrame):
    """Up and Down move between the pages; Enter or Space goes there."""

    toggled = Signal(bool)

    def __init__(self, desk: Desk, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_open = desk.settings.now.navigation_open
        self._is_narrow = False
        self._shown = ""
        self._buttons: dict[str, QPushButton] = {}
        self.setProperty("kind", "sidebar")
        self.setAccessibleName("Pages")
        self._head = label(title, "heading", wrap=True)
        self._fold = push_button(desk.theme, "Fold", "sidebar", "nav")
        self._fold.clicked.connect(self.toggle)
        inside = column(desk.theme, "hair", "snug")
        inside.addWidget(self._head)
        inside.addSpacing(desk.theme.space("snug"))
        pages = column(desk.theme, "hair")
        for spec in desk.navigation.pages:
            if spec.in_sidebar:
                pages.addWidget(self._button(spec))
        pages.addStretch(1)
        holder = QWidget()
        holder.setLayout(pages)
        inside.addWidget(scrolling(holder), 1)
        inside.addWidget(self._fold)
        self.setLayout(inside)
        desk.theme.changed.connect(self._settle)
        self._settle()

    def show_page(self, key: str) -> None:
        """Mark the page that is shown."""
        self._shown = key
        for name, button in self._buttons.items():
            button.setChecked(name == key)
            icon = self._desk.navigation.page(name).icon
            self._desk.theme.dress(button, icon, "on_accent_soft" if name == key else "muted")

    def set_narrow(self, narrow: bool) -> None:
        """In a narrow window icons alone are shown, whatever is remembered."""
        if narrow is not self._is_narrow:
            self._is_narrow = narrow
            self._settle()

    def toggle(self) -> None:
        """Fold to icons, or unfold; remembered."""
        self._is_open = not self._shows_text
        self._is_narrow = False
        self._desk.settings.change(navigation_open=self._is_open)
        self._settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _button(self, spec: PageSpec) -> QPushButton:
        button = push_button(self._desk.theme, spec.title, spec.icon, "nav")
        button.setCheckable(True)
        button.setObjectName(f"go_{spec.key}")
        button.setProperty("page", spec.key)
        # Not clicked: a screen reader's press only toggles a button that stays down.
        button.toggled.connect(self._on_toggled)
        self._buttons[spec.key] = button
        return button

    def _on_toggled(self, on: bool) -> None:
        button = self.sender()
        if not isinstance(button, QPushButton):
            return
        key = str(button.property("page"))
        if on == (key == self._shown):
            return
        # The page that is shown stays marked, also where it is pressed again.
        button.setChecked(True)
        self._desk.navigation.go(key)
        self.show_page(key)

    @property
    def _shows_text(self) -> bool:
        return self._is_open and not self._is_narrow

    def _settle(self) -> None:
        theme = self._desk.theme
        is_open = self._shows_text
        self._head.setVisible(is_open)
        for number, (key, button) in enumerate(self._buttons.items(), start=1):
            title = self._desk.navigation.page(key).title
            self._word(button, title, f"{title} (Ctrl+{number})" if number <= 9 else title)
        self._word(self._fold, "Fold" if is_open else "Unfold", "Show icons only, or icons and text (Ctrl+B)")
        folded = theme.em(1.5) + 4 * theme.space("snug") + theme.em(0.75)
        self.setFixedWidth(theme.em(14) if is_open else folded)
        self.toggled.emit(is_open)

    def _word(self, button: QPushButton, text: str, tip: str) -> None:
        button.setText(f" {text}" if self._shows_text else "")
        button.setToolTip(tip)
        button.setAccessibleName(text)
