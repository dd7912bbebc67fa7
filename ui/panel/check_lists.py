"""Check lists to partners and back: which agency is asked about whom, and what a list that came back would fill."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.receipts import save
from ui.source_file import SourceFile
from ui.theme.tokens import Tone
from ui.widgets.columns import Column
from ui.widgets.data_table import DataTable
from ui.widgets.fields import Choose, Day, FormPart, Option, Radio, Text
from ui.widgets.form_dialog import FormDialog
from ui.widgets.text import label
from vrp_desktop.errors import KnownError
from vrp_desktop.exports.commands import ReceiptForm
from vrp_desktop.exports.partner_checks.commands import PDF, XLSX, SentChecks, send_checks
from vrp_desktop.imports.partner_checks.commands import TakenAnswers, take_answers
from vrp_desktop.imports.partner_checks.reading import SaidRow, read_check_list, words_of
from vrp_desktop.imports.partner_checks.verdicts import (
    CheckPreview,
    RowVerdict,
    Verdict,
    agency_named,
    check_preview,
)
from vrp_desktop.imports.reading.workbook import Workbook, read_workbook
from vrp_desktop.panel.screening.marks import agencies_asked

_PATTERNS = "Spreadsheets (*.xlsx *.xlsm *.ods *.csv)"
_TONES = {
    Verdict.FILLS: Tone.GOOD,
    Verdict.UNCHANGED: Tone.NEUTRAL,
    Verdict.EMPTY: Tone.INFO,
    Verdict.HELD: Tone.CAUTION,
}


class SendChecks(FormDialog):
    """Asks one agency about some children: its questions are put down as asked, and a file is handed out."""

    def __init__(self, desk: Desk, parent: QWidget, case_ids: Sequence[str]) -> None:
        many = len(case_ids)
        whom = "1 child" if many == 1 else f"{many} children"
        asked = agencies_asked(desk.shelf.lists)
        every = desk.shelf.options("agencies", desk.today)
        # Those who hold the partner facts come first; any other may say whether a child lives in the area.
        ordered = sorted(every, key=lambda option: option.code not in asked)
        parts: list[FormPart] = [
            Choose(name="agency_code", label="Agency", options=ordered, required=True, half=True),
            Text(name="recipient", label="Who it is for", required=True, half=True, placeholder="A team or a mailbox"),
            Radio(
                name="form",
                label="As",
                options=(Option(XLSX, "Excel sheet, to be filled in"), Option(PDF, "PDF, to be read or printed")),
                required=True,
            ),
            Text(name="purpose", label="What it is for", required=True),
            Day(name="destroy_by", label="To be destroyed by", half=True, help="You will be reminded."),
        ]
        intro = (
            f"About {whom}: name, date of birth, postcode and the questions that nobody has answered. Each question is "
            "put down as asked today, and a receipt is kept."
        )
        first = asked[0] if asked else None
        values = {"form": XLSX, "purpose": "Partner checks before the panel", "agency_code": first}
        super().__init__(
            desk, "Send partner checks", parts, parent, intro=intro, yes="Send", values=values, ems=(44, 0)
        )
        self._case_ids = tuple(case_ids)
        self.saved.connect(self._on_sent)

    def send(self, values: dict[str, Any]) -> None:
        receipt = ReceiptForm(
            what="Partner checks",
            form=values["form"],
            purpose=values["purpose"],
            recipient=values["recipient"],
            destroy_by=values["destroy_by"],
        )
        self.write(send_checks, values["agency_code"], self._case_ids, receipt)

    def _on_sent(self, sent: object) -> None:
        if isinstance(sent, SentChecks):
            save(self.desk, sent.name, sent.content)


class ReadAnswers(FormDialog):
    """A list that came back: which agency answered, and what every row would do, before anything is written."""

    def __init__(self, desk: Desk, parent: QWidget, said: Sequence[SaidRow], agency_code: str | None) -> None:
        parts: list[FormPart] = [
            Choose(
                name="agency_code",
                label="Answered by",
                options=desk.shelf.options("agencies", desk.today),
                required=True,
                half=True,
            ),
            Day(
                name="given_on",
                label="Day of answers that give none",
                required=True,
                latest=desk.today,
                half=True,
            ),
        ]
        values = {"agency_code": agency_code, "given_on": desk.today}
        super().__init__(
            desk, "Answers from a partner", parts, parent, yes="Take the answers", values=values, ems=(56, 34)
        )
        self._said = tuple(said)
        self._about = label("", "muted", wrap=True)
        self.table = DataTable(
            desk, "rows of the list", _columns(), key="check list rows", row_id=lambda r: str(r.number),
            with_tools=False, unit="row",
        )  # fmt: skip
        self.table.set_empty("Choose who answered", "The rows are then looked at, one by one.", icon="info")
        self.table.setMinimumHeight(desk.theme.em(18))
        self.body.addWidget(self._about)
        self.body.addWidget(self.table, 1)
        self.preview: CheckPreview | None = None
        self.form.edited.connect(self._look)
        self._look()

    def send(self, values: dict[str, Any]) -> None:
        self.write(take_answers, self._said, values["agency_code"], values["given_on"])

    def _look(self) -> None:
        values = self.form.values()
        self.yes_button.setEnabled(False)
        if values["agency_code"] and values["given_on"]:
            agency, day = values["agency_code"], values["given_on"]
            self.desk.tasks.read(check_preview, self._said, agency, day, done=self._show, key="check list")
        else:
            self.table.show_rows([])

    def _show(self, preview: CheckPreview) -> None:
        self.preview = preview
        self.table.show_rows(preview.rows)
        self.yes_button.setEnabled(preview.answers > 0)
        counts = [(verdict.words, preview.count(verdict)) for verdict in Verdict]
        self._about.setText(" · ".join(f"{words}: {many}" for words, many in counts if many))


class CheckListReader(QObject):
    """Chooses a file, reads it away from the screen, and shows what it would fill; then offers to delete the file."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._parent = parent
        self._path: Path | None = None
        self._digest = ""
        self._said: tuple[SaidRow, ...] = ()
        self._source = SourceFile(desk, self)

    def choose(self) -> None:
        """Ask for the file."""
        path = self._desk.messages.open_file("The list that came back", _PATTERNS)
        if path is not None:
            self._path = path
            self._desk.tasks.call(read_workbook, path, path.name, done=self._on_read, failed=self._on_failed)

    def _on_read(self, workbook: Workbook) -> None:
        self._digest = workbook.digest
        try:
            self._said = read_check_list(workbook, self._desk.shelf.lists, self._desk.today)
        except KnownError as error:
            self._desk.messages.failure(error)
            return
        self._desk.tasks.read(agency_named, words_of(self._said), done=self._on_agency, key="agency of list")

    def _on_agency(self, agency_code: str | None) -> None:
        dialog = ReadAnswers(self._desk, self._parent, self._said, agency_code)
        dialog.saved.connect(self._on_taken)
        dialog.open()

    def _on_taken(self, taken: TakenAnswers) -> None:
        held = f" {len(taken.held)} rows were held." if taken.held else ""
        self._desk.messages.note(f"{taken.answers} answers about {taken.children} children were taken in.{held}")
        if self._path is not None:
            self._source.offer(self._path, self._digest, "a check list")

    def _on_failed(self, error: KnownError) -> None:
        self._desk.messages.failure(error)


def _columns() -> tuple[Column, ...]:
    return (
        Column("number", "Row", lambda r: str(r.number), ems=3.5, right=True, by=lambda r: r.number),
        Column("case", "Case", lambda r: r.case_code, ems=8),
        Column("verdict", "What becomes of it", lambda r: r.verdict.words, ems=9.5, tone=_tone),
        Column("why", "Answers, or why it is held", _why, ems=20, stretch=True),
    )


def _tone(row: RowVerdict) -> Tone:
    return _TONES[row.verdict]


def _why(row: RowVerdict) -> str:
    if row.reason:
        return row.reason
    many = len(row.answers)
    return "" if not many else ("1 answer" if many == 1 else f"{many} answers")
