"""A table with all that lists need: filter as you type, sorting, columns, saved views, copy, export, quiet states."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QWidget

from ui.desk import Desk
from ui.widgets.columns import PAGE_ROWS, Ask, Column, Question
from ui.widgets.flow import FlowLayout
from ui.widgets.saved_views import SavedViews
from ui.widgets.search_box import SearchBox
from ui.widgets.states import States
from ui.widgets.table_layout import TableLayout
from ui.widgets.table_model import RowModel
from ui.widgets.table_tools import TableTools, Taken
from ui.widgets.table_view import TableView
from ui.widgets.text import column, label, row
from vrp_desktop.errors import KnownError

__all__ = ["DataTable", "Taken"]


class DataTable(QWidget):
    """Rows from a query, page by page, or all at once by `show_rows`.

    `opened` brings the row of Enter or a double click, `chosen` the row that the cursor is in.
    """

    opened = Signal(object)
    cell_opened = Signal(object, str)
    chosen = Signal(object)
    loaded = Signal(int)

    def __init__(
        self,
        desk: Desk,
        name: str,
        columns: Sequence[Column],
        *,
        key: str = "",
        row_id: Callable[[Any], str] | None = None,
        with_tools: bool = True,
        unit: str = "row",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._row_id = row_id
        self._unit = unit
        self._ask_rows: Callable[[Ask], Question] | None = None
        self._ask_total: Callable[[Ask], Question] | None = None
        self._all: list[Any] | None = None
        self._shown: list[Any] = []
        self._order, self._descending = "", False
        self._return_to = ""
        self._empty: tuple[Any, ...] = ("Nothing here yet",)
        self._round = 0
        self.model = RowModel(columns, self)
        self.view = TableView(desk.theme, self.model, name)
        self.search = SearchBox(desk.theme, f"Filter {name}", "Filter")
        self.states = States(desk.theme, self.view)
        self._count = label("", "muted")
        self._layout = TableLayout(desk.settings, key or name, self.view, self.model)
        self.views = SavedViews(desk, self, key or name, self._layout)
        self._with_tools = with_tools
        self.tools = TableTools(desk, self, self._layout, self.views)
        self._build(with_tools)
        self._connect()

    @property
    def ask(self) -> Ask:
        """What the table shows now: filter and order. An export uses the same."""
        return Ask(self.search.text().strip(), self._order, self._descending)

    @property
    def total(self) -> int:
        return self.model.rowCount()

    def set_empty(
        self, title: str, text: str = "", do: str = "", on_do: Callable[..., object] | None = None, icon: str = "info"
    ) -> None:
        """What to say when there is nothing at all, with what to do first."""
        self._empty = (title, text, do, on_do, icon)

    def set_source(
        self, rows: Callable[[Ask], Question], total: Callable[[Ask], Question] | None = None, order: str = ""
    ) -> None:
        """Name the page's bound methods that turn an `Ask` into a query for rows, and one for their number."""
        self._ask_rows, self._ask_total, self._order = rows, total, order
        self._mark_order()

    def question_for(self, ask: Ask, limit: int) -> Question | None:
        """The query for up to `limit` rows of what is shown, for an export; None where all rows are here already."""
        if self._ask_rows is None:
            return None
        return self._ask_rows(Ask(ask.text, ask.order, ask.descending, 0, limit))

    def refresh(self) -> None:
        """Fetch again; the cursor stays on its record."""
        if self._ask_rows is None:
            return
        self._round += 1
        current = self.view.current_row()
        self._return_to = self._row_id(current) if self._row_id is not None and current is not None else ""
        if not self.total:
            self.states.show_loading()
        ask = self.ask
        asked = self._ask_rows(ask)
        self._desk.tasks.read(
            asked.query, *asked.args, done=self._on_first, failed=self._on_failed, key="rows", **asked.kwargs
        )
        if self._ask_total is not None:
            counted = self._ask_total(ask)
            self._desk.tasks.read(counted.query, *counted.args, done=self._on_total, key="total", **counted.kwargs)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show rows that are all here; filter and order are done in memory."""
        self._all = list(rows)
        self._show_all()

    def shown_rows(self) -> list[Any]:
        """The rows that the filter leaves in sight, in their order; only of a table whose rows are all here."""
        return list(self._shown)

    def current(self) -> Any:
        """The row that the cursor is in."""
        return self.view.current_row()

    def choose_id(self, record_id: str) -> bool:
        """Put the cursor on a record, if it is among the rows that are here."""
        if self._row_id is None:
            return False
        name = self._row_id
        place = self.model.place_of(lambda row: name(row) == record_id)
        self.view.go_to(place)
        return place >= 0

    def add_filter(self, widget: QWidget) -> None:
        """Put a control of the page's own beside the filter; the page calls `refresh` when it changes."""
        self._bar.insert_before_last(widget)
        if isinstance(widget, QComboBox):
            self.views.watch(widget)

    def set_order(self, order: str, *, descending: bool) -> bool:
        """Order by the column of this word; says whether there is one."""
        names = [made.key if self._all is not None else made.sort for made in self.model.columns]
        if order not in names:
            return False
        self._set_order(order, descending)
        return True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._with_tools:
            self.views.on_shown()

    def _build(self, with_tools: bool) -> None:
        theme = self._desk.theme
        self._bar = FlowLayout(theme)
        self._bar.addWidget(self.search)
        self._bar.addWidget(self._count)
        left = QWidget()
        left.setLayout(self._bar)
        head = row(theme, "snug")
        head.addWidget(left, 1)
        head.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignTop)
        outer = column(theme, "snug")
        outer.addLayout(head)
        outer.addWidget(self.states, 1)
        self.setLayout(outer)
        for widget in (self.search, self.tools):
            widget.setVisible(with_tools)
        self.setFocusProxy(self.view)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self._on_typed_late)

    def _connect(self) -> None:
        self.view.opened.connect(self.opened)
        self.view.cell_opened.connect(self.cell_opened)
        self.view.chosen.connect(self.chosen)
        self.view.typed.connect(self._on_typed_in_view)
        self.view.copy_asked.connect(self.tools.copy)
        self.view.horizontalHeader().sectionClicked.connect(self._on_header)
        self.search.changed.connect(self._on_filter)
        self.search.went_down.connect(self._on_down)
        self.search.returnPressed.connect(self._on_enter)
        self.model.wanted.connect(self._on_wanted)

    def _on_first(self, rows: Sequence[Any]) -> None:
        """The first page has come. A page that is not full says how many there are."""
        full = len(rows) >= PAGE_ROWS
        self.model.start(rows, self.total if full and self._ask_total is not None else len(rows))
        self._show_state()

    def _on_total(self, total: int) -> None:
        self.model.set_total(max(total, len(self.model.loaded())))
        self._show_state()

    def _on_failed(self, error: KnownError) -> None:
        self.states.show_error(error, self.refresh)

    def _on_wanted(self, page: int) -> None:
        if self._ask_rows is None:
            return
        ask = self.ask
        wanted = Ask(ask.text, ask.order, ask.descending, page * PAGE_ROWS)
        asked = self._ask_rows(wanted)
        about = (page, self._round)
        self._desk.tasks.read(asked.query, *asked.args, done=self._on_page, about=about, **asked.kwargs)

    def _on_page(self, rows: Sequence[Any], about: tuple[int, int]) -> None:
        """A further page has come; one that was asked for before the last filter is passed over."""
        page, asked_in = about
        if asked_in == self._round:
            self.model.put(page, rows)

    def _show_state(self) -> None:
        if self.total:
            self.states.show_content()
            if self._return_to:
                self.choose_id(self._return_to)
        elif self.search.text().strip():
            self.states.show_empty("Nothing matches the filter", "Change or clear what is typed above.", icon="search")
        else:
            self.states.show_empty(*self._empty)
        many = self.total
        self._count.setText(f"{many:,} {self._unit if many == 1 else plural(self._unit)}")
        self.tools.follow(many)
        self.loaded.emit(many)

    def _show_all(self) -> None:
        rows = list(self._all or ())
        words = self.search.text().casefold().split()
        columns = self.model.columns
        if words:
            rows = [row for row in rows if _holds(row, columns, words)]
        ordered = next((column for column in columns if column.key == self._order), None)
        if ordered is not None:
            rows.sort(key=ordered.by or (lambda row: ordered.text(row).casefold()), reverse=self._descending)
        current = self.view.current_row()
        self._return_to = self._row_id(current) if self._row_id is not None and current is not None else ""
        self._shown = rows
        self.model.set_all(rows)
        self._show_state()

    def _on_filter(self, _text: str) -> None:
        if self._all is not None:
            self._show_all()
        else:
            self._again.start()

    def _on_typed_late(self) -> None:
        self.refresh()

    def _on_header(self, place: int) -> None:
        made = self.model.columns[place]
        name = made.key if self._all is not None else made.sort
        if not name:
            self._mark_order()
            return
        self._set_order(name, self._order == name and not self._descending)

    def _set_order(self, order: str, descending: bool) -> None:
        self._order, self._descending = order, descending
        self._mark_order()
        if self._all is not None:
            self._show_all()
        else:
            self.refresh()

    def _mark_order(self) -> None:
        head = self.view.horizontalHeader()
        names = [made.key if self._all is not None else made.sort for made in self.model.columns]
        at = names.index(self._order) if self._order and self._order in names else -1
        head.setSortIndicatorShown(at >= 0)
        order = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        head.setSortIndicator(at, order)

    def _on_typed_in_view(self, letter: str) -> None:
        if self.search.isVisible():
            self.search.setFocus()
            self.search.setText(self.search.text() + letter)

    def _on_down(self) -> None:
        self.view.setFocus()
        if not self.view.currentIndex().isValid():
            self.view.go_to(0)

    def _on_enter(self) -> None:
        self._on_down()
        if self.total == 1:
            self.opened.emit(self.model.row(0))


def plural(unit: str) -> str:
    """The plural of the units that lists count: case, child or young person, query."""
    special = {"child or young person": "children and young people", "person": "people", "child": "children"}
    if unit in special:
        return special[unit]
    if unit.endswith("y") and unit[-2] not in "aeiou":
        return unit[:-1] + "ies"
    return unit + ("es" if unit.endswith(("s", "x", "ch", "sh")) else "s")


def _holds(row_: Any, columns: Sequence[Column], words: Sequence[str]) -> bool:
    text = " ".join(column_.text(row_) for column_ in columns).casefold()
    return all(word in text for word in words)
