"""Retention: what was proposed to go and what became of it, and the holds that keep records from going."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Code, Id, PersonRef, PlaceCode, Private, PrivateShort, Versioned


class RetentionItem(Versioned, Base):
    """One record proposed to be erased. `state` is PROPOSED, KEPT (until `keep_until`) or ERASED.

    Two people decide: `proposed_by` and `decided_by` are never the same where it is erased.
    """

    __tablename__ = "retention_item"
    __table_args__ = (Index("ix_retention_item_state", "state"),)

    id: Mapped[Id]
    person_id: Mapped[PersonRef]
    place_code: Mapped[PlaceCode]
    rule: Mapped[Code]
    last_on: Mapped[date | None]
    due_on: Mapped[date]
    state: Mapped[Code]
    proposed_on: Mapped[date]
    proposed_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    decided_on: Mapped[date | None]
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("user_account.id"))
    keep_until: Mapped[date | None]
    reason: Mapped[Private] = mapped_column(default="")


class LegalHold(Versioned, Base):
    """Nothing under a hold is erased: of one child, of a place, or with neither of the whole workspace."""

    __tablename__ = "legal_hold"

    id: Mapped[Id]
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    place_code: Mapped[str | None] = mapped_column(String(40), ForeignKey("place.code"), index=True)
    authority: Mapped[PrivateShort]
    reason: Mapped[Private] = mapped_column(default="")
    set_on: Mapped[date]
    set_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    review_on: Mapped[date | None]
    lifted_on: Mapped[date | None]
    lifted_by: Mapped[str | None] = mapped_column(ForeignKey("user_account.id"))
    lift_reason: Mapped[Private] = mapped_column(default="")
