"""Whether a store is whole: pages, tables, foreign keys, the search index, and what others know how to check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sqlcipher3 import dbapi2

from db.driver_errors import driver_problems
from db.problems import FileDamaged
from db.store import Store

Check = Callable[[Any], Iterable[str]]
"""Handed a SQLAlchemy connection in a read transaction; says what is wrong, one sentence each."""

_MOST_TOLD: Final = 20
_ENDLESS: Final = "More of the same kind were found."


class Area(StrEnum):
    """What part of the store a problem is in."""

    PAGES = "Pages"
    TABLES = "Tables"
    LINKS = "Links between records"
    SEARCH = "Search index"
    AUDIT = "Audit"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it must be; ids and table names, never a person's data."""

    area: Area
    what: str

    def __str__(self) -> str:
        return f"{self.area}: {self.what}"


def verify(store: Store, audit: Check) -> list[Problem]:
    """Check everything; an empty list means that the store is sound. `audit` checks the audit's chain."""
    found: list[Problem] = []
    for area, check in ((Area.PAGES, _pages), (Area.TABLES, _tables), (Area.LINKS, _links), (Area.SEARCH, _search)):
        found += _problems(area, lambda check=check: check(store))  # type: ignore[misc]
    found += _problems(Area.AUDIT, lambda: _through_connection(store, audit))
    return found


def _problems(area: Area, check: Callable[[], Iterable[str]]) -> Iterator[Problem]:
    told = 0
    try:
        for sentence in check():
            told += 1
            if told > _MOST_TOLD:
                yield Problem(area, _ENDLESS)
                return
            yield Problem(area, sentence)
    except FileDamaged as problem:
        yield Problem(area, f"{problem.path.name} cannot be read to the end ({problem.detail or 'damaged'}).")


def _pages(store: Store) -> Iterator[str]:
    with store.begin_snapshot() as connection:
        for (sentence,) in connection.execute("PRAGMA cipher_integrity_check"):
            yield f"{sentence}."


def _tables(store: Store) -> Iterator[str]:
    with store.begin_snapshot() as connection:
        for (sentence,) in connection.execute("PRAGMA integrity_check"):
            if sentence != "ok":
                yield f"{sentence}."


def _links(store: Store) -> Iterator[str]:
    with store.begin_snapshot() as connection:
        for table, row, parent, _number in connection.execute("PRAGMA foreign_key_check"):
            yield f"Row {row} of {table} points to a row of {parent} that is not there."


def _search(store: Store) -> Iterator[str]:
    """FTS5 compares its index with the table it indexes; that is an INSERT, so it needs the writer, and is undone."""
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%fts5(%'"
    with store.begin_write() as connection:
        driver: Any = connection.connection.driver_connection
        for (name,) in driver.execute(names).fetchall():
            try:
                with driver_problems(store.path):
                    driver.execute(f'INSERT INTO "{name}"("{name}", rank) VALUES (\'integrity-check\', 1)')
            except (FileDamaged, dbapi2.Error):
                yield f"{name} does not agree with the records; it can be built anew."


def _through_connection(store: Store, check: Check) -> Iterator[str]:
    with store.begin_read() as connection:
        yield from check(connection)
