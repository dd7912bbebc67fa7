"""Actions: agreed at a conference, owned by an agency, followed to their end; each step of the way is dated."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import AgencyCode, Base, Code, Id, PlaceCode, Private, PrivateShort, Versioned


class Action(Versioned, Base):
    """One action. *Overdue* is computed, never kept. `status` and `due_on` are those of its last step.

    `conference_id` is the sitting that agreed it; one agreed at a forum of the whole area has no place.
    """

    __tablename__ = "action"
    __table_args__ = (Index("ix_action_status_due_on", "status", "due_on"),)

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(String(12), unique=True)
    place_code: Mapped[PlaceCode | None]
    conference_id: Mapped[str | None] = mapped_column(ForeignKey("conference.id"), index=True)
    case_id: Mapped[str | None] = mapped_column(ForeignKey("panel_case.id"), index=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[Private]
    serves: Mapped[PrivateShort] = mapped_column(default="")
    owner_agency: Mapped[AgencyCode]
    owner_name: Mapped[PrivateShort] = mapped_column(default="")
    opened_on: Mapped[date]
    due_on: Mapped[date] = mapped_column(index=True)
    priority: Mapped[Code] = mapped_column(default="NORMAL")
    status: Mapped[Code]
    closed_on: Mapped[date | None]
    undone_reason: Mapped[Code | None]
    undone_note: Mapped[Private] = mapped_column(default="")


class ActionStep(Base):
    """One step of an action's dated history: its status, and the due date agreed then. Every action has its first.

    `conference_id` is the sitting that the action was carried forward to by this step. `undone_reason` is there where
    the step closes it undone, so that a quarter that is over keeps the reason that stood at its end.
    """

    __tablename__ = "action_step"
    __table_args__ = (Index("ix_action_step_action_id_reached_on", "action_id", "reached_on"),)

    id: Mapped[Id]
    action_id: Mapped[str] = mapped_column(ForeignKey("action.id"))
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    conference_id: Mapped[str | None] = mapped_column(ForeignKey("conference.id"))
    status: Mapped[Code]
    reached_on: Mapped[date] = mapped_column(index=True)
    due_on: Mapped[date] = mapped_column(index=True)
    undone_reason: Mapped[Code | None]
    note: Mapped[Private] = mapped_column(default="")
