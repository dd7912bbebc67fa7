"""Checking the audit: that every event and change still hashes to what was written. Erased values are allowed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from db.audit import AuditChange, AuditEvent
from vrp_desktop.audit.capture import GENESIS, REASON, EventHead, change_digest, digest_of_changes, event_hash

_AT_ONCE: Final = 500


def head_of_chain(session: Session) -> str:
    """The hash of the newest event, kept in backups and signed returns; empty where there is none."""
    newest = session.scalar(select(AuditEvent.hash).order_by(AuditEvent.seq.desc()).limit(1))
    return newest.hex() if newest else ""


def check_chain(session: Session) -> Iterator[str]:
    """A sentence for each event or change that does not hold."""
    previous, expected = GENESIS, 1
    changes = _changes_by_event(session)
    for row in session.scalars(select(AuditEvent).order_by(AuditEvent.seq).execution_options(yield_per=1000)):
        if row.seq != expected:
            yield f"The audit is missing events {expected} to {row.seq - 1}."
        found = changes.take(row.seq)
        if found.broken:
            yield f"The values of {found.broken} changes of audit event {row.seq} were altered."
        count = len(found.digests) - len(found.reasons)
        if count != row.changes or digest_of_changes(found.digests) != row.changes_digest:
            yield f"The changes of audit event {row.seq} were altered."
        head = EventHead(**{name: getattr(row, name) for name in EventHead.__slots__})
        if found.reasons:
            if any(reason != row.reason for reason in found.reasons):
                yield f"The reason of audit event {row.seq} was altered."
            head = replace(head, reason="")
        if row.previous != previous or event_hash(row.seq, head, row.changes_digest, previous) != row.hash:
            yield f"Audit event {row.seq} does not follow from the event before it."
        previous, expected = row.hash, row.seq + 1
    if changes.left_over():
        yield "The audit holds changes of events that are not there."


def erase_values(session: Session, person_id: str, record_ids: Iterable[str] = ()) -> int:
    """Clear the values and salts kept for one person; the chain still verifies. Returns how many changes it touched.

    `record_ids` are records of the person that were, for a time, kept under another's id.
    """
    cleared = 0
    for mine in (AuditChange.person_id == person_id, *_any_of(sorted(record_ids))):
        told = select(AuditChange.seq).where(mine, AuditChange.kind == REASON)
        # A reason that touched several people stands with each of them: it goes with the first who is erased.
        for seq in sorted(set(session.scalars(told))):
            _run(session, update(AuditEvent).where(AuditEvent.seq == seq).values(reason=""))
            reasons = (AuditChange.seq == seq, AuditChange.kind == REASON)
            _run(session, update(AuditChange).where(*reasons).values(values=None, salt=None))
        kept = update(AuditChange).where(mine, AuditChange.values.is_not(None))
        cleared += int(getattr(_run(session, kept.values(values=None, salt=None)), "rowcount", 0))
    return cleared


def _any_of(record_ids: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    for start in range(0, len(record_ids), _AT_ONCE):
        yield AuditChange.record_id.in_(record_ids[start : start + _AT_ONCE])


def erase_record_values(session: Session, kind: str, record_ids: Iterable[str]) -> None:
    """Clear the values kept of single records, where they say something of someone who is not their person."""
    mine = (AuditChange.kind == kind, AuditChange.record_id.in_(sorted(record_ids)), AuditChange.values.is_not(None))
    _run(session, update(AuditChange).where(*mine).values(values=None, salt=None))


def records_once_of(session: Session, kind: str, person_id: str, owner_id: str) -> set[str]:
    """The ids of records of a kind, beside a person, that belonged to an owner once, also those that are gone."""
    told = (AuditChange.kind == kind, AuditChange.person_id == person_id, AuditChange.values.contains(owner_id))
    return set(session.scalars(select(AuditChange.record_id).where(*told)))


def _run(session: Session, statement: Any) -> Any:
    return session.execute(statement.execution_options(synchronize_session=False))


@dataclass(slots=True)
class _Found:
    """The changes of one event: their digests, how many have values that no longer match, the reasons they tell."""

    digests: list[bytes] = field(default_factory=list)
    broken: int = 0
    reasons: list[str] = field(default_factory=list)


class _Changes:
    """The changes in order of event, read as a stream beside the events."""

    def __init__(self, session: Session) -> None:
        columns = (
            AuditChange.seq,
            AuditChange.kind,
            AuditChange.record_id,
            AuditChange.operation,
            AuditChange.salt,
            AuditChange.values,
            AuditChange.digest,
        )
        ordered = select(*columns).order_by(AuditChange.seq, AuditChange.id).execution_options(yield_per=5000)
        self._rows = iter(session.execute(ordered))
        self._next = next(self._rows, None)

    def take(self, seq: int) -> _Found:
        """What one event changed. An erased reason reads as none."""
        found = _Found()
        while self._next is not None and self._next.seq == seq:
            row = self._next
            if row.values is not None and row.salt is not None:
                found.broken += (
                    change_digest(row.kind, row.record_id, row.operation, row.salt, row.values) != row.digest
                )
            if row.kind == REASON:
                found.reasons.append(json.loads(row.values)["reason"][1] if row.values is not None else "")
            found.digests.append(row.digest)
            self._next = next(self._rows, None)
        return found

    def left_over(self) -> bool:
        """Whether changes remain that belong to no event."""
        return self._next is not None


def _changes_by_event(session: Session) -> _Changes:
    return _Changes(session)
