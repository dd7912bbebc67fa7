"""Drafts: what was being typed when the program locked or stopped."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base


class Draft(Base):
    """One form's unsaved content, for one user and record ("new" where there is none yet)."""

    __tablename__ = "draft"
    __audited__: ClassVar[bool] = False

    user_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    form: Mapped[str] = mapped_column(String(60), primary_key=True)
    record_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    base_version: Mapped[int | None]
    content: Mapped[dict[str, Any]]
    kept_at: Mapped[datetime]
