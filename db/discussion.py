"""What is said and by whom at a sitting: who joined and left, what agencies told, and what they were asked before."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import AgencyCode, Base, Code, Id, Private, PrivateShort, Remark, Versioned
from db.covering import FreeText


class ItemAttendance(Base):
    """One event of someone's coming and going, at the whole sitting or at one item of it.

    `event` is a code of the list `attendance_events`: joined, left, apologies, interest declared, withdrew, observer.
    """

    __tablename__ = "item_attendance"
    __table_args__ = (Index("ix_item_attendance_conference_id_at", "conference_id", "at"),)

    id: Mapped[Id]
    conference_id: Mapped[str] = mapped_column(ForeignKey("conference.id"))
    item_id: Mapped[str | None] = mapped_column(ForeignKey("agenda_item.id", ondelete="CASCADE"), index=True)
    agency_code: Mapped[AgencyCode | None]
    member_id: Mapped[str | None] = mapped_column(ForeignKey("forum_member.id"))
    name: Mapped[str] = mapped_column(FreeText(200, owners=()), default="")
    event: Mapped[Code]
    mode: Mapped[Code | None]
    at: Mapped[datetime]
    note: Mapped[Remark] = mapped_column(default="")
    recorded_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))


class Contribution(Versioned, Base):
    """What one agency told about one item; *nothing known* is an answer too. `share_id` is its line in the share log.

    `restriction` is one or several codes of the list `restrictions`, in one text; `gateway` is what it rests on where
    that is another than its forum's usual one.
    """

    __tablename__ = "contribution"
    __table_args__ = (Index("ix_contribution_item_id_agency_code", "item_id", "agency_code"),)

    id: Mapped[Id]
    conference_id: Mapped[str] = mapped_column(ForeignKey("conference.id"), index=True)
    item_id: Mapped[str] = mapped_column(ForeignKey("agenda_item.id"))
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    agency_code: Mapped[AgencyCode]
    text: Mapped[Private] = mapped_column(default="")
    nothing_known: Mapped[bool] = mapped_column(default=False)
    restriction: Mapped[str] = mapped_column(String(120), default="MAY_BE_DISCUSSED")
    gateway: Mapped[Code | None]
    request_id: Mapped[str | None] = mapped_column(ForeignKey("information_request.id"))
    share_id: Mapped[str | None] = mapped_column(ForeignKey("share_entry.id"))
    recorded_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime]


class InformationRequest(Versioned, Base):
    """What an agency was asked about a case before a sitting, and its answer with the day on which that came."""

    __tablename__ = "information_request"
    __table_args__ = (UniqueConstraint("conference_id", "case_id", "agency_code"),)

    id: Mapped[Id]
    conference_id: Mapped[str] = mapped_column(ForeignKey("conference.id"), index=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("panel_case.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    agency_code: Mapped[AgencyCode]
    asked_on: Mapped[date]
    due_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    answered_by: Mapped[PrivateShort] = mapped_column(default="")
    answer: Mapped[Private] = mapped_column(default="")
    nothing_known: Mapped[bool] = mapped_column(default=False)
    restriction: Mapped[str] = mapped_column(String(120), default="MAY_BE_DISCUSSED")
    recorded_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime]
