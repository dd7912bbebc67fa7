"""What can be found, and finding it: one function with two dialects over text folded by the application."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, text, update
from sqlalchemy.orm import Session

from db.bulk import insert_rows
from db.search import SearchEntry
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.search.folding import fold

_SQLITE = """
SELECT e.kind, e.record_id, e.person_id, e.place_code
FROM search_index JOIN search_entry e ON e.id = search_index.rowid
WHERE search_index MATCH :words {places}
ORDER BY e.kind <> 'person', search_index.rank LIMIT :limit
"""
_POSTGRESQL = """
SELECT e.kind, e.record_id, e.person_id, e.place_code
FROM search_entry e
WHERE to_tsvector('simple', e.folded) @@ to_tsquery('simple', :words) {places}
ORDER BY e.kind <> 'person', ts_rank(to_tsvector('simple', e.folded), to_tsquery('simple', :words)) DESC LIMIT :limit
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a found record is; its words for the screen are made by the page, in the view of the moment."""

    kind: str
    record_id: str
    person_id: str | None


def put(
    session: Session, kind: str, record_id: str, words: Sequence[str], *, person_id: str | None, place_code: str | None
) -> None:
    """Let a record be found by these words, in place of what it was found by before."""
    remove(session, kind, record_id)
    session.execute(insert(SearchEntry), [row(kind, record_id, words, person_id=person_id, place_code=place_code)])


def row(
    kind: str, record_id: str, words: Sequence[str], *, person_id: str | None, place_code: str | None
) -> dict[str, Any]:
    """One entry of the index, for bulk inserts."""
    folded = " ".join(fold(word) for word in words if word)
    return {
        "kind": kind,
        "record_id": record_id,
        "person_id": person_id,
        "place_code": place_code,
        "folded": folded,
    }


def move(session: Session, kind: str, record_id: str, place_code: str | None) -> None:
    """Let a record be found in another place."""
    found = update(SearchEntry).where(SearchEntry.record_id == record_id, SearchEntry.kind == kind)
    session.execute(found.values(place_code=place_code).execution_options(synchronize_session=False))


def move_of_person(session: Session, kind: str, person_id: str, place_code: str | None) -> None:
    """Let all records of a kind that lead to one person be found in another place."""
    found = update(SearchEntry).where(SearchEntry.person_id == person_id, SearchEntry.kind == kind)
    session.execute(found.values(place_code=place_code).execution_options(synchronize_session=False))


def remove(session: Session, kind: str, record_id: str) -> None:
    """Forget a record."""
    found = delete(SearchEntry).where(SearchEntry.record_id == record_id, SearchEntry.kind == kind)
    session.execute(found.execution_options(synchronize_session=False))


def remove_person(session: Session, person_id: str) -> None:
    """Forget everything found through one person."""
    found = delete(SearchEntry).where(SearchEntry.person_id == person_id)
    session.execute(found.execution_options(synchronize_session=False))


def find(read: Read, typed: str, limit: int = 30) -> list[Hit]:
    """Records whose text holds every typed word, the last as a prefix; children first, best rank first."""
    words = fold(typed).split()
    if not words:
        return []
    dialect = read.session.get_bind().dialect.name
    parameters: dict[str, Any] = {"words": _query(words, dialect), "limit": limit}
    statement = _statement(dialect, read.actor.places is not None, read.actor.may(Permission.SEE_NOTES))
    if read.actor.places is not None:
        parameters["places"] = sorted(read.actor.places)
    return [Hit(r.kind, r.record_id, r.person_id) for r in read.session.execute(statement, parameters)]


def _statement(dialect: str, by_place: bool, with_text: bool) -> Any:
    """Who may not read free text finds nothing by it: a hit alone would tell what a note says."""
    template = _SQLITE if dialect == "sqlite" else _POSTGRESQL
    places = "AND e.place_code IN :places" if by_place else ""
    kinds = "" if with_text else "AND e.kind IN ('person', 'contact')"
    statement = text(template.format(places=f"{places} {kinds}"))
    return statement.bindparams(bindparam("places", expanding=True)) if by_place else statement


def _query(words: Sequence[str], dialect: str) -> str:
    if dialect == "sqlite":
        return " ".join(f'"{word}"*' for word in words)
    return " & ".join(f"{word}:*" for word in words)


def bulk_rows(entries: Sequence[Mapping[str, Any]], session: Session) -> None:
    """Insert many entries made by `row`."""
    table = SearchEntry.__table__
    assert isinstance(table, Table)  # noqa: S101 - for the type checker: every mapped class here has a table
    insert_rows(session.connection(), table, entries)
