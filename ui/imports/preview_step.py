"""The third step: what each row would come to, counted in tiles that filter, with a row's cells beside the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.imports.asking import Ahead, Outline
from ui.imports.counts import CountRow
from ui.imports.words import VERDICTS, Verdict, verdict_of, why_of, will_happen
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.columns import Column
from ui.widgets.data_table import DataTable
from ui.widgets.facts import facts
from ui.widgets.record_panel import ListAndRecord, RecordPanel
from ui.widgets.states import States
from ui.widgets.text import column, label, scrolling
from vrp_desktop.errors import Cancelled, KnownError
from vrp_desktop.imports.preview import PreviewRow
from vrp_desktop.imports.reading.values import text_of
from vrp_desktop.people.naming import PersonWords

ALL = "ALL"
_TABLE_HIGH = 13


class PreviewStep(QWidget):
    """Shows what was looked ahead; the steps around it ask for it and take the list in."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.ahead: Ahead | None = None
        self._found: Outline | None = None
        self._open_row = 0
        self.banner = Banner(desk.theme)
        self.summary = label("", wrap=True)
        tiles = [
            (ALL, "All rows", Tone.NEUTRAL),
            *((kind.value, words[0], words[2]) for kind, words in VERDICTS.items()),
        ]
        self.tiles = CountRow(desk.theme, tiles)
        self.tiles.press(ALL)
        self.tiles.chosen.connect(self._on_tile)
        self.table = self._make_table()
        self.panel = RecordPanel(desk.theme)
        self.split = ListAndRecord(desk.theme, self.table, self.panel)
        self._connect()
        inner = QWidget()
        inside = column(desk.theme, "normal")
        inside.addWidget(self.summary)
        inside.addWidget(self.tiles)
        inside.addWidget(self.split, 1)
        inner.setLayout(inside)
        self._size()
        desk.theme.changed.connect(self._size)
        self.states = States(desk.theme, scrolling(inner))
        outer = column(desk.theme, "snug")
        outer.addWidget(self.banner)
        outer.addWidget(self.states, 1)
        self.setLayout(outer)

    def show_waiting(self) -> None:
        """The rows are being looked at; the bar below says how far."""
        self.ahead = None
        self.banner.hide()
        self.split.close_record()
        self.states.show_empty("Looking at every row", "Nothing is written by this.", icon="search")

    def show_ahead(self, ahead: Ahead, found: Outline) -> None:
        """Show the verdicts."""
        self.ahead, self._found = ahead, found
        rows = ahead.preview.rows
        self.summary.setText(will_happen(ahead.preview))
        numbers = dict.fromkeys((kind.value for kind in Verdict), 0)
        for row in rows:
            numbers[verdict_of(row).value] += 1
        self.tiles.show_numbers({**numbers, ALL: len(rows)})
        self.tiles.press(ALL)
        self._show_rows()
        if rows:
            self.states.show_content()
        else:
            self.states.show_empty("There are headings, and no rows below them", "Check that it is the right file.")

    def show_failure(self, error: KnownError, on_retry: Callable[[], object]) -> None:
        """It was stopped, or went wrong: nothing has changed either way."""
        if isinstance(error, Cancelled):
            self.states.show_empty("Stopped", "Nothing was changed.", "Look again", on_retry, "info")
        else:
            self.states.show_error(error, on_retry)

    def focus_first(self) -> None:
        """Go to the tiles, from which Tab leads to the rows."""
        self.tiles.tiles[self.tiles.key].setFocus()

    def _connect(self) -> None:
        self.table.opened.connect(self._on_opened)
        self.table.chosen.connect(self._on_chosen)
        self.panel.closed.connect(self._on_closed)

    def _make_table(self) -> DataTable:
        columns = (
            Column("number", "Row", lambda r: str(r.number), ems=4, right=True, by=lambda r: r.number),
            Column("name", "Name", self._name, ems=11),
            Column(
                "verdict",
                "Verdict",
                lambda r: VERDICTS[verdict_of(r)][1],
                ems=10,
                tone=lambda r: VERDICTS[verdict_of(r)][2],
            ),
            Column("why", "Why", self._why, ems=11, stretch=True),
        )
        made = DataTable(
            self._desk, "rows of the list", columns, key="imports.preview", row_id=lambda r: str(r.number), unit="row"
        )
        made.set_empty("No such rows", "Press another tile above.", icon="filter")
        return made

    def _size(self) -> None:
        self.split.setMinimumHeight(self._desk.theme.em(_TABLE_HIGH))

    def _show_rows(self) -> None:
        if self.ahead is not None:
            key = self.tiles.key
            self.table.show_rows([row for row in self.ahead.preview.rows if key == ALL or verdict_of(row).value == key])

    def _name(self, row: PreviewRow) -> str:
        words = PersonWords(f"row {row.number}", f"Row {row.number}", row.forenames, row.surname)
        return self._desk.view.name(words)

    def _why(self, row: PreviewRow) -> str:
        people: Mapping[str, PersonWords] = self.ahead.people if self.ahead is not None else {}
        words = people.get(row.person_id or "")
        return why_of(row, self._desk.view.name(words) if words is not None else "a child on file")

    def _on_tile(self, _key: str) -> None:
        self._show_rows()

    def _on_opened(self, row: PreviewRow) -> None:
        self._show_row(row)
        self.split.open_record()

    def _on_chosen(self, row: Any) -> None:
        """Once the panel is open it follows the cursor."""
        if isinstance(row, PreviewRow) and self.split.is_open and row.number != self._open_row:
            self._show_row(row)

    def _on_closed(self) -> None:
        self._open_row = 0

    def _show_row(self, row: PreviewRow) -> None:
        self._open_row = row.number
        kind = verdict_of(row)
        self.panel.clear()
        self.panel.set_title(self._name(row), f"Row {row.number} of the sheet")
        self.panel.pill.show_status(VERDICTS[kind][1], VERDICTS[kind][2])
        self.panel.pill.show()
        why = self._why(row)
        if why:
            self.panel.body.addWidget(label(why, wrap=True))
        if row.likely is not None and self.ahead is not None:
            words = self.ahead.people.get(row.likely.person_id)
            if words is not None:
                self.panel.body.addWidget(label(f"On file: {self._desk.view.name(words)}, {words.code}", wrap=True))
        self.panel.body.addWidget(label("As it was sent", "label"))
        self.panel.body.addWidget(facts(self._desk, self._cells(row.number)))

    def _cells(self, number: int) -> list[tuple[str, str]]:
        if self._found is None:
            return []
        table = self._found.listed.table
        sent = next((each for each in table.rows if each.number == number), None)
        if sent is None:
            return []
        shown = self._desk.view.text
        return [(each.label, shown(text_of(sent.cell(each.index)))) for each in table.columns]
