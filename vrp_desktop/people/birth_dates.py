"""How alike two dates of birth are: the slips that people make when they write dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from rapidfuzz.distance import OSA

from vrp_desktop.people.candidate import ESTIMATED, Candidate

_YEARS_APART: Final = 12
"""From here on the same name is more probably a parent's than a slip in the date."""


class DateLikeness(Enum):
    """What two dates of birth say together, with the points that it gives towards the score."""

    SAME = 30
    SWAPPED = 24
    SAME_BUT_DOUBTFUL = 20
    ONE_SLIP = 19
    MAY_FIT = 14
    UNKNOWN = 0
    DIFFERENT = -40
    GENERATION_APART = -60


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """The likeness, its sentence, and why a person should decide even where the dates are the same."""

    likeness: DateLikeness
    reason: str
    doubt: str = ""


def compare_births(one: Candidate, other: Candidate) -> DateEvidence:
    """Weigh two dates of birth."""
    first, second = one.born_on, other.born_on
    if first is None or second is None:
        return DateEvidence(DateLikeness.UNKNOWN, "A date of birth is missing.")
    if doubt := _doubt(one, other, first, second):
        if first == second:
            return DateEvidence(DateLikeness.SAME_BUT_DOUBTFUL, "The dates of birth are the same.", doubt)
        if _may_fit(one, other, first, second):
            return DateEvidence(DateLikeness.MAY_FIT, "The dates of birth may be of the same child.", doubt)
    elif first == second:
        return DateEvidence(DateLikeness.SAME, "The dates of birth are the same.")
    if is_swapped(first, second):
        return DateEvidence(DateLikeness.SWAPPED, "Day and month of the dates of birth are the other way round.", doubt)
    if slip := _slip(first, second):
        return DateEvidence(DateLikeness.ONE_SLIP, slip, doubt)
    if abs(first.year - second.year) >= _YEARS_APART:
        return DateEvidence(DateLikeness.GENERATION_APART, "The dates of birth are many years apart.")
    return DateEvidence(DateLikeness.DIFFERENT, "The dates of birth are different.")


def is_swapped(first: date, second: date) -> bool:
    """Whether one date has the other's day for its month and month for its day."""
    return (first.year, first.month, first.day) == (second.year, second.day, second.month) and first != second


def _doubt(one: Candidate, other: Candidate, first: date, second: date) -> str:
    if ESTIMATED in (one.born_basis, other.born_basis):
        return "A date of birth is estimated."
    if (1, 1) in ((first.month, first.day), (second.month, second.day)):
        return "A date of birth is 1 January, which often stands for a date that is not known."
    return ""


def _may_fit(one: Candidate, other: Candidate, first: date, second: date) -> bool:
    if ESTIMATED in (one.born_basis, other.born_basis):
        return abs((first - second).days) <= 366
    return first.year == second.year


def _slip(first: date, second: date) -> str:
    """The sentence for one slip in one part of the date: day, month or year."""
    parts = [
        (name, f"{a:0{width}}", f"{b:0{width}}")
        for name, a, b, width in (
            ("day", first.day, second.day, 2),
            ("month", first.month, second.month, 2),
            ("year", first.year, second.year, 4),
        )
        if a != b
    ]
    if len(parts) != 1:
        return ""
    name, a, b = parts[0]
    if sorted(a) == sorted(b):
        return f"Two digits in the {name} of birth are the other way round."
    if OSA.distance(a, b) == 1:
        return f"One digit in the {name} of birth differs."
    return "The dates of birth are one year apart to the day." if abs(first.year - second.year) == 1 else ""
