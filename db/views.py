"""Saved views of lists: filters, order and columns under a name, own or shared; and with which a list opens."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Id, Short, Versioned


class SavedView(Versioned, Base):
    """One view of one list. `content` holds codes and keys of columns alone, never what was typed.

    `list_name` is the list's own key, `page` the page that it stands on.
    """

    __tablename__ = "saved_view"
    __table_args__ = (Index("ix_saved_view_list_name", "list_name"),)

    id: Mapped[Id]
    owner_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"), index=True)
    list_name: Mapped[str] = mapped_column(String(60))
    page: Mapped[str] = mapped_column(String(40))
    name: Mapped[Short]
    is_shared: Mapped[bool] = mapped_column(default=False)
    content: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]


class DefaultView(Base):
    """The view with which a list opens for one user."""

    __tablename__ = "default_view"
    __audited__: ClassVar[bool] = False

    user_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    list_name: Mapped[str] = mapped_column(String(60), primary_key=True)
    view_id: Mapped[str] = mapped_column(ForeignKey("saved_view.id", ondelete="CASCADE"), index=True)
