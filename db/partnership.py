"""What agencies rest on when they share: the register of agreements and papers, and the log of what was shared."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import AgencyCode, Base, Code, Id, PersonRef, PlaceCode, Private, PrivateShort, Short, Versioned


class RegisterEntry(Versioned, Base):
    """One paper that the information governance rests on: a controller, DPIA, agreement, notice, policy or schedule.

    `kind` is a code of the list `register_kinds`, which says what of this is asked. `parties`, `gateways` and
    `identifiers` hold codes. With `settled_on` it is replaced or no longer needed, and nobody is reminded of it.
    """

    __tablename__ = "register_entry"
    __table_args__ = (Index("ix_register_entry_kind", "kind"),)

    id: Mapped[Id]
    kind: Mapped[Code]
    title: Mapped[Short]
    reference: Mapped[Short] = mapped_column(default="")
    owner: Mapped[Short] = mapped_column(default="")
    contact: Mapped[Short] = mapped_column(default="")
    kept_where: Mapped[Short] = mapped_column(default="")
    purpose: Mapped[str] = mapped_column(default="")
    parties: Mapped[list[Any]] = mapped_column(default=list)
    other_parties: Mapped[Short] = mapped_column(default="")
    gateways: Mapped[list[Any]] = mapped_column(default=list)
    identifiers: Mapped[list[Any]] = mapped_column(default=list)
    notice_version: Mapped[Short] = mapped_column(default="")
    child_friendly: Mapped[Code | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    review_on: Mapped[date | None]
    settled_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
    entered_at: Mapped[datetime]


class ShareEntry(Versioned, Base):
    """One item of information about a child that was shared: what, from whom, with whom, resting on what, and why.

    `kinds`, `agencies` and `warnings` hold codes; `reason` says why it was shared although something warned.
    `about_kind` and `about_id` name the record that wrote the entry by itself; a person's own entry has none.
    """

    __tablename__ = "share_entry"
    __table_args__ = (
        Index("ix_share_entry_shared_on", "shared_on"),
        Index("ix_share_entry_about_id", "about_id"),
    )

    id: Mapped[Id]
    person_id: Mapped[PersonRef]
    place_code: Mapped[PlaceCode]
    case_id: Mapped[str | None] = mapped_column(ForeignKey("panel_case.id"), index=True)
    shared_on: Mapped[date]
    what: Mapped[Private]
    kinds: Mapped[list[Any]] = mapped_column(default=list)
    source_agency: Mapped[AgencyCode | None]
    agencies: Mapped[list[Any]] = mapped_column(default=list)
    to_family: Mapped[bool] = mapped_column(default=False)
    named: Mapped[PrivateShort] = mapped_column(default="")
    gateway: Mapped[Code | None]
    agreement_id: Mapped[str | None] = mapped_column(ForeignKey("register_entry.id"), index=True)
    purpose: Mapped[Private] = mapped_column(default="")
    restriction: Mapped[str] = mapped_column(String(120), default="MAY_BE_DISCUSSED")
    is_emergency: Mapped[bool] = mapped_column(default=False)
    warnings: Mapped[list[Any]] = mapped_column(default=list)
    is_warned: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[Private] = mapped_column(default="")
    about_kind: Mapped[Code] = mapped_column(default="")
    about_id: Mapped[str] = mapped_column(String(36), default="")
    recorded_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime]
    withdrawn_on: Mapped[date | None]
    withdrawn_note: Mapped[Private] = mapped_column(default="")
