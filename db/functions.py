"""Date arithmetic that reads the same on SQLite and PostgreSQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Date, Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class ymd(FunctionElement[int]):  # noqa: N801 - reads as the SQL function it is
    """A date as the number YYYYMMDD, so that ages are one subtraction and those born on 29 February turn on 1 March."""

    type = Integer()
    inherit_cache = True
    name = "ymd"


class days_between(FunctionElement[int]):  # noqa: N801
    """Whole days from the first date to the second."""

    type = Integer()
    inherit_cache = True
    name = "days_between"


class day_of(FunctionElement[Any]):  # noqa: N801
    """The day of a moment. On SQLite it is the day in UTC, which in England is the same but for an hour at night."""

    type = Date()
    inherit_cache = True
    name = "day_of"


def age_at(
    born: ColumnElement[Any] | InstrumentedAttribute[Any], day: ColumnElement[Any] | InstrumentedAttribute[Any]
) -> ColumnElement[int]:
    """Full years of age on a day."""
    return (ymd(day) - ymd(born)) // 10000


@compiles(ymd, "sqlite")
def _ymd_sqlite(element: ymd, compiler: SQLCompiler, **kw: Any) -> str:
    return f"CAST(replace({compiler.process(element.clauses, **kw)}, '-', '') AS INTEGER)"


@compiles(ymd, "postgresql")
def _ymd_postgresql(element: ymd, compiler: SQLCompiler, **kw: Any) -> str:
    return f"CAST(to_char({compiler.process(element.clauses, **kw)}, 'YYYYMMDD') AS INTEGER)"


@compiles(days_between, "sqlite")
def _days_sqlite(element: days_between, compiler: SQLCompiler, **kw: Any) -> str:
    first, second = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"CAST(julianday({second}) - julianday({first}) AS INTEGER)"


@compiles(days_between, "postgresql")
def _days_postgresql(element: days_between, compiler: SQLCompiler, **kw: Any) -> str:
    first, second = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"({second} - {first})"


@compiles(day_of, "sqlite")
def _day_sqlite(element: day_of, compiler: SQLCompiler, **kw: Any) -> str:
    return f"date({compiler.process(element.clauses, **kw)})"


@compiles(day_of, "postgresql")
def _day_postgresql(element: day_of, compiler: SQLCompiler, **kw: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **kw)} AT TIME ZONE 'Europe/London' AS DATE)"
