"""Reading children and young people: lists, one record, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, or_, select

from db.people import FOR_EVER, Note, Person, PersonIdentifier, PersonName
from db.people import PersonProfile as Profile
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.calendar import age_on
from vrp_desktop.people.concerns import has_open_concern
from vrp_desktop.people.forms import PROFILE_FIELDS, PersonForm
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.people.timeline import TimelineEntry
from vrp_desktop.search.folding import fold
from vrp_desktop.search.index import holds_words


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
    statement = _rows_statement(read, typed, place)
    columns: dict[str, tuple[Any, ...]] = {
        "surname": (PersonName.surname, PersonName.forenames),
        "born_on": (Person.born_on,),
        "code": (Person.code,),
    }
    keys = [*(column.desc() if descending else column for column in columns[order]), PersonName.person_id]
    if read.closed:
        found = _closed_last(read, statement, keys, _limits(read, typed, place), typed, offset, limit)
    else:
        page = statement.order_by(*keys).offset(offset).limit(limit)
        found = list(read.session.execute(page, typed_parameters(read, typed)))
    return [_row(each, read.today) for each in found]


def _closed_last(
    read: Read,
    statement: Select[*tuple[Any, ...]],
    keys: Sequence[Any],
    limits: Sequence[Any],
    typed: str,
    offset: int,
    limit: int,
) -> list[Any]:
    """A page in which restricted records come last, by code: where one stood in the order would tell of the name."""
    words, closed = typed_parameters(read, typed), Person.id.in_(read.closed)
    page = statement.where(~closed).order_by(*keys).offset(offset).limit(limit)
    found = list(read.session.execute(page, words))
    if len(found) < limit:
        before = select(func.count()).select_from(Person).where(*limits, ~closed)
        skipped = max(offset - (read.session.scalar(before, words) or 0), 0)
        rest = statement.where(closed).order_by(Person.code).offset(skipped).limit(limit - len(found))
        found += read.session.execute(rest, words)
    return found


def people_count(read: Read, typed: str = "", *, place: str | None = None) -> int:
    """How many people the list holds for what is typed."""
    statement = select(func.count()).select_from(Person).where(*_limits(read, typed, place))
    return read.session.scalar(statement, typed_parameters(read, typed)) or 0


def person_row(read: Read, person_id: str) -> PersonRow | None:
    """One person's line, or None."""
    return person_rows(read, [person_id]).get(person_id)


def person_rows(read: Read, person_ids: Sequence[str]) -> dict[str, PersonRow]:
    """The lines of several people, of those whom the reader sees."""
    found: dict[str, PersonRow] = {}
    for start in range(0, len(person_ids), 500):
        some = _rows_statement(read, "").where(Person.id.in_(person_ids[start : start + 500]))
        for row in read.session.execute(some, typed_parameters(read, "")):
            found[row.id] = _row(row, read.today)
    return found


def person_words(read: Read, person_ids: Sequence[str]) -> dict[str, PersonWords]:
    """The words to name several people by."""
    found: dict[str, PersonWords] = {}
    for start in range(0, len(person_ids), 500):
        chunk = person_ids[start : start + 500]
        statement = (
            select(Person.id, Person.code, PersonName.forenames, PersonName.surname)
            .outerjoin(PersonName, (PersonName.person_id == Person.id) & (PersonName.kind == "CURRENT"))
            .where(Person.id.in_(chunk))
        )
        for row in read.session.execute(statement):
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


def _rows_statement(read: Read, typed: str, place: str | None = None) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Person.id,
            Person.code,
            Person.born_on,
            Person.born_basis,
            Person.place_code,
            PersonName.forenames,
            PersonName.surname,
            Profile.sex,
            Profile.school,
            has_open_concern(Person.id).label("has_concern"),
        )
        .select_from(PersonName)
        .join(Person, Person.id == PersonName.person_id)
        .join(Profile, (Profile.person_id == Person.id) & (Profile.until_on == FOR_EVER))
        .where(PersonName.kind == "CURRENT", *_limits(read, typed, place))
    )


def _limits(read: Read, typed: str, place: str | None) -> list[Any]:
    limits: list[Any] = [Person.erased_at.is_(None), Person.merged_into_id.is_(None)]
    if place is not None:
        limits.append(Person.place_code == place)
    if read.actor.places is not None:
        limits.append(Person.place_code.in_(sorted(read.actor.places)))
    if fold(typed):
        # What is closed is found by its code alone.
        limits.append(or_(matching_people(read), Person.code == typed.strip().upper()))
    return limits


def matching_people(read: Read) -> Any:
    """A condition on `Person.id`: found by the words bound as `typed_words`, unless the record is closed."""
    return holds_words(read, "person", "person.id", "e.person_id")


def typed_parameters(read: Read, typed: str) -> dict[str, str]:
    """The bound words for `matching_people`."""
    words = fold(typed).split()
    if not words:
        return {}
    if read.session.get_bind().dialect.name == "sqlite":
        return {"typed_words": " ".join(f'"{word}"*' for word in words)}
    return {"typed_words": " & ".join(f"{word}:*" for word in words)}


def _row(found: Any, today: date) -> PersonRow:
    return PersonRow(
        person_id=found.id,
        words=PersonWords(found.id, found.code, found.forenames, found.surname),
        born_on=found.born_on,
        born_basis=found.born_basis,
        age=age_on(found.born_on, today) if found.born_on else None,
        sex=found.sex,
        place_code=found.place_code,
        school=found.school,
        has_concern=bool(found.has_concern),
    )
