"""The statements of the list of children and young people, each made once for each shape of question."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Integer, Select, String, bindparam, func, or_, select

from db.people import FOR_EVER, Person, PersonName
from db.people import PersonProfile as Profile
from vrp_desktop.people.concerns import has_open_concern
from vrp_desktop.search.index import holds_words


class Part(Enum):
    """Restricted records come last in the list, by code: where one stood in the order would tell of the name."""

    ALL = auto()
    OPEN = auto()
    CLOSED = auto()


@dataclass(frozen=True, slots=True)
class Shape:
    """What the statements of the list differ in; they are made once for each, since making one costs what it takes."""

    in_place: bool
    in_places: bool
    is_typed: bool
    hides: bool
    dialect: str


@lru_cache(maxsize=64)
def page_statement(shape: Shape, order: str, descending: bool) -> Select[*tuple[Any, ...]]:
    """One page in an order, without what is closed to the reader."""
    columns: dict[str, tuple[Any, ...]] = {
        "surname": (PersonName.surname, PersonName.forenames),
        "born_on": (Person.born_on,),
        "code": (Person.code,),
    }
    keys = [*(column.desc() if descending else column for column in columns[order]), PersonName.person_id]
    return _cut(rows_statement(shape, Part.OPEN).order_by(*keys))


@lru_cache(maxsize=16)
def closed_statement(shape: Shape) -> Select[*tuple[Any, ...]]:
    """What is closed to the reader, by code."""
    return _cut(rows_statement(shape, Part.CLOSED).order_by(Person.code))


@lru_cache(maxsize=32)
def count_statement(shape: Shape, part: Part) -> Select[int]:
    """How many there are of a part."""
    return select(func.count()).select_from(Person).where(*_limits(shape, part))


def _cut(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return statement.offset(bindparam("rows_skipped", type_=Integer())).limit(bindparam("rows_wanted", type_=Integer()))


@lru_cache(maxsize=32)
def rows_statement(shape: Shape, part: Part = Part.ALL) -> Select[*tuple[Any, ...]]:
    """Every line of a part."""
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
        .where(PersonName.kind == "CURRENT", *_limits(shape, part))
    )


def _limits(shape: Shape, part: Part) -> list[Any]:
    limits: list[Any] = [Person.erased_at.is_(None), Person.merged_into_id.is_(None)]
    if shape.in_place:
        limits.append(Person.place_code == bindparam("place", type_=String()))
    if shape.in_places:
        limits.append(Person.place_code.in_(bindparam("places", expanding=True, type_=String())))
    if shape.is_typed:
        # What is closed is found by its code alone.
        limits.append(or_(matching(shape.dialect), Person.code == bindparam("typed_code", type_=String())))
    if shape.hides and part is not Part.ALL:
        closed = Person.id.in_(bindparam("closed", expanding=True, type_=String()))
        limits.append(closed if part is Part.CLOSED else ~closed)
    return limits


def matching(dialect: str) -> Any:
    """A condition on `Person.id`: found by the words bound as `typed_words`, unless the record is closed."""
    return holds_words(dialect, "person", "person.id", "e.person_id")


@cache
def words_statement() -> Select[*tuple[Any, ...]]:
    """The words to name the people of `ids` by."""
    return (
        select(Person.id, Person.code, PersonName.forenames, PersonName.surname)
        .outerjoin(PersonName, (PersonName.person_id == Person.id) & (PersonName.kind == "CURRENT"))
        .where(Person.id.in_(bindparam("ids", expanding=True, type_=String())))
    )
