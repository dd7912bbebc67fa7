"""The words that partners write in cells, folded, with the codes of the reference lists that they mean."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from vrp_desktop.paths import resource
from vrp_desktop.reference.files import read_lists
from vrp_desktop.search.folding import fold

CODED_LISTS = ("sex", "ethnicity", "send_statuses", "school_statuses", "care_experience")


class ListedEntry(Protocol):
    """An entry of a reference list, shipped or of the workspace."""

    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def extra(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Folded word -> code, for each coded list; with the words for missing, yes and no, and what fits no code."""

    codes: Mapping[str, Mapping[str, str]]
    missing: Mapping[str, str]
    blank: frozenset[str]
    yes_no: Mapping[str, str]
    too_wide: frozenset[str]
    officer_seen: tuple[re.Pattern[str], ...]
    footers: tuple[re.Pattern[str], ...]
    totals: tuple[re.Pattern[str], ...]

    def with_lists(self, lists: Mapping[str, Iterable[ListedEntry]]) -> Vocabulary:
        """The same with a workspace's own lists: its codes, labels and aliases come before the words that ship."""
        codes = {name: {**self.codes.get(name, {}), **_entry_words(entries)} for name, entries in lists.items()}
        return Vocabulary(
            {**self.codes, **codes},
            self.missing,
            self.blank,
            self.yes_no,
            self.too_wide,
            self.officer_seen,
            self.footers,
            self.totals,
        )


@cache
def shipped_vocabulary() -> Vocabulary:
    """The words of resources/imports/words.toml and of the reference lists that ship."""
    table = tomllib.loads(resource("imports", "words.toml").read_text("utf-8"))
    lists = read_lists()
    return Vocabulary(
        codes={
            name: {**_words(table[name]), **_entry_words(lists[name].entries if name in lists else ())}
            for name in CODED_LISTS
        },
        missing=_words(table["missing"]),
        blank=_folded(table["blank"]),
        yes_no=_words(table["yes_no"]),
        too_wide=_folded(table["ethnicity_too_wide"]),
        officer_seen=_patterns(table["ethnicity_officer_seen"]),
        footers=_patterns(table["footers"]),
        totals=_patterns(table["totals"]),
    )


def _words(entries: list[dict[str, Any]]) -> dict[str, str]:
    # A tick or a cross folds to nothing and stands for itself.
    return {fold(word) or word: entry["code"] for entry in entries for word in entry["aliases"]}


def _folded(table: Mapping[str, list[str]]) -> frozenset[str]:
    return frozenset(fold(word) for word in table["aliases"])


def _entry_words(entries: Iterable[ListedEntry]) -> dict[str, str]:
    words: dict[str, str] = {}
    for entry in entries:
        aliases = entry.extra.get("aliases", ())
        for word in (*(aliases if isinstance(aliases, list | tuple) else ()), entry.label, entry.code):
            words[fold(str(word))] = entry.code
    return words


def _patterns(table: Mapping[str, list[str]]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in table["patterns"])


def fits(patterns: Iterable[re.Pattern[str]], folded: str) -> bool:
    """Whether the whole of a folded text fits one of the patterns."""
    return any(pattern.fullmatch(folded) for pattern in patterns)
