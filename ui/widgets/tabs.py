"""Tabs on a page or in a record."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QTabWidget, QToolButton, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.widgets.giving_way import GivingWay
from ui.widgets.text import icon_button


class Tabs(QTabWidget):
    """Each tab has a key, so that a page can be opened at it. Where not all have room, a menu at the end names them."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys: list[str] = []
        self._holders: list[_Holder] = []
        self.setDocumentMode(True)
        self.setAccessibleName(name)
        self.tabBar().setAccessibleName(name)
        self.tabBar().setExpanding(False)
        self.setUsesScrollButtons(True)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._menu.triggered.connect(self._on_chosen)
        self.more = icon_button(theme, "more", f"All tabs: {name}", "All tabs")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self._menu)
        self.setCornerWidget(self.more)
        self.more.hide()
        self.currentChanged.connect(self._on_current)

    def add(self, key: str, title: str, content: QWidget, *, scrolls: bool = False) -> None:
        """Add a tab; contents other than tables scroll."""
        holder = _Holder()
        holder.setProperty("kind", "clear")
        inside = QVBoxLayout()
        inside.setContentsMargins(0, self._theme.space("normal"), 0, 0)
        inside.addWidget(GivingWay(self._theme, content) if scrolls else content)
        holder.setLayout(inside)
        self._keys.append(key)
        holder.is_front = not self._holders
        self._holders.append(holder)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settle()

    def tabInserted(self, index: int) -> None:
        super().tabInserted(index)
        self._settle()

    def _on_current(self, at: int) -> None:
        for place, holder in enumerate(self._holders):
            holder.is_front = place == at
            holder.updateGeometry()
        self.updateGeometry()

    def _settle(self) -> None:
        bar = self.tabBar()
        wide = sum(bar.tabSizeHint(at).width() for at in range(bar.count()))
        self.more.setVisible(wide > self.width())

    def _fill_menu(self) -> None:
        self._menu.clear()
        for at in range(self.count()):
            entry = QAction(self.tabText(at), self._menu)
            entry.setData(at)
            entry.setCheckable(True)
            entry.setChecked(at == self.currentIndex())
            self._menu.addAction(entry)

    def _on_chosen(self, entry: QAction) -> None:
        self.setCurrentIndex(int(entry.data()))


class _Holder(QWidget):
    """What a tab holds. Behind another tab it asks for no height, so that a short tab is not as high as a long one."""

    # Set by the tabs: asking Qt for the parent would make Python drop what the holder contains.
    is_front = True

    def sizeHint(self) -> QSize:
        return self._high(super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        return self._high(super().minimumSizeHint())

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(width) if self.is_front else 0

    def _high(self, size: QSize) -> QSize:
        return size if self.is_front else QSize(size.width(), 0)
