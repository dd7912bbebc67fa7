"""Senders by their names, however these are cased or spaced."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.imports import ImportSender
from vrp_desktop.search.folding import fold


def same_sender(name: str) -> str:
    """Two names with the same key are of one sender."""
    return fold(name)


def sender_named(session: Session, name: str) -> ImportSender | None:
    """The sender of this name, or None for one that is new."""
    wanted = same_sender(name)
    return next((row for row in session.scalars(select(ImportSender)) if same_sender(row.name) == wanted), None)
