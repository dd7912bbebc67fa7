"""Reading receipts: what left, and which copies are due to be destroyed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, select

from db.access import UserAccount
from db.exports import ExportReceipt
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.reference.reminders import COPY_SOON, amount_of


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One export as the list shows it, and what became of the copy."""

    receipt_id: str
    version: int
    made_at: datetime
    made_by: str
    what: str
    form: str
    rows: int
    purpose: str
    recipient: str
    destroy_by: date | None
    destroyed_on: date | None
    destroyed_how: str | None
    destroyed_by: str
    destroyed_note: str
    names_found: int
    names_kept: int

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed and nobody has ticked it off."""
        return self.destroyed_on is None and self.destroy_by is not None and self.destroy_by < today


def sees_all_receipts(read: Read) -> bool:
    """Whether the reader sees what others let leave. A receipt is of no place: what left may be of any."""
    return read.actor.may(Permission.SEE_AUDIT) and read.actor.places is None


def receipts(read: Read, limit: int = 500) -> list[ReceiptRow]:
    """What is still to be destroyed, the most urgent first; then the newest exports. For who is limited, one's own."""
    waits = ExportReceipt.destroyed_on.is_(None) & ExportReceipt.destroy_by.is_not(None)
    statement = _receipts()
    if read.actor.places is not None:
        statement = statement.where(ExportReceipt.made_by == read.actor.user_id)
    statement = statement.order_by(waits.desc(), ExportReceipt.made_at.desc())
    rows = [_row(*found) for found in read.session.execute(statement.limit(limit))]
    return sorted(rows, key=_urgency)


def to_destroy(read: Read) -> list[ReceiptRow]:
    """The copies whose day is near or past: one's own, or all of them for who reads the audit of the whole area."""
    if not read.actor.may(Permission.EXPORT):
        return []
    until = read.today + timedelta(days=amount_of(read_lists_of(read.session), COPY_SOON))
    statement = _receipts().where(ExportReceipt.destroyed_on.is_(None), ExportReceipt.destroy_by <= until)
    if not sees_all_receipts(read):
        statement = statement.where(ExportReceipt.made_by == read.actor.user_id)
    ordered = statement.order_by(ExportReceipt.destroy_by, ExportReceipt.made_at)
    return [_row(*found) for found in read.session.execute(ordered)]


def _urgency(row: ReceiptRow) -> date:
    """Stable: those that do not wait keep the order of the newest first."""
    return row.destroy_by if row.destroyed_on is None and row.destroy_by is not None else date.max


def _receipts() -> Select[*tuple[Any, ...]]:
    return select(ExportReceipt, UserAccount.full_name).join(UserAccount, UserAccount.id == ExportReceipt.made_by)


def _row(receipt: ExportReceipt, name: str) -> ReceiptRow:
    return ReceiptRow(
        receipt_id=receipt.id,
        version=receipt.version,
        made_at=receipt.made_at,
        made_by=name,
        what=receipt.what,
        form=receipt.form,
        rows=receipt.rows,
        purpose=receipt.purpose,
        recipient=receipt.recipient,
        destroy_by=receipt.destroy_by,
        destroyed_on=receipt.destroyed_on,
        destroyed_how=receipt.destroyed_how,
        destroyed_by=receipt.destroyed_by,
        destroyed_note=receipt.destroyed_note,
        names_found=receipt.names_found,
        names_kept=receipt.names_kept,
    )
