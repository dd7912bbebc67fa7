"""Restricted records: who was marked, who opened them and why, and the months of such looks that were signed off."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Code, Id, PersonRef, PlaceCode, Private, Versioned


class Restriction(Versioned, Base):
    """A child's record, with all that hangs on it, opens on a stated reason alone until `lifted_at`."""

    __tablename__ = "restriction"

    id: Mapped[Id]
    person_id: Mapped[PersonRef]
    place_code: Mapped[PlaceCode]
    reason: Mapped[Private]
    set_at: Mapped[datetime]
    set_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    lifted_at: Mapped[datetime | None] = mapped_column(index=True)
    lifted_by: Mapped[str | None] = mapped_column(ForeignKey("user_account.id"))
    lift_reason: Mapped[Private] = mapped_column(default="")


class RestrictedLook(Base):
    """One user's access to one restricted record, from `opened_at` until `until`, or until closed before that."""

    __tablename__ = "restricted_look"
    __table_args__ = (Index("ix_restricted_look_user_id_until", "user_id", "until"),)

    id: Mapped[Id]
    person_id: Mapped[PersonRef]
    place_code: Mapped[PlaceCode]
    user_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    why: Mapped[Code] = mapped_column(default="")
    words: Mapped[Private]
    opened_at: Mapped[datetime] = mapped_column(index=True)
    until: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class LookSignOff(Base):
    """That the looks of one month, such as 2026-10, were gone through; never taken back."""

    __tablename__ = "look_sign_off"

    id: Mapped[Id]
    month: Mapped[str] = mapped_column(String(7), unique=True)
    looks: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
    signed_at: Mapped[datetime]
    signed_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
