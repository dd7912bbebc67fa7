"""Reading children: the list by page, order, place and words; who sees what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.support.making import PLACE, Making
from vrp_desktop.access.permissions import Role
from vrp_desktop.errors import NotFound
from vrp_desktop.people.commands import add_note
from vrp_desktop.people.erasure import erase_person
from vrp_desktop.people.forms import PersonForm
from vrp_desktop.people.likely import find_likely
from vrp_desktop.people.naming import PersonWords, View, free_text, name_on_screen
from vrp_desktop.people.queries import (
    notes_of,
    notes_timeline,
    people_count,
    people_page,
    person_record,
    person_row,
    person_words,
)
from vrp_desktop.search.index import find

TODAY = date(2026, 11, 2)


def names(make: Making, *args: object, **kwargs: object) -> list[str]:
    return [row.words.forenames for row in make.see(people_page, *args, **kwargs)]


def test_the_list_is_in_order_of_surname_then_forename_and_comes_page_by_page(make: Making):
    for name in ("Cy", "Ada", "Bo"):
        make.person(name)

    assert names(make) == ["Ada", "Bo", "Cy"]
    assert names(make, offset=1, limit=1) == ["Bo"]
    assert names(make, descending=True) == ["Cy", "Bo", "Ada"]
    assert make.see(people_count) == 3


def test_the_list_is_ordered_by_birth_date(make: Making):
    for number, name in enumerate(("Old", "Mid", "Young")):
        make.person(name, date(2010 + number, 1, 2))

    assert names(make, order="born_on") == ["Old", "Mid", "Young"]


@pytest.mark.parametrize("typed", ["ada", "AD", "madeup ada", "04/03/2012 ada", "elm-123"])
def test_the_list_is_filtered_by_names_birth_dates_and_identifiers(make: Making, typed: str):
    make.person("Ada", identifiers={"LOCAL": "ELM-123"})
    make.person("Bo", date(2011, 1, 2))

    assert names(make, typed) == ["Ada"]
    assert make.see(people_count, typed) == 1


def test_a_reader_limited_to_places_sees_only_those(make: Making):
    here, there = make.person("Here"), make.person("There", date(2010, 7, 8), "SOUTHAMPTON")
    limited = make.actor(Role.VIEWER, [PLACE])

    assert [row.person_id for row in make.see_as(limited, people_page)] == [here]
    assert make.see_as(limited, people_count) == 1
    assert make.see_as(limited, person_row, there) is None
    assert make.see_as(limited, find, "there") == []
    assert make.see_as(limited, find_likely, make.see(person_record, there).form) == []
    with pytest.raises(NotFound):
        make.see_as(limited, person_record, there)


def test_notes_are_hidden_from_a_role_that_may_not_read_them(make: Making):
    added = make.person("Ada")
    make.do(add_note, added, "Plays the trombone", TODAY)

    protection = make.actor(Role.DATA_PROTECTION)

    assert [note.text for note in make.see_as(make.actor(Role.VIEWER), notes_of, added)] == ["Plays the trombone"]
    assert make.see_as(protection, notes_of, added) == []
    assert make.see_as(protection, notes_timeline, added) == []
    assert make.see_as(protection, find, "trombone") == []
    assert make.see(find, "trombone")


def test_notes_come_newest_first_with_their_writer(make: Making):
    added = make.person()
    for days in (3, 1, 2):
        make.do(add_note, added, f"{days} days ago", TODAY - timedelta(days=days))

    found = make.see(notes_of, added)

    assert [note.text for note in found] == ["1 days ago", "2 days ago", "3 days ago"]
    assert {note.written_by for note in found} == {"Asha Madeup"}


def test_an_erased_child_is_in_no_list(make: Making):
    added = make.person("Ada")
    make.do_as(make.actor(Role.DATA_PROTECTION), erase_person, added, "Asked for")

    assert (make.see(people_page), make.see(people_count), make.see(person_row, added)) == ([], 0, None)
    assert make.see(person_words, [added])[added].surname == ""


def test_outside_the_view_of_names_no_part_of_a_name_can_be_read():
    words = PersonWords("id", "YP-7K3M9Q", "Katherine", "Teapotwaffle")

    assert name_on_screen(words, View.NAMES) == "Katherine Teapotwaffle"
    assert name_on_screen(words, View.INITIALS) == "KT YP-7K3M9Q"
    assert name_on_screen(words, View.COVERED) == "YP-7K3M9Q"
    assert {free_text("Katherine said", view) for view in (View.INITIALS, View.COVERED)} == {"Hidden in this view"}


def test_somebody_unlike_all_on_file_is_offered_nobody(make: Making):
    make.person("Ada")

    assert make.see(find_likely, PersonForm("Quill", "Feather", PLACE, date(2011, 9, 9), "KNOWN")) == []
