"""Reading a practice workspace's tables as plain rows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from db.base import Base
from vrp_desktop.access.work import Read
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.workspace.workspace import Workspace

Row = dict[str, Any]


def rows_of(workspace: Workspace, table: str) -> list[Row]:
    """Every row of a table, in the order of its key."""
    return workspace.read(_rows, table)


def lists_of(workspace: Workspace) -> Lists:
    return workspace.read(lambda read: read_lists_of(read.session))


def by(rows: list[Row], column: str) -> dict[Any, list[Row]]:
    """The rows by a column's value, in their order."""
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found


def _rows(read: Read, table: str) -> list[Row]:
    found = Base.metadata.tables[table]
    statement = select(found).order_by(*found.primary_key.columns)
    return [dict(row) for row in read.session.execute(statement).mappings()]
