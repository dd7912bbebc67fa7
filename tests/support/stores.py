"""Bare stores for tests of the STORE floor."""

from __future__ import annotations

from pathlib import Path

from db.engine import open_connection
from db.keys import DatabaseKey
from db.store import Store


def new_store(folder: Path, key: DatabaseKey | None = None) -> Store:
    """An empty, open store in a folder."""
    used = key or DatabaseKey.new()
    open_connection(folder / "store.db", used, create=True).close()
    return Store(folder / "store.db", used)


def schema_of(store: Store) -> dict[str, str]:
    """Every table, index and trigger by name, with the statement that makes it, blanks and quotes evened out."""
    with store.begin_read() as connection:
        rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {f"{kind} {name}": _even(sql) for kind, name, sql in rows}


def _even(sql: str) -> str:
    # Constraints stand in the order in which the columns that they came with were written: of no matter.
    words = " ".join(sql.replace('"', "").replace("(", " ( ").replace(")", " ) ").split())
    return " , ".join(sorted(clause.strip(" ()") for clause in words.split(",")))
