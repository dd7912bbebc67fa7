"""What a form asks for: one small value for each field, from which the form makes its controls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.widgets.editors import Editor


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: a code that is kept, words that are shown, a meaning for help."""

    code: str
    label: str
    meaning: str = ""


YES_NO = (Option("YES", "Yes"), Option("NO", "No"), Option("NOT_KNOWN", "Not known"))

FoundCall = Callable[[Sequence[Option]], None]
SearchCall = Callable[[str, FoundCall], None]
"""A page's bound method: search for the text, then call back with what was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What all fields have. `half` lets two stand side by side where there is room."""

    name: str
    label: str
    help: str = ""
    required: bool = False
    read_only: bool = False
    half: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Field):
    """One line of text; its value is a str. `suggestions` are offered while typing, and anything else may be typed."""

    limit: int = 200
    secret: bool = False
    placeholder: str = ""
    suggestions: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines(Field):
    """Several lines of text; its value is a str."""

    lines: int = 4
    limit: int = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Field):
    """A day, typed as dd/mm/yyyy or picked; its value is a date or None. `latest` is often today."""

    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose(Field):
    """One of several options by type-ahead; its value is a code or None."""

    options: Sequence[Option] = ()
    blank: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Radio(Field):
    """One of a few options, all in sight: yes, no, not known; its value is a code or None."""

    options: Sequence[Option] = YES_NO


@dataclass(frozen=True, slots=True, kw_only=True)
class Several(Field):
    """Any number of options; its value is a tuple of codes."""

    options: Sequence[Option] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Field):
    """A number; its value is an int, a Decimal where it has places, or None."""

    least: int = 0
    most: int = 1_000_000_000
    places: int = 0
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Field):
    """Something that is so or not; its value is a bool."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick(Field):
    """A person, agency or other record found by search; its value is its id or None."""

    search: SearchCall | None = None
    placeholder: str = "Type to search"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers(Field):
    """A grid of whole numbers; its value is a dict from (row's code, column's code) to the numbers that are given."""

    rows: Sequence[Option] = ()
    columns: Sequence[Option] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Own(Field):
    """A control of a page's own: `make` gives an `Editor`, whose value may be anything that can be compared.

    `words` says such a value where two of them stand side by side.
    """

    make: Callable[[], Editor]
    words: Callable[[object], str] = str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading between fields."""

    title: str
    help: str = ""


FormPart = Field | Section
