"""Likely duplicates on file: a work list kept beside the match keys, so that no two lists are ever compared whole.

A change of one child renews the pairs of that child. Children who came many at once are looked at afterwards, some at a
time, up to a mark: only pairs who share a match key, and whose birth dates a slip may part, are weighed at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Insert,
    Select,
    String,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session, aliased

from db.access import WorkspaceFact
from db.functions import ymd
from db.people import DistinctPair, LikelyPair, MatchKey, Person
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read, Work
from vrp_desktop.people.forms import KNOWN
from vrp_desktop.people.likely import candidates, said_of
from vrp_desktop.people.matching import Likeness, Verdict, compare
from vrp_desktop.people.queries import PersonRow, person_rows

LOOKED_AT_UP_TO: Final = "likely_pairs_up_to"
"""The fact that holds the id of the newest child who was looked at."""

_AT_ONCE: Final = 400
_NEW_YEAR: Final = 101
"""1 January as month and day: it stands for a date that is not known."""


@dataclass(frozen=True, slots=True)
class LikelyDuplicate:
    """Two on file who may be one child, with the reasons."""

    one: PersonRow
    other: PersonRow
    likeness: Likeness


@command(Permission.EDIT_PEOPLE)
def look_for_duplicates(work: Work, most: int = _AT_ONCE) -> bool:
    """Look at the next children who came many at once; returns whether there are more to look at."""
    mark = _mark(work.session)
    newer = select(Person.id).where(Person.id > mark, *_alive()).order_by(Person.id).limit(most)
    ids = list(work.session.scalars(newer))
    if ids:
        renew_pairs(work, ids, only_earlier=True)
        _set_mark(work.session, ids[-1])
        work.changed("likely_pair", ids[-1])
    return len(ids) == most


def is_to_be_looked_at(read: Read) -> bool:
    """Whether children came in since the list was last brought up to date."""
    newer = select(Person.id).where(Person.id > _mark(read.session), *_alive()).limit(1)
    return read.session.scalar(newer) is not None


def duplicates_count(read: Read, *, place: str | None = None) -> int:
    """How many likely duplicates wait for someone's eye, among children whom the reader sees."""
    waiting, bound = _waiting(read, place, _how_many)
    return read.session.scalar(waiting, bound) or 0


def duplicates_page(read: Read, *, place: str | None = None, offset: int = 0, limit: int = 50) -> list[LikelyDuplicate]:
    """The likely duplicates, the surest first."""
    waiting, bound = _waiting(read, place)
    ordered = waiting.order_by(LikelyPair.score.desc(), LikelyPair.first_id, LikelyPair.second_id)
    pairs = [tuple(row) for row in read.session.execute(ordered.offset(offset).limit(limit), bound)]
    everyone = sorted({person_id for pair in pairs for person_id in pair})
    rows, known = person_rows(read, everyone), candidates(read, everyone)
    return [
        LikelyDuplicate(rows[one], rows[other], said_of(read, compare(known[one], known[other]), one, other))
        for one, other in pairs
        if one in rows and other in rows
    ]


def renew_pairs(work: Work, ids: Sequence[str], *, only_earlier: bool = False) -> int:
    """Find anew who may be the same child as these; returns how many pairs there are."""
    work.session.flush()
    found = 0
    for start in range(0, len(ids), _AT_ONCE):
        chunk = ids[start : start + _AT_ONCE]
        either = or_(LikelyPair.first_id.in_(chunk), LikelyPair.second_id.in_(chunk))
        if not only_earlier:
            work.session.execute(delete(LikelyPair).where(either).execution_options(synchronize_session=False))
        found += _weigh(work, _worth_weighing(work.session, chunk, only_earlier=only_earlier))
    return found


def _weigh(work: Work, pairs: set[tuple[str, str]]) -> int:
    known = candidates(work, sorted({person_id for pair in pairs for person_id in pair}))
    rows = []
    for first, second in sorted(pairs):
        if first in known and second in known:
            likeness = compare(known[first], known[second])
            if likeness.verdict in (Verdict.LIKELY, Verdict.EXACT) and not said_apart(work, first, second):
                rows.append({"first_id": first, "second_id": second, "score": likeness.score})
    for row in rows:
        work.session.execute(_insert_or_leave(row))
    return len(rows)


def _insert_or_leave(row: dict[str, Any]) -> Insert:
    """One statement for every kind of store: a pair that stands already stays."""
    stands = select(LikelyPair.first_id).where(
        LikelyPair.first_id == row["first_id"], LikelyPair.second_id == row["second_id"]
    )
    values = [literal(value, LikelyPair.__table__.c[name].type) for name, value in row.items()]
    return insert(LikelyPair).from_select(list(row), select(*values).where(~stands.exists()))


def said_apart(read: Read, one_id: str, other_id: str) -> bool:
    """Whether someone has said of these two, or of records merged into them, that they are not the same."""
    groups = [
        [person_id, *read.session.scalars(select(Person.id).where(Person.merged_into_id == person_id))]
        for person_id in (one_id, other_id)
    ]
    pairs = (tuple(sorted((one, other))) for one in groups[0] for other in groups[1])
    return any(read.session.get(DistinctPair, pair) is not None for pair in pairs)


def _worth_weighing(session: Session, ids: Sequence[str], *, only_earlier: bool) -> set[tuple[str, str]]:
    """Those who share a match key: by birth date or identifier all, by the sound of the names only near dates."""
    mine, theirs = aliased(MatchKey), aliased(MatchKey)
    one, other = aliased(Person), aliased(Person)
    order = theirs.person_id < mine.person_id if only_earlier else theirs.person_id != mine.person_id
    sharing = (
        select(mine.person_id, theirs.person_id)
        .join(theirs, and_(theirs.key == mine.key, order))
        .where(mine.person_id.in_(ids))
    )
    by_sound = (
        sharing.join(one, one.id == mine.person_id)
        .join(other, other.id == theirs.person_id)
        .where(mine.key.like("S%"), _may_be_a_slip(one, other))
    )
    found: set[tuple[str, str]] = set()
    for statement in (sharing.where(mine.key.not_like("S%")), by_sound):
        for first, second in session.execute(statement.distinct()):
            found.add((min(first, second), max(first, second)))
    return found


def _may_be_a_slip(one: Any, other: Any) -> ColumnElement[bool]:
    """The quick half of `birth_dates.compare_births`, in SQL: two dates that no slip parts cannot be likely."""
    first, second = ymd(one.born_on), ymd(other.born_on)
    first_day, second_day = first % 10000, second % 10000
    same_year = and_(
        first // 10000 == second // 10000,
        or_(
            first // 100 == second // 100,
            first % 100 == second % 100,
            first_day == _NEW_YEAR,
            second_day == _NEW_YEAR,
            first_day == second_day % 100 * 100 + second_day // 100,
        ),
    )
    return or_(
        one.born_on.is_(None),
        other.born_on.is_(None),
        one.born_basis != KNOWN,
        other.born_basis != KNOWN,
        first_day == second_day,
        same_year,
    )


def _waiting(
    read: Read, place: str | None, made: Callable[[bool, bool], Select[*tuple[Any, ...]]] | None = None
) -> tuple[Select[*tuple[Any, ...]], dict[str, Any]]:
    """The pairs that wait, and what is bound to the statement."""
    bound: dict[str, Any] = {"place": place} if place else {}
    if read.actor.places is not None:
        bound["places"] = sorted(read.actor.places)
    return (made or _pairs)(bool(place), read.actor.places is not None), bound


@cache
def _pairs(in_place: bool, in_places: bool) -> Select[*tuple[Any, ...]]:
    one, other = aliased(Person), aliased(Person)
    waiting = (
        select(LikelyPair.first_id, LikelyPair.second_id)
        .join(one, one.id == LikelyPair.first_id)
        .join(other, other.id == LikelyPair.second_id)
        .outerjoin(
            DistinctPair,
            and_(DistinctPair.first_id == LikelyPair.first_id, DistinctPair.second_id == LikelyPair.second_id),
        )
        .where(DistinctPair.first_id.is_(None))
    )
    for person in (one, other):
        waiting = waiting.where(person.erased_at.is_(None), person.merged_into_id.is_(None))
        if in_places:
            waiting = waiting.where(person.place_code.in_(bindparam("places", expanding=True, type_=String())))
    here = bindparam("place", type_=String())
    return waiting.where(or_(one.place_code == here, other.place_code == here)) if in_place else waiting


@cache
def _how_many(in_place: bool, in_places: bool) -> Select[*tuple[Any, ...]]:
    return _pairs(in_place, in_places).with_only_columns(func.count())


def _alive() -> Iterable[ColumnElement[bool]]:
    return (Person.erased_at.is_(None), Person.merged_into_id.is_(None))


def _mark(session: Session) -> str:
    fact = session.get(WorkspaceFact, LOOKED_AT_UP_TO)
    return str(fact.value) if fact is not None else ""


def _set_mark(session: Session, person_id: str) -> None:
    """Kept beside the records without a word in the audit: it says nothing that anyone has decided."""
    found = session.get(WorkspaceFact, LOOKED_AT_UP_TO)
    if found is None:
        session.execute(insert(WorkspaceFact).values(key=LOOKED_AT_UP_TO, value=person_id))
        return
    newer = update(WorkspaceFact).where(WorkspaceFact.key == LOOKED_AT_UP_TO).values(value=person_id)
    session.execute(newer.execution_options(synchronize_session=False))
    session.expire(found)
