"""The deeds of a sitting that is under way, each with what stood before, so that it can be taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Code, Id
from db.covering import CoveredJson


class SittingDeed(Base):
    """One deed at a sitting. `before` holds what stood there, by field; the audit keeps what was done and undone."""

    __tablename__ = "sitting_deed"
    __audited__: ClassVar[bool] = False
    __table_args__ = (Index("ix_sitting_deed_conference_id_undone_at", "conference_id", "undone_at"),)

    id: Mapped[Id]
    conference_id: Mapped[str] = mapped_column(ForeignKey("conference.id"))
    item_id: Mapped[str | None] = mapped_column(ForeignKey("agenda_item.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[Code]
    record_id: Mapped[str] = mapped_column(String(36), default="")
    before: Mapped[dict[str, Any] | None] = mapped_column(CoveredJson(none_as_null=True))
    made_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
