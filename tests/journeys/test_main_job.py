"""The main job on the real window: from an empty folder and a partner's workbook to a signed return as PDF."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.corpus.builders import Rows, xlsx
from tests.journeys.hands import SLOW, Hands
from tests.ui.door import PreparedDoor
from tests.vrp_desktop.documents.reading import said
from tests.vrp_desktop.documents.returns.reading_back import cells_of
from ui.app import PROPOSED, Program
from ui.imports.page import ImportsPage
from ui.panel.dialogs import Decide, Screen
from ui.panel.page import CasesPage
from ui.receipts import ReceiptDialog
from ui.returns.dialogs import AnswerQuery, Sign
from ui.returns.page import ReturnsPage
from ui.unlock.make import MakeDialog
from ui.unlock.sheet import SheetDialog
from ui.widgets.tabs import Tabs
from vrp_desktop.calendar import Quarter
from vrp_desktop.cli.start import main
from vrp_desktop.clock import FixedClock
from vrp_desktop.documents.return_words import label_with_unit
from vrp_desktop.exports.queries import receipts
from vrp_desktop.panel.queries import case_record
from vrp_desktop.returns.content import Grade, State
from vrp_desktop.returns.template import LineKind, LineSpec, find_template
from vrp_desktop.settings import SettingsFile

NOVEMBER = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
QUARTER = Quarter(2026, 2)
SENDER = "Harbour Police, prevention hub"
PASSPHRASE = "four made-up words here"
WHO = "Noa Madeup"
SCREENED, DECIDED = date(2026, 9, 15), date(2026, 9, 22)

WORKBOOK: Rows = [
    ["OFFICIAL-SENSITIVE: Young Futures referrals, summer 2026"],
    ["Harbour Police, Portsmouth", None, None, "Contact: the panel desk"],
    [],
    [None, "Name", "DOB", "Sex", "Ethnicity", None, "School", "Date referred", "Reason"],
    [None, "ASH, Tam", date(2012, 3, 4), "M", "W1", None, "Elm Academy", date(2026, 7, 1), "Made-up worry"],
    [],
    [None, "ELM, Kit", "05/06/2011", "F", "W2", None, "Oak School", "2 July 2026", "Made-up worry"],
    [None, "OAK, Lee", 40669, "M", "B1", None, "Oak School", "03/08/26", "Made-up worry"],
    [None, "FIR, Sam", "4 March 2012", "Female", "A9", None, "Elm Academy", 46204, "Made-up worry"],
    [None, "BAY, Jo", "31/02/2012", "F", "W1", None, "Elm Academy", "01/09/2026", "An impossible date"],
    [None, "Total", 5],
]


@pytest.fixture
def hands(qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hands]:
    """The program as it starts for someone who has never used it, in November, after the quarter's end."""
    monkeypatch.setenv("VRP_SETTINGS_DIR", str(tmp_path / "settings"))
    monkeypatch.delenv(PROPOSED, raising=False)
    door = PreparedDoor()
    program = Program(qapp, SettingsFile(None), FixedClock(NOVEMBER), door)
    program.show()
    yield Hands(qtbot, program, door)
    program.leave()
    qapp.setQuitOnLastWindowClosed(True)


def make_the_workspace(hands: Hands, folder: Path) -> None:
    """The wizard of the first run, the recovery code that must be kept, and the offer to take a list in."""
    hands.door.will_answer("imports")
    window = hands.program.window
    QTest.mouseClick(_named(window, "Make a new workspace"), Qt.MouseButton.LeftButton)
    dialog = window.findChild(MakeDialog)
    assert dialog is not None
    dialog.form.put(
        {
            "folder": str(folder),
            "area_name": "Testshire",
            "places": ("PORTSMOUTH",),
            "full_name": WHO,
            "user": "noa",
            "passphrase": PASSPHRASE,
            "again": PASSPHRASE,
        }
    )
    QTest.mouseClick(dialog.yes_button, Qt.MouseButton.LeftButton)
    hands.qtbot.waitUntil(lambda: window.findChild(SheetDialog) is not None, timeout=SLOW)
    sheet = window.findChild(SheetDialog)
    assert sheet is not None
    sheet.is_kept.click()
    QTest.mouseClick(sheet.yes_button, Qt.MouseButton.LeftButton)
    hands.qtbot.waitUntil(lambda: hands.program.session is not None, timeout=SLOW)
    hands.window.resize(1366, 768)
    hands.settle()


def take_the_list_in(hands: Hands, path: Path) -> None:
    """Intake: choose the file, say who sent it, look at the columns and the rows, take it in."""
    page = hands.page(ImportsPage)
    hands.door.will_pick(path)
    hands.press("Take in a spreadsheet", page)
    form = page.take_in.what.form
    assert form is not None
    form.put({"sender": SENDER, "place": "PORTSMOUTH", "sending_agency": "POLICE", "source": "SCHOOL_EXCLUSION"})
    form.edited.emit()
    hands.settle()
    for _ in range(3):
        page.take_in.next_button.click()
        hands.settle()
    counted = page.batches.table.model.loaded()
    assert [(row.counts.read, row.counts.taken, row.counts.held) for row in counted] == [(5, 4, 1)]


def decide_and_correct(hands: Hands) -> str:
    """Screen a case, record the panel's decision, and put it right with a reason; returns the case's id."""
    page = hands.go("cases", CasesPage)
    assert len(page.table.model.loaded()) == 4
    hands.open_row(page.table)
    record = page.case.record
    assert record is not None
    hands.press("Screen", page.panel)
    hands.fill_in(Screen, {"result": "ACCEPTED", "on": SCREENED})
    hands.press("Record decision", page.panel)
    made = {"rationale": "Made-up reasons", "owner_agency": "POLICE", "decided_on": DECIDED}
    hands.fill_in(Decide, {"outcome": "NO_SUPPORT_NEEDED", **made})
    for tabs in page.panel.findChildren(Tabs):
        tabs.go("decisions")
    hands.press("Correct", page.panel)
    right = {"outcome": "OFFER_SUPPORT", "owner_agency": "EDUCATION", "reason": "The wrong line was ticked"}
    hands.fill_in(Decide, right)
    return record.case_id


def look_at_the_quarter(hands: Hands) -> ReturnsPage:
    """The quarter that is over, and its return."""
    assert hands.program.session is not None
    quarter = hands.program.session.frame.topbar.quarter
    at = quarter.findData(QUARTER.code)
    quarter.setCurrentIndex(at)
    quarter.activated.emit(at)
    return hands.go("returns", ReturnsPage)


def fill_the_return(hands: Hands, page: ReturnsPage) -> None:
    """Type what is typed, confirm what is nil, answer what is queried, line by line as the page asks for it."""
    assert page.page is not None
    for spec in page.page.ask.template.lines():
        if spec.kind is LineKind.TYPED and spec.is_required:
            open_line(hands, page, spec)
            type_value(hands, page, spec)
    nils = [line.spec for line in page.page.content.lines if line.state is State.NIL_TO_CONFIRM]
    assert nils
    for spec in nils:
        open_line(hands, page, spec)
        hands.press("Confirm that this is nil", page.panel)
    for check in page.page.content.checks:
        if check.grade is Grade.QUERY:
            page.tabs.go("checks")
            page.checks.answer_asked.emit(check.code)
            hands.fill_in(AnswerQuery, {"text": "Looked at and right."})


def open_line(hands: Hands, page: ReturnsPage, spec: LineSpec) -> None:
    page.tabs.go("lines")
    rows = page.lines.model.loaded()
    hands.open_row(page.lines, next(place for place, line in enumerate(rows) if line.spec.code == spec.code))


def type_value(hands: Hands, page: ReturnsPage, spec: LineSpec) -> None:
    form = page.line.form
    assert form is not None
    value: Any = f"As planned for {spec.number}." if spec.value_type == "text" else 1250
    form.put({spec.code: value, "source": "Finance ledger"})
    hands.press("Save", page.panel)


def sign(hands: Hands, page: ReturnsPage) -> None:
    """Complete and sign, as the one user there is."""
    hands.press("Complete", page)
    assert page.page is not None
    assert (page.page.state, hands.door.said) == (
        "COMPLETE",
        ["The workspace is ready.", "Delete the file that was read?"],
    )
    hands.press("Sign", page)
    required = {item.role: f"Made-up {item.label}" for item in page.page.ask.template.signatories if item.is_required}
    hands.fill_in(Sign, {**required, "VRU_DIRECTOR": WHO, "read": True})
    assert page.page.state == "SIGNED"


def export(hands: Hands, page: ReturnsPage, path: Path) -> None:
    """The PDF, with its receipt."""
    hands.door.will_pick(path)
    hands.press("Export", page)
    hands.fill_in(ReceiptDialog, {"form": "PDF", "purpose": "Quarterly return", "recipient": "Home Office"})
    hands.qtbot.waitUntil(path.exists, timeout=SLOW)
    hands.settle()


def said_by_the_command_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setenv("VRP_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    told = folder.parent / "return.json"
    with redirect_stdout(io.StringIO()):
        assert main(["return", str(folder), "--quarter", QUARTER.code, "--json", str(told)]) == 0
    found: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
    return found


def as_printed(spec: LineSpec, line: dict[str, Any]) -> str:
    """A value of the JSON as a reader of the document would write it."""
    value = line["value"]
    if value is None:
        return "n/a" if spec.kind is LineKind.DERIVED else "Not filled in"
    if isinstance(value, str):
        return value
    if value == 0:
        return "Nil, confirmed" if line["state"] == "nil" and spec.nil_needs_confirming else "Nil"
    number = f"{value:,.2f}".removesuffix(".00")
    short = number.rstrip("0") if "." in number else number
    return {"pounds": f"£{number}", "per cent": f"{short}%"}.get(spec.unit, short)


def test_from_a_partners_workbook_to_a_signed_return(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, workbook, pdf = tmp_path / "new", tmp_path / "list.xlsx", tmp_path / "return.pdf"
    hidden = {"Lists": [["Do not send"]]}
    workbook.write_bytes(xlsx(WORKBOOK, before=hidden, hidden_sheets=("Lists",), merged=("A1:F1",)))

    make_the_workspace(hands, folder)
    take_the_list_in(hands, workbook)
    case_id = decide_and_correct(hands)
    page = look_at_the_quarter(hands)
    fill_the_return(hands, page)
    sign(hands, page)
    export(hands, page, pdf)

    workspace = hands.desk.workspace
    assert workspace is not None
    (decision,) = workspace.read(case_record, case_id).decisions
    assert (decision.outcome, decision.owner_agency) == ("OFFER_SUPPORT", "EDUCATION")
    (receipt,) = workspace.read(receipts)
    assert (receipt.form, receipt.purpose, receipt.recipient) == ("PDF", "Quarterly return", "Home Office")

    hands.window.close()
    hands.qtbot.waitUntil(lambda: hands.program.session is None, timeout=SLOW)
    told = said_by_the_command_line(folder, monkeypatch)
    values = {line["code"]: line["value"] for line in told["lines"]}
    assert (values["YFPP_REFERRALS"], told["version"]) == (4, 1)
    assert missing(pdf.read_bytes(), told) == []


def missing(pdf: bytes, told: dict[str, Any]) -> list[str]:
    """The lines of the JSON whose value does not stand in their row of the document, or in its text."""
    template = find_template(QUARTER)
    assert template is not None
    cells, texts = cells_of(pdf), {each.text for each in said(pdf)}
    found = []
    for line in told["lines"]:
        spec, printed = template.line(line["code"]), as_printed(template.line(line["code"]), line)
        after = [follows(cells, spec, label) for label in (spec.label, label_with_unit(spec))]
        if not any(printed in each for each in after) and not stands_alone(spec, printed, cells, texts):
            found.append(f"{spec.number} {spec.label}: {printed}")
    return found


def stands_alone(spec: LineSpec, printed: str, cells: list[str], texts: set[str]) -> bool:
    """Words stand in a paragraph of their own; the figures of interventions in the last row of their one table."""
    if spec.value_type == "text" and spec.kind is LineKind.TYPED:
        return printed in texts
    last = [cells[at + 1 : at + 12] for at, cell in enumerate(cells) if cell == "All"]
    return any(printed in row for row in last)


def follows(cells: list[str], spec: LineSpec, label: str) -> list[str]:
    """What stands in the cell after a line's number and label, wherever they stand; in one cell or in two."""
    pairs = zip(cells, cells[1:], cells[2:], strict=False)
    beside = [value for number, name, value in pairs if (number, name) == (spec.number, label)]
    return beside + [value for name, value in pairwise(cells) if name == f"{spec.number} {label}"]


def _named(window: QWidget, words: str) -> QPushButton:
    return next(button for button in window.findChildren(QPushButton) if button.text() == words)
