"""Reading intake: what a list would make, the batches, the desk, and what is remembered of senders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from db.access import UserAccount
from db.imports import ImportBatch, ImportRow, ImportSender
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.errors import NotFound
from vrp_desktop.imports.desk import settings_of
from vrp_desktop.imports.holds import LIKELY, RowState
from vrp_desktop.imports.listing import READ_AS
from vrp_desktop.imports.reading.settings import BatchSettings
from vrp_desktop.imports.results import Counts
from vrp_desktop.imports.senders import sender_named
from vrp_desktop.partnership.sharing import agreement_of


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One line of the list of batches. The counts are those of the day it was taken; `waiting` is how many wait now.

    For a reader with places of their own, all of it is of the rows of those places, counted as they stand now.
    """

    batch_id: str
    sender: str
    file_kind: str
    taken_at: datetime
    taken_by: str
    counts: Counts
    waiting: int
    taken_back_at: datetime | None


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """A batch whole: its settings, and how many of its rows stand where."""

    row: BatchRow
    settings: BatchSettings
    states: Mapping[str, int]
    sharing_agreement: str = ""


@dataclass(frozen=True, slots=True)
class RowOfBatch:
    """One row of a batch and what became of it."""

    row_id: str
    number: int
    state: RowState
    reason: str
    person_id: str | None
    referral_id: str | None


@dataclass(frozen=True, slots=True)
class HeldCell:
    """One cell of a held row: its heading, the code of the field that it fills ("" for none), its text."""

    heading: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A row on the desk."""

    row_id: str
    version: int
    batch_id: str
    sender: str
    taken_at: datetime
    number: int
    reason_code: str
    reason: str
    cells: tuple[HeldCell, ...]
    likely_id: str | None
    place_code: str | None = None


@dataclass(frozen=True, slots=True)
class HeldSheet:
    """Held rows as a sheet to send back: the headings as they came, then the row's number and why it is held."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class SenderRow:
    """A sender and what is remembered of it."""

    sender_id: str
    name: str
    settings: BatchSettings
    last_taken_at: datetime | None


def already_taken(read: Read, digest: str) -> list[BatchRow]:
    """The batches that were made of this very file and not taken back, newest first; whoever has it may know."""
    same = _batches(read).where(ImportBatch.file_digest == digest, ImportBatch.taken_back_at.is_(None))
    return [_batch_row(found) for found in _own_counts(read, same)]


def batches(read: Read, offset: int = 0, limit: int = 200) -> list[BatchRow]:
    """The batches, newest first; of those with no row of the reader's places, none."""
    statement = _batches(read).where(*_with_own_rows(read)).offset(offset).limit(limit)
    return [_batch_row(found) for found in _own_counts(read, statement)]


def batch_record(read: Read, batch_id: str) -> BatchRecord:
    """One batch; raises NotFound."""
    batch = read.get(ImportBatch, batch_id, "batch")
    found = next(iter(_own_counts(read, _batches(read).where(ImportBatch.id == batch_id, *_with_own_rows(read)))), None)
    if found is None:
        raise NotFound("This batch is not in the workspace, or not in your places.", do="Go back to the list.")
    by_state = (
        select(ImportRow.state, func.count())
        .where(ImportRow.batch_id == batch_id, *_in_places(read))
        .group_by(ImportRow.state)
    )
    settings = settings_of(batch)
    agreement = agreement_of(read, settings.agreement_id)
    states = dict(iter(read.session.execute(by_state)))
    return BatchRecord(_batch_row(found), settings, states, agreement.label if agreement else "")


def batch_rows(
    read: Read, batch_id: str, state: RowState | None = None, offset: int = 0, limit: int = 200
) -> list[RowOfBatch]:
    """The rows of a batch in the order of the list, within the reader's places."""
    statement = select(ImportRow).where(ImportRow.batch_id == batch_id, *_in_places(read))
    if state is not None:
        statement = statement.where(ImportRow.state == state.value)
    page = statement.order_by(ImportRow.row_number, ImportRow.id).offset(offset).limit(limit)
    return [_row_of_batch(row) for row in read.session.scalars(page)]


def rows_of_person(read: Read, person_id: str) -> list[RowOfBatch]:
    """The rows by which someone came, within the reader's places."""
    mine = select(ImportRow).where(ImportRow.person_id == person_id, *_in_places(read)).order_by(ImportRow.id)
    return [_row_of_batch(row) for row in read.session.scalars(mine)]


def held_count(read: Read, batch_id: str | None = None, reason_code: str | None = None) -> int:
    """How many rows wait on the desk."""
    statement = select(func.count()).select_from(ImportRow).where(*_waiting(read, batch_id, reason_code))
    return read.session.scalar(statement) or 0


def held_by_reason(read: Read, batch_id: str | None = None) -> dict[str, int]:
    """How many rows wait for which first reason."""
    grouped = (
        select(ImportRow.reason_code, func.count())
        .where(*_waiting(read, batch_id, None))
        .group_by(ImportRow.reason_code)
    )
    return {code or "": count for code, count in read.session.execute(grouped)}


def held_rows(
    read: Read, batch_id: str | None = None, reason_code: str | None = None, offset: int = 0, limit: int = 200
) -> list[HeldRow]:
    """One page of the desk, the oldest batch first; its cells are for those who take lists in."""
    read.actor.need(Permission.IMPORT)
    statement = _held().where(*_waiting(read, batch_id, reason_code)).offset(offset).limit(limit)
    return [_held_row(row, batch, sender) for row, batch, sender in read.session.execute(statement)]


def held_row(read: Read, row_id: str) -> HeldRow | None:
    """One row of the desk; None where it is settled."""
    read.actor.need(Permission.IMPORT)
    found = read.session.execute(_held().where(ImportRow.id == row_id, *_waiting(read, None, None))).first()
    return None if found is None else _held_row(*found)


def held_sheet(read: Read, batch_id: str | None = None) -> HeldSheet:
    """All held rows as they were sent, each with its reason, for the sender to put right."""
    read.actor.need(Permission.IMPORT)
    headings: dict[str, None] = {}
    lines: list[tuple[dict[str, str], int, str]] = []
    for row, _batch, _sender in read.session.execute(_held().where(*_waiting(read, batch_id, None))):
        cells = dict((row.cells or {}).get("row", []))
        headings.update(dict.fromkeys(cells))
        lines.append((cells, row.row_number, row.reason))
    rows = tuple(
        (*(cells.get(heading, "") for heading in headings), str(number), reason) for cells, number, reason in lines
    )
    return HeldSheet((*headings, "Row in the list", "Why it is held"), rows)


def senders(read: Read) -> list[SenderRow]:
    """The senders by name, with their remembered settings."""
    last = (
        select(ImportBatch.sender_id, func.max(ImportBatch.taken_at).label("last"))
        .group_by(ImportBatch.sender_id)
        .subquery()
    )
    statement = select(ImportSender, last.c.last).outerjoin(last, last.c.sender_id == ImportSender.id)
    found = read.session.execute(statement.order_by(ImportSender.name))
    return [SenderRow(row.id, row.name, BatchSettings.from_json(row.name, row.settings), when) for row, when in found]


def settings_for(read: Read, sender: str) -> BatchSettings:
    """What is remembered of a sender; the usual settings for one that is new."""
    known = sender_named(read.session, sender)
    return BatchSettings.from_json(known.name if known else sender.strip(), known.settings if known else {})


def _in_places(read: Read) -> list[ColumnElement[bool]]:
    """The limit to the reader's places; a row without a place is for those of the whole area."""
    return [] if read.actor.places is None else [ImportRow.place_code.in_(sorted(read.actor.places))]


def _with_own_rows(read: Read) -> list[ColumnElement[bool]]:
    if read.actor.places is None:
        return []
    own = select(ImportRow.id).where(ImportRow.batch_id == ImportBatch.id, *_in_places(read))
    return [own.correlate(ImportBatch).exists()]


def _own_counts(read: Read, statement: Select[*tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The batches with their counts: of the day, or, for a limited reader, of the rows of their places."""
    found = list(read.session.execute(statement))
    own = _counts_in_places(read, [batch.id for batch, *_ in found]) if read.actor.places is not None else None
    for batch, sender, user, waiting in found:
        kept = Counts(
            batch.rows_read, batch.rows_taken, batch.rows_held, batch.rows_joined, batch.rows_likely, batch.rows_on_file
        )
        yield batch, sender, user, waiting, kept if own is None else own.get(batch.id, Counts())


def _counts_in_places(read: Read, batch_ids: Sequence[str]) -> dict[str, Counts]:
    def number(*tests: ColumnElement[bool]) -> ColumnElement[int]:
        return func.count().filter(*tests)

    was_held, joins = ImportRow.sent_digest.is_not(None), (RowState.JOINED.value, RowState.ON_FILE.value)
    statement = (
        select(
            ImportRow.batch_id,
            func.count(),
            number(ImportRow.sent_digest.is_(None)),
            number(was_held),
            number(ImportRow.state.in_(joins)),
            number(ImportRow.reason_code.in_(LIKELY)),
            number(ImportRow.state == RowState.ON_FILE.value),
        )
        .where(ImportRow.batch_id.in_(batch_ids), *_in_places(read))
        .group_by(ImportRow.batch_id)
    )
    return {batch_id: Counts(*numbers) for batch_id, *numbers in read.session.execute(statement)}


def _batches(read: Read) -> Select[*tuple[Any, ...]]:
    waiting = (
        select(func.count())
        .where(ImportRow.batch_id == ImportBatch.id, ImportRow.state == RowState.HELD.value, *_in_places(read))
        .scalar_subquery()
    )
    return (
        select(ImportBatch, ImportSender.name, UserAccount.full_name, waiting)
        .join(ImportSender, ImportSender.id == ImportBatch.sender_id)
        .join(UserAccount, UserAccount.id == ImportBatch.taken_by)
        .order_by(ImportBatch.taken_at.desc(), ImportBatch.id.desc())
    )


def _batch_row(found: Sequence[Any]) -> BatchRow:
    batch, sender, user, waiting, counts = found
    return BatchRow(
        batch_id=batch.id,
        sender=sender,
        file_kind=batch.file_kind,
        taken_at=batch.taken_at,
        taken_by=user,
        counts=counts,
        waiting=waiting,
        taken_back_at=batch.taken_back_at,
    )


def _row_of_batch(row: ImportRow) -> RowOfBatch:
    return RowOfBatch(row.id, row.row_number, RowState(row.state), row.reason, row.person_id, row.referral_id)


def _waiting(read: Read, batch_id: str | None, reason_code: str | None) -> list[Any]:
    limits: list[Any] = [ImportRow.state == RowState.HELD.value, *_in_places(read)]
    if batch_id is not None:
        limits.append(ImportRow.batch_id == batch_id)
    if reason_code is not None:
        limits.append(ImportRow.reason_code == reason_code)
    return limits


def _held() -> Select[*tuple[Any, ...]]:
    return (
        select(ImportRow, ImportBatch, ImportSender.name)
        .join(ImportBatch, ImportBatch.id == ImportRow.batch_id)
        .join(ImportSender, ImportSender.id == ImportBatch.sender_id)
        .order_by(ImportBatch.taken_at, ImportRow.row_number, ImportRow.id)
    )


def _held_row(row: ImportRow, batch: ImportBatch, sender: str) -> HeldRow:
    kept = row.cells or {}
    columns = kept.get("columns") or (batch.settings.get(READ_AS) or {}).get("columns", [])
    fields = dict(columns)
    cells = tuple(HeldCell(heading, fields.get(heading, ""), text) for heading, text in kept.get("row", []))
    return HeldRow(
        row_id=row.id,
        version=row.version,
        batch_id=batch.id,
        sender=sender,
        taken_at=batch.taken_at,
        number=row.row_number,
        reason_code=row.reason_code or "",
        reason=row.reason,
        cells=cells,
        likely_id=row.likely_id,
        place_code=row.place_code,
    )
