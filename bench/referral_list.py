"""A long, plain list of made-up referrals as a partner's system would export it: fifteen columns, always the same."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from bench.row import AS_AT
from vrp_desktop.paths import resource

_HEADS: Final = (
    "Surname",
    "Forenames",
    "Date of birth",
    "Sex",
    "Ethnicity",
    "Postcode",
    "School",
    "School status",
    "SEND",
    "Care experience",
    "Referral date",
    "Date received",
    "Reason for referral",
    "Offence",
    "Reference",
)
_SEED: Final = 11


def write_list(path: Path, rows: int) -> None:
    """Write the list as XLSX."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Referrals")
    sheet.write_row(0, 0, _HEADS)
    for number, line in enumerate(_lines(rows), start=1):
        for place, cell in enumerate(line):
            if isinstance(cell, date):
                sheet.write_datetime(number, place, cell, day)
            else:
                sheet.write(number, place, cell)
    book.close()


def _lines(rows: int) -> Iterator[tuple[Any, ...]]:
    chance = random.Random(_SEED)
    words = [word for group in _practice_words() for word in group]
    forenames, surnames = words[: len(words) // 2], words[len(words) // 2 :]
    for number in range(rows):
        referred = AS_AT - timedelta(days=chance.randrange(2, 90))
        yield (
            chance.choice(surnames),
            f"{chance.choice(forenames)} {chance.choice(forenames)}",
            AS_AT - timedelta(days=chance.randrange(10 * 365, 18 * 365)),
            chance.choice(("Male", "Female")),
            chance.choice(("White British", "Black African", "Not stated", "Pakistani")),
            f"ZZ{chance.randrange(1, 99)} {chance.randrange(1, 9)}{chance.choice('ABDE')}{chance.choice('HJLN')}",
            chance.choice(("Lanternside Academy", "Marrowfield School", "Quayside College")),
            "",
            chance.choice(("Yes", "No", "")),
            "",
            referred,
            referred + timedelta(days=1),
            "Seen near the precinct at night; school is worried about new friends",
            "",
            f"MADE-UP-{number:06}",
        )


def _practice_words() -> list[list[str]]:
    found = tomllib.loads(resource("practice", "names.toml").read_text(encoding="utf-8"))
    return list(_lists_of(found))


def _lists_of(value: Any) -> Iterator[list[str]]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _lists_of(part)
    elif isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            yield value
        else:
            for item in value:
                yield from _lists_of(item)
