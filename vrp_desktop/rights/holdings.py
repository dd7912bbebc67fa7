"""Every row of the store that is about a child, in plain words, found in the tables' own definitions.

The tables are those of `people.references`, and those whose rows hang on one of these; so a room that is added later is
told without a word here, and `kinds.py` only says how.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import Column, RowMapping, Table, select

from db.access import UserAccount
from db.people import Person
from db.schema import metadata
from vrp_desktop.access.work import Read
from vrp_desktop.calendar import british
from vrp_desktop.clock import london_day
from vrp_desktop.people.ends import ends_of
from vrp_desktop.people.filing import merged_into
from vrp_desktop.people.forms import NO_RESTRICTION
from vrp_desktop.people.naming import full_name
from vrp_desktop.people.references import references
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.rights.kinds import CODES, KEEPING, LABELS, LEFT_OUT, NEVER, PLAIN, SECTIONS, TOLD, WORDS, Kind

_AT_ONCE: Final = 400
_LISTED: Final = {"place": "places", "agency": "agencies", "forum": "forums", "intervention": "interventions"}
_FIELDS_OF: Final = {"conference": ("forum_code", "held_on")}
"""What a row says of another that it points at and that is not about the child: columns of that table."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One row that is about the child: where it stands, its day, what it is, and all that it says."""

    table: str
    record_id: str
    section: str
    on: date | None
    heading: str
    text: str
    restriction: str = NO_RESTRICTION
    agency: str = ""
    others: tuple[str, ...] = ()
    """The ids of other children whom the row points at."""
    values: Mapping[str, Any] = field(default_factory=dict)


@cache
def holding_tables() -> tuple[tuple[Table, tuple[str, ...]], ...]:
    """Each table that is about a child with the columns by which its rows are found, in the order of the schema."""
    naming: dict[str, list[str]] = {}
    for found in references():
        naming.setdefault(found.table.name, []).append(found.column.name)
    naming.setdefault("person", [])
    tables: list[tuple[Table, tuple[str, ...]]] = []
    for table in metadata.sorted_tables:
        # A row may hang on a case of the child and leave the child itself out: both ways lead to it.
        hanging = [c.name for c in table.columns if _points_at(c, naming) and _target(c) != "person"]
        if table.name in naming or hanging:
            tables.append((table, (*naming.get(table.name, ()), *hanging)))
    return tuple(tables)


def holdings(read: Read, person_id: str) -> list[Holding]:
    """Everything that is held about a child, merged records too, in the order in which a copy tells it."""
    read.get(Person, person_id, "child or young person")
    everyone = [person_id, *(one.id for one in merged_into(read.session, person_id))]
    words = _Words(read, read_lists_of(read.session), frozenset(everyone))
    found: list[Holding] = []
    ids: dict[str, list[str]] = {}
    for table, keys in holding_tables():
        rows = list(_rows(read, table, keys, everyone, ids))
        ids[table.name] = [str(row["id"]) for row in rows if "id" in row]
        if table.name not in LEFT_OUT:
            found += [words.holding(table, row) for row in rows]
    order = {name: at for at, name in enumerate(SECTIONS)}
    found.sort(key=lambda one: (order.get(one.section, len(order)), one.on or date.min, one.table, one.record_id))
    return found


def kind_of(table: str) -> Kind:
    """How a table is told; one that nobody described is told under its own name."""
    return TOLD.get(table) or Kind(KEEPING, _plain(table))


def _flat(value: object) -> str:
    """Words within words, as one line; what is marked is said by what is proposed for the whole."""
    if isinstance(value, dict):
        return ", ".join(said for key, inner in value.items() if key != "restriction" and (said := _flat(inner)))
    if isinstance(value, list):
        return "; ".join(said for inner in value if (said := _flat(inner)))
    return "" if value is None else str(value)


def _points_at(column: Column[Any], naming: Mapping[str, object]) -> bool:
    return any(key.column.table.name in naming for key in column.foreign_keys)


def _rows(
    read: Read, table: Table, keys: Sequence[str], everyone: Sequence[str], ids: Mapping[str, Sequence[str]]
) -> Iterator[RowMapping]:
    if table.name == "person":
        yield from read.session.execute(select(table).where(table.c.id.in_(everyone))).mappings()
        return
    seen: set[str] = set()
    for name in keys:
        target = _target(table.c[name])
        above = everyone if target == "person" else ids.get(target, ())
        for start in range(0, len(above), _AT_ONCE):
            chosen = select(table).where(table.c[name].in_(above[start : start + _AT_ONCE]))
            for row in read.session.execute(chosen).mappings():
                key = str(tuple(row[column.name] for column in table.primary_key))
                if key not in seen:
                    seen.add(key)
                    yield row


def _target(column: Column[Any]) -> str:
    return next((key.column.table.name for key in column.foreign_keys), "")


class _Words:
    """Puts rows into words; reads users, other children and sittings once each."""

    def __init__(self, read: Read, lists: Lists, own: frozenset[str]) -> None:
        self._read = read
        self._lists = lists
        self._own = own
        self._users = {row[0]: row[1] for row in read.session.execute(select(UserAccount.id, UserAccount.full_name))}
        self._known: dict[tuple[str, str], str] = {}

    def holding(self, table: Table, row: RowMapping) -> Holding:
        kind = kind_of(table.name)
        head = self._value(table, kind.head, row[kind.head]) if kind.head else ""
        others = tuple(
            str(row[c.name])
            for c in table.columns
            if _target(c) == "person" and row[c.name] and row[c.name] not in self._own
        )
        return Holding(
            table.name,
            str(row.get("id", "")),
            kind.section,
            _day(row.get(kind.day)) if kind.day else None,
            f"{kind.what}: {head}" if head else kind.what,
            "; ".join(self._said(table, kind, row)),
            str(row.get("restriction") or NO_RESTRICTION),
            str(row.get("source_agency") or row.get("agency_code") or row.get("sending_agency") or ""),
            others,
            dict(row),
        )

    def _said(self, table: Table, kind: Kind, row: RowMapping) -> Iterator[str]:
        for column in table.columns:
            name = column.name
            if name in NEVER or name in (kind.head, kind.day) or name == "restriction" or row[name] in (None, "", []):
                continue
            said = self._value(table, name, row[name])
            if said:
                label = LABELS.get(name, _plain(name.removesuffix("_id").removesuffix("_code").removesuffix("_at")))
                yield f"{label}: {said.rstrip('.')}" if label else said.rstrip(".")

    def _value(self, table: Table, name: str, value: object) -> str:
        column, listed = table.c[name], CODES.get(f"{table.name}.{name}")
        target = _target(column)
        if isinstance(value, bool):
            return "yes" if value else "no"
        if target:
            return self._pointed(target, str(value))
        if isinstance(value, datetime):
            return british(london_day(value))
        if isinstance(value, date):
            return british(value) if value.year < 9999 else ""
        if isinstance(value, dict):
            return ", ".join(f"{key}: {said}" for key, inner in value.items() if (said := _flat(inner)))
        if isinstance(value, list):
            return ", ".join(self._lists.label(listed, str(code)) if listed else str(code) for code in value)
        said = "" if value is None else str(value)
        if listed and said:
            return WORDS.get(said) or self._lists.label(listed, said)
        if f"{table.name}.{name}" in PLAIN:
            return WORDS.get(said, said.replace("_", " ").lower() if "_" in said else said)
        return "" if name.endswith("_id") else said

    def _pointed(self, target: str, value: str) -> str:
        """What a row says of what it points at: words, or nothing where that is the child's own and told itself."""
        if target in _LISTED:
            return self._lists.label(_LISTED[target], value)
        if target == "user_account":
            return self._users.get(value, "")
        if target == "person":
            return "" if value in self._own else self._other(value)
        return self._beside(target, value) if target in _FIELDS_OF else ""

    def _other(self, person_id: str) -> str:
        end = ends_of(self._read, [person_id]).get(person_id)
        return full_name(end.words.forenames, end.words.surname) if end is not None and end.opens else "someone else"

    def _beside(self, target: str, record_id: str) -> str:
        if (target, record_id) not in self._known:
            table = metadata.tables[target]
            row = self._read.session.execute(select(table).where(table.c.id == record_id)).mappings().one()
            said = (self._value(table, name, row[name]) for name in _FIELDS_OF[target])
            self._known[target, record_id] = ", ".join(filter(None, said))
        return self._known[target, record_id]


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return london_day(value)
    # Attributes that have always held begin in 1900.
    return value if isinstance(value, date) and value.year > 1900 else None


def _plain(name: str) -> str:
    return name.replace("_", " ").strip().capitalize()
