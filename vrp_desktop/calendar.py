"""Days, ages, financial years and quarters (financial year 1 April to 31 March)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

_QUARTER = re.compile(r"^(\d{4})-(\d{2})Q([1-4])$", re.IGNORECASE)
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_START_MONTHS = {1: 4, 2: 7, 3: 10, 4: 1}


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a financial year: `Quarter(2026, 2)` is July to September 2026, written 2026-27Q2."""

    year_start: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 4:
            raise ValueError("a quarter's number is 1 to 4")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2026-27Q2"; raises ValueError with a plain sentence."""
        match = _QUARTER.match(text.strip())
        if match is None or (int(match[1]) + 1) % 100 != int(match[2]):
            raise ValueError(f"“{text}” is not a quarter; write it as 2026-27Q2.")
        return cls(int(match[1]), int(match[3]))

    @classmethod
    def of(cls, day: date) -> Self:
        """The quarter in which a day lies."""
        year_start = day.year if day.month >= 4 else day.year - 1
        return cls(year_start, (day.month - 4) % 12 // 3 + 1)

    @property
    def start(self) -> date:
        year = self.year_start + (1 if self.number == 4 else 0)
        return date(year, _START_MONTHS[self.number], 1)

    @property
    def end(self) -> date:
        """The last day of the quarter."""
        return self.next().start - timedelta(days=1)

    @property
    def financial_year(self) -> str:
        return financial_year_label(self.year_start)

    @property
    def year_begins(self) -> date:
        return date(self.year_start, 4, 1)

    @property
    def code(self) -> str:
        """The steady written form, 2026-27Q2."""
        return f"{self.financial_year}Q{self.number}"

    @property
    def label(self) -> str:
        """For people: Q2 2026-27 (July to September 2026)."""
        first, last = _MONTHS[self.start.month - 1], _MONTHS[self.end.month - 1]
        return f"Q{self.number} {self.financial_year} ({first} to {last} {self.end.year})"

    @property
    def short_label(self) -> str:
        """For people, where there is little room: Q2 2026-27."""
        return f"Q{self.number} {self.financial_year}"

    def next(self) -> Self:
        return type(self)(self.year_start + self.number // 4, self.number % 4 + 1)

    def previous(self) -> Self:
        return type(self)(self.year_start - (self.number == 1), (self.number - 2) % 4 + 1)


def financial_year_label(year_start: int) -> str:
    """2026 -> "2026-27"."""
    return f"{year_start}-{(year_start + 1) % 100:02d}"


def age_on(born: date, day: date) -> int:
    """Full years on a day. Someone born on 29 February has the birthday on 1 March in common years (domain.md 2.3)."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError("no such day")


def british(day: date | None) -> str:
    """A day for people: 4 March 2026, in English whatever the machine's own language."""
    return "" if day is None else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def british_short(day: date | None) -> str:
    """A day for narrow columns: 4 Mar 2026."""
    return "" if day is None else f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


_DAY_TYPED = re.compile(r"^(\d{1,2})[\s./-]*(\d{1,2}|[a-z]{3,9})[\s./-]*(\d{4}|\d{2})$", re.IGNORECASE)


def parse_british_date(text: str) -> date:
    """Read a day as people type it: 4/3/2012, 04.03.12, 4 March 2012. Raises ValueError with a plain sentence."""
    match = _DAY_TYPED.match(text.strip())
    if match is None:
        raise ValueError("Write the date as day, month and year, for instance 04/03/2012.")
    month = _month(match[2])
    year = int(match[3]) if len(match[3]) == 4 else _full_year(int(match[3]))
    if month is None:
        raise ValueError(f"“{match[2]}” is not a month.")
    try:
        return date(year, month, int(match[1]))
    except ValueError:
        raise ValueError(f"There is no {int(match[1])} in that month of {year}, or no such month.") from None


def _month(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    return next((number for number, name in enumerate(_MONTHS, start=1) if name.lower().startswith(text.lower())), None)


def _full_year(short: int) -> int:
    """Two figures stand for 1950 to 2049."""
    return 2000 + short if short < 50 else 1900 + short
