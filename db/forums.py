"""Forums as they stand on a day: their rules, who sits on them, and the series that propose their next sittings."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import AgencyCode, Base, Code, Id, PlaceCode, Short, Versioned


class ForumRules(Versioned, Base):
    """The rules of a forum from one day on; before its first row those of the reference list hold.

    `quorum` holds groups of agency codes, one of each of which must be there. Every `in_person_every`-th sitting is
    in person, at another specified authority each time where `hosts_rotate`. `agreement_id`, `gateway` and `purpose`
    are what the share log writes of what is told at its sittings.
    """

    __tablename__ = "forum_rules"
    __table_args__ = (UniqueConstraint("forum_code", "starts_on"),)

    id: Mapped[Id]
    forum_code: Mapped[str] = mapped_column(ForeignKey("forum.code"))
    starts_on: Mapped[date]
    needs_chair: Mapped[bool] = mapped_column(default=True)
    quorum: Mapped[list[Any]] = mapped_column(default=list)
    rhythm: Mapped[Code]
    in_person_every: Mapped[int | None]
    hosts_rotate: Mapped[bool] = mapped_column(default=False)
    mode: Mapped[Code | None]
    starts: Mapped[str] = mapped_column(String(5), default="")
    minutes: Mapped[int | None]
    item_minutes: Mapped[int | None]
    marking: Mapped[Code]
    statement: Mapped[str] = mapped_column(default="")
    records: Mapped[Code]
    agreement_id: Mapped[str | None] = mapped_column(ForeignKey("register_entry.id"))
    gateway: Mapped[Code | None]
    purpose: Mapped[str] = mapped_column(default="")


class ForumMember(Versioned, Base):
    """A seat on a forum from one day to another: an agency's, with who fills it where that is known.

    A deputy names the seat that it stands in for. `kind` is what the agency is to the duty to collaborate. `user_id` is
    who fills it, where that is a user here: by it, not by a name, the chair of a sitting is known.
    """

    __tablename__ = "forum_member"
    __table_args__ = (Index("ix_forum_member_forum_code_agency_code", "forum_code", "agency_code"),)

    id: Mapped[Id]
    forum_code: Mapped[str] = mapped_column(ForeignKey("forum.code"))
    agency_code: Mapped[AgencyCode]
    kind: Mapped[Code]
    role: Mapped[Code] = mapped_column(default="MEMBER")
    is_core: Mapped[bool] = mapped_column(default=False)
    name: Mapped[Short] = mapped_column(default="")
    user_id: Mapped[str | None] = mapped_column(ForeignKey("user_account.id"))
    post: Mapped[Short] = mapped_column(default="")
    email: Mapped[Short] = mapped_column(default="")
    deputy_of: Mapped[str | None] = mapped_column(ForeignKey("forum_member.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")


class SittingSeries(Versioned, Base):
    """Sittings of a forum that come again by a rhythm: the first day, and what each is planned with."""

    __tablename__ = "sitting_series"

    id: Mapped[Id]
    forum_code: Mapped[str] = mapped_column(ForeignKey("forum.code"), index=True)
    place_code: Mapped[PlaceCode | None]
    first_on: Mapped[date]
    ends_on: Mapped[date | None]
    rhythm: Mapped[Code]
    starts: Mapped[str] = mapped_column(String(5), default="")
    minutes: Mapped[int | None]
    venue: Mapped[Short] = mapped_column(default="")
    chair: Mapped[Short] = mapped_column(default="")
    chair_agency: Mapped[AgencyCode | None]
    mode: Mapped[Code | None]


class SeriesDate(Base):
    """A proposed date that was answered: ACCEPTED, with its sitting, or SKIPPED, with the reason."""

    __tablename__ = "series_date"
    __table_args__ = (UniqueConstraint("series_id", "proposed_on"),)

    id: Mapped[Id]
    series_id: Mapped[str] = mapped_column(ForeignKey("sitting_series.id"))
    proposed_on: Mapped[date]
    state: Mapped[Code]
    conference_id: Mapped[str | None] = mapped_column(ForeignKey("conference.id"), index=True)
    reason: Mapped[str] = mapped_column(default="")
    answered_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    answered_at: Mapped[datetime]
