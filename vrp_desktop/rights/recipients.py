"""Who was given a child's data, by the share log, and which of them was told what became of it (Article 19)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.partnership import ShareEntry
from db.rights import RightsTold
from vrp_desktop.access.work import Read


@dataclass(frozen=True, slots=True)
class Recipient:
    """One agency or named person that data was shared with, and whether they were told."""

    agency_code: str | None
    named: str
    last_shared_on: date
    told_on: date | None = None
    how: str = ""
    why_not: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether they were told, or it is written why not."""
        return self.told_on is not None or bool(self.why_not)


def recipients_of(read: Read, person_id: str, request_id: str) -> tuple[Recipient, ...]:
    """Everyone but the family that the share log names, those still to be told first."""
    last: dict[tuple[str | None, str], date] = {}
    mine = select(ShareEntry).where(ShareEntry.person_id == person_id, ShareEntry.withdrawn_on.is_(None))
    for entry in read.session.scalars(mine):
        keys: list[tuple[str | None, str]] = [(code, "") for code in entry.agencies]
        if not keys and not entry.to_family and entry.named:
            keys = [(None, entry.named)]
        for key in keys:
            last[key] = max(last.get(key, entry.shared_on), entry.shared_on)
    told = {
        (row.agency_code, row.named): row
        for row in read.session.scalars(
            select(RightsTold).where(RightsTold.request_id == request_id).order_by(RightsTold.recorded_at)
        )
    }
    found = [_recipient(key, day, told.get(key)) for key, day in last.items()]
    return tuple(sorted(found, key=lambda one: (one.is_settled, one.agency_code or "", one.named)))


def _recipient(key: tuple[str | None, str], day: date, told: RightsTold | None) -> Recipient:
    if told is None:
        return Recipient(*key, day)
    return Recipient(*key, day, told.told_on, told.how, told.why_not)
