"""Screening many at once, driven by keyboard over a real workspace."""

from __future__ import annotations

from datetime import date
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from db.panel import PanelCase
from tests.support.making import Making
from tests.ui.driving import CTRL, choose, dialog_of, is_idle, is_open, save, type_into, words_in
from tests.ui.real_desk import make_real_desk
from tests.ui.walking import nameless
from ui.panel.check_lists import ReadAnswers, SendChecks
from ui.panel.mark_dialog import MarkDialog
from ui.panel.page import CasesPage
from ui.panel.screening_words import fact_tip
from vrp_desktop.access.permissions import Role
from vrp_desktop.panel.commands import close_case
from vrp_desktop.panel.forms import CheckForm, ClosureForm
from vrp_desktop.panel.partner_checks import record_check
from vrp_desktop.panel.screening.queries import screening_rows
from vrp_desktop.people.naming import View

REFERRED = date(2026, 10, 20)
DOWN = Qt.Key.Key_Down


@pytest.fixture
def cases(make: Making) -> list[str]:
    """Four children who wait, the longest wait first."""
    names = ("Robin", "Sam", "Kit", "Ash")
    return [make.case(make.person(name), date(2026, 10, 20 + day)) for day, name in enumerate(names)]


@pytest.fixture
def page(show, cases, real_desk, qtbot) -> CasesPage:
    made: CasesPage = show(tab="screening")
    qtbot.waitUntil(lambda: made.screening.table.total == len(cases) and is_idle(real_desk))
    return made


def key(page: CasesPage, text: str) -> None:
    QTest.keyClicks(page.screening.table.view, text)


def status(make: Making, case_id: str) -> str:
    return str(make.row(PanelCase, case_id).status)


def here(page: CasesPage) -> str:
    row = page.screening.table.current()
    return str(row.case_id) if row is not None else ""


def test_one_key_accepts_a_child_and_the_cursor_goes_on_to_the_next(page, cases, make, real_desk, qtbot):
    assert here(page) == cases[0]

    key(page, "7")
    qtbot.waitUntil(lambda: page.screening.table.total == 3 and is_idle(real_desk))

    assert status(make, cases[0]) == "SCREENED"
    assert here(page) == cases[1]


def test_space_gathers_children_and_one_mark_with_its_source_is_for_all_of_them(page, cases, make, real_desk, qtbot):
    view = page.screening.table.view
    key(page, " ")
    QTest.keyClick(view, DOWN, CTRL)
    key(page, " ")
    key(page, "1")
    dialog = dialog_of(page, MarkDialog)
    assert dialog.yes_button.text() == "Mark 2 children"
    choose(dialog.form, "agency_code", "POLICE")
    save(dialog)
    qtbot.waitUntil(lambda: not is_open(page, MarkDialog) and is_idle(real_desk))

    found = {row.case_id: row.facts["YOUTH_JUSTICE_STATUTORY"] for row in make.see(screening_rows)}
    assert [found[case_id].answer for case_id in cases] == ["YES", None, "YES", None]
    assert found[cases[0]].agency_code == "POLICE"
    assert here(page) == cases[3]

    key(page, ".")
    qtbot.waitUntil(lambda: status(make, cases[3]) == "PARTNER_CHECKS" and is_idle(real_desk))
    assert make.see(screening_rows)[3].facts["YOUTH_JUSTICE_STATUTORY"].agency_code == "POLICE"


def test_undo_takes_the_last_marking_back_and_says_which_it_is(page, cases, make, real_desk, qtbot):
    view = page.screening.table.view
    view.selectAll()
    key(page, "7")
    qtbot.waitUntil(lambda: page.screening.table.total == 0 and is_idle(real_desk))
    assert "Accept for the panel”, 4 children" in "".join(
        button.text() for button in page.screening.legend._buttons.values()
    )

    real_desk.actions.run("cases.undo_mark")
    qtbot.waitUntil(lambda: page.screening.table.total == 4 and is_idle(real_desk))

    assert [status(make, case_id) for case_id in cases] == ["IDENTIFIED"] * 4


def test_what_could_not_be_marked_is_told_with_codes_and_reasons(page, cases, make, real_desk, qtbot):
    closing = ClosureForm("DECLINED", date(2026, 11, 1))
    make.do(close_case, cases[1], make.version(PanelCase, cases[1]), closing)
    page.screening.table.view.selectAll()

    key(page, "7")
    qtbot.waitUntil(lambda: bool(page.screening.banner.text) and is_idle(real_desk))

    code = make.row(PanelCase, cases[1]).code
    assert page.screening.banner.text.startswith("1 of 4 could not be marked.")
    assert f"{code}: It is past screening: “Closed”." in page.screening.banner.text
    assert status(make, cases[0]) == "SCREENED"


def test_letters_filter_and_enter_opens_the_record_beside_the_table(page, cases, real_desk, qtbot):
    key(page, "kit")
    assert page.screening.table.total == 1

    QTest.keyClick(page.screening.table.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.split.is_open and is_idle(real_desk))

    assert page.case.record.case_id == cases[2]
    assert page.tabs.key == "screening"


def test_who_may_only_read_sees_the_table_and_no_keys(show, cases, make, workspace, theme, qtbot):
    desk = make_real_desk(workspace, actor=make.actor(Role.VIEWER), theme=theme)
    page = show(desk, tab="screening")
    qtbot.waitUntil(lambda: page.screening.table.total == 4 and is_idle(desk))

    key(page, "7")
    key(page, "8")

    assert not page.screening.legend.isVisible()
    assert not is_open(page, MarkDialog)
    assert status(make, cases[0]) == "IDENTIFIED"
    desk.tasks.close()


def test_initials_alone_are_shown_in_that_view_and_all_controls_have_names(show, cases, workspace, theme, qtbot):
    desk = make_real_desk(workspace, theme=theme, mode=View.INITIALS)
    page = show(desk, tab="screening")
    qtbot.waitUntil(lambda: page.screening.table.total == 4 and is_idle(desk))

    model = page.screening.table.model
    shown = " ".join(model.cell(row, column) for row in range(4) for column in range(len(model.columns)))
    assert "Madeup" not in shown
    assert "Madeup" not in words_in(page)
    assert not nameless(page)
    desk.tasks.close()


def test_a_check_list_is_sent_for_those_selected_and_comes_back_filled_in(
    page, cases, make, real_desk, qtbot, door, tmp_path
):
    path = tmp_path / "list.xlsx"
    door.will_pick(path)
    page.screening.table.view.selectAll()
    real_desk.actions.run("cases.send_checks")
    dialog = dialog_of(page, SendChecks)
    type_into(dialog.form, "recipient", "MASH mailbox")
    save(dialog)
    qtbot.waitUntil(lambda: path.exists() and is_idle(real_desk))
    book = openpyxl.load_workbook(path)
    sheet: Any = book.active
    heads = {cell.value: cell.column for cell in sheet[3]}
    sheet.cell(4, heads["Looked after"]).value = "Nothing known"
    sheet.cell(5, heads["Looked after"]).value = "perhaps"
    book.save(path)

    door.will_pick(path)
    door.will_answer("yes")
    real_desk.actions.run("cases.take_answers")
    qtbot.waitUntil(lambda: is_open(page, ReadAnswers) and is_idle(real_desk))
    answers = dialog_of(page, ReadAnswers)
    qtbot.waitUntil(lambda: answers.table.total == 4 and is_idle(real_desk))
    assert answers.form.values()["agency_code"] == "CHILDRENS_SERVICES"
    shown = [answers.table.model.cell(row, 2) for row in range(4)]
    assert shown == ["Fills the checks", "Held", "No answer yet", "No answer yet"]
    save(answers)
    qtbot.waitUntil(lambda: not is_open(page, ReadAnswers) and is_idle(real_desk))

    found = [row.facts["LOOKED_AFTER"].answer for row in make.see(screening_rows)]
    assert sorted(found) == ["NO", "NOT_YET_ANSWERED", "NOT_YET_ANSWERED", "NOT_YET_ANSWERED"]


def test_what_was_noted_with_an_answer_is_read_over_its_cell_and_on_the_case(page, cases, make, real_desk, qtbot):
    answer = CheckForm("LOOKED_AFTER", "YES", "CHILDRENS_SERVICES", None, REFERRED, "Team Blue", "Placed by Surrey")
    make.do(record_check, cases[0], answer)
    page.refresh()
    qtbot.waitUntil(lambda: is_idle(real_desk))
    row = next(row for row in page.screening.table.model.loaded() if row.case_id == cases[0])

    said = fact_tip(real_desk, "LOOKED_AFTER", row.facts["LOOKED_AFTER"])
    assert said.endswith("Service: Team Blue. Placed by Surrey")

    page.open_at({"record": cases[0], "record_tab": "eligibility"})
    qtbot.waitUntil(lambda: is_idle(real_desk))
    assert "Placed by Surrey" in {each.text() for each in page.panel.findChildren(QLabel)}
