"""Tabs on a page or in a record."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.widgets.text import scrolling


class Tabs(QTabWidget):
    """Each tab has a key, so that a page can be opened at it."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys: list[str] = []
        self.setDocumentMode(True)
        self.setAccessibleName(name)
        self.tabBar().setAccessibleName(name)
        self.tabBar().setExpanding(False)
        self.setUsesScrollButtons(True)

    def add(self, key: str, title: str, content: QWidget, *, scrolls: bool = False) -> None:
        """Add a tab; contents other than tables scroll."""
        holder = QWidget()
        holder.setProperty("kind", "clear")
        inside = QVBoxLayout()
        inside.setContentsMargins(0, self._theme.space("normal"), 0, 0)
        inside.addWidget(scrolling(content) if scrolls else content)
        holder.setLayout(inside)
        self._keys.append(key)
        self.addTab(holder, title)

    @property
    def key(self) -> str:
        """The key of the tab that is shown."""
        return self._keys[self.currentIndex()] if self._keys else ""

    def go(self, key: str) -> None:
        """Show a tab."""
        if key in self._keys:
            self.setCurrentIndex(self._keys.index(key))

    def rename(self, key: str, title: str) -> None:
        """Change a tab's words, for instance to its number of records."""
        self.setTabText(self._keys.index(key), title)
