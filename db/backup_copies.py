"""The backup files that were made: where each lies, whether it was read back, and that it is gone."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Code, Id, Short, Versioned


class BackupCopy(Versioned, Base):
    """One backup file. `made_by` is empty of one that was found beside the store, such as before an upgrade.

    `gone_how` is a code of the list `destruction_ways`.
    """

    __tablename__ = "backup_copy"

    id: Mapped[Id]
    made_at: Mapped[datetime] = mapped_column(index=True)
    made_by: Mapped[str | None] = mapped_column(ForeignKey("user_account.id"))
    folder: Mapped[str] = mapped_column(String(1000))
    file_name: Mapped[Short]
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    verified_at: Mapped[datetime | None]
    gone_on: Mapped[date | None]
    gone_how: Mapped[Code | None]
    gone_by: Mapped[str | None] = mapped_column(ForeignKey("user_account.id"))
    gone_note: Mapped[Short] = mapped_column(default="")
