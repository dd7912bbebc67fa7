"""Restricted records: opened for some hours by one user, closed again, lifted, and signed off month by month."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from db.people import Person
from tests.support.making import Making
from vrp_desktop.access.audit_queries import events_page
from vrp_desktop.access.commands import add_user
from vrp_desktop.access.forms import UserForm
from vrp_desktop.access.permissions import Actor, Role
from vrp_desktop.clock import FixedClock
from vrp_desktop.errors import Invalid, NotPermitted, RecordRestricted, RuleBroken
from vrp_desktop.people.merging import MergeForm, merge_people
from vrp_desktop.people.queries import person_record
from vrp_desktop.restricted.commands import (
    close_restricted,
    lift_restriction,
    open_restricted,
    restrict_record,
    set_hours_open,
    sign_looks,
)
from vrp_desktop.restricted.queries import look_months, looks_of_month, restricted_rows, restricted_standing, work_lists
from vrp_desktop.restricted.rules import LookForm
from vrp_desktop.safeguarding.commands import raise_concern
from vrp_desktop.safeguarding.forms import ConcernForm, ForWhom
from vrp_desktop.workspace.workspace import Workspace

WHY = LookForm("WORKING_ON_CASE", "To agree the next step with school")


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    return Making(workspace, clock)


@pytest.fixture
def child(make: Making) -> str:
    """A restricted child, marked by the manager."""
    person_id = make.person("Robin")
    make.do(restrict_record, person_id, "A relative works in the unit")
    return person_id


def someone(make: Making, name: str = "bo", role: Role = Role.CHAIR) -> Actor:
    """Another user of the workspace."""
    user_id = make.do(add_user, UserForm(name, name.title(), role, ()))
    return Actor(user_id, name, name.title(), role)


def test_marking_leaves_the_record_open_to_the_one_who_marks_it_and_says_so(make: Making, child: str) -> None:
    standing = make.see(restricted_standing, child)

    assert standing.is_restricted
    assert [(look.words, look.who) for look in standing.looks] == [("Marked it as restricted", "Asha Madeup")]
    assert standing.open_until == make.clock.now() + timedelta(hours=3)


def test_another_user_opens_it_with_a_reason_for_three_hours_and_alone(make: Making, child: str) -> None:
    bo, cy = someone(make), someone(make, "cy")
    with pytest.raises(RecordRestricted):
        make.see_as(bo, person_record, child)

    until = make.do_as(bo, open_restricted, child, WHY)

    assert until == make.clock.now() + timedelta(hours=3)
    assert make.see_as(bo, person_record, child).form.forenames == "Robin"
    with pytest.raises(RecordRestricted):
        make.see_as(cy, person_record, child)
    make.clock.advance(timedelta(hours=3))
    with pytest.raises(RecordRestricted):
        make.see_as(bo, person_record, child)


def test_access_ends_when_the_user_closes_it(make: Making, child: str) -> None:
    make.do(close_restricted, child)

    with pytest.raises(RecordRestricted):
        make.see(restricted_standing, child)


def test_the_reason_stands_on_the_record_and_in_the_audit(make: Making, child: str) -> None:
    bo = someone(make)
    make.do_as(bo, open_restricted, child, WHY)

    looks = make.see(restricted_standing, child).looks
    assert [(look.who, look.why, look.words) for look in looks[:1]] == [("Bo", WHY.why, WHY.words)]
    newest = make.see(events_page)[0]
    assert newest.reason == "I work on this case: To agree the next step with school"


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (LookForm("", "To agree the next step"), "why"),
        (LookForm("WORKING_ON_CASE", "x"), "words"),
        (LookForm("WORKING_ON_CASE", "To ring Robin at school"), "words"),
    ],
)
def test_a_reason_that_says_nothing_or_names_the_child_is_refused(
    make: Making, child: str, form: LookForm, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        make.do(open_restricted, child, form)

    assert list(refused.value.fields) == [field]


def test_a_viewer_cannot_open_it_and_only_a_manager_marks_and_lifts(make: Making, child: str) -> None:
    viewer, chair = someone(make, "vi", Role.VIEWER), someone(make)
    for who, deed, arguments in (
        (viewer, open_restricted, (child, WHY)),
        (chair, restrict_record, (make.person("Kit"), "No")),
        (chair, lift_restriction, (child, "No")),
    ):
        with pytest.raises(NotPermitted):
            make.do_as(who, deed, *arguments)


def test_lifting_gives_the_record_back_to_all_and_keeps_the_looks(make: Making, child: str) -> None:
    make.do(lift_restriction, child, "The relative has left")

    bo = someone(make)
    assert make.see_as(bo, person_record, child).form.forenames == "Robin"
    standing = make.see_as(bo, restricted_standing, child)
    assert (standing.is_restricted, len(standing.looks)) == (False, 1)
    make.do(restrict_record, child, "Another relative came")
    with pytest.raises(RecordRestricted):
        make.see_as(bo, person_record, child)


def test_the_hours_are_a_setting(make: Making, child: str) -> None:
    make.do(set_hours_open, 1)

    assert make.do(open_restricted, child, WHY) == make.clock.now() + timedelta(hours=1)
    for hours in (0, 25):
        with pytest.raises(Invalid):
            make.do(set_hours_open, hours)


def test_a_merge_never_opens_what_was_restricted(make: Making, child: str) -> None:
    other = make.person("Robyn")
    versions = [make.version(Person, one) for one in (other, child)]
    make.do(merge_people, MergeForm(other, versions[0], child, versions[1], "The same child"))
    bo = someone(make)

    for one in (other, child):
        with pytest.raises(RecordRestricted):
            make.see_as(bo, person_record, one)
    make.do_as(bo, open_restricted, other, WHY)
    assert make.see_as(bo, person_record, child).words.forenames == "Robin"


def test_a_safeguarding_concern_never_waits_for_the_record_to_be_opened(make: Making, child: str) -> None:
    bo = someone(make)
    form = ConcernForm("Said that it is not safe at home", make.clock.now().date(), sent_on=make.clock.now().date())

    assert make.do_as(bo, raise_concern, ForWhom(child), form)


def test_a_month_of_looks_is_signed_off_once_it_is_over_and_not_by_a_manager(make: Making, child: str) -> None:
    officer = someone(make, "di", Role.DATA_PROTECTION)
    assert [row.month for row in make.see_as(officer, look_months)] == ["2026-11"]
    with pytest.raises(RuleBroken):
        make.do_as(officer, sign_looks, "2026-11")

    make.clock.moment = datetime(2026, 12, 1, 9, tzinfo=UTC)
    [waiting] = make.see_as(officer, work_lists)
    assert (waiting.code, waiting.number) == ("LOOKS_UNSIGNED", 1)
    with pytest.raises(NotPermitted):
        make.do(sign_looks, "2026-11")
    make.do_as(officer, sign_looks, "2026-11", "All were for casework")

    [month] = make.see_as(officer, look_months)
    assert (month.signed_by, month.looks, month.waits) == ("Di", 1, False)
    assert make.see_as(officer, work_lists)[0].number == 0
    with pytest.raises(RuleBroken):
        make.do_as(officer, sign_looks, "2026-11")


def test_those_who_oversee_read_who_and_why_and_of_whom_only_the_code(make: Making, child: str) -> None:
    officer = someone(make, "di", Role.DATA_PROTECTION)
    make.do_as(someone(make), open_restricted, child, WHY)

    looks = make.see_as(officer, looks_of_month, "2026-11")
    [listed] = make.see_as(officer, restricted_rows)

    assert [look.words for look in looks] == [WHY.words, "Marked it as restricted"]
    assert {look.code for look in looks} == {make.row(Person, child).code}
    assert (listed.words.is_restricted, listed.looks, listed.is_open) == (True, 2, False)
    assert "Robin" not in repr([looks, listed])
