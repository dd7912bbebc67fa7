"""Reading receipts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from db.access import UserAccount
from db.exports import ExportReceipt
from vrp_desktop.access.work import Read


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One export as the list shows it."""

    receipt_id: str
    made_at: datetime
    made_by: str
    what: str
    form: str
    rows: int
    purpose: str
    recipient: str
    destroy_by: date | None


def receipts(read: Read, limit: int = 500) -> list[ReceiptRow]:
    """The newest exports first."""
    statement = (
        select(ExportReceipt, UserAccount.full_name)
        .join(UserAccount, UserAccount.id == ExportReceipt.made_by)
        .order_by(ExportReceipt.made_at.desc())
        .limit(limit)
    )
    return [
        ReceiptRow(r.id, r.made_at, name, r.what, r.form, r.rows, r.purpose, r.recipient, r.destroy_by)
        for r, name in read.session.execute(statement)
    ]
