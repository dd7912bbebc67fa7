"""What a unit of work changed, gathered by the one flush hook (and in bulk), and written as one chained event."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table, inspect, update
from sqlalchemy.orm import Session

from db.audit import AuditChange, AuditEvent
from db.base import Base
from db.bulk import insert_rows
from vrp_desktop.audit.writing import WITHHELD, json_text, plain, withheld_columns, written_rows

__all__ = ["GENESIS", "REASON", "Capture", "EventHead", "change_digest", "digest_of_changes", "event_hash", "plain"]

GENESIS = bytes(32)
"""What the first event is chained to."""

REASON = AuditEvent.__tablename__
"""The kind of change under which a deed's reason is kept for each person whom the deed touched.

A reason is free text and may name a child. Told by a change, with its salt, it can be erased as other values are:
the event's own hash then leaves it out.
"""

_SPILL_FROM = 5_000
_NEWEST = f"SELECT seq, hash FROM {AuditEvent.__tablename__} ORDER BY seq DESC LIMIT 1"
"""As text, since every deed asks it."""
_TO_BE_WRITTEN = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class EventHead:
    """Who did what, when, to which record: the hashed head of an event."""

    at: datetime
    deed: str
    user_id: str | None
    user_name: str
    on_behalf_of: str = ""
    kind: str = ""
    record_id: str = ""
    place_code: str | None = None
    reason: str = ""


@dataclass
class Capture:
    """The changes of one unit of work. Salts are random, so an erased value cannot be guessed from its digest."""

    changes: list[dict[str, Any]] = field(default_factory=list)
    touched: list[tuple[str, str]] = field(default_factory=list)
    salts: Any = os.urandom
    _seq: int | None = None
    _previous: bytes = GENESIS
    _written: int = 0
    _digest: Any = field(default_factory=hashlib.sha256)

    @property
    def count(self) -> int:
        """How many changes were gathered, written ones too."""
        return self._written + len(self.changes)

    def collect(self, session: Session) -> None:
        """Gather what the session is about to flush."""
        for row in session.new:
            self._row(row, "I", _inserted(row))
        # The session keeps these in no order; practice data must be told alike on every machine.
        for row in sorted(session.dirty, key=_order):
            values = _updated(row)
            if values:
                self._row(row, "U", values)
        for row in sorted(session.deleted, key=_order):
            self._row(row, "D", _deleted(row))

    def bulk(self, kind: type[Base], rows: Sequence[Mapping[str, Any]], operation: str = "I") -> None:
        """Gather rows inserted, or deleted ("D"), at once."""
        if rows:
            self._keep_all(kind, rows, written_rows(kind, rows, deleted=operation == "D"), operation)

    def bulk_set(self, kind: type[Base], rows: Sequence[Mapping[str, Any]], new: Mapping[str, Any]) -> None:
        """Gather rows, given as they were, in which some columns were set at once; rows that had them so are none."""
        withheld = withheld_columns(kind.__table__)
        changes: list[tuple[list[str], str]] = []
        changed: list[Mapping[str, Any]] = []
        for row in rows:
            values = {name: [plain(row[name]), plain(value)] for name, value in new.items() if row[name] != value}
            for name in withheld.intersection(values):
                values[name] = [value if value is None else WITHHELD for value in values[name]]
            if values:
                changes.append((sorted(values), json_text(values)))
                changed.append(row)
        self._keep_all(kind, changed, changes, "U")

    def _keep_all(
        self,
        kind: type[Base],
        rows: Sequence[Mapping[str, Any]],
        changes: Sequence[tuple[list[str], str]],
        operation: str,
    ) -> None:
        table = kind.__tablename__
        keys = [column.key for column in inspect(kind).primary_key if column.key is not None]
        person_key = "id" if table == "person" else "person_id"
        salts = self.salts(16 * len(rows))
        for number, (row, (fields, text)) in enumerate(zip(rows, changes, strict=True)):
            record_id = str(row[keys[0]]) if len(keys) == 1 else "/".join([str(row[key]) for key in keys])
            salt = salts[16 * number : 16 * number + 16]
            self.changes.append(_change(table, record_id, row.get(person_key), operation, fields, text, salt))

    def forget_values(self, person_id: str) -> None:
        """Drop the values and salts gathered for one person in this very deed; their digests stay."""
        for change in self.changes:
            if change["person_id"] == person_id:
                change["values"] = change["salt"] = None

    def spill(self, session: Session, least: int = _SPILL_FROM) -> None:
        """Write out what was gathered, where it is much, so that a long deed keeps memory small."""
        if len(self.changes) < least:
            return
        if self._seq is None:
            self._seq, self._previous = _next_link(session)
            blank = EventHead(_TO_BE_WRITTEN, "", None, "")
            _insert(session, AuditEvent, [_event_row(self._seq, blank, 0, bytes(32), self._previous)])
        self._digest.update(b"".join([change["digest"] for change in self.changes]))
        self._written += len(self.changes)
        self._insert_changes(session, self._seq)
        self.changes.clear()

    def write(self, session: Session, head: EventHead) -> int:
        """Write the event and its changes; returns the event's number. Called once, as the last act before commit."""
        count = self.count
        told = self._tell_reason(head)
        if self._seq is not None:
            self.spill(session, 1)
            seq = self._seq
            row = _event_row(seq, head, count, self._digest.digest(), self._previous, told)
            session.execute(update(AuditEvent).where(AuditEvent.seq == seq).values(**row))
            return seq
        seq, previous = _next_link(session)
        digest = digest_of_changes(change["digest"] for change in self.changes)
        _insert(session, AuditEvent, [_event_row(seq, head, count, digest, previous, told)])
        self._insert_changes(session, seq)
        return seq

    def _tell_reason(self, head: EventHead) -> bool:
        """Keep the reason as a change of each person whom the deed touched; says whether there is such a one."""
        people = {change["person_id"] for change in self.changes if change["person_id"]}
        if head.kind == "person":
            people.add(head.record_id)
        if not head.reason or not people:
            return False
        for person_id in sorted(people):
            self._add(REASON, head.record_id, person_id, "R", {"reason": [None, head.reason]})
        return True

    def _insert_changes(self, session: Session, seq: int) -> None:
        for change in self.changes:
            change["seq"] = seq
        _insert(session, AuditChange, self.changes)

    def _row(self, row: Any, operation: str, values: dict[str, list[Any]]) -> None:
        kind = type(row)
        if not getattr(kind, "__audited__", True):
            return
        keys = inspect(kind).primary_key
        record_id = "/".join(str(getattr(row, column.key or "")) for column in keys)
        person_id = row.id if kind.__tablename__ == "person" else getattr(row, "person_id", None)
        self.touched.append((kind.__tablename__, record_id))
        for name in withheld_columns(kind.__table__).intersection(values):
            values[name] = [value if value is None else WITHHELD for value in values[name]]
        self._add(kind.__tablename__, record_id, person_id, operation, values)

    def _add(
        self, kind: str, record_id: str, person_id: str | None, operation: str, values: Mapping[str, Sequence[Any]]
    ) -> None:
        fields, text, salt = sorted(values), json_text(values), self.salts(16)
        self.changes.append(_change(kind, record_id, person_id, operation, fields, text, salt))


def _change(
    kind: str, record_id: str, person_id: str | None, operation: str, fields: list[str], text: str, salt: bytes
) -> dict[str, Any]:
    return {
        "kind": kind,
        "record_id": record_id,
        "person_id": person_id,
        "operation": operation,
        "fields": fields,
        "digest": change_digest(kind, record_id, operation, salt, text),
        "salt": salt,
        "values": text,
    }


def _next_link(session: Session) -> tuple[int, bytes]:
    """The number of the next event and the hash that it is chained to."""
    last = session.connection().exec_driver_sql(_NEWEST).one_or_none()
    return (last[0] + 1, bytes(last[1])) if last else (1, GENESIS)


def _event_row(
    seq: int, head: EventHead, changes: int, digest: bytes, previous: bytes, told: bool = False
) -> dict[str, Any]:
    """An event's row. `told` says that its reason is told by its changes, and so left out of its own hash."""
    hashed = replace(head, reason="") if told else head
    return {
        "seq": seq,
        **{name: getattr(head, name) for name in EventHead.__slots__},
        "changes": changes,
        "changes_digest": digest,
        "previous": previous,
        "hash": event_hash(seq, hashed, digest, previous),
    }


def _insert(session: Session, kind: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    table = kind.__table__
    assert isinstance(table, Table)  # noqa: S101 - for the type checker: every mapped class here has a table
    insert_rows(session.connection(), table, rows)


def change_digest(kind: str, record_id: str, operation: str, salt: bytes, values: str) -> bytes:
    """The digest of one change: over what it was about, the salt and the values."""
    head = f"{kind}\x1f{record_id}\x1f{operation}\x1f".encode()
    return hashlib.sha256(head + hashlib.sha256(salt + values.encode()).digest()).digest()


def digest_of_changes(digests: Iterable[bytes]) -> bytes:
    """The digest over an event's changes, in their order."""
    total = hashlib.sha256()
    for digest in digests:
        total.update(digest)
    return total.digest()


def event_hash(seq: int, head: EventHead, digest: bytes, previous: bytes) -> bytes:
    """The event's link in the chain."""
    fields = [getattr(head, name) for name in EventHead.__slots__]
    text = json.dumps([seq, *[plain(value) for value in fields]], separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(previous + digest + text.encode()).digest()


def _inserted(row: Any) -> dict[str, list[Any]]:
    columns = inspect(type(row)).column_attrs
    loaded = inspect(row).dict
    return {c.key: [None, plain(loaded[c.key])] for c in columns if loaded.get(c.key) is not None}


def _deleted(row: Any) -> dict[str, list[Any]]:
    columns = inspect(type(row)).column_attrs
    loaded = inspect(row).dict
    return {c.key: [plain(loaded[c.key]), None] for c in columns if loaded.get(c.key) is not None}


def _order(row: Any) -> tuple[str, str]:
    return type(row).__tablename__, str(inspect(row).identity)


def _updated(row: Any) -> dict[str, list[Any]]:
    changed: dict[str, list[Any]] = {}
    state = inspect(row)
    for column in state.mapper.column_attrs:
        history = state.attrs[column.key].history
        if history.has_changes():
            before = history.deleted[0] if history.deleted else None
            after = history.added[0] if history.added else None
            if before != after:
                changed[column.key] = [plain(before), plain(after)]
    return changed
