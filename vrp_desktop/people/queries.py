"""Reading children and young people: lists, one record, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from db.people import Note, Person, PersonIdentifier, PersonName
from db.people import PersonProfile as Profile
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.calendar import age_on
from vrp_desktop.people.forms import PROFILE_FIELDS, PersonForm
from vrp_desktop.people.list_statements import (
    Part,
    Shape,
    closed_statement,
    count_statement,
    matching,
    page_statement,
    rows_statement,
    words_statement,
)
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.people.timeline import TimelineEntry
from vrp_desktop.search.folding import fold


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list of children and young people."""

    person_id: str
    words: PersonWords
    born_on: date | None
    born_basis: str
    age: int | None
    sex: str | None
    place_code: str
    school: str | None
    has_concern: bool = False


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """The attributes that held from one day to another."""

    from_on: date
    until_on: date
    values: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A child or young person's record."""

    person_id: str
    version: int
    words: PersonWords
    form: PersonForm
    age: int | None
    entered_at: datetime
    erased_at: datetime | None
    profiles: tuple[ProfileRow, ...]
    merged_into: PersonWords | None = None


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note as the record shows it."""

    note_id: str
    version: int
    about_kind: str
    about_id: str
    dated_on: date
    text: str
    restriction: str
    written_at: datetime
    written_by: str


SORTS = ("surname", "born_on", "code")


def people_page(
    read: Read,
    typed: str = "",
    *,
    place: str | None = None,
    order: str = "surname",
    descending: bool = False,
    offset: int = 0,
    limit: int = 200,
) -> list[PersonRow]:
    """One page of the list, within the reader's places, of those whose words match what is typed."""
    shape, bound = _asked(read, typed, place)
    cut = {**bound, "rows_skipped": offset, "rows_wanted": limit}
    found = list(read.session.execute(page_statement(shape, order, descending), cut))
    if read.closed and len(found) < limit:
        before = read.session.scalar(count_statement(shape, Part.OPEN), bound) or 0
        rest = {**bound, "rows_skipped": max(offset - before, 0), "rows_wanted": limit - len(found)}
        found += read.session.execute(closed_statement(shape), rest)
    today = read.today
    return [_row(each, today) for each in found]


def people_count(read: Read, typed: str = "", *, place: str | None = None) -> int:
    """How many people the list holds for what is typed."""
    shape, bound = _asked(read, typed, place)
    return read.session.scalar(count_statement(shape, Part.ALL), bound) or 0


def person_row(read: Read, person_id: str) -> PersonRow | None:
    """One person's line, or None."""
    return person_rows(read, [person_id]).get(person_id)


def person_rows(read: Read, person_ids: Sequence[str]) -> dict[str, PersonRow]:
    """The lines of several people, of those whom the reader sees."""
    found: dict[str, PersonRow] = {}
    (shape, bound), today = _asked(read, "", None), read.today
    for start in range(0, len(person_ids), 500):
        some = rows_statement(shape).where(Person.id.in_(person_ids[start : start + 500]))
        for row in read.session.execute(some, bound):
            found[row.id] = _row(row, today)
    return found


def person_words(read: Read, person_ids: Sequence[str]) -> dict[str, PersonWords]:
    """The words to name several people by."""
    found: dict[str, PersonWords] = {}
    for start in range(0, len(person_ids), 500):
        for row in read.session.execute(words_statement(), {"ids": person_ids[start : start + 500]}):
            found[row.id] = PersonWords(row.id, row.code, row.forenames or "", row.surname or "")
    return found


def person_record(read: Read, person_id: str) -> PersonRecord:
    """A child or young person's whole record; raises NotFound."""
    person = read.get(Person, person_id, "child or young person")
    names = list(read.session.scalars(select(PersonName).where(PersonName.person_id == person_id)))
    current = next((name for name in names if name.kind == "CURRENT"), None)
    profiles = list(
        read.session.scalars(select(Profile).where(Profile.person_id == person_id).order_by(Profile.from_on.desc()))
    )
    identifiers = read.session.scalars(select(PersonIdentifier).where(PersonIdentifier.person_id == person_id))
    latest = {name: getattr(profiles[0], name) for name in PROFILE_FIELDS} if profiles else {}
    forenames, surname = (current.forenames, current.surname) if current else ("", "")
    form = PersonForm(
        forenames=forenames,
        surname=surname,
        place_code=person.place_code,
        born_on=person.born_on,
        born_basis=person.born_basis,
        former_names=tuple((n.forenames, n.surname) for n in names if n.kind == "FORMER"),
        identifiers={row.kind: row.value for row in identifiers},
        **latest,
    )
    return PersonRecord(
        person_id=person.id,
        version=person.version,
        words=PersonWords(person.id, person.code, forenames, surname),
        form=form,
        age=age_on(person.born_on, read.today) if person.born_on else None,
        entered_at=person.entered_at,
        erased_at=person.erased_at,
        profiles=tuple(
            ProfileRow(p.from_on, p.until_on, {name: getattr(p, name) for name in PROFILE_FIELDS}) for p in profiles
        ),
        merged_into=person_words(read, [person.merged_into_id])[person.merged_into_id]
        if person.merged_into_id
        else None,
    )


def notes_of(read: Read, person_id: str) -> list[NoteRow]:
    """The notes on someone, newest first; none for roles that may not read notes."""
    if not read.actor.may(Permission.SEE_NOTES):
        return []
    from db.access import UserAccount

    read.get(Person, person_id, "child or young person")
    statement = (
        select(
            Note.id,
            Note.version,
            Note.about_kind,
            Note.about_id,
            Note.dated_on,
            Note.text,
            Note.restriction,
            Note.written_at,
            UserAccount.full_name,
        )
        .join(UserAccount, UserAccount.id == Note.written_by)
        .where(Note.person_id == person_id)
        .order_by(Note.dated_on.desc(), Note.written_at.desc())
    )
    return [NoteRow(*row) for row in read.session.execute(statement)]


def notes_timeline(read: Read, person_id: str) -> list[TimelineEntry]:
    """The notes as entries of the child's timeline."""
    return [
        TimelineEntry(n.dated_on, "note", n.note_id, "Note", n.text, is_free_text=True, restriction=n.restriction)
        for n in notes_of(read, person_id)
    ]


def _asked(read: Read, typed: str, place: str | None) -> tuple[Shape, dict[str, Any]]:
    """The shape of the statements that this reader asks, and what is bound to them."""
    shape = Shape(
        in_place=place is not None,
        in_places=read.actor.places is not None,
        is_typed=bool(fold(typed)),
        hides=bool(read.closed),
        dialect=read.session.get_bind().dialect.name,
    )
    bound: dict[str, Any] = typed_parameters(read, typed)
    if shape.in_place:
        bound["place"] = place
    if read.actor.places is not None:
        bound["places"] = sorted(read.actor.places)
    if shape.is_typed:
        bound["typed_code"] = typed.strip().upper()
    if shape.hides:
        bound["closed"] = sorted(read.closed)
    return shape, bound


def matching_people(read: Read) -> Any:
    """A condition on `Person.id`: found by the words bound as `typed_words`, unless the record is closed."""
    return matching(read.session.get_bind().dialect.name)


def typed_parameters(read: Read, typed: str) -> dict[str, str]:
    """The bound words for `matching_people`."""
    words = fold(typed).split()
    if not words:
        return {}
    if read.session.get_bind().dialect.name == "sqlite":
        return {"typed_words": " ".join(f'"{word}"*' for word in words)}
    return {"typed_words": " & ".join(f"{word}:*" for word in words)}


def _row(found: Any, today: date) -> PersonRow:
    # Taken apart at once: asking a row for its columns by name takes longer than all the rest of this.
    person_id, code, born_on, basis, place_code, forenames, surname, sex, school, has_concern = found
    words = PersonWords(person_id, code, forenames, surname)
    age = age_on(born_on, today) if born_on else None
    return PersonRow(person_id, words, born_on, basis, age, sex, place_code, school, bool(has_concern))
