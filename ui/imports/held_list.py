"""The desk: the rows that wait, by reason and batch, with one of them open beside the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.imports.asking import MOST_HELD, HeldPage, held_page
from ui.imports.dialogs import JoinAnother, SetAside
from ui.imports.held_export import HeldExport
from ui.imports.held_row import HeldRowView
from ui.imports.words import REASONS, rows_of
from ui.theme.tokens import Tone
from ui.widgets.choice_editors import WheelSafeCombo
from ui.widgets.columns import Column
from ui.widgets.data_table import DataTable
from ui.widgets.form_dialog import FormDialog
from ui.widgets.record_panel import ListAndRecord, RecordPanel
from ui.widgets.text import column, label
from vrp_desktop.calendar import british_short
from vrp_desktop.clock import london_day
from vrp_desktop.errors import Invalid, KnownError
from vrp_desktop.imports.commands import join_row, mend_row, take_row_as_new
from vrp_desktop.imports.holds import LIKELY
from vrp_desktop.imports.mending import HeldRecord, held_record, row_words
from vrp_desktop.imports.queries import HeldRow
from vrp_desktop.imports.results import Settled, Settlement
from vrp_desktop.people.commands import open_person

_DONE = {
    Settlement.TAKEN: "Taken in as new.",
    Settlement.JOINED: "Joined to the child on file.",
    Settlement.ON_FILE: "This row was on file already; nothing new was made.",
}


class HeldList(QWidget):
    """`counted` says how many rows wait in all; `wanted` asks for a file to be taken in."""

    counted = Signal(int)
    wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._open_id = ""
        self._next_id = ""
        self._looked_at: set[tuple[str, str]] = set()
        self._against: str | None = None
        self._total = 0
        self._reason, self._batch = WheelSafeCombo(), WheelSafeCombo()
        for combo, name, first in (
            (self._reason, "Which reason", "Every reason"),
            (self._batch, "Which batch", "Every batch"),
        ):
            combo.setAccessibleName(name)
            combo.setSizeAdjustPolicy(WheelSafeCombo.SizeAdjustPolicy.AdjustToContents)
            combo.addItem(first, "")
            combo.activated.connect(self._on_filter)
        self.table = self._make_table()
        self.table.add_filter(self._reason)
        self.table.add_filter(self._batch)
        HeldExport(desk, self.table, self.batch_id, self.waiting)
        self.panel = RecordPanel(desk.theme)
        self.row = HeldRowView(desk, self.panel)
        self.split = ListAndRecord(desk.theme, self.table, self.panel)
        self._more = label("", "muted", wrap=True)
        self._more.hide()
        inside = column(desk.theme, "snug")
        inside.addWidget(self.split, 1)
        inside.addWidget(self._more)
        self.setLayout(inside)
        self.table.opened.connect(self._on_opened)
        self.table.chosen.connect(self._on_chosen)
        self.panel.closed.connect(self._on_closed)
        self.row.asked.connect(self._on_asked)

    def refresh(self) -> None:
        """Fetch the desk again, and the row that is open unless it is being mended."""
        self._desk.tasks.read(held_page, self.batch_id(), self._reason_code(), done=self._show, key="held")
        if self._open_id and not self.is_editing():
            self._fetch(self._open_id)

    def show_batch(self, batch_id: str) -> None:
        """Show what waits of one batch, whatever the reason."""
        self._reason.setCurrentIndex(0)
        if self._batch.findData(batch_id) < 0:
            self._batch.addItem("This batch", batch_id)
        self._batch.setCurrentIndex(self._batch.findData(batch_id))
        self.row.keep_draft()
        self._on_closed()
        self.split.close_record()
        self.refresh()

    def open_row(self, row_id: str) -> None:
        """Show a row of the desk."""
        self._against, self._open_id = None, row_id
        self.table.choose_id(row_id)
        self._fetch(row_id)

    def is_editing(self) -> bool:
        return self.row.is_editing()

    def batch_id(self) -> str | None:
        """The batch that is shown; None for all."""
        return str(self._batch.currentData() or "") or None

    def waiting(self) -> tuple[tuple[str, ...], int]:
        """The headings of the rows that wait, and how many wait: an export takes them all, whatever is filtered."""
        headings = dict.fromkeys(cell.heading for row in self.table.model.loaded() for cell in row.cells)
        return (*headings, "Row in the list", "Why it is held"), self._total

    def _reason_code(self) -> str | None:
        return str(self._reason.currentData() or "") or None

    def _make_table(self) -> DataTable:
        view, shelf = self._desk.view, self._desk.shelf
        columns = (
            Column("name", "Name", lambda r: view.name(row_words(r)), ems=11, stretch=True),
            Column(
                "reason",
                "Why it waits",
                lambda r: REASONS.get(r.reason_code, "Held"),
                ems=11.5,
                tone=lambda r: Tone.INFO if r.reason_code in LIKELY else Tone.CAUTION,
                tip=lambda r: r.reason,
            ),
            Column("sender", "Sender", lambda r: r.sender, ems=10),
            Column("date", "Taken in", lambda r: british_short(london_day(r.taken_at)), ems=7, by=lambda r: r.taken_at),
            Column(
                "place",
                "Place",
                lambda r: shelf.label("places", r.place_code) if r.place_code else "",
                ems=8,
                hidden=True,
            ),
            Column("number", "Row", lambda r: str(r.number), ems=4, right=True, by=lambda r: r.number, hidden=True),
        )
        made = DataTable(
            self._desk, "held rows", columns, key="imports.held", row_id=lambda r: str(r.row_id), unit="row"
        )
        made.set_empty(
            "Nothing waits here",
            "A row that cannot be taken as it is waits here, until someone mends it, joins it or sets it aside.",
            "Take in a spreadsheet",
            self._on_wanted,
            "ok",
        )
        return made

    def _show(self, page: HeldPage) -> None:
        self._total = sum(page.reasons.values())
        self._fill_filters(page)
        self.table.show_rows(page.rows)
        self._more.setVisible(len(page.rows) >= MOST_HELD)
        self._more.setText(f"The first {rows_of(MOST_HELD)} are listed; the others come as these are settled.")
        self.counted.emit(sum(batch.waiting for batch in page.batches))
        if self._next_id and self.table.choose_id(self._next_id):
            self.open_row(self._next_id)
        elif self._next_id:
            self.split.close_record()
        self._next_id = ""

    def _fill_filters(self, page: HeldPage) -> None:
        reasons = [(f"{REASONS.get(code, 'Held')} ({many:,})", code) for code, many in sorted(page.reasons.items())]
        _refill(self._reason, reasons)
        batches = [
            (f"{batch.sender}, {british_short(london_day(batch.taken_at))} ({batch.waiting:,})", batch.batch_id)
            for batch in page.batches
        ]
        _refill(self._batch, batches)
        for combo in (self._reason, self._batch):
            combo.setVisible(combo.count() > 2 or combo.currentIndex() > 0)

    def _on_filter(self, _at: int) -> None:
        self.refresh()

    def _on_wanted(self) -> None:
        self.wanted.emit()

    def _on_opened(self, row: HeldRow) -> None:
        self.open_row(row.row_id)

    def _on_chosen(self, row: Any) -> None:
        """Once the panel is open it follows the cursor, unless something is being mended."""
        if isinstance(row, HeldRow) and self.split.is_open and row.row_id != self._open_id and not self.is_editing():
            self.open_row(row.row_id)

    def _on_closed(self) -> None:
        self.row.forget()
        self._open_id = ""

    def _fetch(self, row_id: str) -> None:
        self._open_id = row_id
        self._desk.tasks.read(held_record, row_id, self._against, done=self._on_record, key="record")

    def _on_record(self, record: HeldRecord | None) -> None:
        """A comparison shows a child's record, and that someone looked is written down first (M16)."""
        if record is None:
            self.split.close_record()
            self._on_closed()
            return
        on_file = record.on_file
        is_shown = on_file is not None and self._desk.view.text("x") == "x"
        looked = (record.row.row_id, on_file.record.person_id) if on_file is not None and is_shown else None
        if looked is not None and looked not in self._looked_at:
            self._looked_at.add(looked)
            self._desk.tasks.write(open_person, looked[1])
        self.row.show(record)
        self.split.open_record()

    def _on_asked(self, deed: str, detail: str) -> None:
        record = self.row.record
        if record is None:
            return
        row_id, version = record.row.row_id, record.row.version
        match deed:
            case "mend":
                self._write(mend_row, row_id, version, self.row.changed())
            case "join" if record.on_file is not None:
                self._write(join_row, row_id, version, record.on_file.record.person_id)
            case "new":
                self._write(take_row_as_new, row_id, version)
            case "another":
                self._open_dialog(JoinAnother(self._desk, self, record, self.row.saving), self._on_settled)
            case "aside":
                self._open_dialog(SetAside(self._desk, self, record, self.row.saving), self._on_set_aside)
            case "compare":
                self._against = detail
                self._fetch(row_id)

    def _open_dialog(self, dialog: FormDialog, on_saved: Callable[..., None]) -> None:
        dialog.saved.connect(on_saved)
        dialog.rejected.connect(self.row.go_on)
        dialog.open()

    def open_deed(self, deed: str) -> None:
        """Open the dialog of a deed of the row that is shown."""
        self._on_asked(deed, "")

    def _write(self, command: Callable[..., Settled], *args: Any) -> None:
        self._desk.tasks.write(self.row.saving(command), *args, done=self._on_settled, failed=self._on_failed)

    def _on_failed(self, error: KnownError) -> None:
        self.row.go_on()
        if isinstance(error, Invalid):
            self.row.show_invalid(error)
        else:
            self.row.banner.show_error(error)

    def _on_settled(self, settled: Settled) -> None:
        """On to the next row; one that still waits stays, with its new reason."""
        self._against = None
        self.row.forget()
        if settled.outcome is Settlement.HELD:
            self._desk.messages.note("The row still waits.")
            self._fetch(self._open_id)
            return
        self._desk.messages.note(_DONE[settled.outcome])
        self._go_on_after(self._open_id)

    def _on_set_aside(self, _result: object) -> None:
        self.row.forget()
        self._desk.messages.note("The row was set aside.")
        self._go_on_after(self._open_id)

    def _go_on_after(self, row_id: str) -> None:
        rows = [row.row_id for row in self.table.model.loaded()]
        at = rows.index(row_id) if row_id in rows else -1
        others = rows[at + 1 :] + rows[: max(at, 0)]
        self._open_id, self._next_id = "", next((one for one in others if one != row_id), "")
        if not self._next_id:
            self.split.close_record()
        # The hub tells the page of the change, which fetches the list anew.


def _refill(combo: WheelSafeCombo, items: list[tuple[str, str]]) -> None:
    """Offer other choices and keep the one that is chosen, where it is still there."""
    kept = combo.currentData()
    while combo.count() > 1:
        combo.removeItem(1)
    for words, code in items:
        combo.addItem(words, code)
    combo.setCurrentIndex(max(0, combo.findData(kept)))
