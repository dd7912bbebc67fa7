"""Whether a child has a safeguarding concern that is open: a mark that every list of children carries."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, exists, select

from db.safeguarding import SafeguardingConcern as Concern
from vrp_desktop.access.work import Read
from vrp_desktop.errors import RuleBroken

OPEN_CONCERN: Final = "Concern open"
"""What a row of a list says of a child whose concern has no outcome yet."""


def has_open_concern(person_id: Any) -> ColumnElement[bool]:
    """A column for lists: whether the child of this row has an open concern."""
    return exists(select(Concern.id).where(Concern.person_id == person_id, Concern.outcome.is_(None)))


def need_no_open_concern(read: Read, person_id: str) -> None:
    """Refuse to erase a child about whom a concern waits for its outcome."""
    open_code = read.session.scalar(
        select(Concern.code).where(Concern.person_id == person_id, Concern.outcome.is_(None)).limit(1)
    )
    if open_code is not None:
        raise RuleBroken(
            f"The safeguarding concern {open_code} about this child has no outcome yet.",
            means="Nothing was erased.",
            do="Record its outcome first.",
        )
