"""Forums by their dated rules and seats: what holds on which day, and who is expected at a sitting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.forums import ForumMember
from tests.support.making import CORE, PANEL, Making
from vrp_desktop.access.permissions import Role
from vrp_desktop.clock import FixedClock
from vrp_desktop.conferences.queries import conference_record
from vrp_desktop.errors import Invalid, NotFound, NotPermitted, Stale
from vrp_desktop.forums.commands import add_member, edit_member, end_member, set_rules
from vrp_desktop.forums.forms import MemberForm
from vrp_desktop.forums.queries import forum_record, forums_list
from vrp_desktop.forums.rules import STATEMENT, parts_of_record
from vrp_desktop.forums.standing import core_on, rules_on
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.workspace.workspace import Workspace

DAY = date(2026, 9, 1)
HELD = date(2026, 9, 22)


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    return Making(workspace, clock)


def core(make: Making, day: date = HELD, forum: str = PANEL) -> tuple[str, ...]:
    return tuple(make.see(lambda read: core_on(read.session, read_lists_of(read.session), forum, day)))


def rules(make: Making, day: date, forum: str = PANEL):
    return make.see(lambda read: rules_on(read.session, read_lists_of(read.session), forum, day))


def test_the_first_member_takes_the_agencies_of_the_list_in_and_fills_its_own_seat(make: Making) -> None:
    assert core(make) == CORE

    make.do(add_member, PANEL, MemberForm("POLICE", DAY, "Pat Made-Up", is_core=True))

    seats = make.see(lambda read: list(read.session.query(ForumMember).filter_by(forum_code=PANEL)))
    assert sorted(seat.agency_code for seat in seats) == sorted(CORE)
    assert [seat.name for seat in seats if seat.agency_code == "POLICE"] == ["Pat Made-Up"]
    assert core(make) == CORE


def test_who_is_expected_follows_the_seats_of_the_day(make: Making) -> None:
    make.do(add_member, PANEL, MemberForm("HOUSING", date(2026, 9, 10), is_core=True))
    seat = next(one for one in make.see(forum_record, PANEL).members if one.agency_code == "VRU")
    make.do(end_member, seat.member_id, seat.version, date(2026, 9, 30))

    assert "HOUSING" not in core(make, date(2026, 9, 9))
    assert set(core(make, HELD)) == {*CORE, "HOUSING"}
    assert "VRU" not in core(make, date(2026, 10, 1))


def test_a_sitting_asks_for_a_word_on_every_agency_of_its_day(make: Making) -> None:
    make.do(add_member, PANEL, MemberForm("HOUSING", DAY, is_core=True))
    sitting = make.sitting(HELD)
    make.on(HELD)

    with pytest.raises(Invalid, match=r"(?i)some of what was typed|attendance|must be mended"):
        make.hold(sitting, HELD)
    assert "HOUSING" in make.see(conference_record, sitting).core


def test_a_deputy_names_the_seat_and_ends_with_it(make: Making) -> None:
    seat = make.do(add_member, PANEL, MemberForm("POLICE", DAY, "Pat Made-Up", is_core=True))
    deputy = make.do(add_member, PANEL, MemberForm("POLICE", DAY, "Lee Made-Up", is_core=True, deputy_of=seat))

    assert make.row(ForumMember, deputy).is_core is False
    with pytest.raises(Invalid):
        make.do(add_member, PANEL, MemberForm("POLICE", DAY, "Jo Made-Up", deputy_of=deputy))
    make.do(end_member, seat, make.version(ForumMember, seat), HELD)
    assert make.row(ForumMember, deputy).ends_on == HELD


def test_an_edit_against_a_stale_seat_is_refused(make: Making) -> None:
    seat = make.do(add_member, PANEL, MemberForm("POLICE", DAY, "Pat Made-Up"))
    version = make.version(ForumMember, seat)
    make.do(edit_member, seat, version, MemberForm("POLICE", DAY, "Pat Made-Up", email="pat@example.police.uk"))

    with pytest.raises(Stale):
        make.do(edit_member, seat, version, MemberForm("POLICE", DAY, "Lee Made-Up"))
    with pytest.raises(Invalid):
        make.do(edit_member, seat, version + 1, MemberForm("POLICE", DAY, "Lee Made-Up", email="no address"))


def test_rules_hold_from_their_day_on_and_decide_the_quorum_of_that_day(make: Making) -> None:
    shipped = rules(make, HELD)
    assert (shipped.rhythm, shipped.opening) == ("TWO_WEEKS", STATEMENT)
    new = replace(shipped, starts_on=HELD, quorum=(("POLICE",),), rhythm="WEEK", statement="Mind who can hear you.")
    make.do(set_rules, 0, new)
    make.on(HELD)
    before, after = make.sitting(date(2026, 9, 15)), make.sitting(HELD)

    assert make.hold(before, date(2026, 9, 15), absent=("CHILDREN", "POLICE")) == "HELD"
    assert make.hold(after, HELD, absent=("POLICE",)) == "NOT_QUORATE"
    assert (rules(make, date(2026, 9, 21)).rhythm, rules(make, HELD).rhythm) == ("TWO_WEEKS", "WEEK")
    assert rules(make, HELD).opening == "Mind who can hear you."


def test_rules_that_cannot_hold_are_refused_field_by_field(make: Making) -> None:
    wrong = replace(rules(make, HELD), starts="25:00", minutes=0, rhythm="NEVER", quorum=(("NOBODY",),))

    with pytest.raises(Invalid) as refused:
        make.do(set_rules, 0, wrong)

    assert set(refused.value.fields) == {"starts", "minutes", "rhythm", "quorum"}


def test_only_a_manager_changes_rules_and_a_chair_keeps_members(make: Making) -> None:
    chair = make.actor(Role.CHAIR)
    with pytest.raises(NotPermitted):
        make.do_as(chair, set_rules, 0, rules(make, HELD))

    make.do_as(chair, add_member, PANEL, MemberForm("POLICE", DAY, "Pat Made-Up"))


def test_someone_of_one_place_sees_its_forums_and_those_of_the_whole_area(make: Making) -> None:
    limited = make.actor(Role.MANAGER, places=("SOUTHAMPTON",))

    seen = {row.forum_code for row in make.see_as(limited, forums_list)}

    assert {"YFPP_SOUTHAMPTON", "FD_SOUTHAMPTON", "SVRP"} <= seen
    assert PANEL not in seen
    with pytest.raises(NotFound):
        make.see_as(limited, forum_record, PANEL)
    with pytest.raises(NotPermitted):
        make.do_as(limited, add_member, PANEL, MemberForm("POLICE", DAY))


def test_attendance_of_a_responsible_officer_is_told_beside_that_of_the_agency(make: Making) -> None:
    make.do(add_member, PANEL, MemberForm("POLICE", DAY, "Pat Made-Up", role="SRO", is_core=True))
    make.on(date(2026, 10, 20))
    for day, absent in ((HELD, ()), (date(2026, 10, 6), ("POLICE",))):
        make.hold(make.sitting(day), day, absent=absent)

    police = next(one for one in make.see(forum_record, PANEL).members if one.agency_code == "POLICE")

    assert (police.is_sro, police.came, police.sittings, police.came_self) == (True, 1, 2, 0)


def test_attendance_is_told_over_the_last_year_of_the_seat_not_up_to_today(make: Making) -> None:
    make.on(date(2026, 10, 20))
    for day in (date(2025, 10, 7), HELD):
        make.hold(make.sitting(day), day)
    seat = make.do(add_member, PANEL, MemberForm("POLICE", date(2025, 1, 1), "Pat Made-Up", is_core=True))
    late = make.do(add_member, PANEL, MemberForm("FIRE", HELD, "Lee Made-Up"))
    make.do(end_member, seat, make.version(ForumMember, seat), date(2026, 1, 31))

    record = make.see(forum_record, PANEL)

    (police,) = record.former
    assert (police.came, police.sittings) == (1, 1)
    fire = next(one for one in record.members if one.member_id == late)
    assert (fire.came, fire.sittings) == (0, 1)


def test_ended_forums_come_last_and_what_a_record_holds_is_the_forums_own(make: Making) -> None:
    rows = make.see(forums_list)
    assert [row.forum_code for row in rows[-2:]] == ["TVRP", "IEO"]

    lists = make.see(lambda read: read_lists_of(read.session))
    assert parts_of_record(lists, rules(make, DAY, "DAP").records) == {
        "ATTENDANCE", "EARLIER_ACTIONS", "DECISIONS", "ACTIONS", "NEXT",
    }  # fmt: skip
    assert "VOICE" in parts_of_record(lists, rules(make, DAY).records)
