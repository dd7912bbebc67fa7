"""The rights of the child in the record: requests with their clock, what is said to be wrong, who was told, copies."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import AgencyCode, Base, Code, Id, PersonRef, PlaceCode, Private, PrivateShort, Versioned


class RightsRequest(Versioned, Base):
    """One request about a child's own data: what was asked, by whom, its clock, and what came of it.

    With `identity_asked_on` the month begins on `identity_on`, when it was made sure who asks.
    """

    __tablename__ = "rights_request"
    __table_args__ = (Index("ix_rights_request_outcome", "outcome"),)

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(String(12), unique=True)
    person_id: Mapped[PersonRef]
    place_code: Mapped[PlaceCode]
    kind: Mapped[Code]
    capacity: Mapped[Code]
    asked_by: Mapped[PrivateShort] = mapped_column(default="")
    text: Mapped[Private] = mapped_column(default="")
    received_on: Mapped[date]
    identity_asked_on: Mapped[date | None]
    identity_on: Mapped[date | None]
    identity_how: Mapped[PrivateShort] = mapped_column(default="")
    authority_how: Mapped[PrivateShort] = mapped_column(default="")
    extended_on: Mapped[date | None]
    extend_reason: Mapped[Private] = mapped_column(default="")
    outcome: Mapped[Code | None]
    outcome_on: Mapped[date | None]
    reply: Mapped[Private] = mapped_column(default="")
    given_on: Mapped[date | None]
    given_to: Mapped[PrivateShort] = mapped_column(default="")
    receipt_id: Mapped[str | None] = mapped_column(ForeignKey("export_receipt.id"), index=True)
    recorded_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime]


class RightsStop(Base):
    """A time in which the clock stood still, since something was asked back; both its days count into it."""

    __tablename__ = "rights_stop"

    id: Mapped[Id]
    request_id: Mapped[str] = mapped_column(ForeignKey("rights_request.id"), index=True)
    person_id: Mapped[PersonRef]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    reason: Mapped[Private]


class RightsPoint(Versioned, Base):
    """One thing of the record that is said to be wrong, what it should be, and what was decided of it.

    `words` are the statement that was added, or why it was refused; `note_id` is the note that holds a statement.
    """

    __tablename__ = "rights_point"

    id: Mapped[Id]
    request_id: Mapped[str] = mapped_column(ForeignKey("rights_request.id"), index=True)
    person_id: Mapped[PersonRef]
    wrong: Mapped[Private]
    should_be: Mapped[Private] = mapped_column(default="")
    decision: Mapped[Code | None]
    decided_on: Mapped[date | None]
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("user_account.id"))
    words: Mapped[Private] = mapped_column(default="")
    note_id: Mapped[str | None] = mapped_column(String(36))


class RightsTold(Base):
    """That somebody who had been given the data was told what became of it, or why they were not (Article 19)."""

    __tablename__ = "rights_told"

    id: Mapped[Id]
    request_id: Mapped[str] = mapped_column(ForeignKey("rights_request.id"), index=True)
    person_id: Mapped[PersonRef]
    agency_code: Mapped[AgencyCode | None]
    named: Mapped[PrivateShort] = mapped_column(default="")
    told_on: Mapped[date | None]
    how: Mapped[PrivateShort] = mapped_column(default="")
    why_not: Mapped[Private] = mapped_column(default="")
    recorded_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime]


class CopyDecision(Base):
    """What a person decided of one item of an own copy. `item` is a digest: it no longer fits an item that changed.

    `strike` holds the words that are struck out of it beside the names of others, one a line.
    """

    __tablename__ = "copy_decision"
    __table_args__ = (UniqueConstraint("request_id", "item"),)

    id: Mapped[Id]
    request_id: Mapped[str] = mapped_column(ForeignKey("rights_request.id"))
    person_id: Mapped[PersonRef]
    item: Mapped[Private] = mapped_column()
    decision: Mapped[Code]
    reason: Mapped[Code | None]
    strike: Mapped[Private] = mapped_column(default="")
    decided_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[datetime]


class StatusRemoval(Base):
    """What data protection decided after the suspect status of an event was removed; undone, it is open again."""

    __tablename__ = "status_removal"
    __table_args__ = (Index("ix_status_removal_event_id", "event_id"),)

    id: Mapped[Id]
    event_id: Mapped[str] = mapped_column(ForeignKey("trigger_event.id"))
    person_id: Mapped[PersonRef]
    place_code: Mapped[PlaceCode]
    outcome: Mapped[Code]
    done_on: Mapped[date]
    done_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    reason: Mapped[Private] = mapped_column(default="")
    undone_on: Mapped[date | None]
    undone_by: Mapped[str | None] = mapped_column(ForeignKey("user_account.id"))
    undone_reason: Mapped[Private] = mapped_column(default="")
