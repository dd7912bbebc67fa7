"""The unit of work: what a query and a command are handed."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import FromClause, Table, event, insert, inspect
from sqlalchemy.orm import DeclarativeBase, Session

from db.base import Base
from vrp_desktop.access.permissions import Actor
from vrp_desktop.audit.capture import Capture
from vrp_desktop.changes import Changes, changes_of
from vrp_desktop.clock import Clock, london_day
from vrp_desktop.errors import NotFound, NotPermitted, Stale
from vrp_desktop.identity import IdSource

T = TypeVar("T", bound=DeclarativeBase)


@dataclass
class Read:
    """What a query is handed: a session in one read transaction, and who asks."""

    session: Session
    actor: Actor
    clock: Clock

    @property
    def now(self) -> datetime:
        return self.clock.now()

    @property
    def today(self) -> date:
        return london_day(self.now)

    def get(self, kind: type[T], record_id: str, what: str = "record") -> T:
        """The mapped row, where it exists and lies in the actor's places; else `NotFound`."""
        row = self.session.get(kind, record_id)
        if row is None or not self.actor.sees_place(getattr(row, "place_code", None) or self._any_place()):
            raise NotFound(f"This {what} is not in the workspace, or not in your places.", do="Go back to the list.")
        return row

    def _any_place(self) -> str | None:
        places = self.actor.places
        return next(iter(places), None) if places else None


@dataclass
class Work(Read):
    """What a command is handed: a session in one write transaction; all it changes is audited and committed as one."""

    ids: IdSource = field(default_factory=lambda: IdSource(random.SystemRandom()))
    on_behalf_of: str = ""
    deed: str = ""
    reason: str = ""
    about: tuple[str, str, str | None] = ("", "", None)
    progress: Callable[[int, int], None] | None = None
    capture: Capture = field(default_factory=Capture)
    _bulk_changes: list[tuple[str, str]] = field(default_factory=list)

    def new_id(self) -> str:
        """A new UUIDv7 in its text form."""
        return self.ids.new_id(self.now)

    def new_code(self, prefix: str) -> str:
        """A short steady code that says nothing of a name, such as YP-7K3M9Q."""
        return self.ids.new_code(prefix)

    def add(self, row: T) -> T:
        """Add a mapped row and return it."""
        self.session.add(row)
        return row

    def bulk(self, kind: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert many rows of one table at once, audited as the flush hook would audit them one by one."""
        if not rows:
            return
        self.session.flush()
        table: Table | FromClause = kind.__table__
        self.session.execute(insert(table), list(rows))  # type: ignore[arg-type]
        if kind.__audited__:
            self.capture.bulk(kind, rows)
        key = inspect(kind).primary_key[0].key
        if key is not None:
            self._bulk_changes.extend((kind.__tablename__, str(row.get(key, ""))) for row in rows)

    def changed(self, kind: str, record_id: str) -> None:
        """Tell pages that a record reads differently, though no row of its own kind was flushed."""
        self._bulk_changes.append((kind, record_id))

    def names(self, kind: str, record_id: str, place_code: str | None = None, reason: str = "") -> None:
        """Tell the audit which record this deed is about, and why it was done."""
        self.about = (kind, record_id, place_code)
        self.reason = reason or self.reason

    def need_place(self, place_code: str | None) -> None:
        """Refuse a deed outside the actor's places."""
        if not self.actor.sees_place(place_code):
            raise NotPermitted(
                "This record belongs to a place that is not one of yours.",
                means="Nothing was changed.",
                do="Ask a manager to add the place to your user.",
            )

    def changes(self) -> Changes:
        """What this work has changed so far."""
        return changes_of([*self.capture.touched, *self._bulk_changes])


def check_version(row: Base, version: int) -> None:
    """Refuse a write against a stale version with what stands there now (design.md section 4)."""
    if row.version != version:  # type: ignore[attr-defined]
        columns = inspect(type(row)).column_attrs
        theirs = {column.key: getattr(row, column.key) for column in columns}
        raise Stale(type(row).__tablename__, str(getattr(row, "id", getattr(row, "code", ""))), theirs)


def watch(session: Session, capture: Capture) -> None:
    """Let the flush hook write every change of an audited row into the capture."""

    def before_flush(flushed: Session, _context: object, _instances: object) -> None:
        capture.collect(flushed)

    event.listen(session, "before_flush", before_flush)
