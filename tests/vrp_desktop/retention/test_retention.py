"""Retention: what falls due and when, two people to let it go, holds that nothing passes, counts that stay true."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.panel import PanelCase
from db.people import Person, PersonName
from db.retention import LegalHold, RetentionItem
from tests.support.making import REFERRED, Making
from tests.support.officer import as_officer
from vrp_desktop.access.permissions import Role
from vrp_desktop.access.work import Read
from vrp_desktop.calendar import Quarter
from vrp_desktop.errors import Invalid, KnownError, NotFound, NotPermitted, RuleBroken
from vrp_desktop.figures.figure import Window
from vrp_desktop.figures.run import number
from vrp_desktop.panel.commands import screen_case
from vrp_desktop.panel.figures import REFERRED as REFERRALS
from vrp_desktop.people.erasure import erase_person
from vrp_desktop.retention.commands import (
    approve_erasure,
    change_period,
    keep_back,
    lift_hold,
    place_hold,
    propose_erasure,
)
from vrp_desktop.retention.due import due_records
from vrp_desktop.retention.forms import HoldForm
from vrp_desktop.retention.queries import due_number, hold_rows, item_rows, rule_rows, work_lists

CLOSED = date(2026, 9, 10)


@pytest.fixture
def gone_quiet(make: Making) -> str:
    """A child who was not for the panel, ninety days after the case closed."""
    case_id = make.case(on=REFERRED)
    version = make.version(PanelCase, case_id)
    make.do(
        screen_case, case_id, version, CLOSED, accepted=False, redirect="OUT_OF_AREA", note="Lives in another county"
    )
    make.on(CLOSED + timedelta(days=90))
    return str(make.row(PanelCase, case_id).person_id)


def due(make: Making, rule: str) -> list[str]:
    return [item.person_id for item in make.see(due_records, rule)]


def proposed(make: Making, person_id: str) -> RetentionItem:
    make.do(propose_erasure, "NOT_FOR_PANEL", [person_id])
    [row] = make.see(item_rows)
    found = make.row(RetentionItem, row.item_id)
    assert isinstance(found, RetentionItem)
    return found


def test_a_record_falls_due_on_the_day_that_its_rule_says_and_not_before(make: Making, gone_quiet: str):
    make.on(CLOSED + timedelta(days=89))
    assert due(make, "NOT_FOR_PANEL") == []

    make.on(CLOSED + timedelta(days=90))

    assert due(make, "NOT_FOR_PANEL") == [gone_quiet]


def test_an_open_case_keeps_a_record_whatever_came_before(make: Making, gone_quiet: str):
    make.case(gone_quiet, on=CLOSED + timedelta(days=80))

    assert due(make, "NOT_FOR_PANEL") == []


def test_a_change_of_the_period_moves_the_day(make: Making, gone_quiet: str):
    [rule] = [row for row in make.see(rule_rows) if row.rule == "NOT_FOR_PANEL"]
    assert (rule.days, rule.due) == (90, 1)

    make.do(change_period, "NOT_FOR_PANEL", rule.version, 180, "Our schedule says half a year")

    assert due(make, "NOT_FOR_PANEL") == []
    with pytest.raises(KnownError):
        make.do(change_period, "NOT_FOR_PANEL", rule.version, 30, "On a stale form")


def test_who_proposed_it_cannot_approve_it(make: Making, gone_quiet: str):
    item = proposed(make, gone_quiet)
    own = replace(make.workspace.actor, role=Role.DATA_PROTECTION)

    with pytest.raises(NotPermitted):
        make.do_as(own, approve_erasure, item.id, item.version)

    assert make.row(Person, gone_quiet).erased_at is None


def test_a_second_person_lets_it_go_and_the_counts_stay(make: Making, gone_quiet: str):
    item = proposed(make, gone_quiet)
    before = make.see(count_of_referrals)

    as_officer(make, approve_erasure, item.id, item.version)

    assert make.row(Person, gone_quiet).erased_at is not None
    assert make.see(lambda read: read.session.query(PersonName).filter_by(person_id=gone_quiet).count()) == 0
    assert make.see(count_of_referrals) == before == 1
    assert [row.state for row in make.see(item_rows)] == ["ERASED"]
    assert due(make, "NOT_FOR_PANEL") == []


def count_of_referrals(read: Read) -> int:
    quarter = Quarter.of(REFERRED)
    window = Window(quarter.start, quarter.end, quarter.end)
    return number(read.session, REFERRALS, window)


def test_what_is_kept_back_falls_due_again_on_its_day(make: Making, gone_quiet: str):
    item = proposed(make, gone_quiet)
    until = CLOSED + timedelta(days=120)
    with pytest.raises(Invalid):
        make.do(keep_back, item.id, item.version, " ", until)

    make.do(keep_back, item.id, item.version, "A complaint is open", until)

    assert due(make, "NOT_FOR_PANEL") == []
    make.on(until)
    assert due(make, "NOT_FOR_PANEL") == [gone_quiet]


def test_a_hold_on_the_child_passes_no_way_of_erasing(make: Making, gone_quiet: str):
    item = proposed(make, gone_quiet)
    hold_id = make.do(place_hold, HoldForm("The coroner", "An inquest is open", person_id=gone_quiet))

    with pytest.raises(RuleBroken, match="legal hold"):
        as_officer(make, approve_erasure, item.id, item.version)
    with pytest.raises(RuleBroken, match="legal hold"):
        as_officer(make, erase_person, gone_quiet, "Asked for")

    assert make.row(Person, gone_quiet).erased_at is None
    as_officer(make, lift_hold, hold_id, make.version(LegalHold, hold_id), "The inquest is over")
    as_officer(make, approve_erasure, item.id, make.version(RetentionItem, item.id))
    assert make.row(Person, gone_quiet).erased_at is not None


@pytest.mark.parametrize("place", ["PORTSMOUTH", None])
def test_a_hold_on_a_place_or_on_everything_keeps_records_off_the_list(
    make: Making, gone_quiet: str, place: str | None
):
    make.do(place_hold, HoldForm("A public inquiry", "Nothing may be destroyed", place_code=place))

    assert due(make, "NOT_FOR_PANEL") == []
    assert [row.words for row in make.see(hold_rows)] == [None]


def test_what_is_not_due_is_not_proposed(make: Making, gone_quiet: str):
    other = make.person()

    with pytest.raises(RuleBroken):
        make.do(propose_erasure, "NOT_FOR_PANEL", [gone_quiet, other])

    assert make.see(item_rows) == []


def test_a_limited_user_neither_sees_nor_proposes_what_is_of_another_place(make: Making, gone_quiet: str):
    limited = replace(make.workspace.actor, places=frozenset({"SOUTHAMPTON"}))

    assert make.see_as(limited, due_records, "NOT_FOR_PANEL") == []
    with pytest.raises(KnownError):
        make.do_as(limited, propose_erasure, "NOT_FOR_PANEL", [gone_quiet])


def test_home_says_what_is_due_to_those_whose_business_it_is(make: Making, gone_quiet: str):
    assert make.see(due_number) == 1
    assert {item.code: item.number for item in make.see(work_lists)} == {"HOLD_REVIEW": 0}
    proposed(make, gone_quiet)
    officer = make.actor(Role.DATA_PROTECTION)
    assert {item.code: item.number for item in make.see_as(officer, work_lists)}["RETENTION_PROPOSED"] == 1
    viewer = make.actor(Role.VIEWER)
    assert (make.see_as(viewer, due_number), make.see_as(viewer, work_lists)) == (0, [])


def test_a_hold_on_everything_is_lifted_by_who_sees_everything(make: Making):
    hold_id = make.do(place_hold, HoldForm("Inquiry", "An inquiry has begun"))
    deed = (lift_hold, hold_id, make.version(LegalHold, hold_id), "The inquiry is over")

    with pytest.raises(NotFound):
        make.do_as(make.actor(Role.DATA_PROTECTION, ["PORTSMOUTH"]), *deed)

    make.do_as(make.actor(Role.DATA_PROTECTION), *deed)
