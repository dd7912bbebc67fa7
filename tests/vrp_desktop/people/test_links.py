"""Links between children: a role each way for one occurrence, one row for both ends, and what each reader sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from db.links import PersonLink
from tests.support.making import Making
from vrp_desktop.access.permissions import Role
from vrp_desktop.errors import Invalid, NotFound, NotPermitted, RuleBroken, Stale
from vrp_desktop.people.commands import edit_person
from vrp_desktop.people.erasure import erase_person
from vrp_desktop.people.links.commands import add_link, edit_link, end_link, remove_link
from vrp_desktop.people.links.forms import LinkForm
from vrp_desktop.people.links.queries import LinkRow, links_of, links_timeline
from vrp_desktop.people.links.sentences import label_of, sentence, source_words
from vrp_desktop.people.naming import Standing, View, end_on_screen
from vrp_desktop.people.queries import person_record
from vrp_desktop.reference.editing import EntryForm
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.search import index
from vrp_desktop.workspace.commands import add_list_entry

HAPPENED, TOLD = date(2026, 3, 4), date(2026, 3, 6)
TOGETHER = LinkForm(
    "", "AT_OCCURRENCE", "POLICE", TOLD, mine="HARMED", theirs="NAMED_AS_SUSPECT", occurrence="44-123",
    happened_on=HAPPENED,
)  # fmt: skip


def read_from(make: Making, person_id: str, view: View = View.NAMES, **see: Any) -> list[str]:
    """A child's links as its record reads them."""
    lists = make.see(lambda read: read_lists_of(read.session))

    def said(row: LinkRow) -> str:
        one, other = end_on_screen(row.one, view), end_on_screen(row.other, view)
        words = sentence(lists, row, one, other, from_other=row.is_from_other(person_id))
        return f"{words} {source_words(lists, row)}"

    return [said(row) for row in make.see(links_of, person_id, **see)]


def linked(make: Making, form: LinkForm = TOGETHER) -> tuple[str, str, str]:
    """Two children with one link: A, B and the link."""
    one, other = make.person("Ash"), make.person("Bo")
    return one, other, make.do(add_link, one, replace(form, other_id=other))


def test_the_sentence_says_each_ones_part_the_source_and_the_days(make: Making):
    one, other, _ = linked(make)

    source = "Source: Police, told on 6 March 2026."
    at = "In occurrence 44-123 on 4 March 2026"
    assert read_from(make, one) == [
        f"{at}, Ash Madeup was harmed and Bo Madeup was named as suspect. {source}",
    ]
    assert read_from(make, other) == [
        f"{at}, Bo Madeup was named as suspect and Ash Madeup was harmed. {source}",
    ]


def test_a_kind_that_differs_by_direction_reads_rightly_from_both_ends(make: Making):
    one, other, _ = linked(make, LinkForm("", "EXPLOITED_BY", "POLICE", TOLD))
    lists = make.see(lambda read: read_lists_of(read.session))

    assert read_from(make, one)[0].startswith("There is concern that Ash Madeup is exploited by Bo Madeup.")
    assert read_from(make, other)[0].startswith("There is concern that Bo Madeup exploits Ash Madeup.")
    (row,) = make.see(links_of, other)
    assert label_of(lists, row.kind, from_other=row.is_from_other(other)) == "May exploit"


def test_a_kind_of_a_workspaces_own_reads_plainly_from_both_ends(make: Making):
    code = make.do(add_list_entry, "link_types", EntryForm("Same football club", "Plays in one club."))
    one, other, _ = linked(make, LinkForm("", code, "EDUCATION", TOLD, from_on=HAPPENED))

    club = "are linked: same football club (from 4 March 2026)."
    assert read_from(make, one)[0].startswith(f"Ash Madeup and Bo Madeup {club}")
    assert read_from(make, other)[0].startswith(f"Bo Madeup and Ash Madeup {club}")


def test_outside_names_the_sentence_has_initials_and_codes(make: Making):
    one, other, _ = linked(make)

    (said,) = read_from(make, one, View.INITIALS)

    assert "Madeup" not in said
    assert make.see(person_record, other).words.code in said


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"source_agency": None}, "source_agency"),
        ({"told_on": None}, "told_on"),
        ({"mine": None}, "mine"),
        ({"theirs": None}, "theirs"),
        ({"happened_on": None}, "happened_on"),
        ({"happened_on": date(2030, 1, 1)}, "happened_on"),
        ({"told_on": date(2026, 3, 3)}, "told_on"),
        ({"until_on": date(2026, 3, 3)}, "until_on"),
        ({"kind": "NO_SUCH_KIND"}, "kind"),
    ],
)
def test_a_link_without_its_source_roles_or_days_in_order_is_not_kept(make: Making, change: Any, field: str):
    one, other = make.person(), make.person()

    with pytest.raises(Invalid) as refused:
        make.do(add_link, one, replace(TOGETHER, other_id=other, **change))

    assert field in refused.value.fields


def test_a_child_is_not_linked_to_itself_nor_to_one_that_was_erased(make: Making):
    one, gone = make.person(), make.person()
    make.do_as(make.actor(Role.DATA_PROTECTION), erase_person, gone, "Asked for")

    with pytest.raises(Invalid):
        make.do(add_link, one, replace(TOGETHER, other_id=one))
    with pytest.raises(RuleBroken):
        make.do(add_link, one, replace(TOGETHER, other_id=gone))


def test_the_same_link_is_not_made_again_from_the_other_end(make: Making):
    one, other, _ = linked(make)

    with pytest.raises(RuleBroken):
        make.do(add_link, other, replace(TOGETHER, other_id=one, mine="NAMED_AS_SUSPECT", theirs="HARMED"))


def test_ending_from_one_end_ends_it_on_the_other_and_keeps_the_days(make: Making):
    one, other, link_id = linked(make, LinkForm("", "FRIEND", "EDUCATION", TOLD, from_on=HAPPENED))

    make.do(end_link, link_id, other, 1, date(2026, 6, 1), "They say so")

    for child in (one, other):
        (row,) = make.see(links_of, child)
        assert (row.until_on, row.end_note) == (date(2026, 6, 1), "They say so")
        assert "(from 4 March 2026 until 1 June 2026)" in read_from(make, child)[0]
        assert [row.holds_on(date(2026, 3, day)) for day in (3, 4)] == [False, True]
        assert not row.holds_on(date(2026, 6, 2))


def test_removing_from_one_end_removes_it_from_the_other_and_from_search(make: Making):
    one, other, link_id = linked(make)
    assert {hit.person_id for hit in make.see(index.find, "44-123")} == {one, other}

    make.do(remove_link, link_id, other, 1)

    assert make.see(links_of, one) == make.see(links_of, other) == []
    assert make.see(index.find, "44-123") == []


def test_two_editors_of_a_link_meet_whichever_end_they_work_from(make: Making):
    one, other, link_id = linked(make)
    form = replace(TOGETHER, other_id=other)
    make.do(edit_link, link_id, one, 1, replace(form, mine="WITNESS"))

    with pytest.raises(Stale):
        make.do(edit_link, link_id, other, 1, replace(form, other_id=one))


def test_a_link_to_a_child_in_another_place_shows_a_code_alone(make: Making):
    one, other, link_id = linked(make)
    form = make.see(person_record, other).form
    make.do(edit_person, other, 1, replace(form, place_code="SOUTHAMPTON"))
    local = make.actor(Role.MANAGER, places=["PORTSMOUTH"])

    (row,) = make.see_as(local, links_of, one)

    end = row.far_end(one)
    code = make.see(person_record, other).words.code
    assert (end.standing, end_on_screen(end, View.NAMES), end.opens) == (Standing.ELSEWHERE, code, False)
    assert "Bo" not in repr(row)
    with pytest.raises(NotFound):
        make.see_as(local, links_of, other)
    assert {hit.person_id for hit in make.see_as(local, index.find, "44-123")} == {one}
    make.do_as(local, end_link, link_id, one, row.version, date(2026, 6, 1))


@pytest.mark.parametrize("role", [Role.VIEWER, Role.DATA_PROTECTION])
def test_who_may_not_edit_makes_no_links_and_without_notes_reads_no_free_text(make: Making, role: Role):
    one, other, _ = linked(make, replace(TOGETHER, note="Said in confidence"))

    with pytest.raises(NotPermitted):
        make.do_as(make.actor(role), add_link, one, replace(TOGETHER, other_id=other, occurrence="2"))
    (row,) = make.see_as(make.actor(role), links_of, one)
    assert bool(row.note) == bool(row.occurrence) == (role is Role.VIEWER)


def test_when_one_end_is_erased_the_other_keeps_that_there_was_somebody(make: Making):
    one, other, link_id = linked(make, replace(TOGETHER, note="Bo told the school"))

    make.do_as(make.actor(Role.DATA_PROTECTION), erase_person, other, "Asked for by the family")

    (said,) = read_from(make, one)
    assert "Ash Madeup was harmed and a person whose record was erased (YP-" in said
    row = make.row(PersonLink, link_id)
    assert (row.occurrence, row.note, row.kind, row.happened_on) == ("", "", "AT_OCCURRENCE", HAPPENED)
    assert make.see(index.find, "44-123") == []
    (entry,) = make.see(links_timeline, one)
    assert "Bo" not in entry.detail
