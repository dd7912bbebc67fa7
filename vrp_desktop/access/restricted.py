"""Which restricted records are closed to whom, and reading under the cover that this asks for (B15)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final

from sqlalchemy import CompoundSelect, Select, String, bindparam, func, select, union_all
from sqlalchemy.orm import Session

from db.covering import Names, covering, kept_from_reader, reader_without, uncovered
from db.people import Person
from db.restricted import RestrictedLook, Restriction
from db.schema import metadata
from db.store import state_seen
from vrp_desktop.access.hidden_names import hidden_names
from vrp_desktop.access.permissions import Actor, Permission
from vrp_desktop.access.work import Read
from vrp_desktop.clock import Clock

_CHILD = "person"
_KEPT: Final = "kept_cover"


@dataclass(frozen=True, slots=True)
class Cover:
    """The restricted children who are closed to a reader; `ids` has records too that name one beside another child."""

    closed: frozenset[str]
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A cover, and until when it holds: for one reader, one state of the store, and while nothing opened runs out."""

    cover: Cover
    user_id: str
    state: int
    since: datetime
    until: datetime | None

    def holds(self, user_id: str, state: int, now: datetime) -> bool:
        in_time = self.since <= now and (self.until is None or now < self.until)
        return in_time and (self.user_id, self.state) == (user_id, state)


def _families(ids: Select[str]) -> CompoundSelect[str]:
    """Everyone with whom any of these records is one child: one record carries on, the others point to it."""
    heads = select(func.coalesce(Person.merged_into_id, Person.id)).where(Person.id.in_(ids))
    family = (select(Person.id).where(column.in_(heads)) for column in (Person.id, Person.merged_into_id))
    return union_all(*family)


# Made once, for every reading of the program asks them first.
_MARKED: Final = _families(select(Restriction.person_id).where(Restriction.lifted_at.is_(None)))
_HOLDS: Final = (
    RestrictedLook.user_id == bindparam("user_id"),
    RestrictedLook.until > bindparam("now", type_=RestrictedLook.until.type),
    RestrictedLook.closed_at.is_(None),
)
_OPENED: Final = _families(select(RestrictedLook.person_id).where(*_HOLDS))
_FIRST_TO_RUN_OUT: Final = select(func.min(RestrictedLook.until)).where(*_HOLDS)
_FAMILY: Final = _families(select(bindparam("person_id", type_=String())))


def cover_for(session: Session, actor: Actor, now: datetime) -> Cover:
    """What is closed to a reader. Asked of the store once for each of its states and as long as what is open stays
    open: every reading of the program begins with it.
    """
    connection = session.connection()
    state = state_seen(connection)
    if state is None:
        return _read_cover(session, actor, now)
    kept: _Kept | None = connection.info.get(_KEPT)
    if kept is None or not kept.holds(actor.user_id, state, now):
        until = session.scalar(_FIRST_TO_RUN_OUT, {"user_id": actor.user_id, "now": now})
        kept = _Kept(_read_cover(session, actor, now), actor.user_id, state, now, until)
        connection.info[_KEPT] = kept
    return kept.cover


def _read_cover(session: Session, actor: Actor, now: datetime) -> Cover:
    closed = _closed_to(session, actor, now)
    return Cover(closed, closed | _tied_to(session, closed))


def _closed_to(session: Session, actor: Actor, now: datetime) -> frozenset[str]:
    """The ids of restricted children whom this user has not opened, records merged with theirs too."""
    marked = frozenset(session.scalars(_MARKED))
    if not marked:
        return marked
    return marked.difference(session.scalars(_OPENED, {"user_id": actor.user_id, "now": now}))


def names_once_kept(session: Session) -> list[Names]:
    """The names of all restricted children: some were kept back when a text was read, and are open now."""
    names = hidden_names(session, frozenset(session.scalars(_MARKED)))
    return [] if names is None else [names]


def family_of(session: Session, person_id: str) -> frozenset[str]:
    """A child's record with those that were merged into it, or into which it was merged."""
    return frozenset(session.scalars(_FAMILY, {"person_id": person_id}))


@contextmanager
def reading(session: Session, actor: Actor, clock: Clock) -> Iterator[Read]:
    """What a query is handed: within, nothing that is closed to this user is read from the store."""
    cover = cover_for(session, actor, clock.now())
    names = hidden_names(session, cover.closed)
    with reader_without(names), covering(cover.ids, names):
        yield Read(session, actor, clock, cover.closed)


@contextmanager
def doing(session: Session, actor: Actor, now: datetime, permission: Permission) -> Iterator[frozenset[str]]:
    """What is closed to whoever does a deed. A deed that hands something out reads under the cover, as a query does;
    every other deed reads the truth, and is refused on what is closed.
    """
    if permission is Permission.EXPORT:
        cover = cover_for(session, actor, now)
        names = hidden_names(session, cover.closed)
        with reader_without(names), covering(cover.ids, names):
            yield cover.closed
    else:
        closed = _closed_to(session, actor, now)
        with reader_without(hidden_names(session, closed)), uncovered():
            yield closed


@contextmanager
def handing_out(work: Read) -> Iterator[None]:
    """Within, a deed that does more than hand something out reads as its user sees it."""
    with covering(work.closed | _tied_to(work.session, work.closed), kept_from_reader()):
        yield


def _tied_to(session: Session, closed: frozenset[str]) -> frozenset[str]:
    """The ids of records that name a closed child beside another: links, people around a child, rows that may match."""
    return frozenset(session.scalars(_tied(), {"closed": sorted(closed)})) if closed else closed


@cache
def _tied() -> CompoundSelect[str]:
    """Rows of every table that may name two children, where one of these is named."""
    closed = bindparam("closed", expanding=True, type_=String())
    naming = {
        table.name: [
            column for column in table.columns if any(key.column.table.name == _CHILD for key in column.foreign_keys)
        ]
        for table in metadata.sorted_tables
        if table.name != _CHILD and "id" in table.c
    }
    shared = [column for columns in naming.values() if len(columns) > 1 for column in columns]
    return union_all(*(select(column.table.c.id).where(column.in_(closed)) for column in shared))
