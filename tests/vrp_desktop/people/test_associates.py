"""The associates picture's content: who is reached by links that held on a day, and never beyond what may be seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.support.making import Making
from vrp_desktop.access.permissions import Role
from vrp_desktop.people.around.commands import add_contact
from vrp_desktop.people.around.forms import ContactForm
from vrp_desktop.people.erasure import erase_person
from vrp_desktop.people.links.commands import add_link, end_link
from vrp_desktop.people.links.forms import LinkForm
from vrp_desktop.people.links.picture import Seen, associates

MARCH, MAY, TOLD = date(2026, 3, 4), date(2026, 5, 1), date(2026, 9, 1)
FRIEND = LinkForm("", "FRIEND", "POLICE", TOLD, from_on=MARCH)


def link(make: Making, one: str, other: str, form: LinkForm = FRIEND) -> str:
    return str(make.do(add_link, one, replace(form, other_id=other)))


def steps(seen: Seen) -> dict[str, int]:
    return {end.person_id: at for end, at in seen.people}


def test_one_step_and_two_steps_reach_whom_they_should_and_no_further(make: Making):
    a, b, c, d = (make.person() for _ in range(4))
    for one, other in ((a, b), (b, c), (c, d)):
        link(make, one, other)

    picture = make.see(associates, a)

    assert steps(picture.seen_on(MAY, 1)) == {a: 0, b: 1}
    assert steps(picture.seen_on(MAY, 2)) == {a: 0, b: 1, c: 2}


def test_links_between_those_who_are_reached_are_shown_too(make: Making):
    a, b, c, d = (make.person() for _ in range(4))
    for one, other in ((a, b), (b, c), (a, d), (d, c)):
        link(make, one, other)

    assert len(make.see(associates, a).seen_on(MAY, 1).links) == 2
    assert len(make.see(associates, a).seen_on(MAY, 2).links) == 4


def test_only_what_held_on_the_day_is_shown(make: Making):
    a, b = make.person(), make.person()
    link_id = link(make, a, b)
    make.do(end_link, link_id, a, 1, MAY)

    picture = make.see(associates, a)

    assert picture.days == (MARCH, MAY)
    days = (date(2026, 3, 3), MARCH, MAY, date(2026, 5, 2))
    assert [len(picture.seen_on(day, 2).links) for day in days] == [0, 1, 1, 0]


def test_someone_around_who_is_on_file_is_in_the_picture(make: Making):
    a, carer = make.person(), make.person()
    make.do(add_contact, a, ContactForm("OTHER_CARER", other_id=carer))

    (row,) = make.see(associates, carer).seen_on(MAY, 1).links

    assert (row.list_name, row.kind, row.far_end(carer).person_id) == ("relationships", "OTHER_CARER", a)


def test_nothing_is_followed_beyond_another_place_or_an_erased_record(make: Making):
    a, away, beyond = make.person(), make.person(place="SOUTHAMPTON"), make.person(place="SOUTHAMPTON")
    gone, behind = make.person(), make.person()
    for one, other in ((a, away), (away, beyond), (a, gone), (gone, behind)):
        link(make, one, other)
    make.do_as(make.actor(Role.DATA_PROTECTION), erase_person, gone, "Asked for")
    local = make.actor(Role.MANAGER, places=["PORTSMOUTH"])

    assert steps(make.see_as(local, associates, a).seen_on(MAY, 2)) == {a: 0, away: 1, gone: 1}
    assert steps(make.see(associates, a).seen_on(MAY, 2)) == {a: 0, away: 1, gone: 1, beyond: 2}
