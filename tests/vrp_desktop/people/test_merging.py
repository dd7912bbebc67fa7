"""Merging two records of one child: one is counted, both are kept, and any day they stand alone again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from db.around import OWN, Contact
from db.audit import AuditChange
from db.links import PersonLink
from db.merging import PersonMerge
from db.panel import Referral
from db.people import LikelyPair, Note, Person
from tests.support.making import Making
from vrp_desktop.access.audit_queries import who_looked
from vrp_desktop.access.permissions import Permission, Role, command
from vrp_desktop.access.work import Read, Work
from vrp_desktop.calendar import Quarter
from vrp_desktop.conferences.commands import put_on_agenda
from vrp_desktop.errors import Invalid, NotFound, RuleBroken, Stale
from vrp_desktop.figures.figure import Window
from vrp_desktop.figures.run import count
from vrp_desktop.panel.figures import IDENTIFIED, REFERRED, REPEATED
from vrp_desktop.panel.forms import EventForm
from vrp_desktop.panel.queries import case_record, cases_of
from vrp_desktop.panel.referring import remove_suspect_status
from vrp_desktop.people.around.commands import add_contact
from vrp_desktop.people.around.forms import ContactForm, WayForm
from vrp_desktop.people.commands import add_note, add_person, edit_person, open_person, say_not_the_same
from vrp_desktop.people.duplicates import duplicates_count, duplicates_page, is_to_be_looked_at, look_for_duplicates
from vrp_desktop.people.erased_again import erase_person_again
from vrp_desktop.people.erasure import erase_person
from vrp_desktop.people.likely import find_likely
from vrp_desktop.people.links.commands import add_link
from vrp_desktop.people.links.forms import LinkForm
from vrp_desktop.people.merge_queries import merge_preview, merged_rows, undo_preview
from vrp_desktop.people.merging import MergeForm, merge_people, undo_merge
from vrp_desktop.people.queries import notes_of, people_page, person_record
from vrp_desktop.search.index import find
from vrp_desktop.workspace.checks import verify_workspace

WHY = "Same child: the school says so"


def merge(make: Making, kept: str, merged: str, *taken: str, **other: Any) -> str:
    form = MergeForm(kept, make.version(Person, kept), merged, make.version(Person, merged), WHY, taken)
    return str(make.do(merge_people, replace(form, **other)))


def undo(make: Making, merge_id: str, *also: tuple[str, str]) -> str:
    return str(make.do(undo_merge, merge_id, "They are brothers", also))


def twice_on_file(make: Making, **other: Any) -> tuple[str, str]:
    kept = make.person("Robin", school="Elm Academy")
    form = make.see(person_record, kept).form
    return kept, make.do(add_person, replace(form, forenames="Robyn", school="Oak School", **other))


def value(make: Making, figure: Any) -> int:
    quarter = Quarter(2026, 2)
    window = Window(quarter.start, quarter.end, quarter.end)
    return int(make.workspace.read(lambda read: count(read.session, figure, window).value))


def everything(make: Making) -> Mapping[str, Any]:
    """All that the store says, but for versions and what is worked out anew."""
    return make.workspace.read(_rows)


def _rows(read: Read) -> Mapping[str, Any]:
    from db.schema import metadata

    passed = {
        "audit_event",
        "audit_change",
        "person_merge",
        "merge_move",
        "distinct_pair",
        "likely_pair",
        "search_entry",
    }
    found: dict[str, Any] = {}
    for table in metadata.sorted_tables:
        if table.name not in passed:
            columns = [c for c in table.columns if c.name != "version" and (table.name, c.name) != ("person_name", "id")
                       and (table.name, c.name) != ("person_identifier", "id")]  # fmt: skip
            found[table.name] = sorted(map(tuple, read.session.execute(select(*columns))), key=repr)
    entries = metadata.tables["search_entry"]
    columns = [c for c in entries.columns if c.name != "id"]
    found["search_entry"] = sorted(map(tuple, read.session.execute(select(*columns))), key=repr)
    return found


def test_records_move_and_one_child_is_counted_once(make: Making):
    kept, merged = twice_on_file(make)
    make.referral(kept, date(2026, 8, 1))
    case_id = make.screened(merged, date(2026, 9, 1))
    make.decide(case_id)
    assert (value(make, IDENTIFIED), value(make, REFERRED), value(make, REPEATED)) == (2, 2, 0)

    merge(make, kept, merged)

    assert (value(make, IDENTIFIED), value(make, REFERRED), value(make, REPEATED)) == (1, 2, 1)
    assert {case.case_id for case in make.see(cases_of, kept)} >= {case_id}
    assert make.see(cases_of, merged) == []
    assert not verify_workspace(make.workspace)


def test_undoing_brings_everything_back_as_it_was(make: Making):
    kept, merged = twice_on_file(make, identifiers={"UPN": "A123456789012"})
    make.decide(make.screened(merged))
    make.intervention_referral(merged)
    make.do(add_note, merged, "Plays chess", date(2026, 9, 3))
    make.referral(kept, date(2026, 8, 1))
    before = everything(make)

    merge_id = merge(make, kept, merged, "name", "school", "identifier:UPN")
    assert make.see(person_record, kept).form.school == "Oak School"
    assert make.see(person_record, kept).words.forenames == "Robyn"
    make.clock.advance(timedelta(days=200))
    undo(make, merge_id)

    after = everything(make)
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}
    assert not verify_workspace(make.workspace)


def test_what_someone_put_right_since_stays_when_a_merge_is_undone(make: Making):
    kept, merged = twice_on_file(make)
    merge_id = merge(make, kept, merged, "name", "school")
    record = make.see(person_record, kept)
    make.do(edit_person, kept, record.version, replace(record.form, school="New School"))

    undo(make, merge_id)

    form = make.see(person_record, kept).form
    assert (form.forenames, form.school) == ("Robin", "New School")


def test_the_merged_record_is_found_through_the_one_that_carries_on(make: Making):
    kept, merged = twice_on_file(make)
    theirs = make.see(person_record, merged)
    merge_id = merge(make, kept, merged)

    (found,) = make.see(people_page, "Robyn")
    assert found.person_id == kept
    assert [hit.record_id for hit in make.see(find, theirs.words.code)] == [kept]
    assert [likely.row.person_id for likely in make.see(find_likely, theirs.form)] == [kept]
    assert [row.words.person_id for row in make.see(merged_rows, kept)] == [merged]
    undo(make, merge_id)
    assert [row.person_id for row in make.see(people_page, "Robyn")] == [merged]
    assert make.see(merged_rows, kept) == []


def test_what_came_later_stays_unless_it_is_said_to_go_too(make: Making):
    kept, merged = twice_on_file(make)
    first = make.referral(merged, date(2026, 8, 1))
    merge_id = merge(make, kept, merged)
    make.clock.advance(timedelta(days=1))
    stays, goes = make.referral(kept, date(2026, 9, 1)), make.referral(kept, date(2026, 9, 2))
    make.do(add_note, kept, "About the first case", date(2026, 9, 3), ("panel_case", first.case_id))
    make.answer_all(first.case_id)

    preview = make.see(undo_preview, merge_id)
    assert {record.record_id for record in preview.later} == {stays.referral_id, goes.referral_id}
    undo(make, merge_id, ("referral", goes.referral_id))

    assert {case.case_id for case in make.see(cases_of, merged)} == {first.case_id, goes.case_id}
    assert {case.case_id for case in make.see(cases_of, kept)} == {stays.case_id}
    assert len(make.see(notes_of, merged)) == 1
    assert not verify_workspace(make.workspace)


@pytest.mark.parametrize("first_undone", ["inner", "outer"])
def test_a_chain_of_merges_comes_apart_in_any_order(make: Making, first_undone: str):
    a, b, c = make.person("Ann"), make.person("Anne"), make.person("Anna")
    for child in (a, b, c):
        make.referral(child)
    before = everything(make)

    inner = merge(make, b, a, "name")
    outer = merge(make, c, b, "name")
    assert len(make.see(cases_of, c)) == 3
    assert make.row(Person, a).merged_into_id == c
    order = (inner, outer) if first_undone == "inner" else (outer, inner)
    undo(make, order[0])
    assert not verify_workspace(make.workspace)
    undo(make, order[1])

    after = everything(make)
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}


def test_two_merges_into_one_child_undone_in_the_order_in_which_they_were_made(make: Making):
    a, b, c = make.person("Ann"), make.person("Anne"), make.person("Anna")
    before = everything(make)
    first, second = merge(make, a, b, "name"), merge(make, a, c, "name")

    undo(make, first)
    undo(make, second)

    after = everything(make)
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}


def test_a_merged_record_is_not_written_on_nor_merged_again(make: Making):
    kept, merged = twice_on_file(make)
    other = make.person()
    merge(make, kept, merged)

    with pytest.raises(RuleBroken, match="was merged into"):
        make.referral(merged)
    with pytest.raises(RuleBroken, match="was merged into"):
        merge(make, other, merged)
    with pytest.raises(RuleBroken, match="was merged into"):
        make.do_as(make.actor(Role.DATA_PROTECTION), erase_person, merged, "Asked")


def test_merging_needs_two_records_a_reason_both_places_and_fresh_eyes(make: Making):
    kept, merged = make.person(), make.person(place="SOUTHAMPTON")
    with pytest.raises(Invalid, match="same one"):
        merge(make, kept, kept)
    with pytest.raises(Invalid, match="Say why"):
        merge(make, kept, merged, reason=" ")
    with pytest.raises(Stale):
        merge(make, kept, merged, merged_version=99)
    form = MergeForm(kept, 1, merged, 1, WHY)
    with pytest.raises(NotFound):
        make.do_as(make.actor(Role.CHAIR, ["PORTSMOUTH"]), merge_people, form)

    merge_id = make.do_as(make.actor(Role.CHAIR, ["PORTSMOUTH", "SOUTHAMPTON"]), merge_people, form)
    with pytest.raises(NotFound):
        make.do_as(make.actor(Role.CHAIR, ["PORTSMOUTH"]), undo_merge, merge_id, "Brothers")


def test_notes_are_read_in_the_place_of_the_child_who_carries_on_and_go_back(make: Making):
    kept, merged = make.person(), make.person(place="SOUTHAMPTON")
    note = make.do(add_note, merged, "Plays chess", date(2026, 9, 3))

    merge_id = merge(make, kept, merged)
    assert make.row(Note, note).place_code == "PORTSMOUTH"
    undo(make, merge_id)

    assert make.row(Note, note).place_code == "SOUTHAMPTON"


def test_two_of_one_occurrence_are_one_event_after_a_merge(make: Making):
    event = EventForm(date(2026, 8, 20), "R1", None)
    kept, merged = make.person(), make.person()
    for child in (kept, merged):
        make.referral(child, source="POLICE_SUSPECT_2ND", events=(event,))

    merge(make, kept, merged)

    for case in make.see(cases_of, kept):
        outcomes = {outcome.condition.code: outcome for outcome in make.see(case_record, case.case_id).eligibility}
        assert outcomes["trigger_events"].values == {"events": 1}
        assert outcomes["trigger_events"].holds is False


def test_erasing_the_child_erases_both_identities(make: Making):
    kept, merged = twice_on_file(make, identifiers={"UPN": "A123456789012"})
    make.referral(merged, reason="A reason that names Robyn")
    merge(make, kept, merged, reason="Robyn is Robin")

    make.do_as(make.actor(Role.DATA_PROTECTION), erase_person, kept, "Asked for")

    assert make.row(Person, merged).erased_at is not None
    left = repr(everything(make)) + repr(make.workspace.read(_audit_values))
    assert not any(word in left for word in ("Robyn", "Robin", "A123456789012"))
    assert value(make, REFERRED) == 1
    assert not verify_workspace(make.workspace)


def _audit_values(read: Read) -> list[Any]:
    from db.audit import AuditEvent

    values = read.session.scalars(select(AuditChange.values).where(AuditChange.values.is_not(None)))
    return [*values, *read.session.scalars(select(AuditEvent.reason))]


def test_erasing_after_undoing_clears_what_was_written_under_the_other_child(make: Making):
    kept, merged = twice_on_file(make)
    added = make.referral(merged)
    merge_id = merge(make, kept, merged)
    make.decide(added.case_id, rationale="Robyn does well")
    undo(make, merge_id)

    make.do_as(make.actor(Role.DATA_PROTECTION), erase_person, merged, "Asked for")

    assert "Robyn does well" not in repr(make.workspace.read(_audit_values))
    assert not verify_workspace(make.workspace)


def test_whoever_was_erased_alone_is_erased_alone_in_a_backup_from_before_the_merge_was_undone(make: Making):
    kept, merged = twice_on_file(make)
    make.referral(merged)
    merge(make, kept, merged)

    make.do(erase_person_again, merged)

    assert make.row(Person, merged).erased_at is not None
    assert make.row(Person, kept).erased_at is None
    assert make.see(cases_of, kept) == []


def test_a_repeat_is_known_by_the_fingerprint_of_either_record(make: Making):
    kept, merged = twice_on_file(make)
    form = make.see(person_record, merged).form
    make.referral(merged, date(2026, 8, 1))
    merge(make, kept, merged)
    make.do_as(make.actor(Role.DATA_PROTECTION), erase_person, kept, "Asked for")

    make.referral(make.do(add_person, form), date(2026, 9, 10))
    assert value(make, REPEATED) == 1


def test_a_merged_child_is_known_as_a_repeat_of_one_erased_before(make: Making):
    kept, merged = twice_on_file(make)
    form = make.see(person_record, merged).form
    before = make.do(add_person, form)
    make.referral(before, date(2026, 8, 1))
    make.do_as(make.actor(Role.DATA_PROTECTION), erase_person, before, "Asked for")
    merge(make, kept, merged)

    make.referral(kept, date(2026, 9, 10))

    assert value(make, REPEATED) == 1


def test_every_moved_row_is_in_the_audit_and_looks_at_either_record_are_seen(make: Making):
    kept, merged = twice_on_file(make)
    added = make.referral(merged)
    make.do(open_person, merged)
    merge(make, kept, merged)

    changed = select(AuditChange.record_id, AuditChange.fields).where(AuditChange.operation == "U")
    rows = make.workspace.read(lambda read: list(read.session.execute(changed)))
    moved = {record_id for record_id, fields in rows if "person_id" in fields}
    assert {added.referral_id, added.case_id} <= moved
    assert {"open_person", "merge_people"} <= {event.deed for event in make.see(who_looked, kept)}


def test_the_dialog_says_what_would_move_and_what_speaks_against_it(make: Making):
    kept, merged = twice_on_file(make)
    sitting = make.sitting()
    cases = [make.screened(child) for child in (kept, merged)]
    make.do(put_on_agenda, sitting, cases)
    make.do(say_not_the_same, kept, merged)

    preview = make.see(merge_preview, kept, merged)

    assert [moved.words for moved in preview.moves[merged]][:2] == ["1 referral into the panel", "1 panel case"]
    assert len(preview.sittings) == 1
    assert preview.was_said_apart


def test_two_who_stand_apart_after_undoing_are_not_offered_again(make: Making):
    kept, merged = twice_on_file(make)
    undo(make, merge(make, kept, merged))

    assert make.see(duplicates_count) == 0
    assert (
        make.row(PersonMerge, make.workspace.read(lambda r: r.session.scalar(select(PersonMerge.id)))).details is None
    )


def test_likely_duplicates_are_a_work_list_that_not_the_same_shortens(make: Making):
    form = make.see(person_record, make.person("Jonathan")).form
    others = [make.do(add_person, replace(form, forenames=name)) for name in ("Jonathon", "Jonathan")]
    make.person("Quentin")

    found = make.see(duplicates_page)
    assert len(found) == make.see(duplicates_count) == 3
    assert found[0].likeness.reasons
    make.do(say_not_the_same, others[0], others[1])
    assert make.see(duplicates_count) == 2
    limited = make.actor(Role.CHAIR, ["SOUTHAMPTON"])
    assert make.see_as(limited, duplicates_count) == 0


def test_children_who_came_many_at_once_are_looked_at_some_at_a_time(make: Making):
    form = make.see(person_record, make.person("Jonathan")).form
    make.do(add_person, form)
    make.person("Quentin")
    make.do(_forget_pairs)
    assert make.see(is_to_be_looked_at)

    rounds = 1
    while make.do(look_for_duplicates, 2):
        rounds += 1

    assert rounds == 2
    assert make.see(duplicates_count) == 1
    assert not make.see(is_to_be_looked_at)


@command(Permission.EDIT_PEOPLE)
def _forget_pairs(work: Work) -> None:
    work.session.execute(delete(LikelyPair))


def test_suspect_status_removed_after_a_merge_leaves_the_other_referral(make: Making):
    kept, merged = make.person(), make.person()
    first = make.referral(kept, events=(EventForm(date(2026, 8, 20), "R1", None),))
    second = make.referral(merged)
    merge(make, kept, merged)
    from db.panel import TriggerEvent

    event = make.workspace.read(
        lambda read: read.session.scalar(select(TriggerEvent.id).where(TriggerEvent.referral_id == first.referral_id))
    )
    make.do(remove_suspect_status, event, date(2026, 9, 20), "Cancelled")

    assert make.row(Referral, first.referral_id).withdrawn_on
    assert make.row(Referral, second.referral_id).withdrawn_on is None
    assert (value(make, IDENTIFIED), value(make, REFERRED)) == (1, 1)


def test_people_around_and_links_move_but_each_child_has_one_own_contact(make: Making):
    kept, merged = make.person("Robin"), make.person("Robyn")
    friend = make.person("Quentin")
    for child in (kept, merged):
        make.do(add_contact, child, ContactForm(relationship=OWN, ways=(WayForm("MOBILE", "07700 900123"),)))
    mother = make.do(add_contact, merged, ContactForm(relationship="MOTHER", name="Ann Madeup"))
    link = make.do(add_link, merged, LinkForm(friend, "FRIEND", "POLICE", date(2026, 9, 1)))
    before = everything(make)

    merge_id = merge(make, kept, merged)

    assert make.row(Contact, mother).person_id == kept
    assert {make.row(PersonLink, link).person_id, make.row(PersonLink, link).other_id} == {kept, friend}
    own = [one for one in make.workspace.read(_contacts) if one.relationship == OWN]
    assert {one.person_id for one in own} == {kept, merged}
    with pytest.raises(RuleBroken, match="links these two"):
        merge(make, friend, kept)
    undo(make, merge_id)
    assert {name: rows for name, rows in everything(make).items() if rows != before[name]} == {}


def _contacts(read: Read) -> list[Contact]:
    return list(read.session.scalars(select(Contact)))
