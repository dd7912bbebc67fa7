"""Erasing a child: what stays is counts; what goes does not come back."""

from __future__ import annotations

from datetime import date

import pytest

from db.people import Person
from tests.support.making import Making
from vrp_desktop.access.permissions import Role
from vrp_desktop.calendar import age_on
from vrp_desktop.errors import Invalid, NotPermitted
from vrp_desktop.panel.queries import cases_of
from vrp_desktop.people.commands import add_person
from vrp_desktop.people.erasure import erase_person
from vrp_desktop.people.likely import find_likely
from vrp_desktop.people.queries import person_record
from vrp_desktop.workspace.checks import verify_workspace


def erase(make: Making, person_id: str, reason: str = "Asked for by the family") -> None:
    make.do_as(make.actor(Role.DATA_PROTECTION), erase_person, person_id, reason)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.CHAIR, Role.VIEWER])
def test_only_data_protection_erases(make: Making, role: Role):
    added = make.person()

    with pytest.raises(NotPermitted):
        make.do_as(make.actor(role), erase_person, added, "Asked for")

    assert make.row(Person, added).erased_at is None


def test_erasing_needs_a_reason(make: Making):
    added = make.person()

    with pytest.raises(Invalid):
        erase(make, added, " ")


@pytest.mark.parametrize("born", [date(2012, 9, 1), date(2012, 9, 15), date(2012, 9, 30), date(2008, 2, 29)])
def test_the_birth_date_is_made_coarse_and_every_counted_age_stays(make: Making, born: date):
    days = (date(2026, 9, 1), date(2026, 9, 14), date(2026, 9, 22))
    added = make.person(born=born)
    case_id = make.screened(added, days[0])
    make.decide(case_id, on=days[2])
    ages = [age_on(born, day) for day in days]

    erase(make, added)

    blurred = make.row(Person, added).born_on
    assert [age_on(blurred, day) for day in (days[0], days[2])] == [ages[0], ages[2]]
    assert blurred != born
    assert abs((blurred - born).days) <= 45
    assert make.row(Person, added).born_basis == "ESTIMATED"


def test_cases_and_their_dates_stay_to_be_counted(make: Making):
    added = make.person()
    make.decide(make.screened(added))

    erase(make, added)

    (case,) = make.see(cases_of, added)
    assert case.status == "AWAITING_ENGAGEMENT"
    assert not verify_workspace(make.workspace)


def test_the_fingerprint_still_tells_a_repeat_and_names_nobody(make: Making):
    first = make.person("Tam")
    form = make.see(person_record, first).form
    erase(make, first)

    again = make.do(add_person, form)

    assert make.row(Person, again).fingerprint == make.row(Person, first).fingerprint
    assert make.see(find_likely, form, again) == []


def test_others_are_left_as_they_were(make: Making):
    gone, stays = make.person("Gone"), make.person("Stays", school="Elm Academy")
    before = make.see(person_record, stays)

    erase(make, gone)

    assert make.see(person_record, stays) == before
