"""Verifying a workspace: the store's own checks and the audit's chain, as the command line prints them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from db.integrity import Area, Problem, verify
from vrp_desktop.audit.chain import check_chain, head_of_chain
from vrp_desktop.workspace.messages import plain_words
from vrp_desktop.workspace.workspace import Workspace

__all__ = ["Area", "Problem", "audit_head", "verify_workspace"]


def verify_workspace(workspace: Workspace) -> list[Problem]:
    """Everything that is not as it must be; an empty list where the workspace is sound."""
    with plain_words():
        return verify(workspace.store, _audit)


def audit_head(workspace: Workspace) -> str:
    """The audit's newest hash, in hex, as it stands in backups and signed returns."""
    with plain_words(), workspace.store.begin_read() as connection, Session(bind=connection) as session:
        return head_of_chain(session)


def _audit(connection: Any) -> Iterator[str]:
    with Session(bind=connection) as session:
        yield from check_chain(session)
