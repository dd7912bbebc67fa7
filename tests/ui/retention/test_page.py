"""The page of retention, driven over a real workspace: proposing, approving by another, keeping, holds, periods."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from db.panel import PanelCase
from db.people import Person
from tests.support.making import REFERRED, Making
from tests.ui.door import PreparedDoor
from tests.ui.driving import choose, dialog_of, is_idle, offered, press, save
from tests.ui.real_desk import make_real_desk
from tests.ui.walking import nameless
from ui.desk import Desk
from ui.retention.dialogs import ChangePeriod, KeepBack, NewHold
from ui.retention.page import RetentionPage
from vrp_desktop.panel.commands import screen_case
from vrp_desktop.people.naming import View
from vrp_desktop.retention.queries import hold_rows, item_rows, rule_rows

CLOSED = date(2026, 9, 10)


@pytest.fixture
def gone_quiet(make: Making) -> str:
    """A child who was not for the panel, whose record is due to go."""
    case_id = make.case(make.person("Robin"), on=REFERRED)
    version = make.version(PanelCase, case_id)
    make.do(screen_case, case_id, version, CLOSED, accepted=False, redirect="OUT_OF_AREA", note="Moved")
    make.on(CLOSED + timedelta(days=90))
    return str(make.row(PanelCase, case_id).person_id)


def shown(qtbot: QtBot, desk: Desk) -> RetentionPage:
    page = RetentionPage(desk)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    qtbot.waitUntil(lambda: is_idle(desk))
    return page


@pytest.fixture
def page(qtbot: QtBot, real_desk: Desk, gone_quiet: str) -> RetentionPage:
    return shown(qtbot, real_desk)


def test_what_is_due_is_proposed_and_then_waits_for_someone_else(
    page: RetentionPage, real_desk: Desk, make: Making, qtbot: QtBot
):
    page.due.table.view.go_to(0)
    press(page, "Propose this record")

    qtbot.waitUntil(lambda: page.items.table.total == 1 and page.due.table.total == 0)
    page.tabs.go("items")
    assert "Approve and erase" not in offered(page), "a manager proposes, and does not approve"


def test_all_in_the_list_are_proposed_after_asking(
    page: RetentionPage, door: PreparedDoor, real_desk: Desk, make: Making, qtbot: QtBot
):
    door.will_answer("yes")
    page.due.table.view.go_to(0)

    press(page, "Propose all in the list")

    qtbot.waitUntil(lambda: len(make.see(item_rows)) == 1 and is_idle(real_desk))


def test_a_proposed_record_is_kept_until_a_day(page: RetentionPage, real_desk: Desk, make: Making, qtbot: QtBot):
    page.due.table.view.go_to(0)
    press(page, "Propose this record")
    qtbot.waitUntil(lambda: page.items.table.total == 1 and is_idle(real_desk))
    page.tabs.go("items")
    page.items.table.view.go_to(0)
    press(page, "Keep it")
    dialog = dialog_of(page, KeepBack)
    dialog.form.put({"keep_until": date(2027, 3, 1), "reason": "A complaint is open"})

    save(dialog)
    kept = [("KEPT", date(2027, 3, 1))]
    qtbot.waitUntil(lambda: [(row.state, row.keep_until) for row in make.see(item_rows)] == kept)


def test_a_hold_is_placed_on_a_place_and_clears_the_list(
    page: RetentionPage, real_desk: Desk, make: Making, qtbot: QtBot
):
    page.tabs.go("holds")
    press(page, "New legal hold")
    dialog = dialog_of(page, NewHold)
    dialog.form.put({"scope": "place", "authority": "A public inquiry", "reason": "Nothing may be destroyed"})
    choose(dialog.form, "place_code", "PORTSMOUTH")

    save(dialog)

    qtbot.waitUntil(lambda: page.due.table.total == 0)
    assert [row.place_code for row in make.see(hold_rows)] == ["PORTSMOUTH"]


def test_a_period_is_changed_with_its_reason(page: RetentionPage, real_desk: Desk, make: Making, qtbot: QtBot):
    page.tabs.go("rules")
    page.rules.table.choose_id("NOT_FOR_PANEL")
    press(page, "Change the period")
    dialog = dialog_of(page, ChangePeriod)
    dialog.form.put({"days": 180, "reason": "Our own schedule"})

    save(dialog)
    qtbot.waitUntil(lambda: {row.rule: row.days for row in make.see(rule_rows)}["NOT_FOR_PANEL"] == 180)


def test_every_control_has_a_name(page: RetentionPage):
    assert nameless(page) == []


@pytest.mark.parametrize("mode", [View.INITIALS, View.COVERED])
def test_outside_the_view_of_names_no_name_is_shown(
    mode: View, workspace, theme, gone_quiet: str, make: Making, qtbot: QtBot
):
    desk = make_real_desk(workspace, theme=theme, mode=mode)
    page = shown(qtbot, desk)

    cells = [column.text(row) for row in page.due.table.shown_rows() for column in page.due.table.model.columns]

    assert make.row(Person, gone_quiet).code in cells
    assert not [cell for cell in cells if "Robin" in cell or "Madeup" in cell]
    desk.tasks.close()
