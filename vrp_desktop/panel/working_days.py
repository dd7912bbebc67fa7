"""Working days in England: Monday to Friday, without bank holidays. Those of every year are worked out, not listed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

_ONE = timedelta(days=1)
_SATURDAY = 5
NO_DAYS: frozenset[date] = frozenset()


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in a year; one on a weekend moves to the next weekday that is none."""
    easter = _easter(year)
    moving = {
        easter - timedelta(days=2),
        easter + _ONE,
        _monday(year, 5, 1),
        _monday(year, 5, 25),
        _monday(year, 8, 25),
    }
    found = set(moving)
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        found.add(_moved(fixed, found))
    return frozenset(found)


def is_working_day(day: date, special: Collection[date] = NO_DAYS) -> bool:
    """Whether people are at work; `special` are holidays of one year only."""
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year) and day not in special


def add_working_days(day: date, number: int, special: Collection[date] = NO_DAYS) -> date:
    """The day so many working days after another, which itself does not count."""
    while number > 0:
        day += _ONE
        number -= is_working_day(day, special)
    return day


def _moved(day: date, taken: Collection[date]) -> date:
    while day.weekday() >= _SATURDAY or day in taken:
        day += _ONE
    return day


def _monday(year: int, month: int, from_day: int) -> date:
    """The first Monday on or after a day of a month."""
    day = date(year, month, from_day)
    return day + timedelta(days=-day.weekday() % 7)


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous method of 1876."""
    golden, century, rest = year % 19, year // 100, year % 100
    leaps, correction = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    quarter, left = divmod(rest, 4)
    weekday = (32 + 2 * correction + 2 * quarter - epact - left) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
