"""Links between two children, each with a role each way for one occurrence: never a label on a child."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.base import AgencyCode, Base, Code, Id, PersonRef, Versioned
from db.covering import FreeText


class PersonLink(Versioned, Base):
    """One link, kept once for both ends, so that neither end can say something else than the other.

    Where a kind reads the same both ways, `person_id` is the lesser id; else it is the end that the kind's first
    sentence speaks of. Each end's role is beside it.
    """

    __tablename__ = "person_link"

    id: Mapped[Id]
    kind: Mapped[Code]
    person_id: Mapped[PersonRef]
    role: Mapped[Code | None]
    other_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    other_role: Mapped[Code | None]
    occurrence: Mapped[str] = mapped_column(FreeText(200, owners=("person_id", "other_id")), default="")
    happened_on: Mapped[date | None]
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]
    source_agency: Mapped[AgencyCode | None]
    told_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(FreeText(owners=("person_id", "other_id")), default="")
    end_note: Mapped[str] = mapped_column(FreeText(owners=("person_id", "other_id")), default="")
    entered_at: Mapped[datetime]
