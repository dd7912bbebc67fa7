"""The base of every page: a title with its actions, the content, and fetching again when something changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.action import Action
from ui.child import Child, child_of_row
from ui.desk import Desk
from ui.widgets.page_head import PageHead
from ui.widgets.text import column, scrolling
from vrp_desktop.changes import Changes
from vrp_desktop.views.queries import ViewRow, view_row


class Page(QWidget):
    """Fill `content`; override `refresh`, and `open_at` where the page can show a part of itself.

    `watches` names the kinds of record (the words of `Changes`) after whose change the page fetches again.
    """

    room_wanted = Signal()
    watches: ClassVar[tuple[str, ...]] = ()

    def __init__(self, desk: Desk, title: str, subtitle: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._is_stale = True
        self.setProperty("kind", "page")
        self.setAccessibleName(title)
        theme = desk.theme
        self.head = PageHead(theme, title, subtitle)
        self.content: QVBoxLayout = column(theme, "normal")
        inside = column(theme, "normal", "page")
        inside.addWidget(self.head)
        inside.addLayout(self.content, 1)
        holder = QWidget()
        holder.setLayout(inside)
        # Every page scrolls as a whole where the window is too low for it; else its table or form has all the room.
        outer = column(theme)
        outer.addWidget(scrolling(holder))
        self.setLayout(outer)
        desk.hub.changed.connect(self._on_changed)
        desk.view.scope_changed.connect(self._on_scope)

    def refresh(self) -> None:
        """Fetch again what is shown. The base calls it when the page is shown and after a change that it watches."""

    def open_at(self, where: Mapping[str, str]) -> None:
        """Show a part: `where` may have `record` and `kind`, or words of the page's own such as a filter."""

    def open_view(self, view_id: str) -> None:
        """Show a list of this page as a saved view says."""
        self.desk.tasks.read(view_row, view_id, done=self._on_view, key="view")

    def _on_view(self, row: ViewRow) -> None:
        from ui.widgets.data_table import DataTable

        table = next((one for one in self.findChildren(DataTable) if one.views.key == row.list_name), None)
        if table is not None:
            table.views.use(row)

    def child(self) -> Child | None:
        """The child whom the page shows, or the chosen row of its list is about: for deeds that work from anywhere."""
        table = getattr(self, "table", None)
        row = table.current() if table is not None else None
        return child_of_row(row) if row is not None else None

    def is_editing(self) -> bool:
        """Whether something is being typed here; such a page is never fetched again under the user's hands."""
        return False

    def wants_window(self) -> bool:
        """Whether the page is to have the window without navigation and bar; `room_wanted` says it changed."""
        return False

    def keep_drafts(self) -> None:
        """Keep what is being typed; called before the page is dropped, for instance on locking."""

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """The page's dialogs by name, each with the bound method that opens it: for the pictures of `look`.

        A method that shows a state of the page itself returns the page.
        """
        return ()

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Change the words at the head of the page."""
        self.head.set_words(title, subtitle)

    def add_action(self, action: Action, handler: Callable[..., object], kind: str = "") -> QPushButton:
        """Offer an action at the head of the page, in the palette and by its shortcut. `handler` is a bound method."""
        self.desk.actions.add(action, handler, self)
        button = self.desk.actions.button(action.id, kind)
        self.head.add_button(button)
        return button

    def mark_stale(self) -> None:
        """Fetch again now if the page is in sight, or else when it next is."""
        self._is_stale = True
        if self.isVisible() and not self.is_editing():
            self._fetch()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale and not self.is_editing():
            self._fetch()

    def _fetch(self) -> None:
        self._is_stale = False
        self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(*self.watches):
            self.mark_stale()

    def _on_scope(self) -> None:
        self.mark_stale()
