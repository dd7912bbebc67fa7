"""Held rows out of the program: copied as they are listed, or exported as they were sent, each with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ui.desk import Desk
from ui.receipts import ListExport, save
from ui.widgets.data_table import DataTable
from ui.widgets.fields import Option
from ui.widgets.table_tools import Taken
from vrp_desktop.exports.commands import ReceiptForm
from vrp_desktop.exports.sheets import Sheet
from vrp_desktop.exports.writers import csv_bytes, xlsx_bytes
from vrp_desktop.imports.queries import HeldSheet, held_sheet

Waiting = Callable[[], tuple[tuple[str, ...], int]]
"""The headings of all rows that wait, and how many there are: what the receipt says."""


class HeldExport(ListExport):
    """The sheet goes back to the sender, so it has the sender's own columns and a column with the reason."""

    def __init__(self, desk: Desk, table: DataTable, batch: Callable[[], str | None], waiting: Waiting) -> None:
        super().__init__(desk, table)
        self._batch, self._waiting = batch, waiting
        self._as = ""

    def export(self, taken: Taken) -> None:
        """Names leave in full with these rows, so they must be in sight."""
        if self._desk.view.text("x") != "x":
            self._desk.messages.say(
                "Held rows leave as they were sent, with names.",
                means="Nothing was exported.",
                do="Show names (Ctrl+Shift+N), then export again.",
            )
            return
        columns, rows = self._waiting()
        forms = (Option("XLSX", "Excel workbook"), Option("CSV", "CSV file"))
        words = f"{rows} held rows, back to who sent them"
        self._ask(replace(taken, columns=columns, rows=rows), words, forms, "Export", self._on_export)

    def _on_export(self, receipt: ReceiptForm, _values: object) -> None:
        self._as = receipt.form
        self._desk.tasks.read(held_sheet, self._batch(), done=self._on_sheet, key="held sheet")

    def _on_sheet(self, held: HeldSheet) -> None:
        sheet = Sheet("Held rows", held.headings, held.rows)
        is_csv = self._as == "CSV"
        content = csv_bytes(sheet) if is_csv else xlsx_bytes([sheet], "Held rows")
        save(self._desk, "held-rows.csv" if is_csv else "held-rows.xlsx", content)
