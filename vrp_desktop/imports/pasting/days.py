"""How sure a date is by the way it is written: 4 March 2012 says itself, 04/03/2012 only by the British order."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from vrp_desktop.calendar import british
from vrp_desktop.imports.pasting.proposal import Sure
from vrp_desktop.imports.reading.dates import DateColumn, DateOrder

DAY: Final = (
    r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{4}-\d{2}-\d{2}|"
    r"\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Za-z]{3,9}\.?,?\s+\d{4}|[A-Z][a-z]{2,8}\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
)
"""A date within a text."""

_NUMBERS: Final = re.compile(r"(?<!\d)(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{2,4})")


def judge_day(text: str, today: date) -> tuple[Sure, str]:
    """How sure the reading of a date is, and why."""
    day = DateColumn(DateOrder.DAY_FIRST, today).read(text).day
    if day is None:
        return Sure.LOW, "It cannot be read as a date."
    if day > today:
        return Sure.LOW, f"Read as {british(day)}, which lies in the future."
    numbers = _NUMBERS.search(text)
    if numbers is None:
        return Sure.HIGH, ""
    first, second, year = int(numbers[1]), int(numbers[2]), numbers[3]
    if len(year) < 4:
        return Sure.MEDIUM, f"The year has two digits; read as {british(day)}."
    if first <= 12 and second <= 12 and first != second:
        return Sure.MEDIUM, f"Day and month could be turned; read as {day.day} {day:%B %Y}."
    return Sure.HIGH, ""
