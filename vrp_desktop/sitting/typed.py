"""Typing an owner and a day in passing: “yjs 2w”, “youth justice call mum 4/12”, “police fri visit the school”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from vrp_desktop.calendar import add_months, parse_british_date
from vrp_desktop.reference.lists import Lists
from vrp_desktop.search.folding import fold

_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPAN: Final = re.compile(r"(?:in\s+)?(\d{1,3})\s?(d|w|m|day|days|week|weeks|month|months)")
_SHORT_DATE: Final = re.compile(r"\d{1,2}/\d{1,2}(?:/\d{2,4})?")
_NAMED: Final = re.compile(r"(\d{1,2}) ([a-z]{3,9})(?: (\d{4}))?")
_BEFORE_A_DAY: Final = ("by", "on", "before", "until", "till")
_LONGEST: Final = 6
"""So many words may name an agency."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was understood: who, by when, and the words that are left."""

    agency_code: str = ""
    name: str = ""
    due_on: date | None = None
    text: str = ""


def understand(lists: Lists, typed: str, today: date, next_on: date | None = None) -> Said:
    """Who, by when and what. The owner stands first or last beside the day; “@Sam” names a person.

    A day is 2w, 10d, 3m, fri, tomorrow, next (the next sitting), 4/12 or 4 dec; one without a year lies ahead.
    """
    words = typed.split()
    name = next((word[1:] for word in words if word.startswith("@") and len(word) > 1), "").replace("_", " ")
    words = [word for word in words if not word.startswith("@")]
    words, due = _take_day(words, today, next_on)
    names = _names(lists, today)
    agency, words = _take_first(words, names)
    if not agency:
        agency, words = _take_last(words, names)
    if not agency and words:
        agency = _begun(lists, words[0], today)
        words = words[1:] if agency else words
    if due is None:
        words, due = _take_day(words, today, next_on)
    return Said(agency, name, due, " ".join(words))


def _begun(lists: Lists, word: str, today: date) -> str:
    """The one agency whose own name begins with a word of three letters or more."""
    said = fold(word.rstrip(":,;"))
    begins = {entry.code for entry in lists.choices("agencies", today) if fold(entry.label).startswith(said)}
    return begins.pop() if len(said) >= 3 and len(begins) == 1 else ""


def find_agency(lists: Lists, typed: str, today: date) -> str:
    """The one agency that is called so, or begins so; empty where none or several do."""
    words = fold(typed)
    names = _names(lists, today)
    if words in names:
        return names[words]
    begins = {code for name, code in names.items() if words and name.startswith(words)}
    return begins.pop() if len(begins) == 1 else ""


def _take_day(words: list[str], today: date, next_on: date | None) -> tuple[list[str], date | None]:
    """A day at the end, or else at the beginning; within a sentence a day is a part of what is said."""
    for at_end in (True, False):
        for size in (3, 2, 1):
            start = len(words) - size if at_end else 0
            if start < 0 or size > len(words):
                continue
            found = parse_day(" ".join(words[start : start + size]), today, next_on if at_end else None)
            if found is not None:
                before = words[:start]
                if before and before[-1].casefold() in _BEFORE_A_DAY:
                    before = before[:-1]
                return before + words[start + size :], found
    return words, None


def parse_day(typed: str, today: date, next_on: date | None = None) -> date | None:
    """One day as it is said; None where it is none."""
    said = typed.strip().casefold().rstrip(".,;")
    if said in ("today", "now"):
        return today
    if said == "tomorrow":
        return today + timedelta(days=1)
    if said == "next":
        return next_on
    span = _SPAN.fullmatch(said)
    if span:
        many, unit = int(span[1]), span[2][0]
        return add_months(today, many) if unit == "m" else today + timedelta(days=many * (7 if unit == "w" else 1))
    for at, day in enumerate(_DAYS):
        if len(said) >= 3 and day.startswith(said):
            return today + timedelta(days=(at - today.weekday() - 1) % 7 + 1)
    return _dated(said, today)


def _dated(said: str, today: date) -> date | None:
    if _SHORT_DATE.fullmatch(said):
        return _ahead(said, today)
    named = _NAMED.fullmatch(said)
    if named and named[2][:3] in _MONTHS:
        number = _MONTHS.index(named[2][:3]) + 1
        return _ahead(f"{named[1]}/{number}" + (f"/{named[3]}" if named[3] else ""), today)
    return None


def _ahead(said: str, today: date) -> date | None:
    """A day of this year, or of the next where it has passed."""
    parts = said.split("/")
    years = (today.year, today.year + 1) if len(parts) == 2 else (None,)
    for year in years:
        try:
            found = parse_british_date(said if year is None else f"{said}/{year}")
        except ValueError:
            return None
        if found is not None and (year is None or found >= today):
            return found
    return None


def _names(lists: Lists, today: date) -> dict[str, str]:
    """How agencies are called: label, aliases, code; the first letters of the label where nobody else has them."""
    names: dict[str, str] = {}
    short: dict[str, set[str]] = {}
    for entry in lists.choices("agencies", today):
        for said in (entry.label, entry.code.replace("_", " "), *entry.extra.get("aliases", ())):
            names.setdefault(fold(str(said)), entry.code)
        words = fold(entry.label).split()
        short.setdefault("".join(word[0] for word in words), set()).add(entry.code)
        short.setdefault(" ".join(words[:2]), set()).add(entry.code)
    for said, codes in short.items():
        if len(codes) == 1 and len(said) > 1:
            names.setdefault(said, next(iter(codes)))
    return names


def _take_first(words: list[str], names: dict[str, str]) -> tuple[str, list[str]]:
    for size in range(min(_LONGEST, len(words)), 0, -1):
        said = fold(" ".join(words[:size]).rstrip(":,;"))
        if said in names:
            rest = words[size:]
            return names[said], rest[1:] if rest and rest[0].casefold() == "to" else rest
    return "", words


def _take_last(words: list[str], names: dict[str, str]) -> tuple[str, list[str]]:
    for size in range(min(_LONGEST, len(words)), 0, -1):
        said = fold(" ".join(words[-size:]))
        if said in names:
            return names[said], words[:-size]
    return "", words
