"""The batches: what was taken in, by whom, and what became of it; one of them open beside the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.imports.asking import NamedKept, NamedRow, named_kept
from ui.imports.batch_record import BatchView
from ui.imports.dialogs import LeftBehind
from ui.imports.words import KINDS, rows_of
from ui.receipts import ListExport
from ui.theme.tokens import Tone
from ui.widgets.columns import Ask, Column, Question, question
from ui.widgets.data_table import DataTable
from ui.widgets.record_panel import ListAndRecord, RecordPanel
from ui.widgets.text import column
from vrp_desktop.calendar import british, british_short
from vrp_desktop.clock import london_day
from vrp_desktop.errors import KnownError
from vrp_desktop.imports.commands import take_back
from vrp_desktop.imports.holds import RowState
from vrp_desktop.imports.queries import BatchRecord, BatchRow, batch_record, batches
from vrp_desktop.imports.results import TakenBack


class BatchList(QWidget):
    """`held_asked` brings a batch whose held rows are wanted, `row_asked` one held row."""

    held_asked = Signal(str)
    row_asked = Signal(str)
    record_asked = Signal(str, str)
    wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._open_id = ""
        self._result: TakenBack | None = None
        self.table = self._make_table()
        ListExport(desk, self.table)
        self.panel = RecordPanel(desk.theme)
        self.batch = BatchView(desk, self.panel)
        self.split = ListAndRecord(desk.theme, self.table, self.panel)
        inside = column(desk.theme)
        inside.addWidget(self.split)
        self.setLayout(inside)
        self.table.opened.connect(self._on_opened)
        self.table.chosen.connect(self._on_chosen)
        self.panel.closed.connect(self._on_closed)
        self.batch.back_asked.connect(self.take_back)
        self.batch.held_asked.connect(self.held_asked)
        self.batch.row_opened.connect(self._on_row)

    def refresh(self) -> None:
        """Fetch the list again, and the batch that is open."""
        self.table.refresh()
        if self._open_id and self.split.is_open:
            self._fetch(self._open_id)

    def open_batch(self, batch_id: str) -> None:
        """Show a batch."""
        self._fetch(batch_id)

    def take_back(self) -> None:
        """Take the batch that is shown back, after asking."""
        record = self.batch.record
        if record is None:
            return
        row = record.row
        if self._desk.messages.confirm(
            f"Take back the list from {row.sender} of {british(london_day(row.taken_at))}?",
            means=f"{rows_of(row.counts.taken)} were taken in. Children and referrals made of them are removed, and "
            "what waits on the desk. Records changed since, or counted in a signed return, are kept and listed.",
            yes="Take it back",
            danger=True,
        ):
            self.take_back_now(row.batch_id)

    def take_back_now(self, batch_id: str) -> None:
        """Take a batch back, and show what it left behind."""
        self._desk.tasks.write(take_back, batch_id, done=self._on_taken_back, failed=self._on_failed)

    def _make_table(self) -> DataTable:
        columns = (
            Column("date", "Taken in", lambda r: british_short(london_day(r.taken_at)), ems=8),
            Column("sender", "Sender", lambda r: r.sender, ems=10, stretch=True),
            Column("state", "Now", lambda r: _state(r)[0], ems=9, tone=lambda r: _state(r)[1]),
            Column("read", "Read", lambda r: f"{r.counts.read:,}", ems=4.5, right=True),
            Column("taken", "Taken", lambda r: f"{r.counts.taken:,}", ems=5, right=True),
            Column("joined", "Joined", lambda r: f"{r.counts.joined:,}", ems=5, right=True),
            Column("held", "Held", lambda r: f"{r.counts.held:,}", ems=4.5, right=True),
            Column("by", "By", lambda r: r.taken_by, ems=9),
            Column("kind", "File", lambda r: KINDS[r.file_kind], ems=9, hidden=True),
        )
        made = DataTable(
            self._desk, "batches", columns, key="imports.batches", row_id=lambda r: str(r.batch_id), unit="batch"
        )
        made.set_source(self._rows)
        made.search.hide()
        made.set_empty(
            "No lists have been taken in yet",
            "Take in a spreadsheet that a partner has sent: Excel, OpenDocument or CSV. It can also be dropped here.",
            "Take in a spreadsheet",
            self._on_wanted,
            "import",
        )
        return made

    def _rows(self, ask: Ask) -> Question:
        return question(batches, ask.offset, ask.limit)

    def _on_wanted(self) -> None:
        self.wanted.emit()

    def _on_opened(self, row: BatchRow) -> None:
        self.open_batch(row.batch_id)

    def _on_chosen(self, row: Any) -> None:
        """Once the panel is open it follows the cursor."""
        if isinstance(row, BatchRow) and self.split.is_open and row.batch_id != self._open_id:
            self.open_batch(row.batch_id)

    def _on_closed(self) -> None:
        self._open_id = ""

    def _fetch(self, batch_id: str) -> None:
        self._open_id = batch_id
        self._desk.tasks.read(batch_record, batch_id, done=self._on_record, key="record")

    def _on_record(self, record: BatchRecord) -> None:
        self.batch.show(record)
        self.split.open_record()

    def _on_row(self, found: NamedRow) -> None:
        """A row that waits opens on the desk, any other at its child."""
        if found.row.state is RowState.HELD:
            self.row_asked.emit(found.row.row_id)
        elif found.row.person_id is not None:
            self.record_asked.emit("person", found.row.person_id)

    def _on_taken_back(self, result: TakenBack) -> None:
        self._result = result
        self._desk.tasks.read(named_kept, result.kept, done=self._show_left, key="kept")

    def _show_left(self, kept: Sequence[NamedKept]) -> None:
        if self._result is not None:
            dialog = LeftBehind(self._desk, self, self._result, kept)
            dialog.opened.connect(self.record_asked)
            dialog.open()

    def _on_failed(self, error: KnownError) -> None:
        self._desk.messages.failure(error)


def _state(row: BatchRow) -> tuple[str, Tone]:
    """Where a batch stands now."""
    if row.taken_back_at is not None:
        return "Taken back", Tone.NEUTRAL
    if row.waiting:
        return f"{row.waiting:,} {'waits' if row.waiting == 1 else 'wait'}", Tone.CAUTION
    return "Settled", Tone.GOOD
