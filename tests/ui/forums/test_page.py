"""The pages of forums and the diary, over a real workspace: members, rules, proposed days, the month by keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.conferences import Conference
from db.forums import ForumMember, ForumRules
from db.panel import PanelCase
from tests.support.making import PANEL
from tests.ui.driving import choose, dialog_of, is_idle, press, save, type_into, words_in
from tests.ui.walking import nameless
from ui.diary.page import DiaryPage
from ui.forums.dialogs import EditMember, EditRules, EditSeries
from ui.forums.page import ForumsPage
from ui.skip_date import SkipDate
from vrp_desktop.conferences.diary import DiaryKind
from vrp_desktop.conferences.series import SeriesForm
from vrp_desktop.conferences.series_commands import add_series

TODAY = date(2026, 11, 2)


@pytest.fixture
def shown(qtbot, real_desk, make):
    make.on(TODAY)

    def show(kind, **where):
        page = kind(real_desk)
        qtbot.addWidget(page)
        page.resize(1300, 900)
        if where:
            page.open_at(where)
        page.show()
        qtbot.waitUntil(lambda: is_idle(real_desk))
        return page

    return show


@pytest.fixture
def panel(shown, qtbot, real_desk):
    def at(tab: str) -> ForumsPage:
        page: ForumsPage = shown(ForumsPage, record=PANEL)
        qtbot.waitUntil(lambda: page.forum_view.forum is not None)
        assert page.forum_view.tabs is not None
        page.forum_view.tabs.go(tab)
        return page

    return at


def test_the_list_shows_every_forum_and_ended_ones_last(shown):
    page = shown(ForumsPage)

    rows = page.table.model.loaded()
    assert len(rows) == 13
    assert [row.forum_code for row in rows[-2:]] == ["TVRP", "IEO"]
    assert nameless(page) == []


def test_a_member_is_added_and_the_list_expects_the_agency(panel, qtbot, real_desk, make):
    page = panel("members")
    press(page.panel, "Add a member")
    dialog = dialog_of(page, EditMember)

    choose(dialog.form, "agency_code", "HOUSING")
    type_into(dialog.form, "name", "Pat Made-Up")
    save(dialog)
    qtbot.waitUntil(lambda: is_idle(real_desk) and len(page.forum_view.forum.record.members) == 7)

    assert make.see(lambda read: read.session.query(ForumMember).filter_by(name="Pat Made-Up").count()) == 1


def test_rules_are_changed_from_a_day_on(panel, qtbot, real_desk, make):
    page = panel("rules")
    press(page.panel, "Change the rules")
    dialog = dialog_of(page, EditRules)
    qtbot.waitUntil(lambda: is_idle(real_desk))

    choose(dialog.form, "rhythm", "WEEK")
    type_into(dialog.form, "starts", "09:30")
    save(dialog)
    qtbot.waitUntil(lambda: is_idle(real_desk) and bool(page.forum_view.forum.record.rules.rules_id))

    row = make.see(lambda read: read.session.query(ForumRules).one())
    assert (row.rhythm, row.starts, row.starts_on) == ("WEEK", "09:30", real_desk.today)
    assert row.quorum == [["CHILDRENS_SERVICES"], ["EDUCATION", "HEALTH_ICB", "CAMHS", "SCHOOL_NURSING"]]
    assert "Every week" in words_in(page.panel)


def test_a_series_is_made_and_its_days_are_planned_and_skipped(panel, qtbot, real_desk, make):
    page = panel("series")
    press(page.panel, "New series")
    dialog = dialog_of(page, EditSeries)
    type_into(dialog.form, "first_on", "12/11/2026")
    save(dialog)
    qtbot.waitUntil(lambda: is_idle(real_desk) and page.forum_view.series.table.total > 1)

    press(page.panel, "Plan this sitting")
    qtbot.waitUntil(lambda: is_idle(real_desk) and make.see(lambda r: r.session.query(Conference).count()) == 1)
    qtbot.waitUntil(lambda: page.forum_view.series.table.model.loaded()[0].proposal.on == date(2026, 11, 26))
    press(page.panel, "Skip")
    save(dialog_of(page, SkipDate))
    qtbot.waitUntil(lambda: "Skipped: 26 November 2026" in words_in(page.panel))

    assert page.forum_view.forum.series[0].skipped


def test_the_month_is_walked_by_keyboard_and_a_proposed_day_is_planned(shown, qtbot, real_desk, make):
    make.do(add_series, SeriesForm(PANEL, date(2026, 12, 10), "MONTH", starts="10:00"))
    page = shown(DiaryPage)
    page.grid.setFocus()

    QTest.keyClick(page.grid, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: page.grid.month == date(2026, 12, 1) and is_idle(real_desk))
    page.grid.go_to(date(2026, 12, 9))
    QTest.keyClick(page.grid, Qt.Key.Key_Right)
    assert page.grid.day == date(2026, 12, 10)
    item = page.grid.currentItem()
    said = item.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Thursday 10 December 2026: Proposed: Portsmouth panel 10:00"

    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    press(page, "Plan this sitting")
    qtbot.waitUntil(lambda: make.see(lambda r: r.session.query(Conference).count()) == 1 and is_idle(real_desk))
    qtbot.waitUntil(lambda: page.grid.entries_on(date(2026, 12, 10))[0].conference_id != "")


def test_the_list_of_the_diary_names_bank_holidays(shown, real_desk):
    page = shown(DiaryPage, day="2026-12-25")
    page.tabs.go("list")

    assert [page._what(row) for row in page.table.model.loaded() if row.on == date(2026, 12, 25)] == ["Bank holiday"]
    assert nameless(page) == []


def test_the_diary_shows_returns_and_reviews_that_fall_due_and_opens_them(shown, real_desk, make, qtbot):
    case_id = make.screened(on=date(2026, 9, 1))
    make.on(date(2026, 9, 22))
    make.decide(case_id, "KEEP_UNDER_REVIEW", date(2026, 9, 22), keep_until=date(2026, 11, 20))
    page = shown(DiaryPage, day="2026-11-20")
    code = make.row(PanelCase, case_id).code
    assert [page._line(each) for each in page.grid.entries_on(date(2026, 11, 20))] == [f"Review of {code}: due"]

    page.shown_box.choose("RETURN")
    page.shown_box.activated.emit(0)

    assert page.grid.entries_on(date(2026, 11, 20)) == ()
    (due,) = [each for each in page.table.model.loaded() if each.kind is DiaryKind.RETURN]
    assert page._what(due).startswith("Return for Q3")
    assert page.table.total == 1 + len([each for each in page.table.model.loaded() if each.kind is DiaryKind.HOLIDAY])
    assert nameless(page) == []


def test_the_figures_of_a_panel_open_their_records_and_each_sitting(panel, real_desk, make, qtbot):
    sitting = make.sitting(date(2026, 10, 6))
    make.hold(sitting, date(2026, 10, 6), absent=("EDUCATION",))
    page = panel("figures")
    tab = page.forum_view.figures
    qtbot.waitUntil(lambda: tab.room is not None and is_idle(real_desk))
    row = next(each for each in tab.table.model.loaded() if each.code == "ATTENDANCE")
    tab.table.cell_opened.emit(row, "quarter")
    qtbot.waitUntil(lambda: is_idle(real_desk) and tab.records.total == 6)

    assert row.words(row.quarter) == "83.3%"
    assert [record.is_counted for record in tab.records.model.loaded()].count(False) == 1
    assert [(each.conference_id, each.there, each.expected) for each in tab.sittings.model.loaded()] == [
        (sitting, 5, 6)
    ]
    with qtbot.waitSignal(tab.opened) as gone:
        tab.records.opened.emit(tab.records.model.row(0))
    assert gone.args == ["conference", sitting]
    assert not nameless(page)
