"""Adding and editing children: what is on file before and after, who may, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.audit import AuditEvent
from db.people import FOR_EVER, FROM_BIRTH, Note
from tests.support.making import BORN, PLACE, Making
from vrp_desktop.access.permissions import Role
from vrp_desktop.errors import Invalid, NotFound, NotPermitted, Stale
from vrp_desktop.people.commands import add_note, add_person, edit_note, edit_person, open_person, say_not_the_same
from vrp_desktop.people.forms import PersonForm
from vrp_desktop.people.likely import find_likely
from vrp_desktop.people.matching import Verdict
from vrp_desktop.people.queries import notes_of, people_page, person_record

TODAY = date(2026, 11, 2)
JOHN = PersonForm("John", "Smith", PLACE, date(2012, 4, 3), "KNOWN", sex="MALE")
JON = PersonForm("Jon", "Smyth", PLACE, date(2012, 4, 3), "KNOWN")


def test_adding_a_child_like_one_on_file_offers_that_one_with_reasons(make: Making):
    john = make.do(add_person, JOHN)

    (offered,) = make.see(find_likely, JON)

    assert (offered.row.person_id, offered.likeness.verdict) == (john, Verdict.LIKELY)
    assert "The dates of birth are the same." in offered.likeness.reasons
    assert len(offered.likeness.reasons) >= 2


def test_someone_refused_once_is_not_offered_again(make: Making):
    john = make.do(add_person, JOHN)

    jon = make.do(add_person, JON, (john,))

    assert make.see(find_likely, JON, jon) == []
    assert make.see(find_likely, JOHN, john) == []


def test_a_pair_said_not_to_be_the_same_is_remembered_whichever_way_round(make: Making):
    john, jon = make.do(add_person, JOHN), make.do(add_person, JON)
    assert make.see(find_likely, JON, jon)

    make.do(say_not_the_same, jon, john)
    make.do(say_not_the_same, john, jon)

    assert make.see(find_likely, JON, jon) == []


def test_names_are_trimmed_and_found_in_any_order_and_without_accents(make: Making):
    added = make.do(add_person, PersonForm("  Zoë   Ann ", " O’Brïen ", PLACE))

    assert make.see(person_record, added).words.surname == "O’Brïen"
    for typed in ("obrien zoe", "zoe", "O'BRIEN", "ann obr"):
        assert [row.person_id for row in make.see(people_page, typed)] == [added], typed


def test_a_former_name_finds_the_child_too(make: Making):
    added = make.person("Kit", former_names=(("Kit", "Former"),))

    assert [row.person_id for row in make.see(people_page, "former kit")] == [added]
    assert make.see(person_record, added).form.former_names == (("Kit", "Former"),)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (PersonForm("", " ", PLACE), "surname"),
        (PersonForm("Kit", "Elm", ""), "place_code"),
        (PersonForm("Kit", "Elm", PLACE, TODAY + timedelta(days=1), "KNOWN"), "born_on"),
        (PersonForm("Kit", "Elm", PLACE, date(1900, 1, 1), "KNOWN"), "born_on"),
        (PersonForm("Kit", "Elm", PLACE, None, "KNOWN"), "born_on"),
    ],
)
def test_what_cannot_be_kept_is_told_by_its_field(make: Making, form: PersonForm, field: str):
    with pytest.raises(Invalid) as refused:
        make.do(add_person, form)

    assert list(refused.value.fields) == [field]
    assert make.see(people_page) == []


def test_a_change_from_a_day_leaves_what_held_before(make: Making):
    added = make.person(school="Elm Academy", school_status="MAINSTREAM")
    form = make.see(person_record, added).form

    make.do(edit_person, added, 1, replace(form, school="Oak School"), date(2026, 9, 1))

    now, before = make.see(person_record, added).profiles
    assert (now.from_on, now.until_on, now.values["school"]) == (date(2026, 9, 1), FOR_EVER, "Oak School")
    assert (before.from_on, before.until_on) == (FROM_BIRTH, date(2026, 8, 31))
    assert (before.values["school"], now.values["school_status"]) == ("Elm Academy", "MAINSTREAM")


def test_putting_right_changes_what_was_on_file_and_makes_no_history(make: Making):
    added = make.person(school="Elm Academy")
    form = make.see(person_record, added).form

    make.do(edit_person, added, 1, replace(form, school="Elm Academy, Portsea"))

    (profile,) = make.see(person_record, added).profiles
    assert profile.values["school"] == "Elm Academy, Portsea"


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), FROM_BIRTH])
def test_a_change_lies_after_the_last_one_and_not_in_the_future(make: Making, day: date):
    added = make.person()
    form = make.see(person_record, added).form

    with pytest.raises(Invalid) as refused:
        make.do(edit_person, added, 1, replace(form, school="Oak School"), day)

    assert list(refused.value.fields) == ["changed_on"]


def test_a_stale_form_is_refused_and_shows_what_stands_there(make: Making):
    added = make.person()
    form = make.see(person_record, added).form
    make.do(edit_person, added, 1, replace(form, surname="Newname"))

    with pytest.raises(Stale) as refused:
        make.do(edit_person, added, 1, replace(form, surname="Othername"))

    assert refused.value.theirs["version"] == 2
    assert make.see(person_record, added).words.surname == "Newname"


def test_two_editors_meet_even_where_only_attributes_change(make: Making):
    added = make.person()
    form = make.see(person_record, added).form

    make.do(edit_person, added, 1, replace(form, school="Oak School"))

    assert make.see(person_record, added).version == 2


def test_blank_not_asked_not_known_and_refused_stay_four_values(make: Making):
    kept = [make.person(ethnicity=value) for value in (None, "NOT_ASKED", "NOT_KNOWN", "REFUSED")]

    found = [make.see(person_record, person_id).form.ethnicity for person_id in kept]

    assert found == [None, "NOT_ASKED", "NOT_KNOWN", "REFUSED"]


def test_a_role_without_the_right_adds_nobody(make: Making):
    for role in (Role.VIEWER, Role.DATA_PROTECTION):
        with pytest.raises(NotPermitted):
            make.do_as(make.actor(role), add_person, JOHN)

    assert make.see(people_page) == []


def test_a_child_of_another_place_is_neither_added_nor_found_nor_edited(make: Making):
    elsewhere = make.person(place="SOUTHAMPTON")
    limited = make.actor(Role.MANAGER, [PLACE])
    form = make.see(person_record, elsewhere).form

    with pytest.raises(NotPermitted):
        make.do_as(limited, add_person, replace(JOHN, place_code="SOUTHAMPTON"))
    with pytest.raises(NotFound):
        make.do_as(limited, edit_person, elsewhere, 1, form)
    with pytest.raises(NotFound):
        make.do_as(limited, add_note, elsewhere, "Seen", TODAY)


def test_nobody_moves_a_child_to_a_place_that_is_not_theirs(make: Making):
    added = make.person()
    form = make.see(person_record, added).form

    with pytest.raises(NotPermitted):
        make.do_as(make.actor(Role.MANAGER, [PLACE]), edit_person, added, 1, replace(form, place_code="SOUTHAMPTON"))


def test_opening_a_record_is_written_in_the_audit(make: Making):
    added = make.person()

    make.do(open_person, added)

    opened = select(AuditEvent.record_id, AuditEvent.user_name).where(AuditEvent.deed == "open_person")
    assert make.see(lambda read: [tuple(row) for row in read.session.execute(opened)]) == [(added, "asha")]


def test_a_note_is_found_by_its_words_and_put_right(make: Making):
    added = make.person()
    note = make.do(add_note, added, "  Plays the trombone ", TODAY)

    make.do(edit_note, note, make.version(Note, note), "Plays the euphonium", TODAY)

    assert [row.text for row in make.see(notes_of, added)] == ["Plays the euphonium"]


def test_a_note_without_words_or_from_the_future_is_refused(make: Making):
    added = make.person()

    with pytest.raises(Invalid) as refused:
        make.do(add_note, added, " ", TODAY + timedelta(days=1))

    assert set(refused.value.fields) == {"text", "dated_on"}


def test_age_is_of_the_day_it_is_asked(make: Making):
    added = make.person(born=BORN)
    make.on(date(2026, 3, 3))
    before = make.see(person_record, added).age
    make.on(date(2026, 3, 4))

    assert (before, make.see(person_record, added).age) == (13, 14)
