"""Chaser slips: what an agency was reminded of, by which step, and what it answered to each action."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import AgencyCode, Base, Code, Id, Private, Short


class ChaserSlip(Base):
    """One slip to one agency. `key_receipt_id` is the receipt of its key sheet, where one went with it."""

    __tablename__ = "chaser_slip"

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(String(12), unique=True)
    agency_code: Mapped[AgencyCode]
    step: Mapped[Code]
    recipient: Mapped[Short]
    made_on: Mapped[date]
    reply_by: Mapped[date]
    receipt_id: Mapped[str] = mapped_column(ForeignKey("export_receipt.id"))
    key_receipt_id: Mapped[str | None] = mapped_column(ForeignKey("export_receipt.id"))


class SlipLine(Base):
    """One action on a slip. Its `code` is what the agency answers with; it says nothing of a child."""

    __tablename__ = "slip_line"

    id: Mapped[Id]
    slip_id: Mapped[str] = mapped_column(ForeignKey("chaser_slip.id"), index=True)
    action_id: Mapped[str] = mapped_column(ForeignKey("action.id"), index=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    replied_on: Mapped[date | None]
    reply: Mapped[Code | None]
    note: Mapped[Private] = mapped_column(default="")
