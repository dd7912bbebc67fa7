"""Merges of two records of one child: who carries on, what moved, and how to take it apart again."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Id, PersonRef
from db.covering import CoveredJson, FreeText


class PersonMerge(Base):
    """One merge. `person_id` carries on; `merged_id` stays whole under a pointer until the merge is undone.

    `details` holds what the one that carries on said before, and what was chosen; it goes when the merge is undone.
    """

    __tablename__ = "person_merge"

    id: Mapped[Id]
    person_id: Mapped[PersonRef]
    merged_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    reason: Mapped[str] = mapped_column(FreeText(owners=("person_id", "merged_id")))
    merged_at: Mapped[datetime]
    merged_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    details: Mapped[dict[str, Any] | None] = mapped_column(
        CoveredJson(none_as_null=True, owners=("person_id", "merged_id")), info={"audit": "withheld"}
    )
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None] = mapped_column(ForeignKey("user_account.id"))
    undone_reason: Mapped[str] = mapped_column(FreeText(owners=("person_id", "merged_id")), default="")


class MergeMove(Base):
    """A record that a merge moved from one child to the other: its table, the column that named the child, its id."""

    __tablename__ = "merge_move"
    __audited__: ClassVar[bool] = False
    __table_args__ = (Index("ix_merge_move_record_id", "record_id"),)

    merge_id: Mapped[str] = mapped_column(ForeignKey("person_merge.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    naming: Mapped[str] = mapped_column(String(40), primary_key=True)
    record_id: Mapped[str] = mapped_column(String(36), primary_key=True)
