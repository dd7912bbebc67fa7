"""The people around a child: who they are, how they are reached safely, what they need to take part."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.base import AgencyCode, Base, Code, Id, PersonRef, Versioned
from db.covering import FreeText

OWN = "OWN"
"""The `relationship` of a child's contact with itself: its own numbers, safe way and needs; one for each child."""


_BOTH = ("person_id", "other_id")
_CONTACT = ("person_id", "contact_id")


class Contact(Versioned, Base):
    """Someone around a child, or with the relationship OWN the child itself; its place is the child's.

    `other_id` is there where that is someone on file, who then has no `name` here a second time. NULL is blank, which
    differs from not asked, not known and refused.
    """

    __tablename__ = "contact"

    id: Mapped[Id]
    person_id: Mapped[PersonRef]
    other_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    relationship: Mapped[Code]
    name: Mapped[str] = mapped_column(FreeText(200, owners=_BOTH), default="")
    agency_code: Mapped[AgencyCode | None]
    job: Mapped[str] = mapped_column(FreeText(200, owners=_BOTH), default="")
    parental_responsibility: Mapped[Code | None]
    lives_with: Mapped[Code | None]
    safe_contact: Mapped[Code | None]
    safe_how: Mapped[str] = mapped_column(FreeText(owners=_BOTH), default="")
    safe_when: Mapped[str] = mapped_column(FreeText(200, owners=_BOTH), default="")
    may_be_said: Mapped[str] = mapped_column(FreeText(owners=_BOTH), default="")
    no_contact_reason: Mapped[str] = mapped_column(FreeText(owners=_BOTH), default="")
    language: Mapped[Code | None]
    language_note: Mapped[str] = mapped_column(FreeText(200, owners=_BOTH), default="")
    interpreter: Mapped[Code | None]
    access_needs: Mapped[Code | None]
    access_note: Mapped[str] = mapped_column(FreeText(owners=_BOTH), default="")
    communication_needs: Mapped[Code | None]
    communication_note: Mapped[str] = mapped_column(FreeText(owners=_BOTH), default="")
    source_agency: Mapped[AgencyCode | None]
    told_on: Mapped[date | None]
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]
    entered_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]


class ContactWay(Base):
    """One number, address or other way to reach a contact, with what it is for."""

    __tablename__ = "contact_way"

    id: Mapped[Id]
    contact_id: Mapped[str] = mapped_column(ForeignKey("contact.id"), index=True)
    person_id: Mapped[PersonRef]
    position: Mapped[int]
    kind: Mapped[Code]
    details: Mapped[str] = mapped_column(FreeText(400, owners=_CONTACT))
    used_for: Mapped[str] = mapped_column(FreeText(200, owners=_CONTACT), default="")
