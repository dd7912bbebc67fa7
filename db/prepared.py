"""Answers made ready for days to come: while nothing is written, what they will be on another day is known already."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base


class PreparedAnswer(Base):
    """What a question comes to on one day, as long as `after_seq` is the last event that changed a record. No names."""

    __tablename__ = "prepared_answer"
    __audited__: ClassVar[bool] = False

    question: Mapped[str] = mapped_column(String(200), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    after_seq: Mapped[int]
    answer: Mapped[dict[str, Any]]
