"""The people around a child: safe ways first, four kinds of no answer, one lead at a time, and forgetting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from db.around import Contact, ContactWay
from tests.support.making import Making
from vrp_desktop.access.permissions import Role
from vrp_desktop.errors import Invalid, NotFound, NotPermitted, RuleBroken, Stale
from vrp_desktop.panel.queries import case_record
from vrp_desktop.people.around.commands import (
    add_contact,
    edit_contact,
    end_contact,
    erase_contact,
    remove_contact,
    set_lead,
)
from vrp_desktop.people.around.forms import OWN, ContactForm, LeadForm, WayForm
from vrp_desktop.people.around.queries import ContactRow, around_child, lead_on, leads_of
from vrp_desktop.people.commands import edit_person
from vrp_desktop.people.erased_again import erase_person_again
from vrp_desktop.people.erasure import erase_person
from vrp_desktop.people.naming import Standing
from vrp_desktop.people.queries import person_record
from vrp_desktop.search import index
from vrp_desktop.workspace.checks import verify_workspace

MOTHER = ContactForm(
    "MOTHER",
    "Quorra Madeup",
    parental_responsibility="YES",
    lives_with="NOT_ASKED",
    safe_contact="ONLY_THIS_WAY",
    safe_how="By text",
    ways=(WayForm("MOBILE", "07700 900 123", "Texts"), WayForm("EMAIL", "q@example.org")),
)
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)


def contacts(make: Making, person_id: str) -> tuple[ContactRow, ...]:
    return tuple(make.see(around_child, person_id).contacts)


def test_what_was_typed_is_what_is_read_with_every_kind_of_no_answer(make: Making):
    child = make.person()
    form = replace(MOTHER, language="NOT_KNOWN", interpreter="REFUSED", access_needs="NOT_ASKED")

    make.do(add_contact, child, form)

    (row,) = contacts(make, child)
    assert row.form == form


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"relationship": "NOBODY"}, "relationship"),
        ({"safe_how": ""}, "safe_how"),
        ({"safe_contact": "DO_NOT_CONTACT"}, "no_contact_reason"),
        ({"access_needs": "HAS_NEEDS"}, "access_note"),
        ({"language": "OTHER_LANGUAGE"}, "language_note"),
        ({"relationship": "LEAD_PROFESSIONAL"}, "relationship"),
        ({"from_on": OCTOBER, "until_on": SEPTEMBER}, "until_on"),
    ],
)
def test_what_would_be_unsafe_or_out_of_order_is_not_kept(make: Making, change: Any, field: str):
    with pytest.raises(Invalid) as refused:
        make.do(add_contact, make.person(), replace(MOTHER, **change))

    assert field in refused.value.fields


def test_ways_are_changed_added_and_taken_away_with_the_contact(make: Making):
    child = make.person()
    contact_id = make.do(add_contact, child, MOTHER)
    ways = (WayForm("MOBILE", "07700 900 999"), WayForm("ADDRESS", "1 Madeup Road"), WayForm("PHONE", "  "))

    make.do(edit_contact, contact_id, 1, replace(MOTHER, ways=ways))
    (row,) = contacts(make, child)
    assert row.form.ways == ways[:2]
    with pytest.raises(Stale):
        make.do(edit_contact, contact_id, 1, MOTHER)

    make.do(edit_contact, contact_id, row.version, replace(MOTHER, ways=()))
    assert contacts(make, child)[0].form.ways == ()


def test_an_adult_found_by_search_leads_to_the_child_in_the_childs_place(make: Making):
    child = make.person()
    make.do(add_contact, child, MOTHER)

    for typed in ("quorra", "07700900123", "07700 900", "q@example.org"):
        assert [hit.person_id for hit in make.see(index.find, typed)] == [child]
    elsewhere = make.actor(Role.MANAGER, places=["SOUTHAMPTON"])
    assert make.see_as(elsewhere, index.find, "quorra") == []
    make.do(edit_person, child, 1, replace(make.see(person_record, child).form, place_code="SOUTHAMPTON"))
    assert [hit.person_id for hit in make.see_as(elsewhere, index.find, "quorra")] == [child]


def test_who_does_not_read_notes_sees_who_is_there_but_no_number_and_no_safe_words(make: Making):
    child = make.person()
    make.do(add_contact, child, MOTHER)

    (row,) = make.see_as(make.actor(Role.DATA_PROTECTION), around_child, child).contacts

    assert (row.form.name, row.form.safe_contact) == ("Quorra Madeup", "ONLY_THIS_WAY")
    assert (row.form.ways, row.form.safe_how, row.with_text) == ((), "", False)


def test_someone_on_file_is_the_same_person_and_is_not_named_twice(make: Making):
    child, older = make.person(), make.person("Robin")
    make.do(add_contact, older, ContactForm(OWN, safe_contact="ANY_WAY", ways=(WayForm("MOBILE", "07700 900 555"),)))

    make.do(add_contact, child, ContactForm("OTHER_CARER", "Typed all the same", other_id=older))

    (row,) = contacts(make, child)
    assert row.other is not None
    assert (row.form.name, row.other.words.forenames) == ("", "Robin")
    assert row.their_own is not None
    assert row.their_own.ways == (WayForm("MOBILE", "07700 900 555"),)
    ((other, relationship),) = make.see(around_child, older).around_others
    assert (other.person_id, relationship) == (child, "OTHER_CARER")
    assert row.form.relationship in {"OTHER_CARER"}


def test_brothers_and_sisters_who_are_on_file_are_linked_and_not_made_contacts(make: Making):
    child, brother = make.person(), make.person()

    with pytest.raises(Invalid) as refused:
        make.do(add_contact, child, ContactForm("BROTHER_OR_SISTER", other_id=brother))

    assert "link the two children" in refused.value.fields["other_id"]


def test_a_child_has_its_own_details_once(make: Making):
    child = make.person()
    make.do(add_contact, child, ContactForm(OWN, language="BSL", interpreter="YES"))

    own = make.see(around_child, child).own
    assert own is not None
    assert own.form.language == "BSL"
    with pytest.raises(RuleBroken):
        make.do(add_contact, child, ContactForm(OWN))


def test_one_lead_at_a_time_and_a_case_shows_who_led_on_its_day(make: Making):
    child = make.person()
    case_id = make.screened(child, SEPTEMBER)
    first = make.do(set_lead, child, LeadForm("EDUCATION", SEPTEMBER, "Pat Madeup", phone="01632 960 111"))
    make.on(OCTOBER)

    make.do(set_lead, child, LeadForm("YOUTH_JUSTICE", OCTOBER, "Sam Madeup"), (first, 1))

    assert [(lead.agency_code, lead.until_on) for lead in make.see(leads_of, child)] == [
        ("YOUTH_JUSTICE", None),
        ("EDUCATION", date(2026, 9, 30)),
    ]
    lead = make.see(lead_on, child, date(2026, 9, 30))
    assert lead is not None
    assert lead.name == "Pat Madeup"
    shown = make.see(case_record, case_id).lead
    assert (shown.agency_code, shown.name) == ("YOUTH_JUSTICE", "Sam Madeup")


def test_two_people_who_change_the_lead_at_once_both_notice(make: Making):
    child = make.person()
    make.do(set_lead, child, LeadForm("EDUCATION", SEPTEMBER))

    with pytest.raises(Stale):
        make.do(set_lead, child, LeadForm("POLICE", SEPTEMBER), None)
    with pytest.raises(Invalid):
        make.do(set_lead, child, LeadForm("POLICE", SEPTEMBER), (make.see(leads_of, child)[0].contact_id, 1))


def test_someone_no_longer_around_stays_with_the_last_day_and_stands_below(make: Making):
    child = make.person()
    contact_id = make.do(add_contact, child, MOTHER)
    make.do(add_contact, child, replace(MOTHER, relationship="SOMEBODY_ELSE", name="Z"))

    make.do(end_contact, contact_id, 1, SEPTEMBER)

    assert [row.form.until_on for row in contacts(make, child)] == [None, SEPTEMBER]


def test_removing_takes_the_contact_its_ways_and_its_words_away(make: Making):
    child = make.person()
    contact_id = make.do(add_contact, child, MOTHER)

    make.do(remove_contact, contact_id, 1)

    assert contacts(make, child) == ()
    assert make.see(index.find, "quorra") == []
    assert not verify_workspace(make.workspace)


def test_a_contact_of_a_child_in_another_place_is_out_of_reach(make: Making):
    contact_id = make.do(add_contact, make.person(), MOTHER)
    elsewhere = make.actor(Role.MANAGER, places=["SOUTHAMPTON"])

    for deed, arguments in ((edit_contact, (1, MOTHER)), (end_contact, (1, SEPTEMBER)), (remove_contact, (1,))):
        with pytest.raises(NotFound):
            make.do_as(elsewhere, deed, contact_id, *arguments)


def test_only_data_protection_erases_a_contact_and_then_nothing_says_who_it_was(make: Making):
    child = make.person()
    contact_id = make.do(add_contact, child, MOTHER)
    make.do(edit_contact, contact_id, 1, replace(MOTHER, ways=()))
    with pytest.raises(NotPermitted):
        make.do(erase_contact, contact_id, "Asked for")

    make.do_as(make.actor(Role.DATA_PROTECTION), erase_contact, contact_id, "Asked for by an aunt")

    (row,) = contacts(make, child)
    assert (row.is_erased, row.form.name, row.form.relationship) == (True, "", "MOTHER")
    with make.workspace.store.begin_read() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        for table in tables:
            rows = repr(connection.exec_driver_sql(f'SELECT * FROM "{table}"').all()).lower()
            assert "quorra" not in rows, table
            assert "900 123" not in rows, table
    assert not verify_workspace(make.workspace)


def test_a_restored_backup_forgets_a_contact_again(make: Making):
    contact_id = make.do(add_contact, make.person(), MOTHER)

    assert make.do(erase_person_again, contact_id)
    assert not make.do(erase_person_again, contact_id)
    assert make.row(Contact, contact_id).name == ""


def test_when_someone_around_is_erased_the_other_childs_record_keeps_that_somebody_was(make: Making):
    child, older = make.person(), make.person("Robin")
    tied = ContactForm("OTHER_CARER", other_id=older, safe_contact="ANY_WAY", ways=(WayForm("MOBILE", "07700 900 1"),))
    contact_id = make.do(add_contact, child, tied)

    make.do_as(make.actor(Role.DATA_PROTECTION), erase_person, older, "Asked for")

    (row,) = contacts(make, child)
    assert row.other is not None
    assert (row.other.standing, row.form.safe_contact, row.form.ways) == (Standing.ERASED, None, ())
    assert make.row(Contact, contact_id).relationship == "OTHER_CARER"
    ways = make.see(lambda read: read.session.query(ContactWay).count())
    assert ways == 0
