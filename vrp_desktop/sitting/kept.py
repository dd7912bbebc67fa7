"""A confirmed record as it was confirmed: kept part by part with salted digests, and read back for print.

Erasing a child clears the words and the salt of its parts; the digests stay, so that the rest is known to be whole.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import select

from db.conferences import RecordPart, SittingRecord
from db.covering import as_reader_may, uncovered
from vrp_desktop.access.work import Read, Work
from vrp_desktop.sitting.record_words import SECTIONS, Part, Whole

_SALT: Final = 16


def keep(work: Work, record: SittingRecord, whole: Whole) -> None:
    """Keep what a record says, at the moment when it is confirmed."""
    rows = [_row(work, record.conference_id, part) for part in whole.parts]
    for row in rows:
        work.add(row)
    record.content = dict(whole.head)
    record.kept_digest = _digest(record.content, rows)


def kept_record(read: Read, record: SittingRecord) -> Whole:
    """The record as it was confirmed."""
    return Whole(
        as_reader_may(record.content),
        tuple(
            Part(row.section, row.position, row.code, row.person_id, row.content, is_erased=row.salt is None)
            for row in _parts(read, record.conference_id)
        ),
    )


def is_as_kept(read: Read, record: SittingRecord) -> bool:
    """Whether what is kept is what was confirmed; parts of erased children are not looked into."""
    rows = _as_stored(read, record.conference_id)
    if _digest(record.content, rows) != record.kept_digest:
        return False
    return all(
        _part_digest(row, row.salt, row.content) == row.digest
        for row in rows
        if row.salt is not None and row.content is not None
    )


def _as_stored(read: Read, conference_id: str) -> list[Any]:
    """The parts as they stand, whoever reads: what is kept from them is no change. Nothing of it is shown."""
    columns = (RecordPart.section, RecordPart.position, RecordPart.code)
    rest = (RecordPart.content, RecordPart.salt, RecordPart.digest)
    with uncovered():
        found = read.session.execute(select(*columns, *rest).where(RecordPart.conference_id == conference_id)).all()
    return _in_order(found)


def _parts(read: Read, conference_id: str) -> list[RecordPart]:
    mine = select(RecordPart).where(RecordPart.conference_id == conference_id)
    return _in_order(read.session.scalars(mine))


def _in_order(rows: Iterable[Any]) -> list[Any]:
    order = {section: at for at, section in enumerate(SECTIONS)}
    return sorted(rows, key=lambda row: (order.get(row.section, len(order)), row.position))


def _row(work: Work, conference_id: str, part: Part) -> RecordPart:
    row = RecordPart(
        id=work.new_id(),
        conference_id=conference_id,
        section=part.section,
        position=part.position,
        code=part.code,
        person_id=part.person_id,
        restriction=part.restriction,
        content=dict(part.content or {}),
        salt=os.urandom(_SALT).hex(),
    )
    row.digest = _part_digest(row, row.salt or "", row.content or {})
    return row


def _part_digest(row: Any, salt: str, content: Mapping[str, Any]) -> str:
    head = f"{row.section}\x1f{row.position}\x1f{row.code}\x1f{salt}".encode()
    return hashlib.sha256(head + _canonical(content)).hexdigest()


def _digest(head: Mapping[str, Any], rows: Iterable[Any]) -> str:
    return hashlib.sha256(_canonical(head) + "".join(row.digest for row in rows).encode()).hexdigest()


def _canonical(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
