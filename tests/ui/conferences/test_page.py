"""The page of panels and conferences, driven by keyboard and clicks over a real workspace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from db.actions import Action
from db.conferences import AgendaItem, Attendance, Conference
from db.panel import PanelCase
from tests.support.making import CORE, PANEL, Making
from tests.ui.driving import choose, dialog_of, is_idle, is_open, offered, press, press_soon, save, type_into, words_in
from tests.ui.real_desk import make_real_desk
from tests.ui.walking import nameless
from ui.conferences.attendance_details import AttendanceDetails
from ui.conferences.dialogs import (
    AgreeAction,
    CancelConference,
    CarryHere,
    HoldConference,
    PlanAgain,
    PlanConference,
    TakeOff,
)
from ui.conferences.page import ConferencesPage
from ui.conferences.put_on import PutOn
from ui.conferences.state_box import StateBox
from ui.desk import Desk
from ui.navigation import PageSpec, Spot
from ui.pages import page_of
from ui.widgets.page import Page
from vrp_desktop.access.permissions import Role
from vrp_desktop.conferences.commands import put_on_agenda, record_attendance
from vrp_desktop.conferences.forms import AttendanceForm
from vrp_desktop.people.naming import View

Show = Callable[..., ConferencesPage]
TODAY = date(2026, 11, 2)
HELD_ON = date(2026, 10, 28)
COMING = date(2026, 11, 12)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def show(qtbot: QtBot):
    """Show the page and wait until it has fetched."""

    def made(desk: Desk, **where: str) -> ConferencesPage:
        page = ConferencesPage(desk)
        qtbot.addWidget(page)
        page.resize(1300, 900)
        if where:
            page.open_at(where)
        page.show()
        qtbot.waitUntil(lambda: is_idle(desk))
        return page

    return made


@pytest.fixture
def opened(show: Show, real_desk: Desk, qtbot: QtBot):
    """Open a sitting, at a tab."""

    def made(conference_id: str, tab: str = "attendance") -> ConferencesPage:
        page = show(real_desk, record=conference_id)
        qtbot.waitUntil(lambda: page.conference.record is not None and is_idle(real_desk))
        assert page.conference.tabs is not None
        page.conference.tabs.go(tab)
        return page

    return made


@pytest.fixture
def agenda(make):
    """A coming sitting with three cases on its agenda."""
    sitting = make.sitting(COMING)
    cases = [make.screened(make.person(name), TODAY - timedelta(days=9)) for name in ("Robin", "Sam", "Kit")]
    make.do(put_on_agenda, sitting, cases)
    return sitting, cases


def order_of(make: Making, sitting: str) -> list[str]:
    items = make.see(
        lambda read: list(read.session.query(AgendaItem).filter_by(conference_id=sitting).order_by(AgendaItem.position))
    )
    return [item.case_id for item in items]


def attendance_of(make: Making, sitting: str) -> dict[str, str]:
    rows = make.see(lambda read: list(read.session.query(Attendance).filter_by(conference_id=sitting)))
    return {row.agency_code: row.state for row in rows}


def state_box(page: ConferencesPage, agency: str) -> StateBox:
    tab = page.conference.attendance
    assert tab is not None
    return tab.editor.line(agency).state


def test_an_empty_list_says_what_to_do_first_and_its_button_does_it(show, real_desk):
    page = show(real_desk)

    assert "No sittings yet" in page.table.states.words
    press(page.table.states, "Plan a sitting")

    assert is_open(page, PlanConference)


def test_a_sitting_is_planned_and_opens_beside_the_list(show, real_desk, make, qtbot):
    page = show(real_desk)
    press(page, "Plan a sitting")
    dialog = dialog_of(page, PlanConference)

    choose(dialog.form, "forum_code", PANEL)
    assert dialog.form.box("place_code").isHidden()
    type_into(dialog.form, "held_on", "12/11/2026")
    type_into(dialog.form, "venue", "Room 2")
    save(dialog)
    qtbot.waitUntil(lambda: page.conference.record is not None and is_idle(real_desk))

    kept = make.row(Conference, page.conference.record.row.conference_id)
    assert (kept.forum_code, kept.place_code, kept.held_on, kept.venue) == (PANEL, "PORTSMOUTH", COMING, "Room 2")
    assert "Young Futures Prevention Panel, Portsmouth" in words_in(page.panel)


def test_the_list_is_filtered_by_planned_and_held(show, real_desk, make, qtbot):
    held, planned = make.sitting(HELD_ON), make.sitting(COMING)
    make.hold(held, HELD_ON)
    page = show(real_desk)

    found = {}
    for status in ("PLANNED", "HELD", "CANCELLED"):
        page.which_box.choose(f"status:{status}")
        page.which_box.activated.emit(page.which_box.currentIndex())
        qtbot.waitUntil(lambda: is_idle(real_desk))
        found[status] = [row.conference_id for row in page.table.model.loaded()]

    assert found == {"PLANNED": [planned], "HELD": [held], "CANCELLED": []}
    assert "No sittings here" in page.table.states.words


def test_attendance_is_taken_by_one_key_for_each_agency_and_saved(opened, real_desk, make, qtbot):
    sitting = make.sitting(COMING)
    page = opened(sitting)
    keys = dict(zip(CORE, "ASPBAA", strict=True))

    for agency, key in keys.items():
        QTest.keyClicks(state_box(page, agency), key)
    line = page.conference.attendance.editor.line("POLICE")
    line.representative.setFocus()
    QTest.keyClicks(line.representative, "Pat Practice")
    press(page.panel, "Save attendance")
    qtbot.waitUntil(lambda: len(attendance_of(make, sitting)) == len(CORE) and is_idle(real_desk))

    assert attendance_of(make, sitting) == {
        "POLICE": "ATTENDED",
        "YOUTH_JUSTICE": "SUBSTITUTE",
        "CHILDRENS_SERVICES": "APOLOGIES",
        "EDUCATION": "ABSENT",
        "HEALTH_ICB": "ATTENDED",
        "VRU": "ATTENDED",
    }
    qtbot.waitUntil(lambda: not page.conference.attendance.save_button.isEnabled())


def test_backspace_takes_a_state_back_and_the_arrows_go_on(opened, make):
    page = opened(make.sitting(COMING))
    box = state_box(page, "POLICE")
    moved: list[int] = []
    box.moved.connect(moved.append)

    QTest.keyClicks(box, "A")
    QTest.keyClick(box, Qt.Key.Key_Backspace)
    QTest.keyClick(box, Qt.Key.Key_Down)

    assert box.code == ""
    assert moved == [1]


def test_the_quorum_is_told_in_words_as_attendance_is_taken(opened, make):
    page = opened(make.sitting(COMING, chair="Chris Made-Up"))
    editor = page.conference.attendance.editor
    assert "Missing: Children's services." in editor.quorum

    QTest.keyClicks(state_box(page, "CHILDRENS_SERVICES"), "A")
    assert "Missing: Education or Health" in editor.quorum
    QTest.keyClicks(state_box(page, "EDUCATION"), "S")

    assert editor.quorum.startswith("Quorum met.")


def test_an_observer_does_not_make_the_quorum(opened, make):
    page = opened(make.sitting(COMING, chair="Chris Made-Up"))
    editor = page.conference.attendance.editor
    QTest.keyClicks(state_box(page, "EDUCATION"), "A")
    QTest.keyClicks(state_box(page, "CHILDRENS_SERVICES"), "A")

    editor.line("CHILDRENS_SERVICES").more.click()
    dialog = dialog_of(page, AttendanceDetails)
    choose(dialog.form, "role", "OBSERVER")
    save(dialog)

    assert "Missing: Children's services." in editor.quorum
    assert "Observer" in words_in(page.panel)


def test_an_agency_beyond_the_core_is_added(opened, real_desk, make, qtbot):
    sitting = make.sitting(COMING)
    page = opened(sitting)
    editor = page.conference.attendance.editor

    editor._add.choose("SCHOOL_NURSING")
    editor._add.activated.emit(editor._add.currentIndex())
    QTest.keyClicks(state_box(page, "SCHOOL_NURSING"), "A")
    press(page.panel, "Save attendance")
    qtbot.waitUntil(lambda: bool(attendance_of(make, sitting)) and is_idle(real_desk))

    assert attendance_of(make, sitting) == {"SCHOOL_NURSING": "ATTENDED"}


def test_what_is_typed_stays_when_the_agenda_changes_elsewhere(opened, real_desk, make, qtbot, agenda):
    sitting, cases = agenda
    page = opened(sitting)
    QTest.keyClicks(state_box(page, "POLICE"), "A")

    page.conference.tabs.go("agenda")
    page.conference.agenda.table.view.go_to(1)
    press_soon(qtbot, page.panel, "Up")
    qtbot.waitUntil(lambda: order_of(make, sitting)[0] == cases[1] and is_idle(real_desk))

    assert state_box(page, "POLICE").code == "ATTENDED"
    page.conference.tabs.go("attendance")
    press_soon(qtbot, page.panel, "Save attendance")
    qtbot.waitUntil(lambda: attendance_of(make, sitting) == {"POLICE": "ATTENDED"} and is_idle(real_desk))


def test_attendance_that_someone_else_saved_first_is_not_overwritten(opened, real_desk, make, qtbot):
    sitting = make.sitting(COMING)
    page = opened(sitting)
    QTest.keyClicks(state_box(page, "POLICE"), "A")

    version = make.version(Conference, sitting)
    make.do(record_attendance, sitting, version, (AttendanceForm("VRU", "APOLOGIES"),))
    page.refresh()
    qtbot.waitUntil(lambda: is_idle(real_desk))
    press(page.panel, "Save attendance")
    qtbot.waitUntil(lambda: bool(page.conference.attendance.banner.text))

    assert "changed by someone else" in page.conference.attendance.banner.text
    assert attendance_of(make, sitting) == {"VRU": "APOLOGIES"}


def test_attendance_that_was_not_saved_comes_back_as_a_draft(opened, show, real_desk, make, qtbot):
    sitting = make.sitting(COMING)
    page = opened(sitting)
    QTest.keyClicks(state_box(page, "POLICE"), "P")
    page.keep_drafts()
    qtbot.waitUntil(lambda: is_idle(real_desk))

    again = show(real_desk, record=sitting)
    qtbot.waitUntil(lambda: again.conference.attendance is not None and is_idle(real_desk))
    qtbot.waitUntil(lambda: state_box(again, "POLICE").code == "APOLOGIES")

    assert "stands here again" in again.conference.attendance.banner.text
    assert again.conference.attendance.save_button.isEnabled()


def test_a_sitting_is_held_with_what_was_typed_in_its_attendance(opened, real_desk, make, qtbot):
    sitting = make.sitting(HELD_ON)
    page = opened(sitting)
    for agency in CORE:
        QTest.keyClicks(state_box(page, agency), "A")

    press(page.panel, "Record as held")
    dialog = dialog_of(page, HoldConference)
    type_into(dialog.form, "chair", "Chris Made-Up")
    box = dialog.form.editor("statement_read").target()
    assert isinstance(box, QCheckBox)
    box.click()
    assert dialog.editor.quorum.startswith("Quorum met.")
    save(dialog)
    qtbot.waitUntil(lambda: make.row(Conference, sitting).status == "HELD" and is_idle(real_desk))

    kept = make.row(Conference, sitting)
    assert (kept.held_on, kept.chair, kept.statement_read) == (HELD_ON, "Chris Made-Up", True)
    assert set(attendance_of(make, sitting).values()) == {"ATTENDED"}
    qtbot.waitUntil(lambda: page.panel.pill.text == "Held")


def test_a_sitting_without_its_quorum_is_not_quorate(opened, real_desk, make, qtbot):
    sitting = make.sitting(HELD_ON)
    page = opened(sitting)
    press(page.panel, "Record as held")
    dialog = dialog_of(page, HoldConference)

    for agency in CORE:
        QTest.keyClicks(dialog.editor.line(agency).state, "B")
    save(dialog)
    qtbot.waitUntil(lambda: make.row(Conference, sitting).status == "NOT_QUORATE" and is_idle(real_desk))

    qtbot.waitUntil(lambda: page.panel.pill.text == "Not quorate")


def test_holding_asks_for_a_word_on_each_core_agency(opened, make, qtbot):
    sitting = make.sitting(HELD_ON)
    page = opened(sitting)
    press(page.panel, "Record as held")
    dialog = dialog_of(page, HoldConference)

    save(dialog)
    qtbot.waitUntil(lambda: bool(dialog.form.box("attendance").error))

    assert "Say whether each core agency came" in dialog.form.box("attendance").error
    assert make.row(Conference, sitting).status == "PLANNED"


def test_waiting_cases_are_ticked_onto_the_agenda(opened, real_desk, make, qtbot):
    sitting = make.sitting(COMING)
    cases = [make.screened(make.person(name), TODAY - timedelta(days=9)) for name in ("Robin", "Sam")]
    page = opened(sitting, "agenda")
    assert "Nothing is on the agenda yet" in words_in(page.panel)

    press_soon(qtbot, page.panel, "Build the agenda")
    qtbot.waitUntil(lambda: is_open(page, PutOn))
    dialog = dialog_of(page, PutOn)
    assert dialog.yes_button.text() == "Put 2 on the agenda"
    QTest.keyClick(dialog.cases, Qt.Key.Key_Space)
    assert dialog.yes_button.text() == "Put 1 on the agenda"
    QTest.keyClick(dialog.cases, Qt.Key.Key_Space)
    assert dialog.yes_button.text() == "Put 2 on the agenda"
    save(dialog)
    qtbot.waitUntil(lambda: len(order_of(make, sitting)) == 2 and is_idle(real_desk))

    assert sorted(order_of(make, sitting)) == sorted(cases)
    assert {make.row(PanelCase, each).status for each in cases} == {"ON_AGENDA"}
    qtbot.waitUntil(lambda: page.conference.agenda.table.total == 2)


def test_the_agenda_is_reordered_by_keyboard_and_the_cursor_stays_on_its_case(opened, real_desk, make, qtbot, agenda):
    sitting, (one, two, three) = agenda
    page = opened(sitting, "agenda")
    tab = page.conference.agenda
    tab.table.view.go_to(2)

    tab._on_up()
    tab._on_up()
    qtbot.waitUntil(lambda: [row.case_id for row in page.conference.record.agenda] == [three, one, two])
    assert order_of(make, sitting) == [three, one, two]

    assert tab.table.current().case_id == three
    assert [tab.table.model.columns[0].text(row) for row in tab.table.model.loaded()] == ["1", "2", "3"]
    tab.table.view.go_to(0)
    press_soon(qtbot, page.panel, "Down")
    qtbot.waitUntil(lambda: order_of(make, sitting) == [one, three, two] and is_idle(real_desk))


def test_a_case_is_taken_off_and_waits_as_screened(opened, real_desk, make, qtbot, agenda):
    sitting, (one, two, three) = agenda
    page = opened(sitting, "agenda")
    page.conference.agenda.table.view.go_to(1)

    press_soon(qtbot, page.panel, "Take off")
    dialog = dialog_of(page, TakeOff)
    type_into(dialog.form, "reason", "Waits for the school")
    save(dialog)
    qtbot.waitUntil(lambda: order_of(make, sitting) == [one, three] and is_idle(real_desk))

    assert make.row(PanelCase, two).status == "SCREENED"


def test_decisions_stand_beside_their_cases(opened, make, agenda, qtbot):
    sitting, (one, _two, _three) = agenda
    make.on(COMING)
    make.hold(sitting, COMING)
    make.decide(one, on=COMING, conference_id=sitting, rationale="A mentor helps most")
    page = opened(sitting, "agenda")
    tab = page.conference.agenda

    tab.table.view.go_to(0)
    cells = {column.key: column.text(tab.table.current()) for column in tab.table.model.columns}

    assert (cells["name"], cells["standing"]) == ("Robin Madeup", "Offer support")
    qtbot.waitUntil(lambda: "A mentor helps most" in words_in(page.panel))


def test_enter_on_the_agenda_opens_the_case(opened, real_desk, make, agenda):
    sitting, (one, _two, _three) = agenda
    real_desk.navigation.register(
        page_of("conferences"), PageSpec("cases", "Cases", "case", Elsewhere, opens=("panel_case",))
    )
    went: list[Spot] = []
    real_desk.navigation.moved.connect(went.append)
    page = opened(sitting, "agenda")
    view = page.conference.agenda.table.view

    view.go_to(0)
    QTest.keyClick(view, Qt.Key.Key_Return)

    assert [(spot.key, spot.where["record"]) for spot in went] == [("cases", one)]


class Elsewhere(Page):
    """A page of another feature."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Elsewhere")


def test_an_action_is_agreed_on_a_case_of_the_agenda(opened, real_desk, make, qtbot, agenda):
    sitting, (one, _two, _three) = agenda
    page = opened(sitting, "actions")

    press_soon(qtbot, page.panel, "New action")
    dialog = dialog_of(page, AgreeAction)
    type_into(dialog.form, "text", "Find a mentor")
    choose(dialog.form, "owner_agency", "YOUTH_SERVICE")
    type_into(dialog.form, "due_on", "1/12/2026")
    choose(dialog.form, "case_id", one)
    save(dialog)
    qtbot.waitUntil(lambda: page.conference.actions_tab.agreed.total == 1 and is_idle(real_desk))

    kept = make.row(Action, page.conference.actions_tab.agreed.model.row(0).action_id)
    assert (kept.text, kept.case_id, kept.conference_id) == ("Find a mentor", one, sitting)


def test_an_earlier_action_comes_back_and_is_carried_with_a_new_date(opened, real_desk, make, qtbot):
    earlier, sitting = make.sitting(HELD_ON), make.sitting(COMING)
    make.hold(earlier, HELD_ON)
    action_id = make.action(date(2026, 10, 30), HELD_ON, conference_id=earlier)
    page = opened(sitting, "actions")
    tab = page.conference.actions_tab
    assert [row.action_id for row in tab.earlier.model.loaded()] == [action_id]

    tab.earlier.view.go_to(0)
    press_soon(qtbot, page.panel, "Carry to this sitting")
    dialog = dialog_of(page, CarryHere)
    type_into(dialog.form, "due_on", "20/11/2026")
    save(dialog)
    qtbot.waitUntil(lambda: make.row(Action, action_id).due_on == date(2026, 11, 20) and is_idle(real_desk))


def test_a_sitting_is_cancelled_with_a_reason_and_planned_again(opened, real_desk, make, qtbot):
    sitting = make.sitting(COMING)
    page = opened(sitting)

    press(page.panel, "Cancel the sitting")
    dialog = dialog_of(page, CancelConference)
    save(dialog)
    assert dialog.form.box("reason").error
    type_into(dialog.form, "reason", "Snow")
    save(dialog)
    qtbot.waitUntil(lambda: make.row(Conference, sitting).status == "CANCELLED" and is_idle(real_desk))
    press_soon(qtbot, page.panel, "Plan again")
    again = dialog_of(page, PlanAgain)
    type_into(again.form, "held_on", "20/11/2026")
    save(again)
    qtbot.waitUntil(lambda: make.row(Conference, sitting).status == "PLANNED" and is_idle(real_desk))

    assert make.row(Conference, sitting).held_on == date(2026, 11, 20)


def test_the_statement_is_recorded_by_one_press_and_taken_back_by_another(opened, real_desk, make, qtbot):
    sitting = make.sitting(HELD_ON)
    make.hold(sitting, HELD_ON)
    page = opened(sitting)

    press(page.panel, "Statement read")
    qtbot.waitUntil(lambda: make.row(Conference, sitting).statement_read and is_idle(real_desk))
    press_soon(qtbot, page.panel, "Statement not read after all")
    qtbot.waitUntil(lambda: not make.row(Conference, sitting).statement_read and is_idle(real_desk))


@pytest.mark.parametrize("mode", [View.INITIALS, View.COVERED])
def test_outside_the_view_of_names_no_name_and_no_free_text_is_shown(show, workspace, make, qtbot, theme, agenda, mode):
    sitting, (one, _two, _three) = agenda
    make.action(COMING, TODAY, conference_id=sitting, text="Ring Robin's aunt")
    make.on(COMING)
    make.hold(sitting, COMING, chair="Chris Secret")
    make.decide(one, on=COMING, conference_id=sitting, rationale="Robin said so")
    desk = make_real_desk(workspace, theme=theme, mode=mode)
    page = show(desk, record=sitting)
    qtbot.waitUntil(lambda: page.conference.record is not None and is_idle(desk))

    shown = ""
    for tab in ("attendance", "agenda", "actions", "about"):
        page.conference.tabs.go(tab)
        page.conference.agenda.table.view.go_to(0)
        shown += words_in(page) + " ".join(offered(page))
    for table in (page.conference.agenda.table, page.conference.actions_tab.agreed):
        shown += " ".join(column.text(row) for column in table.model.columns for row in table.model.loaded())
    desk.tasks.close()

    assert not [word for word in ("Robin", "aunt", "Secret", "Madeup") if word in shown]


def test_a_viewer_is_offered_no_deed(show, workspace, make, qtbot, theme, agenda):
    sitting, _cases = agenda
    desk = make_real_desk(workspace, theme=theme, actor=make.actor(Role.VIEWER))
    page = show(desk, record=sitting)
    qtbot.waitUntil(lambda: page.conference.record is not None and is_idle(desk))
    words: set[str] = set()
    for tab in ("attendance", "agenda", "actions"):
        page.conference.tabs.go(tab)
        words |= set(offered(page))
    is_enabled = state_box(page, "POLICE").isEnabled()
    desk.tasks.close()

    assert not words & {"Plan a sitting", "Save attendance", "Build the agenda", "New action", "Edit", "Record as held"}
    assert not is_enabled


def test_the_brief_is_read_when_its_tab_is_shown_and_says_what_is_missing(opened, real_desk, make, qtbot, agenda):
    page = opened(agenda[0])
    assert page.conference.brief.brief is None

    page.conference.tabs.go("brief")
    qtbot.waitUntil(lambda: "1. Robin" in words_in(page.conference.brief))

    assert "The family was not told about the panel" in words_in(page.conference.brief)


def test_an_item_is_dragged_to_another_place(opened, real_desk, make, qtbot, agenda):
    sitting, cases = agenda
    page = opened(sitting, "agenda")
    view = page.conference.agenda.table.view
    start, end = (view.visualRect(view.model().index(at, 1)).center() for at in (0, 2))

    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for point in (start + QPoint(0, 4), end - QPoint(0, 4), end):
        QTest.mouseMove(view.viewport(), point)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    qtbot.waitUntil(lambda: order_of(make, sitting) == [cases[1], cases[2], cases[0]] and is_idle(real_desk))


def test_every_control_has_a_name_and_dialogs_are_freed(opened, real_desk, make, qtbot, agenda):
    page = opened(agenda[0])
    found, dialogs = [], []
    for tab in ("attendance", "agenda", "actions", "about"):
        page.conference.tabs.go(tab)
        found += nameless(page)
    for name, scene in page.scenes():
        if scene() is page:
            continue
        qtbot.waitUntil(lambda: is_idle(real_desk))
        shown = QApplication.activeModalWidget()
        if shown is None:
            continue
        qtbot.waitUntil(lambda: is_idle(real_desk))
        found += [f"{name}: {line}" for line in nameless(shown)]
        if hasattr(shown, "form"):
            shown.form.set_values(shown.form.values())
        QTest.keyClick(shown, Qt.Key.Key_Escape)
        dialogs.append(shown)

    assert not found
    qtbot.waitUntil(lambda: not any(isValid(dialog) for dialog in dialogs))
