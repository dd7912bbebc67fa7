"""Nothing leaves without a receipt: the dialog that asks why and for whom, and the export of any list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from shutil import rmtree
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.agreements import AgreementChoice, agreement_field
from ui.desk import Desk
from ui.name_review import NameReview
from ui.theme.tokens import Tone
from ui.widgets.data_table import DataTable
from ui.widgets.fields import Day, FormPart, Option, Radio, Text
from ui.widgets.form_dialog import FormDialog
from ui.widgets.table_tools import Taken
from vrp_desktop.access.permissions import Permission
from vrp_desktop.exports.commands import ReceiptForm, record_export
from vrp_desktop.exports.names import Passage
from vrp_desktop.exports.passages import passages_of_sheet, without_names
from vrp_desktop.exports.sheets import Sheet
from vrp_desktop.exports.writers import csv_bytes, xlsx_bytes
from vrp_desktop.partnership.audience import LIST, codes_of
from vrp_desktop.people.forms import NO_RESTRICTION

EVERY_ROW = 1_000_000
"""How many rows an export asks for at most."""


class ReceiptDialog(FormDialog):
    """Asks for purpose and recipient; `agreed` brings the form and the other values once the receipt is written.

    `deed` is the command that hands something out with the receipt, with what it is `about`; `handed_out` brings it.
    """

    agreed = Signal(object, object)
    handed_out = Signal(object)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        what: str,
        *,
        forms: tuple[Option, ...] = (),
        fields: tuple[str, ...] = (),
        rows: int = 0,
        more: tuple[FormPart, ...] = (),
        yes: str = "Export",
        deed: Callable[..., Any] = record_export,
        about: tuple[Any, ...] = (),
        warning: str = "",
        passages: Sequence[Passage] = (),
        near: Collection[str] = (),
        allowed: Collection[str] = (),
        can_replace: bool = True,
    ) -> None:
        parts: list[FormPart] = [
            *more,
            Text(name="purpose", label="What it is for", required=True, placeholder="Quarterly return to the funder"),
            Text(name="recipient", label="Who it is for", required=True, half=True),
            Day(name="destroy_by", label="To be destroyed by", half=True, help="You will be reminded."),
            agreement_field(),
        ]
        if forms:
            parts.insert(0, Radio(name="form", label="As", options=forms, required=True))
        intro = f"{what}. A receipt is kept: what left, for whom and why."
        super().__init__(desk, yes, parts, parent, intro=intro, yes=yes, ems=(38, 0))
        AgreementChoice(desk, self.form)
        if forms:
            self.form.set_values({"form": forms[0].code})
        if warning:
            self.banner.show_text(warning, tone=Tone.CAUTION)
        self._deed, self._about = deed, about
        self.review: NameReview | None = None
        if passages:
            self._look_through(passages, near, allowed, can_replace)
        self._what, self._fields, self._rows = what, fields, rows
        self._values: dict[str, Any] = {}
        self.saved.connect(self._on_receipt)

    def stand_ins(self) -> dict[str, str]:
        """What replaces the names that were found in free text."""
        return self.review.stand_ins() if self.review is not None else {}

    def _look_through(
        self, passages: Sequence[Passage], near: Collection[str], allowed: Collection[str], can_replace: bool
    ) -> None:
        """Nothing leaves before its free text was looked through for names (B7)."""
        self.review = NameReview(self.desk, can_replace=can_replace)
        self.body.addWidget(self.review)
        self.yes_button.setEnabled(False)
        self.review.ready.connect(self._on_looked_through)
        self.review.look(passages, near, allowed)

    def _on_looked_through(self, is_ready: bool) -> None:
        self.yes_button.setEnabled(is_ready)
        QTimer.singleShot(0, self, self._fit)

    def send(self, values: dict[str, Any]) -> None:
        self._values = values
        self._receipt = ReceiptForm(
            what=self._what,
            form=str(values.get("form") or "COPY"),
            purpose=values["purpose"],
            recipient=values["recipient"],
            fields=self._fields,
            rows=self._rows,
            destroy_by=values["destroy_by"],
            agreement_id=values["agreement_id"],
            names_found=len(self.review.found) if self.review is not None else 0,
            names_kept=self.review.kept if self.review is not None else 0,
        )
        self.write(self._deed, *self._about, self._receipt)

    def _on_receipt(self, result: object) -> None:
        self.agreed.emit(self._receipt, self._values)
        self.handed_out.emit(result)


class ListExport(QObject):
    """Copies a table's selected rows, or exports all that it finds: read, looked through for names, and receipted."""

    def __init__(self, desk: Desk, table: DataTable) -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self._taken: Taken | None = None
        self._sheet: Sheet | None = None
        self._dialog: ReceiptDialog | None = None
        table.tools.set_copy_hook(self.copy)
        if desk.actor.may(Permission.EXPORT):
            table.tools.set_export_hook(self.export)

    def copy(self, taken: Taken) -> None:
        """Copying a list counts as an export."""
        self._sheet = _sheet_of(taken.text)
        passages = passages_of_sheet(self._sheet, self._of_names())
        words = f"{taken.rows} rows copied from {taken.table}"
        warning = self._marked(self._table.view.chosen_rows())
        self._ask(taken, words, (), "Copy", self._on_copy, passages, warning=warning)

    def export(self, taken: Taken) -> None:
        """Take all rows that the table finds now, in the columns that are shown and in the present view."""
        self._taken = taken
        asked = self._table.question_for(taken.ask, EVERY_ROW)
        if asked is None:
            self._on_rows(self._table.model.loaded())
        else:
            self._desk.tasks.read(asked.query, *asked.args, done=self._on_rows, key="export", **asked.kwargs)

    def _ask(
        self,
        taken: Taken,
        what: str,
        forms: tuple[Option, ...],
        yes: str,
        agreed: Any,
        passages: Sequence[Passage] = (),
        near: Collection[str] = (),
        warning: str = "",
    ) -> None:
        self._taken = taken
        dialog = self._dialog = ReceiptDialog(
            self._desk,
            self._table,
            what,
            forms=forms,
            fields=taken.columns,
            rows=taken.rows,
            yes=yes,
            passages=passages,
            near=near,
            warning=warning,
        )
        dialog.agreed.connect(agreed)
        dialog.open()

    def _marked(self, rows: Sequence[Any]) -> str:
        """Who must not have some of these rows: a list has no audience of its own, so whoever takes it out is told."""
        marks = [codes_of(text) for row in rows if (text := getattr(row, "restriction", NO_RESTRICTION))]
        held_back = [codes for codes in marks if codes != (NO_RESTRICTION,)]
        if not held_back:
            return ""
        labels = sorted({self._desk.shelf.label(LIST, code).lower() for codes in held_back for code in codes})
        some = "1 of these rows is" if len(held_back) == 1 else f"{len(held_back)} of these rows are"
        return f"{some} marked: {', '.join(labels)}. Make sure that whoever gets this may have them."

    def _of_names(self) -> tuple[str, ...]:
        return tuple(column.title for column in self._table.model.columns if column.holds_names)

    def _stand_ins(self) -> dict[str, str]:
        return self._dialog.stand_ins() if self._dialog is not None else {}

    def _on_copy(self, _receipt: ReceiptForm, _values: object) -> None:
        if self._sheet is not None:
            sheet = without_names(self._sheet, self._stand_ins(), self._of_names())
            lines = [sheet.heads, *sheet.rows] if len(sheet.heads) > 1 or sheet.heads[0] else sheet.rows
            QGuiApplication.clipboard().setText("\n".join("\t".join(map(str, line)) for line in lines))
            self._desk.messages.note("Copied. The clipboard is not encrypted: paste it soon, then copy something else.")

    def _on_rows(self, rows: Sequence[Any]) -> None:
        taken = self._taken
        if taken is None:
            return
        columns = [column for column in self._table.model.columns if column.title in taken.columns]
        cells = [tuple(column.text(row) for column in columns) for row in rows]
        self._sheet = Sheet("List", tuple(column.title for column in columns), cells)
        forms = (Option("XLSX", "Excel workbook"), Option("CSV", "CSV file"))
        passages = passages_of_sheet(self._sheet, self._of_names())
        words = f"{taken.rows} rows of {taken.table}"
        self._ask(
            taken, words, forms, "Export", self._on_export, passages, _people_of(rows), warning=self._marked(rows)
        )

    def _on_export(self, receipt: ReceiptForm, _values: object) -> None:
        if self._taken is None or self._sheet is None:
            return
        sheet = without_names(self._sheet, self._stand_ins(), self._of_names())
        is_csv = receipt.form == "CSV"
        content = csv_bytes(sheet) if is_csv else xlsx_bytes([sheet], self._taken.table)
        save(self._desk, "list.csv" if is_csv else "list.xlsx", content)


def _sheet_of(text: str) -> Sheet:
    """Copied lines as a sheet; where a cell broke its line, each line is looked at as a whole."""
    head, *rows = [tuple(line.split("\t")) for line in text.split("\n")]
    if all(len(row) == len(head) for row in rows):
        return Sheet("List", head, rows)
    return Sheet("List", ("",), [(line,) for line in text.split("\n")])


def _people_of(rows: Sequence[Any]) -> frozenset[str]:
    """The ids of the children whom rows are of, by either of the ways in which rows say so."""
    found = {getattr(row, "person_id", None) or getattr(getattr(row, "words", None), "person_id", None) for row in rows}
    return frozenset(str(person_id) for person_id in found if person_id)


def save(desk: Desk, name: str, content: bytes) -> Path | None:
    """Ask where to and write; returns the path, or None where the user thought better of it."""
    ending = name.rpartition(".")[2]
    path = desk.messages.save_file("Save as", name, f"{ending.upper()} (*.{ending})")
    if path is None:
        return None
    try:
        path.write_bytes(content)
    except OSError:
        desk.messages.say(
            "The file could not be written.",
            means="Nothing was saved outside the workspace; the receipt stays.",
            do="Choose another folder or free some room, then export again.",
        )
        return None
    desk.messages.note("Saved. Outside the workspace the file is not encrypted.")
    return path


def save_folder(desk: Desk, parent: Path, name: str, files: Sequence[tuple[str, bytes]]) -> Path | None:
    """Write a folder of files, all of it or nothing; beside one of that name it gets a number."""
    target, number = parent / name, 2
    while target.exists():
        target, number = parent / f"{name} ({number})", number + 1
    growing = parent / f".{target.name}.part"
    try:
        growing.mkdir(mode=0o700)
        for file_name, content in files:
            (growing / file_name).write_bytes(content)
        growing.rename(target)
    except OSError:
        rmtree(growing, ignore_errors=True)
        desk.messages.say(
            "The folder could not be written.",
            means="Nothing was saved outside the workspace; the receipts stay.",
            do="Choose another folder or free some room, then make it again.",
        )
        return None
    desk.messages.note("Saved. Outside the workspace the files are not encrypted.")
    return target
