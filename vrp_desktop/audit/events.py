"""What the audit says, in plain rows: its events, and the changed fields of one of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from db.audit import KEPT_BACK, AuditChange, AuditEvent
from db.covering import as_reader_may, covered_ids, is_covered, kept_from_reader
from db.people import Person
from db.stand_in import STAND_IN
from vrp_desktop.audit.capture import REASON
from vrp_desktop.audit.words import stems

WHY_OPENED: Final = "open_restricted"
"""The deed whose reason is what the audit is read for: why a restricted record was opened."""

_IS_KEPT_BACK: Final = (AuditEvent.deed != WHY_OPENED) & or_(
    is_covered(AuditEvent.record_id),
    exists(
        select(AuditChange.id).where(
            AuditChange.seq == AuditEvent.seq,
            or_(is_covered(AuditChange.person_id), is_covered(AuditChange.record_id)),
        )
    ),
)
"""A reason given for a deed on a restricted record is free text about the child."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One deed as the list shows it."""

    seq: int
    at: datetime
    deed: str
    user_name: str
    on_behalf_of: str
    kind: str
    record_id: str
    place_code: str | None
    reason: str
    changes: int


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One changed record: field by field, before and after; None for `values` once they were erased."""

    kind: str
    record_id: str
    operation: str
    fields: tuple[str, ...]
    values: Mapping[str, tuple[Any, Any]] | None


@dataclass(frozen=True, slots=True)
class Reach:
    """How far someone who is limited to places may read: those places, and their own deeds."""

    user_id: str
    places: frozenset[str]


def events(
    session: Session,
    typed: str = "",
    *,
    record_ids: Sequence[str] = (),
    reach: Reach | None = None,
    offset: int = 0,
    limit: int = 200,
) -> list[EventRow]:
    """Events, newest first; those of one record, or whose deed, user or reason holds what is typed."""
    statement = select(AuditEvent, _IS_KEPT_BACK).where(*_conditions(session, typed, record_ids, reach))
    statement = statement.order_by(AuditEvent.seq.desc())
    return [
        EventRow(
            e.seq,
            e.at,
            e.deed,
            e.user_name,
            e.on_behalf_of,
            e.kind,
            e.record_id,
            e.place_code,
            STAND_IN if is_kept_back and e.reason else as_reader_may(e.reason),
            e.changes,
        )
        for e, is_kept_back in session.execute(statement.offset(offset).limit(limit))
    ]


def events_count(session: Session, typed: str = "", *, reach: Reach | None = None) -> int:
    """How many events the list holds."""
    return (
        session.scalar(select(func.count()).select_from(AuditEvent).where(*_conditions(session, typed, (), reach))) or 0
    )


def changes_of_event(session: Session, seq: int, reach: Reach | None = None, limit: int = 200) -> list[ChangeRow]:
    """The first changes of one event; within a reach, none of a child who lives beyond it."""
    statement = select(AuditChange).join(AuditEvent, AuditEvent.seq == AuditChange.seq)
    statement = statement.where(AuditChange.seq == seq, AuditChange.kind != REASON)
    if reach is not None:
        beyond = _beyond(reach)
        near = or_(AuditChange.person_id.is_(None), AuditChange.person_id.not_in(beyond))
        statement = statement.where(near, AuditChange.record_id.not_in(beyond), _within(reach))
    statement = statement.order_by(AuditChange.id).limit(limit)
    return [
        ChangeRow(c.kind, c.record_id, c.operation, tuple(c.fields), _values(c)) for c in session.scalars(statement)
    ]


def last_change_of(session: Session, kind: str, record_id: str) -> tuple[str, datetime] | None:
    """Who changed a record last, and when."""
    statement = (
        select(AuditEvent.user_name, AuditEvent.at)
        .join(AuditChange, AuditChange.seq == AuditEvent.seq)
        .where(AuditChange.record_id == record_id, AuditChange.kind == kind)
        .order_by(AuditChange.id.desc())
        .limit(1)
    )
    found = session.execute(statement).first()
    return None if found is None else (found[0], found[1])


def _values(change: AuditChange) -> Mapping[str, tuple[Any, Any]] | None:
    text = change.values
    if text is None:
        return None
    if text == KEPT_BACK or any(one_id in text for one_id in covered_ids().split()):
        return {str(name): (None, STAND_IN) for name in change.fields}
    return {name: (pair[0], pair[1]) for name, pair in as_reader_may(json.loads(text)).items()}


def _within(reach: Reach) -> ColumnElement[bool]:
    """Deeds in the places of a reach, and one's own on what is of no place; none on a child who lives elsewhere now."""
    own = AuditEvent.place_code.is_(None) & (AuditEvent.user_id == reach.user_id)
    here = or_(AuditEvent.place_code.in_(sorted(reach.places)), own)
    return here & AuditEvent.record_id.not_in(_beyond(reach))


def _beyond(reach: Reach) -> Select[str]:
    return select(Person.id).where(Person.place_code.not_in(sorted(reach.places)))


def _conditions(session: Session, typed: str, record_ids: Sequence[str], reach: Reach | None) -> list[Any]:
    found: list[Any] = [] if reach is None else [_within(reach)]
    if record_ids:
        found.append(AuditEvent.record_id.in_(record_ids))
    for word in typed.split():
        like = f"%{word.replace(' ', '_')}%"
        found.append(
            or_(
                AuditEvent.deed.ilike(like),
                *(AuditEvent.deed.ilike(f"%{stem}%") for stem in stems(word)),
                AuditEvent.user_name.ilike(like),
                and_(AuditEvent.reason.ilike(like), ~_IS_KEPT_BACK, *_not_by_name(session, word, like)),
            )
        )
    return found


def _not_by_name(session: Session, word: str, like: str) -> list[ColumnElement[bool]]:
    """A reason is not found by the name of a closed child in it."""
    names = kept_from_reader()
    if names is None:
        return []
    holding = session.execute(select(AuditEvent.seq, AuditEvent.reason).where(AuditEvent.reason.ilike(like)))
    told = [(seq, reason, names.hidden_in(reason)) for seq, reason in holding]
    hidden = [seq for seq, reason, read in told if read != reason and word.casefold() not in read.casefold()]
    return [AuditEvent.seq.not_in(hidden)] if hidden else []
