"""The page of interventions, driven by keyboard and clicks over a real workspace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from db.interventions import InterventionReferral, InterventionStatus, ProviderTotal
from db.reference import Intervention
from tests.ui.driving import (
    choose,
    dialog_of,
    is_idle,
    is_open,
    offered,
    pick,
    press,
    press_soon,
    save,
    type_into,
    words_in,
)
from tests.ui.real_desk import make_real_desk
from tests.ui.walking import nameless
from ui.desk import Desk
from ui.interventions.dialogs import EditIntervention, MoveReferral, Refer, TakeBack
from ui.interventions.page import InterventionsPage
from ui.interventions.totals import EditTotal, RecordTotals, RemoveTotal
from vrp_desktop.access.permissions import Role
from vrp_desktop.interventions.commands import record_provider_totals
from vrp_desktop.interventions.forms import ProviderTotalForm
from vrp_desktop.people.naming import View
from vrp_desktop.workspace.workspace import Workspace

Show = Callable[..., InterventionsPage]
TODAY = date(2026, 11, 2)
SENT, LATELY = date(2026, 10, 1), date(2026, 10, 30)


@pytest.fixture
def show(qtbot: QtBot):
    """Show the page and wait until it has fetched."""

    def made(desk: Desk, **where: str) -> InterventionsPage:
        page = InterventionsPage(desk)
        qtbot.addWidget(page)
        page.resize(1300, 800)
        if where:
            page.open_at(where)
        page.show()
        qtbot.waitUntil(lambda: is_idle(desk))
        return page

    return made


@pytest.fixture
def referral(show: Show, real_desk: Desk, qtbot: QtBot):
    """Open a referral."""

    def made(referral_id: str) -> InterventionsPage:
        page = show(real_desk, kind="intervention_referral", record=referral_id)
        qtbot.waitUntil(lambda: page.referral.record is not None and is_idle(real_desk))
        return page

    return made


@pytest.fixture
def programme(show: Show, real_desk: Desk, qtbot: QtBot):
    """Open a programme."""

    def made(code: str) -> InterventionsPage:
        page = show(real_desk, kind="intervention", record=code)
        qtbot.waitUntil(lambda: page.programme.record is not None and is_idle(real_desk))
        return page

    return made


def totals_of(workspace: Workspace) -> list[ProviderTotal]:
    return workspace.read(lambda read: list(read.session.query(ProviderTotal)))


def test_the_list_counts_referrals_by_where_they_stand(show, real_desk, make):
    started = make.intervention_referral(on=SENT)
    make.step(started, "ACCEPTED", SENT)
    make.step(started, "STARTED", LATELY)
    make.intervention_referral(on=SENT)

    page = show(real_desk)
    row = next(row for row in page.table.model.loaded() if row.code == "MENTORING")
    cells = {column.key: column.text(row) for column in page.table.model.columns}

    assert (cells["waiting"], cells["taking_part"], cells["ended"]) == ("1", "1", "0")


def test_a_programme_without_names_shows_no_nought(show, real_desk):
    page = show(real_desk)
    row = next(row for row in page.table.model.loaded() if not row.is_by_name)
    cells = {column.key: column.text(row) for column in page.table.model.columns}

    assert (cells["waiting"], cells["counted"]) == ("–", "By totals")


def test_somebody_found_by_search_is_referred(show, real_desk, make, qtbot):
    person_id = make.person("Robin")
    page = show(real_desk)

    press(page, "Refer")
    dialog = dialog_of(page, Refer)
    pick(qtbot, dialog.form, "person_id", "Robin")
    choose(dialog.form, "intervention_code", "MENTORING")
    type_into(dialog.form, "referred_on", "30/10/2026")
    type_into(dialog.form, "share_reason", "The panel agreed it")
    save(dialog)
    qtbot.waitUntil(lambda: page.referral.record is not None and is_idle(real_desk))

    kept = make.row(InterventionReferral, page.referral.record.row.referral_id)
    assert (kept.person_id, kept.intervention_code, kept.referred_on) == (person_id, "MENTORING", LATELY)
    assert (kept.place_code, kept.status) == ("PORTSMOUTH", "RECEIVED")
    assert "Received" in words_in(page.panel)


def test_the_chosen_child_s_cases_are_offered(show, real_desk, make, qtbot):
    person_id = make.person("Robin")
    case_id = make.case(person_id)
    page = show(real_desk)
    press(page, "Refer")
    dialog = dialog_of(page, Refer)
    assert dialog.form.box("case_id").isHidden()

    pick(qtbot, dialog.form, "person_id", "Robin")
    qtbot.waitUntil(lambda: not dialog.form.box("case_id").isHidden())
    choose(dialog.form, "case_id", case_id)
    choose(dialog.form, "intervention_code", "MENTORING")
    type_into(dialog.form, "share_reason", "The panel agreed it")
    save(dialog)
    qtbot.waitUntil(lambda: page.referral.record is not None and is_idle(real_desk))

    assert page.referral.record.case_id == case_id


def test_a_programme_counted_by_totals_is_not_offered_for_a_referral(show, real_desk):
    page = show(real_desk)
    press(page, "Refer")
    combo = dialog_of(page, Refer).form.editor("intervention_code").target()
    assert isinstance(combo, QComboBox)

    codes = {combo.itemData(place) for place in range(1, combo.count())}

    assert "MENTORING" in codes
    assert "POL_ED" not in codes


def test_only_the_allowed_next_steps_are_offered_and_one_is_taken(referral, real_desk, make, qtbot):
    referral_id = make.intervention_referral(on=SENT)
    page = referral(referral_id)
    assert "Completed" not in offered(page.panel)

    press(page.panel, "Accepted")
    dialog = dialog_of(page, MoveReferral)
    type_into(dialog.form, "on", "5/10/2026")
    save(dialog)
    qtbot.waitUntil(lambda: make.row(InterventionReferral, referral_id).status == "ACCEPTED" and is_idle(real_desk))

    assert make.row(InterventionReferral, referral_id).status_on == date(2026, 10, 5)
    qtbot.waitUntil(lambda: "Started" in offered(page.panel))


def test_a_step_that_asks_for_a_reason_is_not_taken_without(referral, real_desk, make, qtbot):
    referral_id = make.intervention_referral(on=SENT)
    page = referral(referral_id)

    press(page.panel, "Not suitable")
    dialog = dialog_of(page, MoveReferral)
    save(dialog)
    assert dialog.form.box("reason").error == "Why is needed."
    type_into(dialog.form, "reason", "Needs something else")
    save(dialog)
    qtbot.waitUntil(lambda: make.row(InterventionReferral, referral_id).status == "UNSUITABLE" and is_idle(real_desk))

    qtbot.waitUntil(lambda: "Needs something else" in words_in(page.panel))


def test_a_day_before_the_last_step_is_told_in_the_dialog(referral, make, qtbot):
    page = referral(make.intervention_referral(on=SENT))
    press(page.panel, "Accepted")
    dialog = dialog_of(page, MoveReferral)

    type_into(dialog.form, "on", "1/9/2026")
    save(dialog)
    qtbot.waitUntil(lambda: bool(dialog.banner.text))

    assert "before the referral's last step" in dialog.banner.text


def test_the_last_step_is_taken_back_with_a_reason(referral, real_desk, make, qtbot):
    referral_id = make.intervention_referral(on=SENT)
    make.step(referral_id, "ACCEPTED", LATELY)
    page = referral(referral_id)

    press(page.panel, "Take back the last step")
    dialog = dialog_of(page, TakeBack)
    type_into(dialog.form, "reason", "Another child's")
    save(dialog)
    qtbot.waitUntil(lambda: make.row(InterventionReferral, referral_id).status == "RECEIVED" and is_idle(real_desk))

    steps = make.see(lambda read: read.session.query(InterventionStatus).count())
    assert steps == 1


def test_home_opens_the_referrals_that_wait_for_an_answer(show, real_desk, make, qtbot):
    make.intervention_referral(make.person("Late"), on=SENT)
    make.intervention_referral(make.person("Lately"), on=LATELY)

    page = show(real_desk, list="UNANSWERED")
    names = [row.words.forenames for row in page.referrals.model.loaded()]
    page.referrals.opened.emit(page.referrals.model.row(0))
    qtbot.waitUntil(lambda: page.referral.record is not None)

    assert page.lists.key == "referrals"
    assert names == ["Late"]
    assert "has not answered for 32 days" in words_in(page.panel)


def test_a_quarter_s_totals_are_typed_into_a_grid_by_keyboard(programme, real_desk, make, qtbot, workspace):
    page = programme("MENTORING")

    press(page.panel, "Record totals")
    dialog = dialog_of(page, RecordTotals)
    choose(dialog.form, "quarter", "2026-27Q2")
    choose(dialog.form, "place_code", "PORTSMOUTH")
    choose(dialog.form, "measure", "STARTED")
    cell = dialog.grid.cell("A10_13", "FEMALE")
    cell.setFocus()
    QTest.keyClicks(cell, "4")
    QTest.keyClick(cell, Qt.Key.Key_Right)
    QTest.keyClicks(dialog.grid.cell("A10_13", "MALE"), "0")
    QTest.keyClick(dialog.grid.cell("A10_13", "MALE"), Qt.Key.Key_Return)
    QTest.keyClicks(dialog.grid.cell("A14_15", "MALE"), "7")
    assert dialog.grid.sum_words == "11"
    save(dialog)
    qtbot.waitUntil(lambda: len(totals_of(workspace)) == 3 and is_idle(real_desk))

    kept = {(row.age_band, row.sex): row.number for row in totals_of(workspace)}
    assert kept == {("A10_13", "FEMALE"): 4, ("A10_13", "MALE"): 0, ("A14_15", "MALE"): 7}
    assert {(row.period_start, row.measure) for row in totals_of(workspace)} == {(date(2026, 7, 1), "STARTED")}
    qtbot.waitUntil(lambda: page.programme.totals != {})


def test_letters_are_not_taken_and_an_empty_grid_is_told(programme, qtbot):
    page = programme("MENTORING")
    press(page.panel, "Record totals")
    dialog = dialog_of(page, RecordTotals)
    choose(dialog.form, "place_code", "PORTSMOUTH")
    choose(dialog.form, "measure", "STARTED")

    QTest.keyClicks(dialog.grid.cell("A10_13", "FEMALE"), "x")
    save(dialog)

    assert "No number is written yet" in dialog.banner.text


@pytest.fixture
def reported(make):
    """Two totals of a quarter on file."""
    forms = [
        ProviderTotalForm(
            "MENTORING", "PORTSMOUTH", date(2026, 7, 1), date(2026, 9, 30), "STARTED", number, SENT, band, "MALE"
        )
        for band, number in (("A10_13", 3), ("A14_15", 5))
    ]
    return make.do(record_provider_totals, forms)


def test_what_is_on_file_is_shown_faintly_in_the_grid(programme, reported, qtbot):
    page = programme("MENTORING")
    press(page.panel, "Record totals")
    dialog = dialog_of(page, RecordTotals)

    choose(dialog.form, "place_code", "PORTSMOUTH")
    choose(dialog.form, "measure", "STARTED")
    cell = dialog.grid.cell("A14_15", "MALE")
    qtbot.waitUntil(lambda: cell.placeholderText() == "5")

    assert cell.accessibleDescription() == "On file: 5"
    assert dialog.grid.value() == {}


def test_a_total_is_put_right_and_another_taken_away_each_with_a_reason(
    programme, reported, real_desk, make, qtbot, workspace
):
    page = programme("MENTORING")
    page.programme.tabs.go("totals")
    tab = page.programme.totals_tab
    assert tab.reports.model.row(0).number == 8
    tab.groups.view.go_to(0)

    press(tab, "Put right")
    dialog = dialog_of(page, EditTotal)
    type_into(dialog.form, "number", "6")
    type_into(dialog.form, "reason", "Misread")
    save(dialog)
    qtbot.waitUntil(lambda: make.row(ProviderTotal, reported[0]).number == 6 and is_idle(real_desk))
    qtbot.waitUntil(lambda: page.programme.totals_tab.reports.model.row(0).number == 11)
    page.programme.totals_tab.groups.view.go_to(1)
    press_soon(qtbot, page.programme.totals_tab, "Take away")
    removing = dialog_of(page, RemoveTotal)
    type_into(removing.form, "reason", "Sent twice")
    save(removing)
    qtbot.waitUntil(lambda: len(totals_of(workspace)) == 1 and is_idle(real_desk))

    assert totals_of(workspace)[0].number == 6


def test_a_local_programme_is_added_and_a_shipped_one_becomes_local(show, real_desk, make, qtbot):
    page = show(real_desk)

    press(page, "New intervention")
    dialog = dialog_of(page, EditIntervention)
    type_into(dialog.form, "label", "Boxing on Tuesdays")
    save(dialog)
    qtbot.waitUntil(lambda: page.programme.record is not None and is_idle(real_desk))
    assert page.programme.record.code == "BOXING_ON_TUESDAYS"
    page._open_record("intervention", "MENTORING")
    qtbot.waitUntil(lambda: page.programme.record.code == "MENTORING" and is_idle(real_desk))
    press_soon(qtbot, page.panel, "Edit")
    dialog = dialog_of(page, EditIntervention)
    type_into(dialog.form, "youngest", "11")
    save(dialog)
    qtbot.waitUntil(lambda: make.row(Intervention, "MENTORING").origin == "LOCAL" and is_idle(real_desk))

    assert make.row(Intervention, "MENTORING").extra["youngest"] == 11


def test_referrals_of_a_programme_open_from_its_tab(programme, real_desk, make, qtbot):
    make.intervention_referral(make.person("Robin"), on=SENT)
    page = programme("MENTORING")
    table = page.programme.referrals
    qtbot.waitUntil(lambda: table.total == 1)

    table.view.go_to(0)
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.referral.record is not None and is_idle(real_desk))

    assert "Robin Madeup" in words_in(page.panel)
    press_soon(qtbot, page.panel, "Mentoring")
    qtbot.waitUntil(lambda: is_idle(real_desk) and page.programme.referrals is not table)

    assert page.programme.record.code == "MENTORING"


def test_a_programme_without_referrals_says_what_to_do_first(programme, qtbot):
    page = programme("MENTORING")
    table = page.programme.referrals
    qtbot.waitUntil(lambda: table.states.state == "quiet")

    assert "Nobody is referred here yet" in table.states.words
    press(table.states, "Refer")

    dialog = dialog_of(page, Refer)
    assert dialog.form.values()["intervention_code"] == "MENTORING"


@pytest.mark.parametrize("mode", [View.INITIALS, View.COVERED])
def test_outside_the_view_of_names_no_name_and_no_reason_is_shown(show, workspace, make, qtbot, theme, mode):
    referral_id = make.intervention_referral(make.person("Robin"), on=SENT)
    make.step(referral_id, "WITHDRAWN", LATELY, "Moved to an aunt")
    desk = make_real_desk(workspace, theme=theme, mode=mode)
    page = show(desk, kind="intervention_referral", record=referral_id)
    qtbot.waitUntil(lambda: page.referral.record is not None and is_idle(desk))

    cells = " ".join(c.text(row) for c in page.referrals.model.columns for row in page.referrals.model.loaded())
    shown = cells + words_in(page) + " ".join(offered(page))
    desk.tasks.close()

    assert not [word for word in ("Robin", "aunt") if word in shown]


def test_a_viewer_is_offered_no_deed(show, workspace, make, qtbot, theme):
    referral_id = make.intervention_referral(on=SENT)
    desk = make_real_desk(workspace, theme=theme, actor=make.actor(Role.VIEWER))
    page = show(desk, kind="intervention_referral", record=referral_id)
    qtbot.waitUntil(lambda: page.referral.record is not None and is_idle(desk))

    words = set(offered(page))
    desk.tasks.close()

    assert not words & {"Refer", "New intervention", "Accepted", "Take back the last step"}


def test_every_control_has_a_name_and_dialogs_are_freed(programme, real_desk, reported, qtbot):
    page = programme("MENTORING")
    qtbot.waitUntil(lambda: page.programme.tabs is not None)
    found, dialogs = [], []
    for key in ("referrals", "totals", "about"):
        page.programme.tabs.go(key)
        found += nameless(page)
    for name, scene in page.scenes():
        scene()
        kind = next(each for each in (Refer, RecordTotals, EditIntervention) if is_open(page, each))
        shown = dialog_of(page, kind)
        qtbot.waitUntil(lambda: is_idle(real_desk))
        found += [f"{name}: {line}" for line in nameless(shown)]
        shown.form.set_values(shown.form.values())
        QTest.keyClick(shown, Qt.Key.Key_Escape)
        dialogs.append(shown)

    assert not found
    qtbot.waitUntil(lambda: not any(isValid(dialog) for dialog in dialogs))
