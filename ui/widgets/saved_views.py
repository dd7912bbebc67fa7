"""The saved views of one list: what it shows now as a view, using one, and with which one the list opens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QTabWidget, QWidget

from ui.desk import Desk
from ui.widgets.table_layout import TableLayout
from vrp_desktop.changes import Changes
from vrp_desktop.views.forms import ViewContent
from vrp_desktop.views.queries import ViewRow, views_of

if TYPE_CHECKING:
    from ui.widgets.data_table import DataTable


class SavedViews(QObject):
    """Reads the views when the list is first shown; the default one is used unless something else was asked for."""

    changed = Signal()

    def __init__(self, desk: Desk, table: DataTable, key: str, layout: TableLayout) -> None:
        super().__init__(table)
        self.desk, self.key = desk, key
        self.rows: list[ViewRow] = []
        self._table, self._layout = table, layout
        self._filters: dict[str, QComboBox] = {}
        self._at_first: dict[str, int] | None = None
        self._is_settled = False
        desk.hub.changed.connect(self._on_changed)

    @property
    def is_offered(self) -> bool:
        """Whether there is a workspace to keep views in."""
        return self.desk.workspace is not None

    def watch(self, box: QComboBox) -> None:
        """Count a filter's choice into views, under the name that it has for screen readers."""
        self._filters[box.accessibleName()] = box

    def on_shown(self) -> None:
        """Read the views once the list is first in sight."""
        if self._at_first is None and self.is_offered:
            self._at_first = self._chosen_now()
            self.fetch()

    def fetch(self) -> None:
        """Read the views again."""
        self.desk.tasks.read(views_of, self.key, done=self._show, key=f"views {self.key}")

    def now(self) -> ViewContent:
        """What the list shows now, without what is typed."""
        ask = self._table.ask
        filters = {name: str(box.currentData() or "") for name, box in self._filters.items()}
        return ViewContent(tuple(self._layout.shown()), ask.order, ask.descending, filters)

    def use(self, row: ViewRow) -> None:
        """Show a view. What the list no longer offers is passed over, and said."""
        self._is_settled = True
        self._bring_to_front()
        content = row.content
        passed_over = [*self._layout.use(content.columns), *self._set_filters(content)]
        if content.order and not self._table.set_order(content.order, descending=content.descending):
            passed_over.append("the order")
        if passed_over:
            self.desk.messages.say(
                f"The view “{row.name}” asks for what this list no longer has: {', '.join(passed_over)}.",
                means="The rest of the view is shown.",
                do="Set the list as you want it, and save the view again.",
            )

    def _set_filters(self, content: ViewContent) -> list[str]:
        """Set each filter; returns those whose choice is no longer there."""
        gone = [name for name in content.filters if name not in self._filters]
        for name, box in self._filters.items():
            code = content.filters.get(name, "")
            at = box.findData(code)
            if at < 0:
                gone.append(f"{name.lower()}: {code}")
                at = 0
            if at != box.currentIndex():
                box.setCurrentIndex(at)
                box.activated.emit(at)
        return gone

    def _bring_to_front(self) -> None:
        """Go to the tab that the list stands on."""
        inside: QWidget = self._table
        around = inside.parentWidget()
        while around is not None:
            holder = around.parentWidget()
            # A tab's own widget lies in a stack, which lies in the tabs.
            if isinstance(holder, QTabWidget) and holder.indexOf(inside) >= 0:
                holder.setCurrentIndex(holder.indexOf(inside))
            inside, around = around, holder

    def _show(self, rows: Sequence[ViewRow]) -> None:
        self.rows = list(rows)
        self.changed.emit()
        if self._is_settled:
            return
        self._is_settled = True
        default = next((row for row in self.rows if row.is_default), None)
        if default is not None and self._chosen_now() == self._at_first:
            self.use(default)

    def _on_changed(self, changes: Changes) -> None:
        if self._at_first is not None and changes.touches("saved_view"):
            self.fetch()

    def _chosen_now(self) -> dict[str, int]:
        return {name: box.currentIndex() for name, box in self._filters.items()}


def whose_words(row: ViewRow) -> str:
    """For whom a view is, and whose it is."""
    if row.is_own:
        return "Everybody; yours" if row.is_shared else "You alone"
    return f"Everybody; of {row.owner}"
