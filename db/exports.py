"""Exports leave a receipt: who, what, how many rows, to whom, why, and when the copy is to be destroyed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Code, Id, Short, Versioned


class ExportReceipt(Versioned, Base):
    """One export, or one list copied to the clipboard; and that the copy was destroyed: when, how and by whom.

    `names_found` says how many names the scan of its free text found, and `names_kept` how many were left in it.
    """

    __tablename__ = "export_receipt"

    id: Mapped[Id]
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    what: Mapped[Short]
    form: Mapped[Code]
    fields: Mapped[list[Any]]
    rows: Mapped[int]
    purpose: Mapped[Short]
    recipient: Mapped[Short]
    destroy_by: Mapped[date | None]
    sha256: Mapped[str] = mapped_column(String(64), default="")
    agreement_id: Mapped[str | None] = mapped_column(ForeignKey("register_entry.id"), index=True)
    names_found: Mapped[int] = mapped_column(default=0)
    names_kept: Mapped[int] = mapped_column(default=0)
    destroyed_on: Mapped[date | None]
    destroyed_how: Mapped[Code | None]
    destroyed_by: Mapped[Short] = mapped_column(default="")
    destroyed_note: Mapped[Short] = mapped_column(default="")
    confirmed_by: Mapped[str | None] = mapped_column(ForeignKey("user_account.id"))
    confirmed_at: Mapped[datetime | None]
