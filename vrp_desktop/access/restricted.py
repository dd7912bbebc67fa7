"""Which restricted records are closed to whom, and reading under the cover that this asks for (B15)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import Column, CompoundSelect, Select, String, bindparam, func, select, union_all
from sqlalchemy.orm import Session

from db.covering import covering
from db.people import Person
from db.restricted import RestrictedLook, Restriction
from db.schema import metadata
from vrp_desktop.access.permissions import Actor, Permission
from vrp_desktop.access.work import Read
from vrp_desktop.clock import Clock

_CHILD = "person"


def _families(ids: Select[str]) -> CompoundSelect[str]:
    """Everyone with whom any of these records is one child: one record carries on, the others point to it."""
    heads = select(func.coalesce(Person.merged_into_id, Person.id)).where(Person.id.in_(ids))
    family = (select(Person.id).where(column.in_(heads)) for column in (Person.id, Person.merged_into_id))
    return union_all(*family)


# Made once, for every reading of the program asks them first.
_MARKED: Final = _families(select(Restriction.person_id).where(Restriction.lifted_at.is_(None)))
_OPENED: Final = _families(
    select(RestrictedLook.person_id).where(
        RestrictedLook.user_id == bindparam("user_id"),
        RestrictedLook.until > bindparam("now", type_=RestrictedLook.until.type),
        RestrictedLook.closed_at.is_(None),
    )
)
_FAMILY: Final = _families(select(bindparam("person_id", type_=String())))


def closed_to(session: Session, actor: Actor, now: datetime) -> frozenset[str]:
    """The ids of restricted children whom this user has not opened, records merged with theirs too."""
    marked = frozenset(session.scalars(_MARKED))
    if not marked:
        return marked
    return marked.difference(session.scalars(_OPENED, {"user_id": actor.user_id, "now": now}))


def family_of(session: Session, person_id: str) -> frozenset[str]:
    """A child's record with those that were merged into it, or into which it was merged."""
    return frozenset(session.scalars(_FAMILY, {"person_id": person_id}))


@contextmanager
def reading(session: Session, actor: Actor, clock: Clock) -> Iterator[Read]:
    """What a query is handed: within, nothing that is closed to this user is read from the store."""
    closed = closed_to(session, actor, clock.now())
    with covering(closed | tied_to(session, closed)):
        yield Read(session, actor, clock, closed)


@contextmanager
def doing(session: Session, actor: Actor, now: datetime, permission: Permission) -> Iterator[frozenset[str]]:
    """What is closed to whoever does a deed. A deed that hands something out reads under the cover, as a query does;
    every other deed reads the truth, and is refused on what is closed.
    """
    closed = closed_to(session, actor, now)
    with covering(closed | tied_to(session, closed) if permission is Permission.EXPORT else ()):
        yield closed


@contextmanager
def handing_out(work: Read) -> Iterator[None]:
    """Within, a deed that does more than hand something out reads as its user sees it."""
    with covering(work.closed | tied_to(work.session, work.closed)):
        yield


def tied_to(session: Session, closed: frozenset[str]) -> frozenset[str]:
    """The ids of records that name a closed child beside another: links, people around a child, rows that may match."""
    if not closed:
        return frozenset()
    return frozenset(
        session.scalars(union_all(*(select(each.table.c.id).where(each.in_(closed)) for each in _shared())))
    )


@cache
def _shared() -> tuple[Column[Any], ...]:
    """Every column that names a child in a table whose rows may name two."""
    naming = {
        table.name: [
            column for column in table.columns if any(key.column.table.name == _CHILD for key in column.foreign_keys)
        ]
        for table in metadata.sorted_tables
        if table.name != _CHILD and "id" in table.c
    }
    return tuple(column for columns in naming.values() if len(columns) > 1 for column in columns)
