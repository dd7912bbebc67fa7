"""Spreadsheet intake: batches, their rows, and what is remembered of each sender."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Code, Id, Short, Versioned, index_of_known
from db.covering import CoveredJson


class ImportSender(Versioned, Base):
    """A sender of spreadsheets, and the settings used for it last time."""

    __tablename__ = "import_sender"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(200), unique=True)
    settings: Mapped[dict[str, Any]]


class ImportBatch(Versioned, Base):
    """One file taken in. The file's name is not kept (it may name a child): its kind and SHA-256 are.

    The counts are those of the day it was taken: `rows_read` = `rows_taken` + `rows_held`.
    """

    __tablename__ = "import_batch"

    id: Mapped[Id]
    sender_id: Mapped[str] = mapped_column(ForeignKey("import_sender.id"))
    file_kind: Mapped[str] = mapped_column(String(10))
    file_digest: Mapped[str] = mapped_column(String(64), index=True)
    settings: Mapped[dict[str, Any]]
    taken_at: Mapped[datetime]
    taken_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    rows_read: Mapped[int] = mapped_column(default=0)
    rows_taken: Mapped[int] = mapped_column(default=0)
    rows_held: Mapped[int] = mapped_column(default=0)
    rows_joined: Mapped[int] = mapped_column(default=0)
    rows_likely: Mapped[int] = mapped_column(default=0)
    rows_on_file: Mapped[int] = mapped_column(default=0)
    taken_back_at: Mapped[datetime | None]


class ImportRow(Versioned, Base):
    """One row of a batch: TAKEN, JOINED, ON_FILE, HELD, SET_ASIDE or TAKEN_BACK.

    A held row keeps its cells till settled. The digests are keyed: they know the same row again and tell nothing else;
    `sent_digest` is that of a row that was held, as it was sent, so that it is known again though it was mended.
    `place_code` is the row's own place, else the batch's: who may see it. Without one it is for the whole area.
    """

    __tablename__ = "import_row"
    __table_args__ = (
        Index("ix_import_row_batch_id_state", "batch_id", "state"),
        Index("ix_import_row_state_place_code", "state", "place_code"),
        index_of_known("import_row", "likely_id"),
    )

    id: Mapped[Id]
    batch_id: Mapped[str] = mapped_column(ForeignKey("import_batch.id"))
    row_number: Mapped[int]
    place_code: Mapped[str | None] = mapped_column(String(40), ForeignKey("place.code"))
    state: Mapped[Code]
    reason_code: Mapped[Code | None]
    reason: Mapped[Short] = mapped_column(default="")
    row_digest: Mapped[str] = mapped_column(String(64), index=True)
    sent_digest: Mapped[str | None] = mapped_column(String(64), index=True)
    cells: Mapped[dict[str, Any] | None] = mapped_column(
        CoveredJson(none_as_null=True, owners=("person_id", "likely_id")), info={"audit": "withheld"}
    )
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    likely_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    referral_id: Mapped[str | None] = mapped_column(ForeignKey("referral.id"), index=True)
    made_person: Mapped[bool] = mapped_column(default=False)
