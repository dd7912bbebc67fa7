"""When a request must be answered: one calendar month, by UK GDPR Articles 12(3) and 12A. No clock of its own.

The month begins with the request or, where identity had to be asked for, on the day it came. It ends on the day of the
same number, or on the last of a shorter month; where nobody works that day, on the next on which people do. Days on
which something that was asked back had not come do not count, both ends included. It is longer where it was extended.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from vrp_desktop.calendar import add_months
from vrp_desktop.panel.working_days import NO_DAYS, is_working_day

_ONE: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """How long a kind of request may take: months, months where extended, and from how many days before it is soon."""

    months: int = 1
    longest: int = 3
    soon_days: int = 10


USUAL: Final = Period()


@dataclass(frozen=True, slots=True)
class Running:
    """What the clock of a request depends on; a stop without a last day still stands."""

    received_on: date
    identity_asked_on: date | None = None
    identity_on: date | None = None
    stops: Sequence[tuple[date, date | None]] = ()
    is_extended: bool = False
    period: Period = USUAL
    special: Collection[date] = NO_DAYS

    @property
    def begins_on(self) -> date | None:
        """The first day of the month; None while identity was asked for and has not come."""
        if self.identity_asked_on is None:
            return self.received_on
        return max(self.received_on, self.identity_on) if self.identity_on is not None else None

    @property
    def stands_still(self) -> bool:
        """Whether no day counts at present."""
        return self.begins_on is None or any(until is None for _, until in self.stops)


def due_on(clock: Running) -> date | None:
    """The last day on which to answer; None while the clock stands still."""
    return None if clock.stands_still else last_day(clock)


def last_day(clock: Running) -> date | None:
    """The last day on which to answer, by the stops that are over; None before the clock began."""
    months = clock.period.longest if clock.is_extended else clock.period.months
    return _after(clock, months)


def first_month_ends_on(clock: Running) -> date | None:
    """The last day on which they may be told that it takes longer."""
    return _after(clock, clock.period.months)


def _after(clock: Running, months: int) -> date | None:
    begins = clock.begins_on
    if begins is None:
        return None
    last = add_months(begins, months) + len(_not_counted(clock.stops, begins)) * _ONE
    while not is_working_day(last, clock.special):
        last += _ONE
    return last


def _not_counted(stops: Sequence[tuple[date, date | None]], begins: date) -> set[date]:
    """The days of all stops that are over, each once."""
    found: set[date] = set()
    for first, last in stops:
        day = max(first, begins)
        while last is not None and day <= last:
            found.add(day)
            day += _ONE
    return found
