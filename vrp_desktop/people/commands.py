"""What changes the records of children and young people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm.attributes import flag_modified

from db.people import FOR_EVER, FROM_BIRTH, DistinctPair, MatchKey, Note, Person, PersonIdentifier, PersonName
from db.people import PersonProfile as Profile
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.errors import Invalid
from vrp_desktop.people.around.finding import take_along
from vrp_desktop.people.fingerprint import fingerprint_of
from vrp_desktop.people.forms import PROFILE_FIELDS, PersonForm, check_person, index_words
from vrp_desktop.people.living import kept_person
from vrp_desktop.people.matching import blocking_keys
from vrp_desktop.search import index
from vrp_desktop.search.folding import fold_name


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
    work.add(
        Person(
            id=person_id,
            code=work.new_code_for(Person, "YP"),
            place_code=form.place_code,
            born_on=form.born_on,
            born_basis=form.born_basis,
            entered_at=work.now,
            fingerprint=fingerprint_of(work.session, form),
        )
    )
    work.session.flush()
    _write_names(work, person_id, form)
    work.add(Profile(id=work.new_id(), person_id=person_id, from_on=FROM_BIRTH, until_on=FOR_EVER, **_profile(form)))
    _write_identifiers(work, person_id, form)
    _index(work, person_id, form)
    for other_id in not_these:
        _keep_apart(work, person_id, other_id)
    work.names("person", person_id, form.place_code)
    return person_id


@command(Permission.EDIT_PEOPLE)
def edit_person(work: Work, person_id: str, version: int, form: PersonForm, changed_on: date | None = None) -> None:
    """Save the form. With `changed_on` the attributes hold from that day; without, what was on file is put right."""
    form = _tidy(form)
    person = kept_person(work, person_id)
    check_version(person, version)
    check_person(form, work.today)
    work.need_place(form.place_code)
    if person.place_code != form.place_code:
        _take_notes_along(work, person_id, form.place_code)
        take_along(work.session, person_id, form.place_code)
    person.born_on, person.born_basis, person.place_code = form.born_on, form.born_basis, form.place_code
    person.fingerprint = fingerprint_of(work.session, form)
    # The version rises even where only names or attributes change, so that two editors always meet.
    flag_modified(person, "place_code")
    _write_names(work, person_id, form)
    _write_profile(work, person_id, form, changed_on)
    _write_identifiers(work, person_id, form)
    work.session.flush()
    _index(work, person_id, form)
    work.changed("person", person_id)
    work.names("person", person_id, form.place_code)


@command(Permission.SEE_RECORDS)
def open_person(work: Work, person_id: str) -> None:
    """Record that someone opened this child's record (M16); reading it is a query of its own."""
    person = work.get(Person, person_id, "child or young person")
    work.names("person", person.id, person.place_code)


@command(Permission.EDIT_CASES)
def add_note(work: Work, person_id: str, text: str, dated_on: date, about: tuple[str, str] | None = None) -> str:
    """Add a dated note on someone, or on a record of theirs; returns the id."""
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
        written_by=work.actor.user_id,
        written_at=work.now,
    )
    work.add(note)
    index.put(work.session, "note", note.id, [text], person_id=person_id, place_code=person.place_code)
    work.names("person", person_id, person.place_code)
    return note.id


@command(Permission.EDIT_CASES)
def edit_note(work: Work, note_id: str, version: int, text: str, dated_on: date) -> None:
    """Put a note right."""
    note = work.get(Note, note_id, "note")
    check_version(note, version)
    _check_note(text, dated_on, work.today)
    note.text, note.dated_on = text.strip(), dated_on
    index.put(work.session, "note", note.id, [text], person_id=note.person_id, place_code=note.place_code)
    work.names("person", note.person_id, note.place_code)


@command(Permission.EDIT_PEOPLE)
def say_not_the_same(work: Work, one_id: str, other_id: str) -> None:
    """Remember that two people are not the same, so that no one is asked again (M1)."""
    _keep_apart(work, one_id, other_id)
    work.names("person", one_id)


def _take_notes_along(work: Work, person_id: str, place_code: str) -> None:
    """Notes go with the child: the new place reads and finds them, the old one no longer does."""
    for note in work.session.scalars(select(Note).where(Note.person_id == person_id)):
        note.place_code = place_code
        index.put(work.session, "note", note.id, [note.text], person_id=person_id, place_code=place_code)


def _keep_apart(work: Work, one_id: str, other_id: str) -> None:
    first, second = sorted((one_id, other_id))
    if first != second and work.session.get(DistinctPair, (first, second)) is None:
        work.add(DistinctPair(first_id=first, second_id=second, decided_at=work.now, decided_by=work.actor.user_id))


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


def _profile(form: PersonForm) -> dict[str, str | None]:
    return {name: getattr(form, name) for name in PROFILE_FIELDS}


def _write_names(work: Work, person_id: str, form: PersonForm) -> None:
    wanted = {("CURRENT", form.forenames, form.surname), *(("FORMER", *name) for name in form.former_names)}
    on_file = list(work.session.scalars(select(PersonName).where(PersonName.person_id == person_id)))
    for row in on_file:
        key = (row.kind, row.forenames, row.surname)
        if key in wanted:
            wanted.discard(key)
        else:
            work.session.delete(row)
    for kind, forenames, surname in sorted(wanted):
        folded = fold_name(forenames, surname)
        name = PersonName(person_id=person_id, kind=kind, forenames=forenames, surname=surname, folded=folded)
        name.id = work.new_id()
        work.add(name)


def _write_profile(work: Work, person_id: str, form: PersonForm, changed_on: date | None) -> None:
    current = work.session.scalars(
        select(Profile).where(Profile.person_id == person_id).order_by(Profile.from_on.desc()).limit(1)
    ).one()
    values = _profile(form)
    if all(getattr(current, name) == value for name, value in values.items()):
        return
    if changed_on is None:
        for name, value in values.items():
            setattr(current, name, value)
        return
    if changed_on > work.today or changed_on <= current.from_on:
        raise Invalid({"changed_on": "The change must lie after the last one on file, and not in the future."})
    current.until_on = changed_on - timedelta(days=1)
    work.add(Profile(id=work.new_id(), person_id=person_id, from_on=changed_on, until_on=FOR_EVER, **values))


def _write_identifiers(work: Work, person_id: str, form: PersonForm) -> None:
    on_file = {
        row.kind: row
        for row in work.session.scalars(select(PersonIdentifier).where(PersonIdentifier.person_id == person_id))
    }
    for kind, row in on_file.items():
        if kind not in form.identifiers:
            work.session.delete(row)
    for kind, value in form.identifiers.items():
        found = on_file.get(kind)
        if found is None:
            work.add(PersonIdentifier(id=work.new_id(), person_id=person_id, kind=kind, value=value))
        else:
            found.value = value


def _index(work: Work, person_id: str, form: PersonForm) -> None:
    """Renew what the person is found and matched by."""
    work.session.execute(
        delete(MatchKey).where(MatchKey.person_id == person_id).execution_options(synchronize_session=False)
    )
    keys = blocking_keys(form.candidate())
    work.bulk(MatchKey, [{"key": key, "person_id": person_id} for key in sorted(keys)])
    code = work.session.scalar(select(Person.code).where(Person.id == person_id)) or ""
    words = index_words(form, code)
    index.put(work.session, "person", person_id, words, person_id=person_id, place_code=form.place_code)


def _check_note(text: str, dated_on: date, today: date) -> None:
    wrong = {}
    if not text.strip():
        wrong["text"] = "Write the note first."
    if dated_on > today:
        wrong["dated_on"] = "The note's date is in the future."
    if wrong:
        raise Invalid(wrong)
