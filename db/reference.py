"""Reference lists as tables: each entry dated, and marked shipped or local."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base


class Entry:
    """What every reference entry has. `origin` is SHIPPED or LOCAL; an upgrade never overwrites a local change."""

    label: Mapped[str] = mapped_column(String(200))
    meaning: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    position: Mapped[int] = mapped_column(default=0)
    origin: Mapped[str] = mapped_column(String(10), default="SHIPPED")
    mark: Mapped[str] = mapped_column(String(4), default="PD")
    extra: Mapped[dict[str, Any]] = mapped_column(default=dict)
    version: Mapped[int] = mapped_column(default=1)


class Place(Entry, Base):
    """A place: every record belongs to one. `in_use` places are those that this workspace works in."""

    __tablename__ = "place"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    in_use: Mapped[bool] = mapped_column(default=False)


class Agency(Entry, Base):
    """A partner agency; `kind` is specified, relevant, vcse or other (PCSC Act 2022, duty to collaborate)."""

    __tablename__ = "agency"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))


class Forum(Entry, Base):
    """A forum whose sittings are conferences: a panel, a local multi-agency conference, a board."""

    __tablename__ = "forum"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    place_code: Mapped[str | None] = mapped_column(ForeignKey("place.code"))


class Intervention(Entry, Base):
    """A programme that children and young people can be referred to."""

    __tablename__ = "intervention"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    provider: Mapped[str] = mapped_column(String(200), default="")


class CodeEntry(Entry, Base):
    """An entry of one of the plain lists: ethnicity, decisions, closure reasons and the like."""

    __tablename__ = "code_entry"

    list_name: Mapped[str] = mapped_column(String(40), primary_key=True)
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
