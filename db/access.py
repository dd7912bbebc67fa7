"""Users and what the workspace knows of itself. Passphrases never come here: the key file wraps the key."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Id, Versioned


class UserAccount(Versioned, Base):
    """Someone who may open this workspace; the row stays when they leave, so that the audit keeps its names."""

    __tablename__ = "user_account"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(60), unique=True)
    full_name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    started_on: Mapped[date]
    left_on: Mapped[date | None]


class UserPlace(Base):
    """A place that a user is limited to; a user without rows here sees every place."""

    __tablename__ = "user_place"

    user_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    place_code: Mapped[str] = mapped_column(ForeignKey("place.code"), primary_key=True)


class WorkspaceFact(Base):
    """One fact or setting of the whole workspace: its name, its area, whether NHS numbers are switched on.

    A secret, such as the key of the fingerprints, stands in a column that the audit never writes down.
    """

    __tablename__ = "workspace_fact"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
    secret: Mapped[str | None] = mapped_column(String(80), info={"audit": "withheld"})
