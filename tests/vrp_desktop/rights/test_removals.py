"""After suspect status was removed: a clock, a decision with its reason, and undoing it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.panel import TriggerEvent
from tests.support.making import Making
from vrp_desktop.access.permissions import Role
from vrp_desktop.access.work import Read
from vrp_desktop.errors import Invalid, NotPermitted, RuleBroken
from vrp_desktop.panel.forms import EventForm
from vrp_desktop.panel.referring import remove_suspect_status
from vrp_desktop.people.queries import person_record
from vrp_desktop.retention.queries import item_rows
from vrp_desktop.rights.removals import removals, settle_removal, undo_removal, work_lists

REMOVED = date(2026, 9, 1)


@pytest.fixture
def event_id(make: Making) -> str:
    make.referral(make.person("Ingrid"), events=[EventForm(date(2026, 8, 1), "44260000001")])
    found: str = make.see(lambda read: _first_event(read))
    make.do(remove_suspect_status, found, REMOVED, "The police said so")
    return found


def test_it_waits_with_a_clock_until_somebody_decides_with_a_reason(make: Making, event_id: str):
    (row,) = make.see(removals)
    assert (row.removed_on, row.due_on - row.removed_on, row.is_open) == (REMOVED, timedelta(days=28), True)
    assert [item.number for item in make.see(work_lists)] == [1]
    with pytest.raises(Invalid):
        make.do(settle_removal, event_id, "KEPT", " ")

    make.do(settle_removal, event_id, "KEPT", "A hold stands.")

    assert [(row.outcome, row.reason) for row in make.see(removals)] == [("KEPT", "A hold stands.")]
    assert [item.number for item in make.see(work_lists)] == [0]
    with pytest.raises(RuleBroken):
        make.do(settle_removal, event_id, "KEPT", "Again")


def test_to_erase_is_proposed_and_approved_by_someone_else(make: Making, event_id: str):
    (row,) = make.see(removals)

    make.do(settle_removal, event_id, "TO_ERASE")

    assert [item.words.person_id for item in make.see(item_rows)] == [row.words.person_id]
    assert make.see(person_record, row.words.person_id).erased_at is None


def test_a_decision_is_undone_only_with_a_reason_and_waits_again(make: Making, event_id: str):
    removal_id = make.do(settle_removal, event_id, "KEPT", "A hold stands.")
    with pytest.raises(Invalid):
        make.do(undo_removal, removal_id, "")

    make.do(undo_removal, removal_id, "The hold was lifted.")

    (row,) = make.see(removals)
    assert (row.is_open, row.undone_reason) == (True, "The hold was lifted.")
    make.do(settle_removal, event_id, "KEPT", "Another referral.")
    assert [row.is_open for row in make.see(removals)] == [False]


def test_a_chair_neither_sees_nor_decides_it(make: Making, event_id: str):
    chair = make.actor(Role.CHAIR)

    assert make.see_as(chair, removals) == []
    with pytest.raises(NotPermitted):
        make.do_as(chair, settle_removal, event_id, "KEPT", "x")


def _first_event(read: Read) -> str:
    return str(read.session.scalar(select(TriggerEvent.id)))
