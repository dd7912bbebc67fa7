"""A partner's workbook as one is really sent, made up and messy: for trying the intake, and for its pictures."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

Known = tuple[str, str, date]
"""Forenames, surname and date of birth of a made-up child on file."""

_HEADS: Final = (
    "Surname",
    "Forename(s)",
    "D.O.B",
    "Gender",
    "Ethnicity",
    "Post Code",
    "School / college",
    "Yr",
    "Date referred",
    "Why are you worried?",
    "Agreement to support",
    "Parent/Carer tel",
)
_FORENAMES: Final = ("Kit", "Tam", "Lee", "Sam", "Jo", "Max", "Ada", "Ned", "Pat", "Ray", "Bo", "Ivy", "Ash", "Wren")
_SURNAMES: Final = ("Teapotwaffle", "Lampshady", "Puddlewick", "Marbleton", "Crumpetly", "Kettlesworth", "Biscuitine")
_ENDS: Final = ("", "son", "ham", "by", "ton", "ley", "worth", "field", "moor", "croft")
_ETHNICITIES: Final = ("White British", "W1", "Mixed - White and Asian", "Black African", "Not stated", "A1", "", "?")
_SCHOOLS: Final = ("Lanternside Academy", "Marrowfield School", "Quayside College", "N/K", "")
_REASONS: Final = (
    "Missing from home twice this month",
    "Seen carrying a knife near the precinct",
    "Excluded after a fight; family asks for help",
    "Named in two incidents since the summer",
    "Absence at 42%, older friends outside school",
)
_SEED: Final = 7


def sample_workbook(today: date, known: Sequence[Known] = (), rows: int = 200) -> bytes:
    """An Excel workbook with a cover, title rows, a hidden sheet, hidden rows, dates of every kind and a totals row."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    bold = book.add_format({"bold": True})
    cover = book.add_worksheet("Read me")
    cover.write_column(0, 0, ["How to fill this in", "One line for each young person.", "Send by the 5th."])
    sheet = book.add_worksheet("Referrals")
    old = book.add_worksheet("Old list")
    old.write_row(0, 0, _HEADS)
    old.hide()
    sheet.merge_range(0, 0, 0, 6, "OFFICIAL-SENSITIVE: Young Futures referrals", bold)
    sheet.write(1, 0, "Harbour Police, prevention hub")
    sheet.write_row(3, 0, _HEADS, bold)
    lines = _lines(today, known, rows)
    for at, line in enumerate(lines, start=4):
        for place, value in enumerate(line):
            if isinstance(value, date):
                sheet.write_datetime(at, place, value, day)
            elif value is not None:
                sheet.write(at, place, value)
    for at in (60, 61, 140):
        sheet.set_row(at, None, None, {"hidden": True})
    sheet.write_row(4 + len(lines), 0, ["Total", None, None, None, None, None, None, len(lines)])
    book.close()
    return out.getvalue()


def _lines(today: date, known: Sequence[Known], rows: int) -> list[list[Any]]:
    chance = random.Random(_SEED)
    lines = [_line(chance, today, at) for at in range(rows)]
    for at, child in enumerate(known[:12]):
        forenames, surname, born = child
        # Every third is written so that only a person can tell.
        is_misspelt = at % 3 == 2 and len(surname) > 4
        lines[7 + at * 15][:3] = [surname[:-2] + surname[-1] if is_misspelt else surname.upper(), forenames, born]
    lines[30][2], lines[66][2] = "31/02/2012", "not sure, Year 9"
    lines[51][0:2] = ["", ""]
    lines[90][8] = today + timedelta(days=40)
    lines[133][1] = "unknown"
    lines[171][2] = date(1989, 3, 4)
    lines[150] = list(lines[20])
    lines[180] = list(lines[21])
    return lines


def _line(chance: random.Random, today: date, at: int) -> list[Any]:
    surname = _SURNAMES[at % len(_SURNAMES)] + _ENDS[(at // len(_SURNAMES)) % len(_ENDS)]
    born = date(today.year - 17, 9, 1) + timedelta(days=chance.randrange(7 * 365))
    referred = today - timedelta(days=chance.randrange(3, 60))
    return [
        surname.upper() if chance.random() < 0.3 else surname,
        f"{_FORENAMES[chance.randrange(len(_FORENAMES))]}{' J' if chance.random() < 0.1 else ''}",
        _written(chance, born),
        chance.choice(("M", "F", "Male", "female", "")),
        chance.choice(_ETHNICITIES),
        chance.choice(("PO1 2AB", "po5 3dt", "PO4 8ZZ", "", "PO6")),
        chance.choice(_SCHOOLS),
        chance.randrange(7, 12),
        _written(chance, referred),
        chance.choice(_REASONS),
        chance.choice(("Y", "N", "yes", "")),
        f"07700 900{chance.randrange(1000):03d}",
    ]


def _written(chance: random.Random, day: date) -> Any:
    """A day as one of many hands writes it."""
    written = (day, day, f"{day:%d/%m/%Y}", f"{day.day} {day:%B %Y}", f"{day:%d.%m.%y}")
    return written[chance.randrange(len(written))]
