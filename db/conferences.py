"""Conferences: the sittings of forums (a panel's sitting is one), who attended, and which cases were on the agenda."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import AgencyCode, Base, Code, Id, PlaceCode, Short, Versioned


class Conference(Versioned, Base):
    """One sitting of a forum: PLANNED, HELD, NOT_QUORATE or CANCELLED. A board of the whole area has no place."""

    __tablename__ = "conference"

    id: Mapped[Id]
    forum_code: Mapped[str] = mapped_column(ForeignKey("forum.code"), index=True)
    place_code: Mapped[PlaceCode | None]
    held_on: Mapped[date] = mapped_column(index=True)
    status: Mapped[Code]
    venue: Mapped[Short] = mapped_column(default="")
    chair: Mapped[Short] = mapped_column(default="")
    chair_agency: Mapped[AgencyCode | None]
    statement_read: Mapped[bool] = mapped_column(default=False)
    next_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")


class Attendance(Base):
    """One agency at one sitting; `is_core` is what the forum's core membership was on that day.

    `information_on` is the day its information came, where it sent some.
    """

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("conference_id", "agency_code"),)

    id: Mapped[Id]
    conference_id: Mapped[str] = mapped_column(ForeignKey("conference.id"))
    agency_code: Mapped[AgencyCode]
    representative: Mapped[Short] = mapped_column(default="")
    state: Mapped[Code]
    is_core: Mapped[bool]
    role: Mapped[Code] = mapped_column(default="CORE")
    mode: Mapped[Code | None]
    information_on: Mapped[date | None]


class AgendaItem(Base):
    """A panel case on the agenda of a sitting."""

    __tablename__ = "agenda_item"
    __table_args__ = (UniqueConstraint("conference_id", "case_id"),)

    id: Mapped[Id]
    conference_id: Mapped[str] = mapped_column(ForeignKey("conference.id"))
    case_id: Mapped[str] = mapped_column(ForeignKey("panel_case.id"), index=True)
    position: Mapped[int]
