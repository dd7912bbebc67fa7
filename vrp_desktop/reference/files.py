"""The reference lists that ship, read from their TOML files: pure, typed and checked as they are read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias, cast

from vrp_desktop.errors import DamagedFile
from vrp_desktop.paths import resource

Value: TypeAlias = "str | bool | int | float | list[Value] | dict[str, Value]"
"""What a list may say of an entry beyond the usual: plain, so that it goes into the store as it is."""

CODE = re.compile(r"[A-Z0-9][A-Z0-9_]{0,39}")
LONGEST_LABEL = 200
_COMMON = frozenset({"code", "label", "meaning", "starts_on", "ends_on", "position", "mark"})


class Mark(StrEnum):
    """How well an entry is known; what is GENERAL must be confirmed by a user before it is shown as a fact."""

    STATED = "S"
    INFERRED = "I"
    GENERAL = "K"
    PROPOSED = "PD"


@dataclass(frozen=True, slots=True)
class Entry:
    """One choice of a list, from its first day to its last, with what only this list says of it in `extra`."""

    code: str
    label: str
    meaning: str
    starts_on: date
    ends_on: date | None
    position: int
    mark: Mark
    extra: Mapping[str, Value]

    def text(self, key: str) -> str:
        """A word of `extra`; empty when the list does not say."""
        value = self.extra.get(key, "")
        return value if isinstance(value, str) else str(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A row of words of `extra`, such as `next` or `aliases`."""
        value = self.extra.get(key, [])
        return tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)

    def flag(self, key: str) -> bool:
        """A yes or no of `extra`; no when the list does not say."""
        return self.extra.get(key) is True

    def number(self, key: str) -> int | None:
        """A whole number of `extra`, such as an age."""
        value = self.extra.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def in_force_on(self, day: date) -> bool:
        """Whether the entry may be chosen for something of that day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class ReferenceFile:
    """One list: where its facts come from, how well they are known, and its entries in order."""

    name: str
    source: str
    mark: Mark
    entries: tuple[Entry, ...]

    def entry(self, code: str) -> Entry | None:
        """The entry with this code."""
        return next((entry for entry in self.entries if entry.code == code), None)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(entry.code for entry in self.entries)


def read_lists(folder: Path | None = None) -> dict[str, ReferenceFile]:
    """Every list by name. A file that is damaged or breaks the rules is told by its name."""
    folder = folder or resource("reference")
    lists = [read_list(path) for path in sorted(folder.glob("*.toml"))]
    if not lists:
        raise DamagedFile(
            "The reference lists that come with the program are missing.",
            means="Nothing was changed.",
            do="Install the program again.",
        )
    return {each.name: each for each in lists}


def read_glossary(folder: Path | None = None) -> ReferenceFile:
    """The program's own words with their one-line meanings, for F1, in the order of the alphabet."""
    read = read_list((folder or resource("help")) / "glossary.toml")
    return replace(read, entries=tuple(sorted(read.entries, key=lambda entry: entry.label.casefold())))


def read_list(path: Path) -> ReferenceFile:
    """One list from its file."""
    try:
        return _list_from(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedFile(
            f"The reference list {path.name} cannot be read: {_reason(error)}",
            means="Nothing was changed.",
            do="Put the file back as it came, or install the program again.",
        ) from error


def _reason(error: Exception) -> str:
    return f"{error} is missing." if isinstance(error, KeyError) else f"{error}."


def _list_from(stem: str, table: dict[str, object]) -> ReferenceFile:
    name, mark = _text(table, "list"), Mark(_text(table, "mark"))
    if name != stem:
        raise ValueError(f"its name inside is {name}")
    rows = cast("Sequence[dict[str, object]]", table["entry"])
    entries = sorted((_entry_from(row, mark) for row in rows), key=lambda entry: entry.position)
    codes = [entry.code for entry in entries]
    if twice := {code for code in codes if codes.count(code) > 1}:
        raise ValueError(f"the code {min(twice)} is there twice")
    return ReferenceFile(name, _text(table, "source"), mark, tuple(entries))


def _entry_from(row: dict[str, object], usual: Mark) -> Entry:
    code, label = _text(row, "code"), _text(row, "label")
    if CODE.fullmatch(code) is None:
        raise ValueError(f"{code} is not a code: use upper-case letters, digits and _, at most 40")
    if len(label) > LONGEST_LABEL:
        raise ValueError(f"the label of {code} is too long")
    starts, ends = row["starts_on"], row.get("ends_on")
    if not isinstance(starts, date) or not isinstance(ends, date | None) or (ends is not None and ends < starts):
        raise ValueError(f"the dates of {code} are not in order")
    position = row.get("position", 0)
    if not isinstance(position, int):
        raise TypeError(f"the position of {code} is not a number")
    return Entry(
        code=code,
        label=label,
        meaning=_text(row, "meaning"),
        starts_on=starts,
        ends_on=ends,
        position=position,
        mark=Mark(str(row["mark"])) if "mark" in row else usual,
        extra={key: _value(code, value) for key, value in row.items() if key not in _COMMON},
    )


def _text(row: Mapping[str, object], key: str) -> str:
    value = row[key]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key} is empty")
    return value


def _value(code: str, value: object) -> Value:
    if isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, list):
        return [_value(code, item) for item in value]
    if isinstance(value, dict):
        return {str(key): _value(code, item) for key, item in value.items()}
    raise TypeError(f"{code} holds a kind of value that lists may not hold")
