"""Files kept in the encrypted store: what each is and belongs to, and, apart from that, its bytes."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import AgencyCode, Base, Code, Id, PlaceCode, PrivateShort, Versioned


class Attachment(Versioned, Base):
    """A file kept with a record (`about_kind`, `about_id`); one of a whole sitting belongs to no one child.

    The file's own name may name a child: it is kept here and nowhere outside. `media_type` is what the bytes say.
    """

    __tablename__ = "attachment"

    id: Mapped[Id]
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    place_code: Mapped[PlaceCode | None]
    about_kind: Mapped[Code]
    about_id: Mapped[str] = mapped_column(String(36), index=True)
    title: Mapped[PrivateShort]
    dated_on: Mapped[date]
    source_agency: Mapped[AgencyCode | None]
    restriction: Mapped[str] = mapped_column(String(120), default="MAY_BE_DISCUSSED")
    file_name: Mapped[PrivateShort] = mapped_column(default="")
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    added_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    added_at: Mapped[datetime]


class AttachmentContent(Base):
    """The bytes of an attachment: they go when it goes, and the audit keeps only their digest, with the attachment."""

    __tablename__ = "attachment_content"
    __audited__: ClassVar[bool] = False

    attachment_id: Mapped[str] = mapped_column(ForeignKey("attachment.id", ondelete="CASCADE"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, info={"audit": "digest"})
