"""What can be found, and finding it: one function with two dialects over text folded by the application."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    Table,
    bindparam,
    delete,
    insert,
    literal_column,
    select,
    text,
    union_all,
    update,
)
from sqlalchemy.orm import Session

from db.around import Contact
from db.bulk import insert_rows
from db.covering import COVERED_IDS, kept_from_reader, not_covered_sql, uncovered
from db.panel import PanelCase
from db.people import Person, PersonName
from db.search import SearchEntry
from db.stand_in import IN_TEXT
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.search.folding import fold

_SQLITE = """
SELECT e.kind, e.record_id, e.person_id, e.place_code{folded}
FROM search_index JOIN search_entry e ON e.id = search_index.rowid
WHERE search_index MATCH :words AND {open} {places}
ORDER BY e.kind <> 'person', search_index.rank {limit}
"""
_POSTGRESQL = """
SELECT e.kind, e.record_id, e.person_id, e.place_code{folded}
FROM search_entry e
WHERE to_tsvector('simple', e.folded) @@ to_tsquery('simple', :words) AND {open} {places}
ORDER BY e.kind <> 'person', ts_rank(to_tsvector('simple', e.folded), to_tsquery('simple', :words)) DESC {limit}
"""

_AT_ONCE: Final = 400
_MATCHING: Final = {
    "sqlite": "search_index JOIN search_entry e ON e.id = search_index.rowid WHERE search_index MATCH :typed_words",
    "postgresql": "search_entry e WHERE to_tsvector('simple', e.folded) @@ to_tsquery('simple', :typed_words)",
}


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
    kept = [_found_by(session, kind, record_id)] if any(IN_TEXT in word for word in words) else []
    remove(session, kind, record_id)
    found = row(kind, record_id, [*words, *kept], person_id=person_id, place_code=place_code)
    session.execute(insert(SearchEntry), [found])


def _found_by(session: Session, kind: str, record_id: str) -> str:
    """What a record is found by now: whoever changes it may not have read all of it, and all of it is to be found."""
    mine = select(SearchEntry.folded).where(SearchEntry.kind == kind, SearchEntry.record_id == record_id)
    with uncovered():
        return session.scalar(mine) or ""


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
    """Records whose text holds every typed word, the last as a prefix; children first, best rank first.

    A restricted record that the reader has not opened is found by its whole code alone: a hit by a name would tell that
    this child is on file.
    """
    words = fold(typed).split()
    if not words:
        return []
    dialect = read.session.get_bind().dialect.name
    parameters: dict[str, Any] = {"words": _query(words, dialect)}
    names = kept_from_reader()
    by_name = names is not None and names.may_tell(words)
    if not by_name:
        parameters["limit"] = limit
    statement = _statement(
        dialect, read.actor.places is not None, read.actor.may(Permission.SEE_NOTES), by_name=by_name
    )
    if read.actor.places is not None:
        parameters["places"] = sorted(read.actor.places)
    found: Iterable[Any] = read.session.execute(statement, parameters)
    if names is not None and by_name:
        # A child is shown by name in its own record: only what is written about others may tell of a closed one.
        found = (r for r in found if r.kind == "person" or names.is_found(r.folded, words))
    return [*_closed_by_code(read, typed), *(Hit(r.kind, r.record_id, r.person_id) for r in islice(found, limit))]


def holds_words(dialect: str, kind: str, column: str, found: str) -> Any:
    """A condition on a column of ids: records of a kind found by the words bound as `typed_words`, where they are open.

    `found` is the column of the entry `e` that holds the id.
    """
    inside = f"{column} IN (SELECT {found} FROM {_MATCHING[dialect]} AND e.kind = '{kind}' AND {_open(dialect)})"
    return text(inside).bindparams(bindparam("typed_words", type_=String()), COVERED_IDS)


def not_by_name_alone(read: Read, column: Any, kind: str, typed: str) -> list[ColumnElement[bool]]:
    """Conditions beside `holds_words` where the entries are free text: none is found by the name of a closed child in
    it. `column` holds the id of the record.
    """
    words, names = fold(typed).split(), kept_from_reader()
    if names is None or not names.may_tell(words):
        return []
    dialect = read.session.get_bind().dialect.name
    entries = f"{_MATCHING[dialect]} AND e.kind = :kind AND {_open(dialect)}"
    holding = text(f"SELECT e.record_id, e.folded FROM {entries}").bindparams(COVERED_IDS)
    rows = read.session.execute(holding, {"typed_words": _query(words, dialect), "kind": kind})
    return [column.not_in([row.record_id for row in rows if not names.is_found(row.folded, words)])]


def borne_by_another(
    session: Session, words: Sequence[str], closed: Collection[str], pairs: Collection[tuple[str, str]]
) -> set[str]:
    """Which of these folded words are part of the name of somebody on file, or around a child, who is not closed.

    Someone who is called as one of the `pairs` is one of the closed, whatever record says so.
    """
    return {word for word in words if _is_borne(session, word, closed, pairs)}


def _is_borne(session: Session, word: str, closed: Collection[str], pairs: Collection[tuple[str, str]]) -> bool:
    dialect = session.get_bind().dialect.name
    match = {"typed_words": f'"{word}"' if dialect == "sqlite" else word}
    found = f"{_MATCHING[dialect]} AND e.kind = :kind"
    ids = text(f"SELECT e.record_id FROM {found}").bindparams(bindparam("kind"))
    on_file = [row[0] for row in session.execute(ids, match | {"kind": "person"}) if row[0] not in closed]
    for start in range(0, len(on_file), _AT_ONCE):
        names = select(PersonName.folded).where(PersonName.person_id.in_(on_file[start : start + _AT_ONCE]))
        if any(word in folded.split() for folded in session.scalars(names)):
            return True
    around = [row[0] for row in session.execute(ids, match | {"kind": "contact"})]
    others = select(Contact.name).where(Contact.id.in_(around), Contact.person_id.not_in(closed))
    return any(_bears(fold(name).split(), word, pairs) for name in session.scalars(others))


def _bears(name: Sequence[str], word: str, pairs: Collection[tuple[str, str]]) -> bool:
    return word in name and not any(pair in pairs for pair in pairwise(name))


def _closed_by_code(read: Read, typed: str) -> list[Hit]:
    code = typed.strip().upper()
    if not read.closed or not code:
        return []
    bound: dict[str, Any] = {"closed": sorted(read.closed), "code": code}
    if read.actor.places is not None:
        bound["places"] = sorted(read.actor.places)
    found = read.session.execute(_closed_statement(read.actor.places is not None), bound)
    return [Hit(kind, record_id, person_id) for kind, record_id, person_id in found]


@cache
def _closed_statement(by_place: bool) -> CompoundSelect[*tuple[Any, ...]]:
    closed, code = bindparam("closed", expanding=True, type_=String()), bindparam("code", type_=String())
    people: Select[*tuple[Any, ...]] = select(literal_column("'person'"), Person.id, Person.id).where(
        Person.id.in_(closed), Person.code == code
    )
    cases: Select[*tuple[Any, ...]] = select(literal_column("'panel_case'"), PanelCase.id, PanelCase.person_id).where(
        PanelCase.person_id.in_(closed), PanelCase.code == code
    )
    if by_place:
        places = bindparam("places", expanding=True, type_=String())
        people, cases = people.where(Person.place_code.in_(places)), cases.where(PanelCase.place_code.in_(places))
    return union_all(people, cases)


def _open(dialect: str) -> str:
    return f"{not_covered_sql('e.person_id', dialect)} AND {not_covered_sql('e.record_id', dialect)}"


@cache
def _statement(dialect: str, by_place: bool, with_text: bool, *, by_name: bool) -> Any:
    """Who may not read free text finds nothing by it: a hit alone would tell what a note says."""
    template = _SQLITE if dialect == "sqlite" else _POSTGRESQL
    places = "AND e.place_code IN :places" if by_place else ""
    kinds = "" if with_text else "AND e.kind IN ('person', 'contact')"
    # What may be found by a closed name is looked through first.
    parts = {"folded": ", e.folded", "limit": ""} if by_name else {"folded": "", "limit": "LIMIT :limit"}
    sql = template.format(places=f"{places} {kinds}", open=_open(dialect), **parts)
    statement = text(sql).bindparams(COVERED_IDS)
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
