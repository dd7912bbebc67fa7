"""Actions: agreed at a conference, owned by an agency, followed to their end."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.base import AgencyCode, Base, Code, Id, PlaceCode, Short, Versioned


class Action(Versioned, Base):
    """One action. *Overdue* is computed from `due_on` and `closed_on`, never kept."""

    __tablename__ = "action"

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(unique=True)
    place_code: Mapped[PlaceCode]
    conference_id: Mapped[str | None] = mapped_column(ForeignKey("conference.id"), index=True)
    case_id: Mapped[str | None] = mapped_column(ForeignKey("panel_case.id"), index=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str]
    serves: Mapped[Short] = mapped_column(default="")
    owner_agency: Mapped[AgencyCode]
    owner_name: Mapped[Short] = mapped_column(default="")
    opened_on: Mapped[date]
    due_on: Mapped[date] = mapped_column(index=True)
    priority: Mapped[Code] = mapped_column(default="NORMAL")
    status: Mapped[Code]
    closed_on: Mapped[date | None]
    undone_reason: Mapped[Code | None]
    undone_note: Mapped[str] = mapped_column(default="")
