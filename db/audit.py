"""The audit: one event for each transaction, chained by hashes; its values can be erased and the chain holds."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Final

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base
from db.covering import Covered

KEPT_BACK: Final = "{}"
"""What is read in place of the values of a restricted record."""


class AuditEvent(Base):
    """One deed: who, on whose behalf, when, what; chained to the event before by `hash`."""

    __tablename__ = "audit_event"
    __audited__: ClassVar[bool] = False

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    deed: Mapped[str] = mapped_column(String(60), index=True)
    user_id: Mapped[str | None] = mapped_column(String(36))
    user_name: Mapped[str] = mapped_column(String(60))
    on_behalf_of: Mapped[str] = mapped_column(String(200), default="")
    kind: Mapped[str] = mapped_column(String(40), default="")
    record_id: Mapped[str] = mapped_column(String(36), default="", index=True)
    place_code: Mapped[str | None] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(default="")
    changes: Mapped[int] = mapped_column(default=0)
    changes_digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    previous: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class AuditChange(Base):
    """One changed record of an event. `digest` covers salt and values; erasing clears both and leaves the digest."""

    __tablename__ = "audit_change"
    __audited__: ClassVar[bool] = False

    id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(ForeignKey("audit_event.seq"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[str] = mapped_column(String(80), index=True)
    person_id: Mapped[str | None] = mapped_column(String(36), index=True)
    operation: Mapped[str] = mapped_column(String(1))
    fields: Mapped[list[Any]]
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    salt: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    values: Mapped[str | None] = mapped_column(Covered(owners=("person_id", "record_id"), shows=KEPT_BACK))
