"""Reading one's own drafts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from db.drafts import Draft
from vrp_desktop.access.work import Read


@dataclass(frozen=True, slots=True)
class DraftRow:
    """What was kept of one form."""

    form: str
    record_id: str
    base_version: int | None
    content: Mapping[str, Any]
    kept_at: datetime


def draft_of(read: Read, form: str, record_id: str) -> DraftRow | None:
    """The reader's draft of one form and record, or None."""
    row = read.session.get(Draft, (read.actor.user_id, form, record_id))
    return None if row is None else DraftRow(row.form, row.record_id, row.base_version, row.content, row.kept_at)


def drafts(read: Read) -> list[DraftRow]:
    """All the reader's drafts, newest first, to be offered back at the start."""
    statement = select(Draft).where(Draft.user_id == read.actor.user_id).order_by(Draft.kept_at.desc())
    return [
        DraftRow(d.form, d.record_id, d.base_version, d.content, d.kept_at) for d in read.session.scalars(statement)
    ]
