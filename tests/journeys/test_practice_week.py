"""One week of a panel with forty identified children, by hand: each figure moves by exactly what happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.journeys.hands import SLOW, Hands
from tests.journeys.week import AGENCIES, MONDAY, Week, make_week, moves, why_not
from tests.support.making import Making
from tests.support.workspaces import PASSPHRASE, USER, open_workspace
from tests.ui.door import PreparedDoor
from tests.ui.driving import pick, words_in
from ui.app import PROPOSED, Program
from ui.concern import RaiseConcern
from ui.frame_actions import CONCERN
from ui.panel.check_lists import ReadAnswers, SendChecks
from ui.panel.dialogs import CloseCase
from ui.panel.page import CasesPage
from ui.panel.referral_dialogs import RemoveStatus
from ui.panel.support_dialogs import Agree
from ui.people.links.dialogs import EditLink
from ui.people.merging import ChooseOther, MergeDialog, UndoMerge
from ui.people.page import PeoplePage
from ui.widgets.tabs import Tabs
from vrp_desktop.clock import FixedClock, day_clock
from vrp_desktop.imports.partner_checks.verdicts import Verdict
from vrp_desktop.panel.queries import cases_page
from vrp_desktop.panel.screening.queries import screening_rows
from vrp_desktop.people.links.queries import links_of
from vrp_desktop.people.queries import person_record
from vrp_desktop.safeguarding.queries import concerns_page
from vrp_desktop.settings import SettingsFile
from vrp_desktop.workspace.checks import verify_workspace


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(day_clock(MONDAY).moment)


@pytest.fixture
def week(workspace_folder: Path, clock: FixedClock) -> Week:
    with open_workspace(workspace_folder, clock) as workspace:
        return make_week(Making(workspace, clock))


@pytest.fixture
def hands(
    qapp: QApplication,
    qtbot: QtBot,
    clock: FixedClock,
    week: Week,
    workspace_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Hands]:
    """The program, opened by its passphrase, on Monday morning."""
    monkeypatch.setenv("VRP_SETTINGS_DIR", str(tmp_path / "settings"))
    monkeypatch.delenv(PROPOSED, raising=False)
    door = PreparedDoor()
    program = Program(qapp, SettingsFile(None), clock, door)
    program.show()
    program.window.show_workspaces(workspace_folder)
    program.window.user.setText(USER)
    QTest.keyClicks(program.window.passphrase, PASSPHRASE)
    QTest.keyClick(program.window.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.session is not None, timeout=SLOW)
    made = Hands(qtbot, program, door)
    made.window.resize(1366, 900)
    made.settle()
    yield made
    program.leave()
    qapp.setQuitOnLastWindowClosed(True)


def screening(hands: Hands) -> CasesPage:
    """The table of those who wait."""
    page = hands.go("cases", CasesPage)
    page.tabs.go("screening")
    hands.settle()
    return page


def select(page: CasesPage, cases: Sequence[str]) -> None:
    """Gather some children by their rows, as space does."""
    from PySide6.QtCore import QItemSelectionModel

    table = page.screening.table
    chosen = table.view.selectionModel()
    chosen.clearSelection()
    rows = [at for at, row in enumerate(table.model.loaded()) if row.case_id in cases]
    assert len(rows) == len(cases)
    for at in rows:
        index = table.view.model().index(at, 0)
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        chosen.select(index, flags)


def open_case(hands: Hands, case_id: str, tab: str = "standing") -> CasesPage:
    """A case beside the list."""
    hands.desk.navigation.open_record("panel_case", case_id)
    hands.settle()
    page = hands.page(CasesPage)
    for tabs in page.panel.findChildren(Tabs):
        tabs.go(tab)
    hands.settle()
    return page


def open_child(hands: Hands, person_id: str, tab: str = "summary") -> PeoplePage:
    hands.desk.navigation.open_record("person", person_id)
    hands.settle()
    page = hands.page(PeoplePage)
    page.person.go(tab)
    hands.settle()
    return page


def send_sheets(hands: Hands, folder: Path) -> dict[str, Path]:
    """Monday: a sheet to each of six agencies about all forty."""
    page = screening(hands)
    page.screening.table.view.selectAll()
    sheets = {}
    for agency in AGENCIES:
        sheets[agency] = folder / f"{agency}.xlsx"
        hands.door.will_pick(sheets[agency])
        hands.desk.actions.run("cases.send_checks")
        hands.fill_in(SendChecks, {"agency_code": agency, "recipient": f"{agency} mailbox"})
        hands.qtbot.waitUntil(sheets[agency].exists, timeout=SLOW)
        hands.settle()
        page.screening.table.view.selectAll()
    return sheets


def fill(path: Path, is_open: str) -> None:
    """What an agency writes: lives here, nothing known; but one child is open to statutory youth justice."""
    book = openpyxl.load_workbook(path)
    sheet: Any = book.active
    heads = {str(cell.value): cell.column for cell in sheet[3] if cell.value}
    asked = list(heads)[list(heads).index("Postcode") + 1 : list(heads).index("Answered on")]
    rows = [row for row in range(4, sheet.max_row + 1) if sheet.cell(row, heads["Case"]).value]
    assert len(rows) == 40
    for row in rows:
        for head in asked:
            known = "Open" if head == STATUTORY and sheet.cell(row, heads["Case"]).value == is_open else "Nothing known"
            sheet.cell(row, heads[head]).value = "Yes" if head == AREA else known
    book.save(path)


def take_answers(hands: Hands, path: Path, answers: int) -> None:
    """A sheet that came back fills the checks."""
    page = screening(hands)
    hands.door.will_pick(path)
    hands.door.will_answer("no")
    hands.desk.actions.run("cases.take_answers")
    hands.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ReadAnswers), timeout=SLOW)
    dialog = hands.dialog(ReadAnswers)
    hands.qtbot.waitUntil(lambda: dialog.table.total == 40 and hands.desk.tasks.is_idle(), timeout=SLOW)
    assert dialog.preview is not None
    assert (dialog.preview.answers, dialog.preview.count(Verdict.HELD)) == (answers, 0)
    QTest.mouseClick(dialog.yes_button, Qt.MouseButton.LeftButton)
    hands.settle()
    assert page.screening.table.total == 40


def tell_a_concern(hands: Hands, week: Week) -> None:
    """On a row of the list, by one key."""
    page = screening(hands)
    select(page, week.cases[3:4])
    page.screening.table.view.go_to(3)
    hands.desk.actions.run(CONCERN.id)
    hands.settle()
    hands.fill_in(RaiseConcern, {"text": "Afraid to go home"})


def link_siblings(hands: Hands, week: Week) -> None:
    """From one child's record; the other is found by its name."""
    page = open_child(hands, week.people[10], "around")
    hands.press("Link to a child", page)
    dialog = hands.dialog(EditLink)
    pick(hands.qtbot, dialog.form, "other_id", "Child11")
    hands.settle()
    hands.fill_in(EditLink, {"kind": "SIBLING", "source_agency": "POLICE", "told_on": MONDAY})


def merge_the_pair(hands: Hands, kept: str, merged: str) -> None:
    """Two records of one child, side by side."""
    page = open_child(hands, kept)
    page.person.merge.emit()
    hands.settle()
    choosing = hands.dialog(ChooseOther)
    hands.qtbot.waitUntil(lambda: bool(buttons(choosing, "side by side")), timeout=SLOW)
    buttons(choosing, "side by side")[0].click()
    hands.settle()
    hands.fill_in(MergeDialog, {"reason": "The school says so"})
    assert page.person.record is not None


def buttons(inside: Any, words: str) -> list[QPushButton]:
    return [
        one
        for one in inside.findChildren(QPushButton)
        if one.isVisible() and words in (one.accessibleName() or one.text())
    ]


def close(hands: Hands, case_id: str, reason: str, **more: Any) -> None:
    page = open_case(hands, case_id)
    hands.press("Close the case", page.panel)
    hands.fill_in(CloseCase, {"reason": reason, "closed_on": MONDAY, **more})


AREA, STATUTORY = "Lives in the panel's area", "Youth justice: statutory"


def undo_the_merge(hands: Hands, kept: str) -> None:
    """The two are twins after all."""
    page = open_child(hands, kept)
    buttons(page, "Undo the merge of")[0].click()
    hands.settle()
    hands.fill_in(UndoMerge, {"reason": "They are twins"})


def remove_the_status(hands: Hands, case_id: str) -> None:
    page = open_case(hands, case_id)
    buttons(page.panel, "Status removed")[0].click()
    hands.settle()
    hands.fill_in(RemoveStatus, {"on": MONDAY, "reason": "Eliminated from enquiries"})


def take_agreement_back(hands: Hands, case_id: str) -> None:
    page = open_case(hands, case_id, "support")
    hands.press("Record an answer", page.panel)
    hands.fill_in(Agree, {"answer": "WITHDRAWN", "answered_on": MONDAY})


def accept(hands: Hands, cases: Sequence[str]) -> None:
    """All of them by one key."""
    page = screening(hands)
    select(page, cases)
    QTest.keyClicks(page.screening.table.view, "7")
    hands.settle()


ONE_CHILD_FEWER = {"YFPP_IDENTIFIED": -1, "YFPP_ELIGIBLE": -1}
A_REPEAT = {"YFPP_REPEAT": 1}
"""Two referrals of one child within a year: one of them repeats the other."""


def test_one_week(hands: Hands, week: Week, tmp_path: Path) -> None:
    workspace = hands.desk.workspace
    assert workspace is not None
    codes = {row.case_id: row.code for row in workspace.read(screening_rows)}
    people, supported = week.people, week.supported

    with moves(hands):
        sheets = send_sheets(hands, tmp_path)
    for agency, facts in AGENCIES.items():
        fill(sheets[agency], codes[week.cases[0]])
        # Eligible once the last answer is in: all but the one who is open to statutory youth justice.
        with moves(hands, **({"YFPP_ELIGIBLE": 39} if agency == "CHILDRENS_SERVICES" else {})):
            take_answers(hands, sheets[agency], 40 * (len(facts) + 1))
    with moves(hands):
        tell_a_concern(hands, week)
    with moves(hands):
        accept(hands, week.cases[1:])
    with moves(hands):
        link_siblings(hands, week)
    with moves(hands, **ONE_CHILD_FEWER, **A_REPEAT):
        merge_the_pair(hands, people[4], people[5])
    with moves(hands, **ONE_CHILD_FEWER, **A_REPEAT):
        merge_the_pair(hands, people[6], people[7])
    with moves(hands, YFPP_IDENTIFIED=1, YFPP_ELIGIBLE=1, YFPP_REPEAT=-1):
        undo_the_merge(hands, people[6])
    with moves(hands, **ONE_CHILD_FEWER, YFPP_REFERRALS=-1):
        remove_the_status(hands, week.cases[9])
    with moves(hands, YFPP_DECLINED=1):
        take_agreement_back(hands, supported[0])
    with moves(hands, YFPP_CLOSED=1, YFPP_OPEN_CASES=-1):
        close(hands, supported[1], "MOVED_TO_STATUTORY", leads_now="Youth justice", note="Open to statutory work")
    with moves(hands, YFPP_CLOSED=5, YFPP_OPEN_CASES=-5):
        for case in supported[2:7]:
            close(hands, case, "SUPPORT_COMPLETED")

    assert {row.status for row in workspace.read(cases_page) if row.case_id in week.cases[1:9]} == {"SCREENED"}
    assert [row.person_id for row in workspace.read(concerns_page)] == [people[3]]
    assert [{row.one.person_id, row.other.person_id} for row in workspace.read(links_of, people[10])] == [
        {people[10], people[11]}
    ]
    why_they_are_not_counted(hands, week)
    assert verify_workspace(workspace) == []


def why_they_are_not_counted(hands: Hands, week: Week) -> None:
    """Of every child who left the figures, and in the record's own words."""
    workspace = hands.desk.workspace
    assert workspace is not None
    kept = workspace.read(person_record, week.people[4]).words.code
    for line in ("YFPP_IDENTIFIED", "YFPP_ELIGIBLE"):
        assert why_not(hands, week.people[5], line).startswith(f"This record was merged into {kept}:")
        assert why_not(hands, week.people[9], line).startswith("The referral was withdrawn on 14 September 2026.")
        assert why_not(hands, week.people[7], line) == ""
    assert why_not(hands, week.people[0], "YFPP_ELIGIBLE").startswith("Youth justice, statutory: answered yes")
    assert why_not(hands, week.supported_people[0], "YFPP_CLOSED") == "No date on file: closed when?"
    page = open_child(hands, week.people[9], "counted")
    assert "The referral was withdrawn on 14 September 2026." in words_in(page)
