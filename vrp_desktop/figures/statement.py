"""The one generated SELECT of a figure, from which come its value, its lists and *why not counted*."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    FromClause,
    Join,
    Select,
    and_,
    case,
    distinct,
    false,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.sql import visitors

from vrp_desktop.figures.figure import ASKED, ASKED_ALL, PLACES, Condition, Figure, Kind, Source


@dataclass(frozen=True, slots=True)
class CountedColumns:
    """What stands where in a row of `counted`, after the four columns of the record itself."""

    dimensions: tuple[str, ...]
    measure_at: int | None
    values: tuple[str, ...]
    values_at: int

    @classmethod
    @lru_cache(maxsize=512)
    def of(cls, figure: Figure) -> CountedColumns:
        """The order of a figure's columns."""
        dimensions = figure.breakdowns
        values = tuple(f"{condition.code}.{name}" for condition in figure.conditions for name in condition.values)
        has_measure = figure.measure is not None
        return cls(dimensions, len(dimensions) if has_measure else None, values, len(dimensions) + has_measure)


@lru_cache(maxsize=512)
def counted(figure: Figure, by_place: bool, with_values: bool) -> Select[Any]:
    """The counted records, first event first, so that each unit is broken down by its first counted event."""
    source = figure.source
    columns: list[Any] = [*_record_columns(figure)]
    columns += [source.dimensions[name].label(f"dim_{name}") for name in CountedColumns.of(figure).dimensions]
    if figure.measure is not None:
        columns.append(figure.measure.label("measure"))
    if with_values:
        columns += _value_columns(figure)
    statement = select(*columns).where(*_all_hold(figure, by_place)).order_by(source.on, source.record_id)
    return statement.select_from(_lean(source.origin, _tables_in(statement)))


@lru_cache(maxsize=512)
def number(figure: Figure, by_place: bool) -> Select[int]:
    """Only how many distinct units are counted."""
    source = figure.source
    statement = select(func.count(distinct(source.unit_id))).where(*_all_hold(figure, by_place))
    return statement.select_from(_lean(source.origin, _tables_in(statement)))


@lru_cache(maxsize=512)
def nearly(figure: Figure, by_place: bool) -> Select[Any]:
    """Records in scope of which exactly one test failed (or is unknown), and that one nearly passed."""
    tests = _tests(figure)
    scopes = [*_place(figure, by_place), *[c.test for c in figure.conditions if c.kind is Kind.SCOPE]]
    failures = sum((case((c.test.is_(true()), 0), else_=1) for c in tests), literal(0))
    near = [and_(c.test.is_not(true()), c.near) for c in tests if c.near is not None]
    # An unknown test is near where a field can be filled in; a day that has not come yet is not.
    unknown = [c.test.is_(None) for c in tests if c.field_to_mend]
    statement = _explained(figure).where(*scopes, failures == 1, or_(false(), *near, *unknown))
    return statement.order_by(figure.source.on, figure.source.record_id)


@lru_cache(maxsize=512)
def explained(figure: Figure, by_record: bool) -> Select[Any]:
    """Every record of one person (or one record), with each condition's outcome and deciding values, unfiltered."""
    source = figure.source
    key = source.record_id if by_record or source.person_id is None else source.person_id
    return _explained(figure).where(key == ASKED).order_by(source.on, source.record_id)


@lru_cache(maxsize=64)
def explained_many(figure: Figure) -> Select[Any]:
    """Some records, each with every condition's outcome and deciding values, unfiltered."""
    return _explained(figure).where(figure.source.record_id.in_(ASKED_ALL))


@lru_cache(maxsize=64)
def opened(source: Source) -> Select[Any]:
    """Of some records, the id of the one on whose page each is looked at."""
    assert source.opens is not None  # noqa: S101 - the caller has looked
    statement = select(source.record_id, source.opens[1]).where(source.record_id.in_(ASKED_ALL))
    return statement.select_from(_lean(source.origin, _tables_in(statement)))


def _explained(figure: Figure) -> Select[Any]:
    outcomes = [condition.test.label(f"is_{condition.code}") for condition in figure.conditions]
    place = figure.source.place.label("record_place")
    columns = [*_record_columns(figure), place, *outcomes, *_value_columns(figure)]
    return select(*columns).select_from(figure.source.origin)


def _lean(origin: FromClause, used: frozenset[Any]) -> FromClause:
    """The source without the outer joins that nothing asks: they add columns, never records."""
    if not isinstance(origin, Join):
        return origin
    if origin.isouter and origin.right not in used:
        return _lean(origin.left, used)
    needed = used | (_tables_in(origin.onclause) if origin.onclause is not None else frozenset())
    return Join(_lean(origin.left, needed), origin.right, origin.onclause, isouter=origin.isouter)


def _tables_in(clause: Any) -> frozenset[Any]:
    """The tables whose columns a clause names, also within its subqueries."""
    return frozenset(
        part.table for part in visitors.iterate(clause) if isinstance(part, Column) and part.table is not None
    )


def _record_columns(figure: Figure) -> list[Any]:
    source = figure.source
    person = source.person_id if source.person_id is not None else literal(None)
    return [
        source.unit_id.label("unit_id"),
        source.record_id.label("record_id"),
        person.label("person_id"),
        source.on.label("counted_on"),
    ]


def _value_columns(figure: Figure) -> list[Any]:
    return [
        column.label(f"val_{condition.code}_{name}")
        for condition in figure.conditions
        for name, column in condition.values.items()
    ]


def _all_hold(figure: Figure, by_place: bool) -> list[Any]:
    return [*_place(figure, by_place), *[condition.test for condition in figure.conditions]]


def _place(figure: Figure, by_place: bool) -> list[ColumnElement[bool]]:
    return [figure.source.place.in_(PLACES)] if by_place else []


def _tests(figure: Figure) -> list[Condition]:
    return [condition for condition in figure.conditions if condition.kind is Kind.TEST]
