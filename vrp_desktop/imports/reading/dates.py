"""Dates as partners write them: day/month/year always, unless the column proves otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from vrp_desktop.imports.reading.sheets import Cell
from vrp_desktop.search.folding import fold


class DateOrder(StrEnum):
    """Which part of 03/04/2012 is the day."""

    DAY_FIRST = "DAY_FIRST"
    MONTH_FIRST = "MONTH_FIRST"


class Fault(StrEnum):
    """Why a value is no date."""

    NOT_A_DATE = "NOT_A_DATE"
    NO_SUCH_DAY = "NO_SUCH_DAY"
    NOT_WHOLE = "NOT_WHOLE"
    OUT_OF_RANGE = "OUT_OF_RANGE"


@dataclass(frozen=True, slots=True)
class DateReading:
    """A day; or nothing, where the cell is blank or says that it is not known; or why it is no date."""

    day: date | None = None
    fault: Fault | None = None
    not_known: bool = False


BLANK: Final = DateReading()
NOT_KNOWN: Final = DateReading(not_known=True)

_EPOCH_1900: Final = date(1899, 12, 30)
_DAYS_1904: Final = 1462
# Serials of 1927 to 2119. Smaller numbers are ages or years; larger ones are dates written without marks.
_FIRST_SERIAL: Final = 10_000
_LAST_SERIAL: Final = 80_000
_EARLIEST: Final = date(1900, 1, 1)
_LATEST: Final = date(2200, 1, 1)

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb", "febuary"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_TIME: Final = (
    r"(?:[T ,]+(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*"
    r"(?:Z|UTC|GMT|BST|[+-]\d{2}:?\d{2})?)?"
)
_WEEKDAY: Final = r"(?:(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_NUMERIC: Final = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})\s*[/.\-\s]\s*(\d{{1,2}})\s*[/.\-\s]\s*(\d{{4}}|\d{{2}}){_TIME}", re.I
)
_ISO: Final = re.compile(rf"(\d{{4}})\s*[/.\-]\s*(\d{{1,2}})\s*[/.\-]\s*(\d{{1,2}}){_TIME}", re.I)
_DAY_NAMED: Final = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})\s*(?:st|nd|rd|th)?(?:\s+of)?[\s\-/.,]*([a-z]{{3,9}})\.?[\s\-/.,']*(\d{{4}}|\d{{2}}){_TIME}",
    re.I,
)
_MONTH_NAMED: Final = re.compile(
    rf"{_WEEKDAY}([a-z]{{3,9}})\.?[\s\-/.]*(\d{{1,2}})(?:st|nd|rd|th)?\s*[,\s\-/.]\s*(\d{{4}}|'?\d{{2}}){_TIME}", re.I
)
_YEAR_NAMED: Final = re.compile(
    rf"(\d{{4}})[\s\-/.,]+([a-z]{{3,9}})\.?[\s\-/.,]+(\d{{1,2}})(?:st|nd|rd|th)?{_TIME}", re.I
)
_SQUEEZED: Final = re.compile(r"\d{8}")
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d+)?")
_NOT_WHOLE: Final = re.compile(
    r"\d{4}|\d{1,2}\s*[/.\-]\s*\d{2,4}|[a-z]{3,9}\.?[\s\-/.,']*(?:\d{4}|\d{2})|[a-z]{3,9}", re.I
)
_ORDERED: Final = re.compile(r"\s*'?(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(?:\d{4}|\d{2})(?!\d)")


def order_of(values: Iterable[Cell]) -> DateOrder:
    """Day first, unless some second part is over 12 and no first part is: the column then proves month first."""
    month_first = False
    for value in values:
        match = _ORDERED.match(value) if isinstance(value, str) else None
        if match is None:
            continue
        if int(match[1]) > 12:
            return DateOrder.DAY_FIRST
        month_first = month_first or int(match[2]) > 12
    return DateOrder.MONTH_FIRST if month_first else DateOrder.DAY_FIRST


@dataclass(slots=True)
class DateColumn:
    """A column of dates, read by one rule. `births` lie in the past: a two-digit year after today is of the 1900s."""

    order: DateOrder
    today: date
    births: bool = False
    epoch_1904: bool = False
    unknown_words: frozenset[str] = frozenset()
    _seen: dict[str, DateReading] = field(default_factory=dict)

    def read(self, value: Cell) -> DateReading:
        """The day that a cell means."""
        if value is None:
            return BLANK
        if isinstance(value, str):
            reading = self._seen.get(value)
            if reading is None:
                reading = self._seen[value] = self._read_text(value)
            return reading
        if isinstance(value, datetime):
            return _within(value.date())
        if isinstance(value, date):
            return _within(value)
        if isinstance(value, bool):
            return DateReading(fault=Fault.NOT_A_DATE)
        return self._read_number(value)

    def _read_number(self, value: float) -> DateReading:
        """A serial, which a spreadsheet counts in days; or digits without marks, 20120304 or 04032012."""
        if _FIRST_SERIAL <= value < _LAST_SERIAL:
            return self._read_serial(value)
        if 1_000_000 <= value <= 99_999_999 and value == int(value):
            return self._read_squeezed(f"{int(value):08d}")
        return DateReading(fault=Fault.NOT_WHOLE if 1900 <= value <= 2100 else Fault.NOT_A_DATE)

    def _read_serial(self, value: float) -> DateReading:
        return _within(_EPOCH_1900 + timedelta(days=int(value) + (_DAYS_1904 if self.epoch_1904 else 0)))

    def _read_squeezed(self, digits: str) -> DateReading:
        if digits[:2] in ("19", "20"):
            year_first = _made(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
            if year_first.day is not None:
                return year_first
        first, second = self._ordered(int(digits[:2]), int(digits[2:4]))
        return _made(int(digits[4:]), second, first)

    def _read_text(self, value: str) -> DateReading:
        text = " ".join(value.split()).strip("'‘’\"* ").removesuffix(".")
        if not text or not any(sign.isalnum() for sign in text):
            return BLANK
        if fold(text) in self.unknown_words:
            return NOT_KNOWN
        if match := _ISO.fullmatch(text):
            return _made(int(match[1]), int(match[2]), int(match[3]))
        if match := _NUMERIC.fullmatch(text):
            day, month = self._ordered(int(match[1]), int(match[2]))
            return _made(self._year(match[3], month, day), month, day)
        if reading := self._read_named(text):
            return reading
        if _SQUEEZED.fullmatch(text):
            return self._read_squeezed(text)
        if _SERIAL.fullmatch(text):
            return self._read_number(float(text))
        return DateReading(fault=_fault(text))

    def _read_named(self, text: str) -> DateReading | None:
        """A month in letters, wherever it stands."""
        for pattern, day_at, month_at, year_at in (
            (_DAY_NAMED, 1, 2, 3),
            (_MONTH_NAMED, 2, 1, 3),
            (_YEAR_NAMED, 3, 2, 1),
        ):
            match = pattern.fullmatch(text)
            month = _MONTHS.get(match[month_at].lower()) if match else None
            if match and month:
                day = int(match[day_at])
                return _made(self._year(match[year_at].strip("'"), month, day), month, day)
        return None

    def _ordered(self, first: int, second: int) -> tuple[int, int]:
        return (first, second) if self.order is DateOrder.DAY_FIRST else (second, first)

    def _year(self, digits: str, month: int, day: int) -> int:
        """Two digits mean this century; a birth that would lie in the future is of the last one."""
        if len(digits) == 4:
            return int(digits)
        year = 2000 + int(digits)
        if self.births:
            return year - 100 if (year, month, day) > (self.today.year, self.today.month, self.today.day) else year
        return year - 100 if year > self.today.year + 20 else year


def _made(year: int, month: int, day: int) -> DateReading:
    try:
        return _within(date(year, month, day))
    except ValueError:
        return DateReading(fault=Fault.NO_SUCH_DAY)


def _within(day: date) -> DateReading:
    return DateReading(day) if _EARLIEST <= day < _LATEST else DateReading(fault=Fault.OUT_OF_RANGE)


def _fault(text: str) -> Fault:
    match = _NOT_WHOLE.fullmatch(text)
    if match is None:
        return Fault.NOT_A_DATE
    letters = re.sub(r"[^a-z]", "", text.lower())
    return Fault.NOT_WHOLE if not letters or letters in _MONTHS else Fault.NOT_A_DATE
