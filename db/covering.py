"""The one door for what would tell who a restricted child is: columns that no `SELECT` reads while it is shut.

A column of these types is read through a condition on the child of its row. Reads by someone without open access stand
under `covering(ids)`; the store then hands out a stand-in for every such column of those children, whatever statement
asks. Conditions, orders and counts see the true values, so that no figure changes because a record is restricted.
Free text about somebody else may name such a child: as it is read, `Names` put a stand-in where a name stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final, Protocol, TypeVar

from sqlalchemy import (
    JSON,
    ColumnElement,
    Date,
    Dialect,
    Integer,
    String,
    TypeDecorator,
    bindparam,
    case,
    literal,
    null,
    or_,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import visitors
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from db.stand_in import STAND_IN

T = TypeVar("T")


class Names(Protocol):
    """The names of closed children: what a text reads as without them, and what it may be found by."""

    def hidden_in(self, text: str) -> str:
        """The text with a stand-in for each of the names."""

    def names_in(self, text: str) -> list[str]:
        """The names that stand in it, as they are written and in their order."""

    def may_tell(self, typed: Iterable[str]) -> bool:
        """Whether one of these folded words begins a word of the names."""

    def is_found(self, folded: str, typed: Iterable[str]) -> bool:
        """Whether a folded text still holds all the words, each as the beginning of one, without the names."""


_ids: ContextVar[str] = ContextVar("covered_ids", default="")
_names: ContextVar[Names | None] = ContextVar("covered_names", default=None)
_kept_from_reader: ContextVar[Names | None] = ContextVar("names_kept_from_reader", default=None)


@contextmanager
def covering(ids: Iterable[str], names: Names | None = None) -> Iterator[None]:
    """Within, what would tell who these children are is not read from the store by this thread."""
    token, also = _ids.set(" ".join(sorted(ids))), _names.set(names)
    try:
        yield
    finally:
        _names.reset(also)
        _ids.reset(token)


@contextmanager
def reader_without(names: Names | None) -> Iterator[None]:
    """Within, these are the names that whoever is at work may not read, though a deed of theirs reads the truth."""
    token = _kept_from_reader.set(names)
    try:
        yield
    finally:
        _kept_from_reader.reset(token)


def kept_from_reader() -> Names | None:
    """The names that whoever is at work may not read; None where no record is closed to them."""
    return _kept_from_reader.get()


def as_reader_may(value: T) -> T:
    """A text, or what holds texts, that was read as it is, as whoever is at work may read it."""
    names = _kept_from_reader.get()
    return value if names is None else _within(value, names)


@contextmanager
def uncovered() -> Iterator[None]:
    """Within, all is read as it is: for rules that must know the truth, and never for what is shown."""
    with covering(()):
        yield


def covered_ids() -> str:
    """The ids under the cover now, with a space between."""
    return _ids.get()


class place_in(FunctionElement[int]):  # noqa: N801 - reads as the SQL function it is
    """Where the second text stands in the first; 0 where it does not."""

    type = Integer()
    inherit_cache = True
    name = "place_in"


@compiles(place_in, "sqlite")
def _place_sqlite(element: place_in, compiler: SQLCompiler, **kw: Any) -> str:
    return f"instr({compiler.process(element.clauses, **kw)})"


@compiles(place_in, "postgresql")
def _place_postgresql(element: place_in, compiler: SQLCompiler, **kw: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **kw)})"


COVERED_IDS: Final = bindparam("covered_ids", callable_=covered_ids, type_=String())
"""Bound anew each time a statement runs, so that a compiled statement serves every reader."""


def not_covered_sql(person_id: str, dialect: str) -> str:
    """The opposite in SQL text, for statements that bind `covered_ids` by `COVERED_IDS`."""
    function = "instr" if dialect == "sqlite" else "strpos"
    return f"{function}(:covered_ids, coalesce({person_id}, '~')) = 0"


def is_covered(person_id: Any) -> ColumnElement[bool]:
    """A condition: the child of this row is under the cover."""
    return place_in(COVERED_IDS, person_id) > 0


class Behind(TypeDecorator[Any]):
    """A column that is read through the condition that its row's children are not covered."""

    cache_ok = True

    def __init__(
        self, *args: Any, owners: tuple[str, ...] = ("person_id",), shows: str | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.owners = owners
        self.shows = shows

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        owners = [is_covered(table.c[name]) for table in _tables_of(column) for name in self.owners]
        if not owners:
            return column
        # Of this very type: else what is read would not pass through it.
        shown = null() if self.shows is None else literal(self.shows, self)
        return case((or_(*owners), shown), else_=column)


class Covered(Behind):
    """Words about a child. `owners` are the columns that name the children whom they are about."""

    impl = String
    cache_ok = True

    def __init__(
        self, length: int | None = None, *, owners: tuple[str, ...] = ("person_id",), shows: str | None = STAND_IN
    ) -> None:
        super().__init__(length, owners=owners, shows=shows)


class FreeText(Covered):
    """What somebody has written, of which it is not known whom else it names: those who are closed are not read."""

    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        names = _names.get()
        return value if names is None or not value else names.hidden_in(value)


class CoveredDay(Behind):
    """A day that helps to tell who a child is."""

    impl = Date
    cache_ok = True


class CoveredJson(Behind):
    """What was sent or noted about a child, part by part."""

    impl = JSON
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        names = _names.get()
        return value if names is None else _within(value, names)


def _within(value: Any, names: Names) -> Any:
    """Every text in what was kept part by part, with a stand-in for the names."""
    match value:
        case str():
            return names.hidden_in(value)
        case list():
            return [_within(each, names) for each in value]
        case dict():
            return {key: _within(each, names) for key, each in value.items()}
        case _:
            return value


def _tables_of(column: ColumnElement[Any]) -> list[Any]:
    """The tables that an expression reads such columns of; one that does not know the child is a fault."""
    own = getattr(column, "table", None)
    if own is not None:
        return [own]
    tables: list[Any] = []
    for part in visitors.iterate(column):
        table = getattr(part, "table", None)
        if table is not None and isinstance(getattr(part, "type", None), Behind) and table not in tables:
            tables.append(table)
    return tables
