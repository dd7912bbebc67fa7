"""Interventions: referrals of young people to them, their dated statuses, and providers' totals without names."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Code, Id, PersonRef, PlaceCode, Private, Short, Versioned


class InterventionReferral(Versioned, Base):
    """A young person's referral to an intervention; a re-referral is a new row linked to the last."""

    __tablename__ = "intervention_referral"
    __table_args__ = (Index("ix_intervention_referral_status", "status"),)

    id: Mapped[Id]
    person_id: Mapped[PersonRef]
    place_code: Mapped[PlaceCode]
    intervention_code: Mapped[str] = mapped_column(ForeignKey("intervention.code"), index=True)
    case_id: Mapped[str | None] = mapped_column(ForeignKey("panel_case.id"), index=True)
    previous_id: Mapped[str | None] = mapped_column(ForeignKey("intervention_referral.id"))
    referred_on: Mapped[date]
    status: Mapped[Code]
    status_on: Mapped[date]


class InterventionStatus(Base):
    """One step of an intervention referral's dated history."""

    __tablename__ = "intervention_status"
    __table_args__ = (
        Index("ix_intervention_status_referral_status", "intervention_referral_id", "status"),
        Index("ix_intervention_status_status_reached_on", "status", "reached_on"),
    )

    id: Mapped[Id]
    intervention_referral_id: Mapped[str] = mapped_column(ForeignKey("intervention_referral.id"))
    person_id: Mapped[PersonRef]
    status: Mapped[Code]
    reached_on: Mapped[date]
    reason: Mapped[Private] = mapped_column(default="")


class ProviderTotal(Versioned, Base):
    """A provider's dated total where it sends no names: how many, of what, in which place and group."""

    __tablename__ = "provider_total"

    id: Mapped[Id]
    intervention_code: Mapped[str] = mapped_column(ForeignKey("intervention.code"), index=True)
    place_code: Mapped[PlaceCode]
    period_start: Mapped[date]
    period_end: Mapped[date] = mapped_column(index=True)
    measure: Mapped[Code]
    age_band: Mapped[Code]
    sex: Mapped[Code]
    ethnicity: Mapped[Code]
    number: Mapped[int]
    reported_on: Mapped[date]
    source: Mapped[Short] = mapped_column(default="")
