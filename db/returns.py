"""Returns: the quarter's return for a place or the area, what is typed on it, and its frozen versions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Code, Id, Short, Versioned


class QuarterlyReturn(Versioned, Base):
    """One quarter's return on one template. `place_code` is NULL for the whole area."""

    __tablename__ = "quarterly_return"
    __table_args__ = (UniqueConstraint("template", "quarter", "scope"),)

    id: Mapped[Id]
    template: Mapped[str] = mapped_column(String(60))
    quarter: Mapped[str] = mapped_column(String(10), index=True)
    scope: Mapped[str] = mapped_column(String(40))
    place_code: Mapped[str | None] = mapped_column(ForeignKey("place.code"))
    state: Mapped[Code]
    completed_at: Mapped[datetime | None]
    completed_by: Mapped[str | None] = mapped_column(ForeignKey("user_account.id"))


class TypedLine(Versioned, Base):
    """A line's typed value: a number or a text, with its source, its as-at date and who typed it."""

    __tablename__ = "typed_line"
    __table_args__ = (UniqueConstraint("return_id", "line"),)

    id: Mapped[Id]
    return_id: Mapped[str] = mapped_column(ForeignKey("quarterly_return.id"))
    line: Mapped[Code]
    number: Mapped[str | None] = mapped_column(String(40))
    text: Mapped[str | None]
    source: Mapped[Short] = mapped_column(default="")
    as_at: Mapped[date]
    typed_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))


class NilConfirmation(Base):
    """Someone has confirmed that this line's nought is true."""

    __tablename__ = "nil_confirmation"
    __table_args__ = (UniqueConstraint("return_id", "line"),)

    id: Mapped[Id]
    return_id: Mapped[str] = mapped_column(ForeignKey("quarterly_return.id"))
    line: Mapped[Code]
    confirmed_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    confirmed_at: Mapped[datetime]


class QueryNote(Versioned, Base):
    """The note that answers a query as it stood (`answers` is its sentence); printed on the return."""

    __tablename__ = "query_note"
    __table_args__ = (UniqueConstraint("return_id", "check_code"),)

    id: Mapped[Id]
    return_id: Mapped[str] = mapped_column(ForeignKey("quarterly_return.id"))
    check_code: Mapped[str] = mapped_column(String(80))
    answers: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    written_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    written_at: Mapped[datetime]


class ReturnVersion(Base):
    """A signed version, never edited: canonical JSON, its digest, the template as it read, the audit's head."""

    __tablename__ = "return_version"
    __table_args__ = (UniqueConstraint("return_id", "number"),)

    id: Mapped[Id]
    return_id: Mapped[str] = mapped_column(ForeignKey("quarterly_return.id"))
    number: Mapped[int]
    as_at: Mapped[date]
    rules: Mapped[str] = mapped_column(String(40))
    template_text: Mapped[str]
    content: Mapped[str] = mapped_column(Text, deferred=True)
    digest: Mapped[str] = mapped_column(String(64), index=True)
    audit_head: Mapped[str] = mapped_column(String(64))
    signed_at: Mapped[datetime]
    signed_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    reason: Mapped[str] = mapped_column(default="")


class ReturnEvidence(Base):
    """One record behind one line of a signed version: ids, deciding values, dimensions; never a name."""

    __tablename__ = "return_evidence"
    __table_args__ = (Index("ix_return_evidence_version_id_line_span", "version_id", "line", "span"),)
    __audited__: ClassVar[bool] = False

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[str] = mapped_column(ForeignKey("return_version.id"))
    line: Mapped[Code]
    span: Mapped[str] = mapped_column(String(1))
    unit_id: Mapped[str] = mapped_column(String(36), index=True)
    record_id: Mapped[str] = mapped_column(String(36), index=True)
    dimensions: Mapped[dict[str, Any]]
    deciding: Mapped[dict[str, Any]]


class ReturnSignature(Base):
    """Who signed a version, in which role; a signatory who is no user signs the printed page, whose scan is filed."""

    __tablename__ = "return_signature"

    id: Mapped[Id]
    version_id: Mapped[str] = mapped_column(ForeignKey("return_version.id"), index=True)
    role: Mapped[Code]
    name: Mapped[Short]
    user_id: Mapped[str | None] = mapped_column(ForeignKey("user_account.id"))
    signed_at: Mapped[datetime]
    document_id: Mapped[str | None] = mapped_column(ForeignKey("return_document.id"))


class ReturnDocument(Base):
    """The bytes of a version's PDF, or of the scan of a page signed in ink, with their SHA-256."""

    __tablename__ = "return_document"

    id: Mapped[Id]
    version_id: Mapped[str] = mapped_column(ForeignKey("return_version.id"), index=True)
    kind: Mapped[Code]
    sha256: Mapped[str] = mapped_column(String(64))
    filed_at: Mapped[datetime]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, info={"audit": "digest"})


class ReturnSubmission(Base):
    """When, how and to whom a signed version was submitted, its receipt, the funder's query and our answer."""

    __tablename__ = "return_submission"

    id: Mapped[Id]
    version_id: Mapped[str] = mapped_column(ForeignKey("return_version.id"), index=True)
    submitted_on: Mapped[date]
    channel: Mapped[Short]
    recipient: Mapped[Short]
    receipt: Mapped[Short] = mapped_column(default="")
    their_query: Mapped[str] = mapped_column(default="")
    our_answer: Mapped[str] = mapped_column(default="")
