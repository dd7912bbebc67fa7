"""Running figures: the counted records, the nearly counted, and why someone is not counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Any

from sqlalchemy import CursorResult, Row, Select
from sqlalchemy.orm import Session

from vrp_desktop.figures import statement
from vrp_desktop.figures.figure import Condition, Figure, Kind, Source, Window

_AT_ONCE = 400

BLANK = ""
"""The code under which a breakdown counts records whose dimension is blank."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One counted unit by its first counted event: never a name, only ids, dimensions and deciding values."""

    unit_id: str
    record_id: str
    person_id: str | None
    counted_on: date
    dimensions: Mapping[str, str]
    measure: float | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure's value is the number of its evidence; each breakdown sums to it."""

    figure: Figure
    evidence: tuple[Evidence, ...]

    @property
    def value(self) -> int:
        return len(self.evidence)

    def breakdown(self, dimension: str) -> dict[str, int]:
        """How many for each code of a dimension; blank ones under `BLANK`."""
        return dict(Counter(item.dimensions[dimension] for item in self.evidence))

    def median(self) -> float | None:
        """The median of the measure over the evidence; None where there is none."""
        measures = [item.measure for item in self.evidence if item.measure is not None]
        return float(median(measures)) if measures else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one condition came out for one record: True, False, or None where it is not known."""

    condition: Condition
    holds: bool | None
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Explained:
    """One record against every condition of a figure."""

    unit_id: str
    record_id: str
    person_id: str | None
    counted_on: date | None
    outcomes: tuple[Outcome, ...]

    @property
    def is_counted(self) -> bool:
        return all(outcome.holds is True for outcome in self.outcomes)

    @property
    def failures(self) -> tuple[Outcome, ...]:
        """The conditions that do not hold, or are not known to hold."""
        return tuple(outcome for outcome in self.outcomes if outcome.holds is not True)


def count(
    session: Session, figure: Figure, window: Window, places: Sequence[str] | None = None, *, with_values: bool = False
) -> Counted:
    """The counted units of a figure. `places` None is the whole area."""
    query = statement.counted(figure, places is not None, with_values)
    shape = statement.CountedColumns.of(figure)
    seen: dict[str, Evidence] = {}
    for row in _rows(session, query, _parameters(window, places)):
        unit_id = row[0]
        if unit_id not in seen:
            seen[unit_id] = _evidence(shape, row, with_values)
    return Counted(figure, tuple(seen.values()))


def number(session: Session, figure: Figure, window: Window, places: Sequence[str] | None = None) -> int:
    """Only how many distinct units are counted, for the year to date and the quarter before."""
    return _rows(session, statement.number(figure, places is not None), _parameters(window, places)).scalar() or 0


def nearly_counted(
    session: Session, figure: Figure, window: Window, places: Sequence[str] | None = None
) -> list[Explained]:
    """Records in scope that miss by one test only, and nearly pass it; none whose unit is counted by another record."""
    is_counted = {item.unit_id for item in count(session, figure, window, places).evidence}
    rows = _rows(session, statement.nearly(figure, places is not None), _parameters(window, places))
    return [_explained(figure, row) for row in rows if row.unit_id not in is_counted]


def why(
    session: Session, figure: Figure, window: Window, person_id: str, places: Sequence[str] | None = None
) -> list[Explained]:
    """Each record of one person against the figure's conditions, fewest failures first. Empty: no record on file."""
    rows = _rows(session, statement.explained(figure, False), {**_parameters(window, None), "asked": person_id})
    found = [_explained(figure, row) for row in rows if places is None or row.record_place in places]
    return sorted(found, key=lambda item: len(item.failures))


def why_record(session: Session, figure: Figure, window: Window, record_id: str) -> Explained | None:
    """One record against the figure's conditions."""
    query = statement.explained(figure, True)
    row = _rows(session, query, {**_parameters(window, None), "asked": record_id}).first()
    return None if row is None else _explained(figure, row)


def why_records(session: Session, figure: Figure, window: Window, record_ids: Sequence[str]) -> dict[str, Explained]:
    """Some records against the figure's conditions, each by its id, in one pass for so many at once."""
    query, found = statement.explained_many(figure), {}
    for start in range(0, len(record_ids), _AT_ONCE):
        asked = {**_parameters(window, None), "asked_all": list(record_ids[start : start + _AT_ONCE])}
        found.update({row.record_id: _explained(figure, row) for row in _rows(session, query, asked)})
    return found


def pages_of(session: Session, source: Source, record_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """On whose page each record is looked at: kind and id; those that have their own page are left out."""
    if source.opens is None:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for start in range(0, len(record_ids), _AT_ONCE):
        asked = {"asked_all": list(record_ids[start : start + _AT_ONCE])}
        rows = _rows(session, statement.opened(source), asked)
        found.update({record: (source.opens[0], page) for record, page in rows if page is not None})
    return found


def _rows(session: Session, query: Select[Any], parameters: Mapping[str, Any]) -> CursorResult[*tuple[Any, ...]]:
    """Columns alone are asked for, so the connection is: a return asks 150 times, and the session adds half as much."""
    if session.autoflush:
        session.flush()
    return session.connection().execute(query, parameters)


def _parameters(window: Window, places: Sequence[str] | None) -> dict[str, Any]:
    parameters: dict[str, Any] = dict(window.parameters())
    if places is not None:
        parameters["places"] = list(places)
    return parameters


def _evidence(shape: statement.CountedColumns, row: Sequence[Any], with_values: bool) -> Evidence:
    """By place, not by name: this runs once for every record that counts."""
    unit_id, record_id, person_id, counted_on, *rest = row
    dimensions = {name: code or BLANK for name, code in zip(shape.dimensions, rest, strict=False)}
    measure = rest[shape.measure_at] if shape.measure_at is not None else None
    values = dict(zip(shape.values, rest[shape.values_at :], strict=True)) if with_values else {}
    return Evidence(unit_id, record_id, person_id, counted_on, dimensions, measure, values)


def _explained(figure: Figure, row: Row[Any]) -> Explained:
    mapping = row._mapping
    outcomes = []
    for condition in figure.conditions:
        raw = mapping[f"is_{condition.code}"]
        values = {name: mapping[f"val_{condition.code}_{name}"] for name in condition.values}
        outcomes.append(Outcome(condition, None if raw is None else bool(raw), values))
    return Explained(row.unit_id, row.record_id, row.person_id, row.counted_on, tuple(outcomes))


def tests_of(figure: Figure) -> tuple[Condition, ...]:
    """The figure's test conditions, without its scopes."""
    return tuple(condition for condition in figure.conditions if condition.kind is Kind.TEST)
