"""What changes the records of children and young people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from db.people import FOR_EVER, FROM_BIRTH, Note, Person
from db.people import PersonProfile as Profile
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.errors import Invalid
from vrp_desktop.people.around.finding import take_along
from vrp_desktop.people.filing import file_person
from vrp_desktop.people.fingerprint import fingerprint_of
from vrp_desktop.people.forms import NO_RESTRICTION, PROFILE_FIELDS, PersonForm, check_person
from vrp_desktop.people.living import kept_person
from vrp_desktop.people.queries import person_record
from vrp_desktop.people.writing import (
    keep_apart,
    profile_values,
    take_notes_along,
    write_identifiers,
    write_names,
    write_profile,
)
from vrp_desktop.search import index


@command(Permission.EDIT_PEOPLE)
def add_person(work: Work, form: PersonForm, not_these: Sequence[str] = ()) -> str:
    """Add a child or young person; returns the id.

    Likely duplicates are the caller's to show first (`find_likely`); those that were seen and passed over are
    remembered as not the same, so that no one is asked again (M1).
    """
    form = _tidy(form)
    check_person(form, work.today)
    work.need_place(form.place_code)
    person_id = work.new_id()
    person = Person(
        id=person_id,
        code=work.new_code_for(Person, "YP"),
        place_code=form.place_code,
        born_on=form.born_on,
        born_basis=form.born_basis,
        entered_at=work.now,
        fingerprint=fingerprint_of(work.session, form),
    )
    work.add(person)
    work.session.flush()
    write_names(work, person_id, form)
    work.add(
        Profile(id=work.new_id(), person_id=person_id, from_on=FROM_BIRTH, until_on=FOR_EVER, **profile_values(form))
    )
    write_identifiers(work, person_id, form)
    file_person(work, person, form)
    for other_id in not_these:
        keep_apart(work, person_id, work.get(Person, other_id, "child or young person").id)
    work.names("person", person_id, form.place_code)
    return person_id


@command(Permission.EDIT_PEOPLE)
def edit_person(work: Work, person_id: str, version: int, form: PersonForm, changed_on: date | None = None) -> None:
    """Save the form. With `changed_on` the attributes hold from that day; without, what was on file is put right."""
    form = _tidy(form)
    person = kept_person(work, person_id)
    check_version(person, version, lambda: {"form": person_record(work, person_id).form})
    check_person(form, work.today)
    work.need_place(form.place_code)
    if person.place_code != form.place_code:
        take_notes_along(work, person_id, form.place_code)
        take_along(work.session, person_id, form.place_code)
    person.born_on, person.born_basis, person.place_code = form.born_on, form.born_basis, form.place_code
    person.fingerprint = fingerprint_of(work.session, form)
    # The version rises even where only names or attributes change, so that two editors always meet.
    flag_modified(person, "place_code")
    write_names(work, person_id, form)
    write_profile(work, person_id, form, changed_on)
    write_identifiers(work, person_id, form)
    work.session.flush()
    file_person(work, person, form)
    work.changed("person", person_id)
    work.names("person", person_id, form.place_code)


@command(Permission.SEE_RECORDS)
def open_person(work: Work, person_id: str) -> None:
    """Record that someone opened this child's record (M16); reading it is a query of its own."""
    person = work.get(Person, person_id, "child or young person")
    work.names("person", person.id, person.place_code)


@command(Permission.EDIT_CASES)
def add_note(
    work: Work,
    person_id: str,
    text: str,
    dated_on: date,
    about: tuple[str, str] | None = None,
    restriction: str = NO_RESTRICTION,
) -> str:
    """Add a dated note on someone, or on a record of theirs; returns the id.

    `restriction` holds codes of the list `restrictions`: whom the note must not reach.
    """
    person = kept_person(work, person_id)
    _check_note(text, dated_on, work.today)
    kind, record_id = about or ("person", person_id)
    note = Note(
        id=work.new_id(),
        person_id=person_id,
        place_code=person.place_code,
        about_kind=kind,
        about_id=record_id,
        dated_on=dated_on,
        text=text.strip(),
        restriction=restriction,
        written_by=work.actor.user_id,
        written_at=work.now,
    )
    work.add(note)
    index.put(work.session, "note", note.id, [text], person_id=person_id, place_code=person.place_code)
    work.names("person", person_id, person.place_code)
    return note.id


@command(Permission.EDIT_CASES)
def edit_note(
    work: Work, note_id: str, version: int, text: str, dated_on: date, restriction: str = NO_RESTRICTION
) -> None:
    """Put a note right, or whom it must not reach."""
    note = work.get(Note, note_id, "note")
    check_version(note, version)
    _check_note(text, dated_on, work.today)
    note.text, note.dated_on, note.restriction = text.strip(), dated_on, restriction
    index.put(work.session, "note", note.id, [text], person_id=note.person_id, place_code=note.place_code)
    work.names("person", note.person_id, note.place_code)


@command(Permission.EDIT_PEOPLE)
def say_not_the_same(work: Work, one_id: str, other_id: str) -> None:
    """Remember that two people are not the same, so that no one is asked again (M1)."""
    one = work.get(Person, one_id, "child or young person")
    other = work.get(Person, other_id, "child or young person")
    keep_apart(work, one.id, other.id)
    work.names("person", one.id, one.place_code)


def _tidy(form: PersonForm) -> PersonForm:
    """Trim what was typed; empty text is blank."""
    texts: dict[str, Any] = {name: _trim(getattr(form, name)) for name in PROFILE_FIELDS}
    former = tuple((first.strip(), last.strip()) for first, last in form.former_names if first.strip() or last.strip())
    identifiers = {kind: value.strip() for kind, value in form.identifiers.items() if value.strip()}
    return replace(
        form,
        forenames=" ".join(form.forenames.split()),
        surname=" ".join(form.surname.split()),
        former_names=former,
        identifiers=identifiers,
        **texts,
    )


def _trim(value: str | None) -> str | None:
    return (value or "").strip() or None


def _check_note(text: str, dated_on: date, today: date) -> None:
    wrong = {}
    if not text.strip():
        wrong["text"] = "Write the note first."
    if dated_on > today:
        wrong["dated_on"] = "The note's date is in the future."
    if wrong:
        raise Invalid(wrong)
