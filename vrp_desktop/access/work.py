"""The unit of work: what a query and a command are handed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Table, delete, event, inspect, select, update
from sqlalchemy.orm import DeclarativeBase, Session

from db.base import Base
from db.bulk import gather_statistics, insert_rows
from db.covering import as_reader_may
from vrp_desktop.access.keeping_truth import refuse_stand_ins
from vrp_desktop.access.permissions import Actor
from vrp_desktop.audit.capture import Capture
from vrp_desktop.changes import Changes, changes_of
from vrp_desktop.clock import Clock, london_day
from vrp_desktop.errors import NotFound, NotPermitted, RecordRestricted, Stale
from vrp_desktop.identity import IdSource
from vrp_desktop.reference.lists import LIST_KINDS, lists_changed, touches_lists

T = TypeVar("T", bound=DeclarativeBase)

_NAMED_ONE_BY_ONE = 600
_AT_ONCE = 500
_CHILD = "person"


@dataclass
class Read:
    """What a query is handed: a session in one read transaction, and who asks."""

    session: Session
    actor: Actor
    clock: Clock
    closed: frozenset[str] = frozenset()
    """Restricted children whom the actor has not opened: their names and words are not read, nor are they worked on."""

    @property
    def now(self) -> datetime:
        return self.clock.now()

    @property
    def today(self) -> date:
        return london_day(self.now)

    def get(self, kind: type[T], record_id: str, what: str = "record", *, even_restricted: bool = False) -> T:
        """The mapped row, where it exists and lies in the actor's places; else `NotFound`.

        A row of the whole area, whose place is left empty, is for the unlimited; a kind without places is for all.
        One of a restricted child who is not open raises `RecordRestricted`, unless what is done must never wait.
        """
        row = self.session.get(kind, record_id)
        if row is None or (hasattr(row, "place_code") and not self.actor.sees_place(row.place_code)):
            raise NotFound(f"This {what} is not in the workspace, or not in your places.", do="Go back to the list.")
        if not even_restricted:
            self.need_open(record_id if kind.__tablename__ == _CHILD else getattr(row, "person_id", None))
        return row

    def need_open(self, person_id: str | None) -> None:
        """Refuse to show, or to work on, a restricted child whom the actor has not opened."""
        if person_id in self.closed:
            people = Base.metadata.tables[_CHILD]
            code = self.session.scalar(select(people.c.code).where(people.c.id == person_id))
            raise RecordRestricted(str(person_id), str(code))


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
    has_outgrown: bool = False

    def new_id(self) -> str:
        """A new UUIDv7 in its text form."""
        return self.ids.new_id(self.now)

    def new_code(self, prefix: str) -> str:
        """A short steady code that says nothing of a name, such as YP-7K3M9Q."""
        return self.ids.new_code(prefix)

    def new_code_for(self, kind: type[Base], prefix: str) -> str:
        """A code that no row of the table has yet: among 100,000 rows two could else meet by chance."""
        column = kind.__table__.c.code
        while self.session.scalar(select(column).where(column == (code := self.new_code(prefix)))) is not None:
            continue
        return code

    def add(self, row: T) -> T:
        """Add a mapped row and return it."""
        self.session.add(row)
        return row

    def bulk(self, kind: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert many rows of one table at once, audited as the flush hook would audit them one by one."""
        if not rows:
            return
        self._about_to_change(kind)
        refuse_stand_ins(kind, rows)
        insert_rows(self.session.connection(), _table_of(kind), rows)
        if kind.__audited__:
            self.capture.bulk(kind, rows)
            self.capture.spill(self.session)
        key = inspect(kind).primary_key[0].key
        if key is not None:
            # Beyond so many ids a kind reads MANY; there is no need to keep them all.
            self._bulk_changes.extend((kind.__tablename__, str(row.get(key, ""))) for row in rows[:_NAMED_ONE_BY_ONE])

    def outgrew(self, kinds: Iterable[type[Base]]) -> None:
        """Say that these tables are far larger than when the store was opened, so that it looks things up otherwise."""
        gather_statistics(self.session.connection(), map(_table_of, kinds))
        self.has_outgrown = True

    def bulk_remove(self, kind: type[Base], column: str, values: Sequence[str]) -> int:
        """Delete the rows whose `column` is one of the values, audited as if one by one; returns how many."""
        self._about_to_change(kind)
        table = _table_of(kind)
        removed = 0
        for start in range(0, len(values), _AT_ONCE):
            chosen = table.c[column].in_(values[start : start + _AT_ONCE])
            rows = [dict(found) for found in self.session.execute(select(table).where(chosen)).mappings()]
            if kind.__audited__:
                self.capture.bulk(kind, rows, "D")
                self.capture.spill(self.session)
            self.session.execute(delete(table).where(chosen))
            removed += len(rows)
            key = inspect(kind).primary_key[0].key or ""
            self._bulk_changes.extend((kind.__tablename__, str(row[key])) for row in rows[:_NAMED_ONE_BY_ONE])
        return removed

    def bulk_set(self, kind: type[Base], column: str, values: Sequence[str], **new: Any) -> int:
        """Set columns of the rows whose `column` is one of the values, audited as if one by one; returns how many."""
        self._about_to_change(kind)
        table, found = _table_of(kind), 0
        for start in range(0, len(values), _AT_ONCE):
            chosen = table.c[column].in_(values[start : start + _AT_ONCE])
            rows = [dict(row) for row in self.session.execute(select(table).where(chosen)).mappings()]
            if kind.__audited__:
                self.capture.bulk_set(kind, rows, new)
                self.capture.spill(self.session)
            newer = {"version": table.c.version + 1} if "version" in table.c else {}
            self.session.execute(update(table).where(chosen).values(**new, **newer))
            found += len(rows)
            key = inspect(kind).primary_key[0].key or ""
            self._bulk_changes.extend((kind.__tablename__, str(row[key])) for row in rows[:_NAMED_ONE_BY_ONE])
        return found

    def _about_to_change(self, kind: type[Base]) -> None:
        self.session.flush()
        if kind.__tablename__ in LIST_KINDS:
            lists_changed(self.session)

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


def _table_of(kind: type[Base]) -> Table:
    table = kind.__table__
    assert isinstance(table, Table)  # noqa: S101 - for the type checker: every mapped class here has a table
    return table


def check_version(row: Base, version: int, also: Callable[[], Mapping[str, object]] | None = None) -> None:
    """Refuse a write against a stale version with what stands there now (design.md section 4).

    `also` gives what the form shows of other tables, asked only where the version is stale.
    """
    if row.version != version:  # type: ignore[attr-defined]
        columns = inspect(type(row)).column_attrs
        theirs: dict[str, object] = {column.key: getattr(row, column.key) for column in columns}
        theirs |= also() if also is not None else {}
        # A deed reads the truth; what it shows is for the eyes of whoever does it.
        record_id = str(getattr(row, "id", getattr(row, "code", "")))
        raise Stale(type(row).__tablename__, record_id, as_reader_may(theirs))


def watch(session: Session, capture: Capture, first: Callable[[Session], None] | None = None) -> None:
    """Let the flush hook write every change of an audited row into the capture; `first` sees what is to be flushed."""

    def before_flush(flushed: Session, _context: object, _instances: object) -> None:
        if first is not None:
            first(flushed)
        if touches_lists([*flushed.new, *flushed.dirty, *flushed.deleted]):
            lists_changed(flushed)
        capture.collect(flushed)

    event.listen(session, "before_flush", before_flush)
