"""What the cells of a column look like, whatever its heading says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Final

from vrp_desktop.imports.reading.dates import DateColumn, order_of
from vrp_desktop.imports.reading.fields import Field
from vrp_desktop.imports.reading.sheets import Cell
from vrp_desktop.imports.reading.values import read_age, read_ethnicity, text_of
from vrp_desktop.imports.reading.vocabulary import Vocabulary, fits
from vrp_desktop.people.identifiers import check_nhs_number
from vrp_desktop.search.folding import fold

_POSTCODE: Final = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}", re.IGNORECASE)
_UPN: Final = re.compile(r"[A-Z]\d{11}[A-Z\d]", re.IGNORECASE)
_PNC: Final = re.compile(r"(\d{4}|\d{2})/\d{1,7}[A-Z]", re.IGNORECASE)
_NHS: Final = re.compile(r"\d{3}[ -]?\d{3}[ -]?\d{4}")
_OCCURRENCE: Final = re.compile(
    r"(44|52|54)\d{9}|\d{2}/\d{5,8}/\d{2}|\d{2,4}[A-Z]{1,3}\d{5,8}|[A-Z]{2,4}[-/]\d{6,}", re.IGNORECASE
)
_NAME: Final = re.compile(r"[^\W\d_][\w'’ .\-]*,\s*[^\W\d_][\w'’ .\-]*")
_SCHOOL: Final = re.compile(
    r"\b(school|academy|college|primary|secondary|high|grammar|sixth form|pru)\b", re.IGNORECASE
)
_YEARS_BETWEEN_BIRTH_AND_EVENT: Final = 7
# A column of contents alone is believed less than one with a heading.
_FOUND: Final = 0.6
_AN_ORDINARY_DAY: Final = date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class Contents:
    """The filled cells of a column, looked at once. `year` is the middle year of its dates."""

    cells: tuple[Cell, ...]
    texts: tuple[str, ...]
    dates: float
    year: float | None

    @classmethod
    def of(cls, cells: Sequence[Cell]) -> Contents:
        texts = tuple(text_of(cell) for cell in cells)
        column = DateColumn(order_of(cells), _AN_ORDINARY_DAY)
        days = [day for cell in cells if (day := column.read(cell).day)]
        year = median(day.year for day in days) if days else None
        return cls(tuple(cells), texts, len(days) / len(cells) if cells else 0.0, year)

    def share(self, pattern: re.Pattern[str]) -> float:
        """How many of the cells fit a pattern wholly, from 0 to 1."""
        return self.share_of(lambda text: pattern.fullmatch(text) is not None)

    def share_of(self, test: Callable[[str], bool]) -> float:
        """How many of the cells pass a test, from 0 to 1."""
        return sum(map(test, self.texts)) / len(self.texts) if self.texts else 0.0


def guess_by_contents(contents: Contents, newest_year: float | None, words: Vocabulary) -> tuple[Field | None, float]:
    """The field that the cells look like, and how sure that is; dates far before the newest ones are births."""
    if len(contents.cells) < 2:
        return None, 0.0
    if contents.dates >= 0.8:
        return _date_field(contents, newest_year), _FOUND
    for field, share in _shares(contents, words):
        if share >= 0.7:
            return field, _FOUND * share
    return None, 0.0


def _date_field(contents: Contents, newest_year: float | None) -> Field | None:
    if contents.year is None or newest_year is None:
        return None
    is_birth = newest_year - contents.year >= _YEARS_BETWEEN_BIRTH_AND_EVENT
    return Field.DATE_OF_BIRTH if is_birth else None


def _shares(contents: Contents, words: Vocabulary) -> list[tuple[Field, float]]:
    sexes = words.codes["sex"]
    return [
        (Field.POSTCODE, contents.share(_POSTCODE)),
        (Field.UPN, contents.share(_UPN)),
        (Field.PNC, contents.share(_PNC)),
        (Field.NHS_NUMBER, contents.share_of(_is_nhs_number)),
        (Field.OCCURRENCE, contents.share(_OCCURRENCE)),
        (Field.SEX, contents.share_of(lambda text: sexes.get(fold(text)) in ("MALE", "FEMALE"))),
        (Field.ETHNICITY, contents.share_of(lambda text: _is_group(text, words))),
        (Field.FULL_NAME, contents.share(_NAME)),
        (Field.SCHOOL, contents.share_of(lambda text: _SCHOOL.search(text) is not None and len(text) < 80)),
    ]


def _is_nhs_number(text: str) -> bool:
    return _NHS.fullmatch(text) is not None and check_nhs_number(text) is None


def _is_group(text: str, words: Vocabulary) -> bool:
    code = read_ethnicity(text, words).value
    return code is not None and len(code) == 2


def trust_heading(field: Field, contents: Contents) -> float:
    """What the cells take from a heading's certainty: a "date of birth" without dates is hardly one."""
    if not contents.cells:
        return 0.0
    if field in (Field.DATE_OF_BIRTH, Field.REFERRAL_DATE, Field.RECEIVED_DATE, Field.EVENT_DATE):
        return 0.0 if contents.dates >= 0.3 else -0.3
    if field in (Field.FULL_NAME, Field.SURNAME, Field.FORENAMES):
        return -0.6 if contents.share_of(lambda text: not any(sign.isalpha() for sign in text)) > 0.7 else 0.0
    if field is Field.AGE:
        return 0.0 if contents.share_of(lambda text: read_age(text) is not None) >= 0.3 else -0.3
    if field is Field.OFFENCE and contents.dates > 0.7:
        return -0.6
    return 0.0


def mostly_officer_seen(contents: Contents, words: Vocabulary) -> bool:
    """Whether a column of ethnicity holds what officers saw (IC codes), which never fills self-defined ethnicity."""
    return contents.share_of(lambda text: fits(words.officer_seen, fold(text))) >= 0.5


def mostly_single_words(contents: Contents) -> bool:
    """Whether the cells are names of one word each."""
    return contents.share_of(lambda text: text.replace("-", "").replace("'", "").isalpha()) >= 0.8


def mostly_capitals(contents: Contents) -> bool:
    """Whether the cells are written in capitals, as surnames are."""
    return contents.share_of(str.isupper) >= 0.8
