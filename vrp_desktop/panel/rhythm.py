"""The panel's own rhythm: how long each thing may take, for all panels and for those that do it otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Date, case, literal

from vrp_desktop.calendar import add_months
from vrp_desktop.figures.figure import Col
from vrp_desktop.panel.working_days import add_working_days
from vrp_desktop.reference.lists import Lists

CLOCKS: Final = "panel_clocks"
HOLIDAYS: Final = "special_holidays"
UNITS: Final = {"working_days": "working days", "days": "days", "weeks": "weeks", "months": "months"}
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """One time limit, with what single places have instead."""

    code: str
    amount: int
    unit: str
    places: tuple[tuple[str, int], ...] = ()

    def amount_at(self, place: str | None) -> int:
        """The amount for the panel of a place."""
        return dict(self.places).get(place or "", self.amount)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every clock, and the holidays of one year only."""

    clocks: tuple[Clock, ...]
    special: frozenset[date]

    @classmethod
    def of(cls, lists: Lists) -> Rhythm:
        """The rhythm that the reference lists say."""
        clocks = [
            Clock(code, int(e.extra["amount"]), str(e.extra["unit"]), _places(e.extra.get("places")))
            for code, e in sorted(lists.entries.get(CLOCKS, {}).items())
        ]
        special = [e.starts_on for e in lists.entries.get(HOLIDAYS, {}).values() if e.starts_on is not None]
        return cls(tuple(clocks), frozenset(special))

    def clock(self, code: str) -> Clock:
        """One time limit."""
        return next(clock for clock in self.clocks if clock.code == code)

    def due(self, code: str, start: date, place: str | None = None) -> date:
        """The last day on which something that began on a day is in time."""
        clock = self.clock(code)
        return self._after(start, clock.amount_at(place), clock.unit)

    def late_since(self, code: str, today: date, place: str | None = None) -> date:
        """What began on this day or before, and has not been done, is late today."""
        clock = self.clock(code)
        amount = clock.amount_at(place)
        start = self._roughly_before(today, amount, clock.unit)
        while self._after(start, amount, clock.unit) >= today:
            start -= _ONE
        return start

    def waited_since_at(self, code: str, today: date, place: Col) -> Col:
        """What began on this day or before has waited for the whole time, in SQL."""
        return self.late_since_at(code, today + _ONE, place)

    def late_since_at(self, code: str, today: date, place: Col) -> Col:
        """The same in SQL, by the place of each record."""
        clock = self.clock(code)
        usual = literal(self.late_since(code, today), Date())
        others = [(place == at, literal(self.late_since(code, today, at), Date())) for at, _ in clock.places]
        return case(*others, else_=usual) if others else usual

    def _after(self, start: date, amount: int, unit: str) -> date:
        if unit == "working_days":
            return add_working_days(start, amount, self.special)
        if unit == "months":
            return add_months(start, amount)
        return start + timedelta(days=amount * (7 if unit == "weeks" else 1))

    def _roughly_before(self, today: date, amount: int, unit: str) -> date:
        """A day from which the walk back is short, and never one that lies too early."""
        if unit == "months":
            return add_months(today, -amount)
        return today - timedelta(days=amount * (7 if unit == "weeks" else 1))


def _places(found: object) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((str(at), int(n)) for at, n in found.items())) if isinstance(found, Mapping) else ()
