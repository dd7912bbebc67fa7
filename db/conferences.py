"""Conferences: the sittings of forums (a panel's sitting is one), who attended, and what was on the agenda."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import AgencyCode, Base, Code, Id, PlaceCode, Private, PrivateShort, Remark, Short, Versioned
from db.covering import CoveredJson


class Conference(Versioned, Base):
    """One sitting of a forum: PLANNED, HELD, NOT_QUORATE or CANCELLED. A board of the whole area has no place.

    `state` is how far the sitting itself has come, from NOT_STARTED to CONFIRMED. `series_on` is the day that its
    series proposed, which is another than `held_on` where it was moved. `starts` is the hour, HH:MM as on the wall.
    `chair_user_id` is the user who the chair is, where the chair is one: only that passphrase confirms the record.
    """

    __tablename__ = "conference"

    id: Mapped[Id]
    forum_code: Mapped[str] = mapped_column(ForeignKey("forum.code"), index=True)
    place_code: Mapped[PlaceCode | None]
    held_on: Mapped[date] = mapped_column(index=True)
    status: Mapped[Code]
    venue: Mapped[Short] = mapped_column(default="")
    chair: Mapped[Short] = mapped_column(default="")
    chair_user_id: Mapped[str | None] = mapped_column(ForeignKey("user_account.id"))
    chair_agency: Mapped[AgencyCode | None]
    statement_read: Mapped[bool] = mapped_column(default=False)
    next_on: Mapped[date | None]
    note: Mapped[Remark] = mapped_column(default="")
    series_id: Mapped[str | None] = mapped_column(ForeignKey("sitting_series.id"), index=True)
    series_on: Mapped[date | None]
    mode: Mapped[Code | None]
    host_agency: Mapped[AgencyCode | None]
    starts: Mapped[str] = mapped_column(String(5), default="")
    minutes: Mapped[int | None]
    note_taker: Mapped[Short] = mapped_column(default="")
    state: Mapped[Code] = mapped_column(default="NOT_STARTED")
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    statement_read_at: Mapped[datetime | None]


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
    member_id: Mapped[str | None] = mapped_column(ForeignKey("forum_member.id"), index=True)


class SittingRecord(Base):
    """That the record of a sitting is confirmed, and how: by the chair's own passphrase, or by an e-mail that is filed.

    `digest` is over ids and codes alone, and tells whether what it counts was changed since. `content` is what the
    record said of the sitting as a whole, and `kept_digest` is over it and the digests of its parts: what is printed
    of a confirmed record comes from there alone.
    """

    __tablename__ = "sitting_record"
    __table_args__ = (UniqueConstraint("conference_id"),)

    id: Mapped[Id]
    conference_id: Mapped[str] = mapped_column(ForeignKey("conference.id"))
    how: Mapped[Code]
    attachment_id: Mapped[str | None] = mapped_column(ForeignKey("attachment.id", ondelete="SET NULL"))
    digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[dict[str, Any]] = mapped_column(default=dict)
    kept_digest: Mapped[str] = mapped_column(String(64), default="")
    confirmed_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    confirmed_at: Mapped[datetime]


class RecordPart(Base):
    """What a confirmed record said of one item, or of one action: ITEM, EARLIER or ACTION, in the order of the record.

    The digest is over the words and a random salt. Erasing a child takes both away: the digest stays, so that the
    record is still known to be whole, and says nothing of the child. `restriction` is that of all that agencies told.
    """

    __tablename__ = "record_part"
    __table_args__ = (UniqueConstraint("conference_id", "section", "position"),)

    id: Mapped[Id]
    conference_id: Mapped[str] = mapped_column(ForeignKey("conference.id"))
    section: Mapped[Code]
    position: Mapped[int]
    code: Mapped[Code] = mapped_column(default="")
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    restriction: Mapped[Short] = mapped_column(default="MAY_BE_DISCUSSED")
    content: Mapped[dict[str, Any] | None] = mapped_column(CoveredJson(none_as_null=True), info={"audit": "withheld"})
    salt: Mapped[str | None] = mapped_column(String(32), info={"audit": "withheld"})
    digest: Mapped[str] = mapped_column(String(64))


class RecordAddendum(Base):
    """A correction of a confirmed record, beside it: about the sitting, or about one item and the child it is about.

    `digest` is over what the record says since; it is empty where only words were added.
    """

    __tablename__ = "record_addendum"

    id: Mapped[Id]
    conference_id: Mapped[str] = mapped_column(ForeignKey("conference.id"), index=True)
    item_id: Mapped[str | None] = mapped_column(ForeignKey("agenda_item.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[Private]
    digest: Mapped[str] = mapped_column(String(64), default="")
    written_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    written_at: Mapped[datetime]


class AgendaItem(Versioned, Base):
    """One item of a sitting: a panel case, a person of any age, a place, a group, a carried action, other business.

    `person_id` stands beside a case too, so that erasing a child finds its words. Of a person under MAPPA only
    `is_mappa` and `lead_agency` are kept. `joins` names agencies that come for this item alone. `state` and what
    follows are written while the item is discussed.
    """

    __tablename__ = "agenda_item"
    __table_args__ = (
        UniqueConstraint("conference_id", "case_id"),
        Index("ix_agenda_item_conference_id_position", "conference_id", "position"),
    )

    id: Mapped[Id]
    conference_id: Mapped[str] = mapped_column(ForeignKey("conference.id"))
    case_id: Mapped[str | None] = mapped_column(ForeignKey("panel_case.id"), index=True)
    position: Mapped[int]
    kind: Mapped[Code] = mapped_column(default="PANEL_CASE")
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    action_id: Mapped[str | None] = mapped_column(ForeignKey("action.id"), index=True)
    title: Mapped[PrivateShort] = mapped_column(default="")
    place_code: Mapped[PlaceCode | None]
    is_mappa: Mapped[bool] = mapped_column(default=False)
    lead_agency: Mapped[AgencyCode | None]
    reason: Mapped[Code | None]
    is_repeat: Mapped[bool] = mapped_column(default=False)
    target_minutes: Mapped[int | None]
    joins: Mapped[list[Any]] = mapped_column(default=list)
    brief: Mapped[Private] = mapped_column(default="")
    state: Mapped[Code] = mapped_column(default="WAITING")
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    seconds: Mapped[int] = mapped_column(default=0)
    childs_voice: Mapped[Private] = mapped_column(default="")
    strengths: Mapped[Private] = mapped_column(default="")
    needs: Mapped[Private] = mapped_column(default="")
    safety: Mapped[Private] = mapped_column(default="")
    outcome: Mapped[Code | None]
    rationale: Mapped[Private] = mapped_column(default="")
    disagreement: Mapped[Private] = mapped_column(default="")
    read_back: Mapped[Private] = mapped_column(default="")
    decision_id: Mapped[str | None] = mapped_column(ForeignKey("panel_decision.id"), index=True)
    recorded_by: Mapped[str | None] = mapped_column(ForeignKey("user_account.id"))
    on_behalf_of: Mapped[PrivateShort] = mapped_column(default="")
    recorded_at: Mapped[datetime | None]
