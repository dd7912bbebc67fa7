"""Time limits that are the same everywhere: each change shows at once, also where an answer was prepared."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.support.making import Making
from ui.home.gather import counted, home_facts
from vrp_desktop.access.permissions import Role
from vrp_desktop.actions.queries import Show, actions_count, actions_page
from vrp_desktop.conferences.queries import COMING, conferences_count
from vrp_desktop.errors import Invalid, NotFound, NotPermitted, Stale
from vrp_desktop.reference.lists import read_lists_of, row_of
from vrp_desktop.reference.reminders import ACTION_SOON, REMINDERS, SITTING_SOON, reminders_of
from vrp_desktop.workspace.commands import set_reminder
from vrp_desktop.workspace.prepared import keep_prepared, prepare

TODAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def today(make: Making) -> None:
    make.on(TODAY)


def set_to(make: Making, code: str, amount: int, list_name: str = REMINDERS) -> None:
    version = make.see(lambda read: int(row_of(read.session, list_name, code).version))
    make.do(set_reminder, list_name, code, version, amount)


def due_soon_on_home(make: Making) -> int:
    facts = make.see(home_facts, None)
    numbers = (tile.work.number for tile in facts.tiles if tile.work.code == Show.DUE_SOON.value)
    return int(next(numbers))


def test_a_changed_limit_shows_at_once_also_over_a_prepared_answer(make: Making) -> None:
    make.action(TODAY + timedelta(days=9))
    make.do(keep_prepared, make.see(prepare, *counted(None), TODAY))
    assert due_soon_on_home(make) == 0

    set_to(make, ACTION_SOON, 9)

    assert due_soon_on_home(make) == 1
    assert make.see(actions_count, "", show=Show.DUE_SOON) == 1
    assert make.see(actions_page, "", show=Show.DUE_SOON)[0].is_due_soon


def test_sittings_come_up_by_their_own_limit(make: Making) -> None:
    make.sitting(TODAY + timedelta(days=20))
    assert make.see(conferences_count, work_list=COMING) == 0

    set_to(make, SITTING_SOON, 20)

    assert make.see(conferences_count, work_list=COMING) == 1


def test_a_limit_is_a_number_of_the_list_and_the_office_alone_changes_it(make: Making) -> None:
    with pytest.raises(Invalid):
        set_to(make, ACTION_SOON, 0)
    with pytest.raises(NotFound):
        make.do(set_reminder, "sex", "F", 1, 3)
    set_to(make, ACTION_SOON, 3)
    with pytest.raises(Stale):
        make.do(set_reminder, REMINDERS, ACTION_SOON, 1, 4)
    with pytest.raises(NotPermitted):
        make.do_as(make.actor(Role.CHAIR), set_reminder, REMINDERS, ACTION_SOON, 2, 4)


def test_slips_and_requests_are_among_the_limits_and_the_law_is_not_changed_with_them(make: Making) -> None:
    before = make.see(lambda read: dict(row_of(read.session, "request_kinds", "ACCESS").extra))

    set_to(make, "ACCESS", 14, "request_kinds")

    limits = make.see(lambda read: reminders_of(read_lists_of(read.session), date(2026, 11, 1)))
    found = {(each.list_name, each.code): each.amount for each in limits}
    assert found["request_kinds", "ACCESS"] == 14
    assert ("escalation_steps", "FIRST") in found
    assert make.see(lambda read: row_of(read.session, "request_kinds", "ACCESS").extra) == {**before, "soon_days": 14}
