"""Inserting many rows at once: what SQLAlchemy works out for each row is worked out once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import JSON, Connection, Dialect, LargeBinary, Table, insert

_MEMO: Final = 512
"""Days and moments repeat within a batch: each is written out once."""


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all name the same columns; columns left out take their plain defaults."""
    if not rows:
        return
    given = tuple(rows[0])
    defaults = _plain_defaults(table, given)
    compiled = _compiled(table, (*given, *defaults), connection.dialect)
    columns: dict[str, Iterable[Any]] = {}
    for name in given:
        values = [row[name] for row in rows]
        columns[name] = _converted(table, name, values, connection)
    for name, value in defaults.items():
        (converted,) = _converted(table, name, [value], connection)
        columns[name] = [converted] * len(rows)
    if compiled.positional:
        parameters: list[Any] = list(zip(*(columns[name] for name in compiled.positiontup), strict=True))
    else:
        parameters = [dict(zip(columns, line, strict=True)) for line in zip(*columns.values(), strict=True)]
    connection.exec_driver_sql(str(compiled), parameters)


def gather_statistics(connection: Connection, tables: Iterable[Table]) -> None:
    """Let the database know how many rows some tables hold by now: it chooses by that how to look things up."""
    for table in tables:
        connection.exec_driver_sql(f"ANALYZE {table.name}")


@lru_cache(maxsize=256)
def _compiled(table: Table, names: tuple[str, ...], dialect: Dialect) -> Any:
    return insert(table).compile(dialect=dialect, column_keys=list(names), for_executemany=True)


def _plain_defaults(table: Table, given: Sequence[str]) -> dict[str, Any]:
    """The defaults of the columns left out; one that must be computed for each row has no place here."""
    found: dict[str, Any] = {}
    for column in table.columns:
        default: Any = column.default
        if column.key in given or default is None:
            continue
        if not default.is_scalar:
            raise TypeError(f"{table.name}.{column.key} has a default that is computed; give its value")
        found[column.key] = default.arg
    return found


def _converted(table: Table, name: str, values: list[Any], connection: Connection) -> Iterable[Any]:
    """The values as the driver takes them."""
    column = table.columns[name].type
    if isinstance(column, LargeBinary):
        # Drivers take bytes as they are; the usual processor wraps each.
        return values
    kind = column.dialect_impl(connection.dialect)
    processor: Callable[[Any], Any] | None = kind.bind_processor(connection.dialect)
    if processor is None:
        return values
    if isinstance(column, JSON):
        return _by_identity(processor, values)
    return _by_memo(processor, values) if _repeats(values) else [processor(value) for value in values]


def _by_identity(processor: Callable[[Any], Any], values: Sequence[Any]) -> list[Any]:
    """Rows that share one list or dict have it written out once."""
    known: dict[int, Any] = {}
    for value in values:
        if id(value) not in known:
            known[id(value)] = processor(value)
    return [known[id(value)] for value in values]


def _repeats(values: Sequence[Any]) -> bool:
    return any(isinstance(value, date) for value in values[:_MEMO])


def _by_memo(processor: Callable[[Any], Any], values: Sequence[Any]) -> list[Any]:
    known: dict[Any, Any] = {}
    for value in values:
        if value not in known:
            known[value] = processor(value)
    return [known[value] for value in values]
