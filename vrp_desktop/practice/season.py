"""The year's rhythm: how much work each month brings, school holidays, and the months of six quarters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final

from vrp_desktop.calendar import Quarter, add_months
from vrp_desktop.clock import london

QUARTERS: Final = 6
ONE_DAY: Final = timedelta(days=1)

_BY_MONTH: Final = (1.0, 0.95, 1.15, 0.75, 1.05, 1.2, 1.0, 0.45, 1.0, 1.15, 1.25, 0.75)
"""January to December: schools send little in the holidays, most before them."""

_GROWING: Final = (0.45, 0.55, 0.65, 0.75, 0.85, 0.95)
"""The first half-year, while partners learn to refer."""


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for: how many children, from which seed, up to which day."""

    children: int
    seed: int
    as_at: date

    @property
    def horizon(self) -> date:
        """The last day of the records that are written in bulk; the last day's own deeds are done one by one."""
        return self.as_at - ONE_DAY

    @property
    def start(self) -> date:
        """The first day of the six quarters that have ended by then."""
        quarter = Quarter.of(self.as_at)
        for _ in range(QUARTERS):
            quarter = quarter.previous()
        return quarter.start

    @property
    def months(self) -> list[date]:
        """The first day of each month from the start to the horizon."""
        months = [self.start]
        while (following := add_months(months[-1], 1)) <= self.horizon:
            months.append(following)
        return months


def month_weights(months: list[date], horizon: date) -> list[float]:
    """How many children each month brings, in proportion."""
    weights = []
    for index, month in enumerate(months):
        last = min(add_months(month, 1) - ONE_DAY, horizon)
        part = ((last - month).days + 1) / 30
        weights.append(_BY_MONTH[month.month - 1] * part * (_GROWING[index] if index < len(_GROWING) else 1.0))
    return weights


def is_between_years(day: date) -> bool:
    """The days on which nobody sits."""
    return (day.month == 12 and day.day >= 22) or (day.month == 1 and day.day <= 2)


def is_school_holiday(day: date) -> bool:
    """Roughly the holidays of English schools."""
    month, number = day.month, day.day
    if month == 8 or (month == 7 and number >= 24):
        return True
    if (month == 12 and number >= 20) or (month == 1 and number <= 4):
        return True
    return (month == 4 and 3 <= number <= 16) or (month == 5 and number >= 26) or (month == 10 and number >= 26)


def is_working_day(day: date) -> bool:
    """Whether offices are open: no weekend, nor the days of Christmas and New Year."""
    return day.weekday() < 5 and (day.month, day.day) not in ((12, 25), (12, 26), (1, 1))


def working_day(day: date) -> date:
    """The day itself, or the first working day after it."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def working_day_before(day: date) -> date:
    """The day itself, or the last working day before it."""
    while not is_working_day(day):
        day -= ONE_DAY
    return day


@lru_cache(maxsize=4096)
def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=london()).astimezone(UTC)


def moment(day: date, minutes: int) -> datetime:
    """A moment of a London day, some minutes after its midnight."""
    return _midnight(day) + timedelta(minutes=minutes)
