"""Letters: local versions of their templates, and what was sent to whom."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Code, Id, PersonRef, PlaceCode, PrivateShort, Short


class LetterTemplate(Base):
    """One local version of a template; the newest holds, and none is ever changed. `is_shipped` goes back to ours."""

    __tablename__ = "letter_template"
    __table_args__ = (UniqueConstraint("code", "number"),)

    id: Mapped[Id]
    code: Mapped[Code]
    number: Mapped[int]
    subject: Mapped[Short]
    body: Mapped[str]
    owner: Mapped[Short]
    is_shipped: Mapped[bool] = mapped_column(default=False)
    made_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]


class Letter(Base):
    """One letter that was sent: from which version of which template, to whom, how; its bytes are an attachment."""

    __tablename__ = "letter"

    id: Mapped[Id]
    person_id: Mapped[PersonRef]
    place_code: Mapped[PlaceCode]
    case_id: Mapped[str] = mapped_column(ForeignKey("panel_case.id"), index=True)
    template: Mapped[Code]
    template_version: Mapped[Code]
    audience: Mapped[Code]
    sent_on: Mapped[date]
    way: Mapped[Code]
    recipient: Mapped[PrivateShort] = mapped_column(default="")
    attachment_id: Mapped[str | None] = mapped_column(ForeignKey("attachment.id", ondelete="SET NULL"))
    receipt_id: Mapped[str | None] = mapped_column(ForeignKey("export_receipt.id"))
    sent_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    entered_at: Mapped[datetime]
