"""Safeguarding concerns: what was noticed, the referral to the safeguarding hub, and its dated way to an outcome."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Code, Id, PersonRef, PlaceCode, Private, PrivateShort, Versioned


class SafeguardingConcern(Versioned, Base):
    """One concern about a child. It is open until its outcome is in; only the child and the words are needed."""

    __tablename__ = "safeguarding_concern"
    __table_args__ = (Index("ix_safeguarding_concern_outcome", "outcome"),)

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(String(12), unique=True)
    person_id: Mapped[PersonRef]
    place_code: Mapped[PlaceCode]
    case_id: Mapped[str | None] = mapped_column(ForeignKey("panel_case.id"), index=True)
    raised_at: Mapped[datetime]
    raised_on: Mapped[date]
    raised_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    noticed_on: Mapped[date | None]
    told_by: Mapped[PrivateShort] = mapped_column(default="")
    text: Mapped[Private]
    immediate_danger: Mapped[Code | None]
    called_999: Mapped[Code | None]
    called_time: Mapped[PrivateShort] = mapped_column(default="")
    police_reference: Mapped[PrivateShort] = mapped_column(default="")
    sent_on: Mapped[date | None]
    sent_time: Mapped[PrivateShort] = mapped_column(default="")
    sent_to: Mapped[PrivateShort] = mapped_column(default="")
    sent_by: Mapped[PrivateShort] = mapped_column(default="")
    sent_how: Mapped[Code | None]
    hub_reference: Mapped[PrivateShort] = mapped_column(default="")
    acknowledged_on: Mapped[date | None]
    restriction: Mapped[str] = mapped_column(String(120), default="NOT_FOR_FAMILY NOT_FOR_PROVIDER")
    outcome: Mapped[Code | None]
    outcome_on: Mapped[date | None]
    outcome_note: Mapped[Private] = mapped_column(default="")


class SafeguardingStep(Base):
    """One dated step of a concern: sent, acknowledged, strategy discussion, outcome, opened again."""

    __tablename__ = "safeguarding_step"

    id: Mapped[Id]
    concern_id: Mapped[str] = mapped_column(ForeignKey("safeguarding_concern.id"), index=True)
    person_id: Mapped[PersonRef]
    step: Mapped[Code]
    reached_on: Mapped[date]
    note: Mapped[Private] = mapped_column(default="")
    recorded_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime]
