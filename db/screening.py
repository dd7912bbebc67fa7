"""Screening many at once: each deed of marking children, and what it did to each case, so that it can be undone."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import AgencyCode, Base, Code, Id, PersonRef


class ScreeningDeed(Base):
    """One marking of one or many cases: which mark, who said so, as of which day."""

    __tablename__ = "screening_deed"
    __table_args__ = (Index("ix_screening_deed_made_by_undone_at", "made_by", "undone_at", "made_at"),)

    id: Mapped[Id]
    mark: Mapped[Code]
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    agency_code: Mapped[AgencyCode | None]
    said_on: Mapped[date]
    undone_at: Mapped[datetime | None]


class ScreeningEffect(Base):
    """One thing that a deed did to one case, and what stood there before."""

    __tablename__ = "screening_effect"

    id: Mapped[Id]
    deed_id: Mapped[str] = mapped_column(ForeignKey("screening_deed.id"), index=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("panel_case.id"), index=True)
    person_id: Mapped[PersonRef]
    kind: Mapped[Code]
    record_id: Mapped[str] = mapped_column(String(36))
    version_after: Mapped[int | None]
    agency_before: Mapped[AgencyCode | None]
    status_before: Mapped[Code | None]
    status_on_before: Mapped[date | None]
    review_before: Mapped[date | None]
    undone_at: Mapped[datetime | None]
