"""What the audit says, in plain rows: its events, and the changed fields of one of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from db.audit import AuditChange, AuditEvent
from vrp_desktop.audit.capture import REASON


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


def events(
    session: Session, typed: str = "", *, record_ids: Sequence[str] = (), offset: int = 0, limit: int = 200
) -> list[EventRow]:
    """Events, newest first; those of one record, or whose deed, user or reason holds what is typed."""
    statement = select(AuditEvent).where(*_conditions(typed, record_ids)).order_by(AuditEvent.seq.desc())
    return [
        EventRow(
            e.seq, e.at, e.deed, e.user_name, e.on_behalf_of, e.kind, e.record_id, e.place_code, e.reason, e.changes
        )
        for e in session.scalars(statement.offset(offset).limit(limit))
    ]


def events_count(session: Session, typed: str = "", *, record_ids: Sequence[str] = ()) -> int:
    """How many events the list holds."""
    return session.scalar(select(func.count()).select_from(AuditEvent).where(*_conditions(typed, record_ids))) or 0


def changes_of_event(session: Session, seq: int, limit: int = 200) -> list[ChangeRow]:
    """The first changes of one event."""
    changed = (AuditChange.seq == seq, AuditChange.kind != REASON)
    statement = select(AuditChange).where(*changed).order_by(AuditChange.id).limit(limit)
    return [
        ChangeRow(c.kind, c.record_id, c.operation, tuple(c.fields), _values(c.values))
        for c in session.scalars(statement)
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


def _values(text: str | None) -> Mapping[str, tuple[Any, Any]] | None:
    if text is None:
        return None
    return {name: (pair[0], pair[1]) for name, pair in json.loads(text).items()}


def _conditions(typed: str, record_ids: Sequence[str]) -> list[Any]:
    found: list[Any] = []
    if record_ids:
        found.append(AuditEvent.record_id.in_(record_ids))
    for word in typed.split():
        like = f"%{word.replace(' ', '_')}%"
        found.append(or_(AuditEvent.deed.ilike(like), AuditEvent.user_name.ilike(like), AuditEvent.reason.ilike(like)))
    return found
