"""The one generated SELECT of a figure, from which come its value, its lists and *why not counted*."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, distinct, false, func, literal, or_, select, true

from vrp_desktop.figures.figure import ASKED, PLACES, Condition, Figure, Kind


@lru_cache(maxsize=512)
def counted(figure: Figure, by_place: bool, with_values: bool) -> Select[Any]:
    """The counted records, first event first, so that each unit is broken down by its first counted event."""
    source = figure.source
    columns: list[Any] = [*_record_columns(figure)]
    columns += [column.label(f"dim_{name}") for name, column in source.dimensions.items() if name in figure.breakdowns]
    if figure.measure is not None:
        columns.append(figure.measure.label("measure"))
    if with_values:
        columns += _value_columns(figure)
    statement = select(*columns).select_from(source.origin).where(*_all_hold(figure, by_place))
    return statement.order_by(source.on, source.record_id)


@lru_cache(maxsize=512)
def number(figure: Figure, by_place: bool) -> Select[int]:
    """Only how many distinct units are counted."""
    source = figure.source
    return select(func.count(distinct(source.unit_id))).select_from(source.origin).where(*_all_hold(figure, by_place))


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


def _explained(figure: Figure) -> Select[Any]:
    outcomes = [condition.test.label(f"is_{condition.code}") for condition in figure.conditions]
    place = figure.source.place.label("record_place")
    columns = [*_record_columns(figure), place, *outcomes, *_value_columns(figure)]
    return select(*columns).select_from(figure.source.origin)


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
