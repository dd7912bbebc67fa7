"""What providers report without names: dated totals, added up by place and group, never added to named people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.interventions import ProviderTotal
from db.reference import Intervention
from vrp_desktop.figures.figure import Window

DIMENSIONS: Final = ("intervention", "place", "age_band", "sex", "ethnicity")
PEOPLE_UNIT: Final = "children_and_young_people"
"""Programmes for professionals have another unit, and are left out of totals about young people."""


@dataclass(frozen=True, slots=True)
class ReportedTotal:
    """One total as it stood: the last that its provider had reported for this period, place and group."""

    total_id: str
    period_start: date
    period_end: date
    reported_on: date
    number: int
    dimensions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reported:
    """A reported line: its totals, and those that reach over the window's edge and could not be counted in it."""

    totals: tuple[ReportedTotal, ...] = ()
    left_out: tuple[ReportedTotal, ...] = ()
    breakdowns: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def value(self) -> int:
        """The sum of the totals; each breakdown sums to it."""
        return sum(total.number for total in self.totals)


def reported_totals(
    session: Session,
    measure: str,
    window: Window,
    places: Sequence[str] | None = None,
    *,
    unit: str | None = PEOPLE_UNIT,
) -> Reported:
    """A measure's totals whose period lies within the window, as reported by the window's as-at day."""
    known = _known(session, measure, window, places, unit)
    within = tuple(t for t in known if window.start <= t.period_start and t.period_end <= window.end)
    outside = tuple(t for t in known if t not in within)
    return Reported(within, outside, {name: _sums(within, name) for name in DIMENSIONS})


def _sums(totals: Sequence[ReportedTotal], dimension: str) -> dict[str, int]:
    cells: Counter[str] = Counter()
    for total in totals:
        cells[total.dimensions[dimension]] += total.number
    return dict(cells)


def _known(
    session: Session, measure: str, window: Window, places: Sequence[str] | None, unit: str | None
) -> list[ReportedTotal]:
    """The last report of each total that touches the window; a later report of the same total replaces it."""
    statement = (
        select(ProviderTotal)
        .where(
            ProviderTotal.measure == measure,
            ProviderTotal.period_start <= window.end,
            ProviderTotal.period_end >= window.start,
            ProviderTotal.reported_on <= window.as_at,
        )
        .order_by(ProviderTotal.reported_on, ProviderTotal.id)
    )
    if places is not None:
        statement = statement.where(ProviderTotal.place_code.in_(list(places)))
    wanted = _of_unit(session, unit)
    latest: dict[tuple[object, ...], ReportedTotal] = {}
    for row in session.scalars(statement):
        if wanted is None or row.intervention_code in wanted:
            total = _total(row)
            key = (row.period_start, row.period_end, *total.dimensions.values())
            latest[key] = total
    return list(latest.values())


def _of_unit(session: Session, unit: str | None) -> frozenset[str] | None:
    if unit is None:
        return None
    rows = session.execute(select(Intervention.code, Intervention.extra))
    return frozenset(code for code, extra in rows if (extra or {}).get("unit", PEOPLE_UNIT) == unit)


def _total(row: ProviderTotal) -> ReportedTotal:
    dimensions = {
        "intervention": row.intervention_code,
        "place": row.place_code,
        "age_band": row.age_band,
        "sex": row.sex,
        "ethnicity": row.ethnicity,
    }
    return ReportedTotal(row.id, row.period_start, row.period_end, row.reported_on, row.number, dimensions)
