"""Where names stand in a text: the one matcher, for what is about to leave and for what a closed record keeps back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from sqlalchemy.orm import Session

from vrp_desktop.paths import resource
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.search.folding import fold

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_OWNED: Final = re.compile(r"['’][sS]$")
_BETWEEN_PARTS: Final = re.compile(r"[ \t\-‐‑–,]{1,3}")
_PLACE_LISTS: Final = ("places", "agencies", "forums", "interventions")
_LEAST: Final = 2
_LEAST_MANY: Final = 4
_SENTENCE_ENDS: Final = ".!?:\n•"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: where it stands, as it is written, and folded. Of *Quillon's* it is *Quillon*."""

    start: int
    end: int
    written: str
    folded: str


@dataclass(frozen=True, slots=True)
class Span:
    """Where in a text a name stands, and the code of the one person whose it is, where that is sure."""

    start: int
    end: int
    folded: str
    code: str = ""


def _is_none(_word: str) -> bool:
    return False


@dataclass(slots=True)
class KnownNames:
    """The names to look for, by word and by pair; `near` has the words that are found however they are written."""

    surnames: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    forenames: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    pairs: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    parts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    near: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    allowed: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    is_first: Callable[[str], bool] = _is_none
    """Whether a folded word is a first name that anyone may have."""

    def add(self, code: str, forenames: str, surname: str, *, near: bool = False) -> None:
        """Know one name of a person."""
        firsts, lasts = fold(forenames).split(), fold(surname).split()
        self.parts[code].update(firsts, lasts)
        for word in firsts:
            self.forenames[word].add(code)
        for word in lasts:
            self.surnames[word].add(code)
        for first in firsts:
            for last in lasts:
                self.pairs[first, last].add(code)
                self.pairs[last, first].add(code)
        if near:
            for word in (*firsts, *lasts):
                self.near[word].add(code)

    def near_codes(self, word: str) -> set[str]:
        """Whose name a word is by itself; of the Quillons it is told as of Quillon."""
        codes = self.near.get(word)
        if codes is None and len(word) > _LEAST_MANY and word.endswith("s"):
            codes = self.near.get(word[:-1])
        return codes or set()


def place_words(session: Session) -> set[str]:
    """The words of the names of places, agencies, forums and interventions: none of them by itself is a person's."""
    lists = read_lists_of(session)
    found: set[str] = set()
    for name in _PLACE_LISTS:
        for entry in lists.entries.get(name, {}).values():
            found.update(fold(entry.label).split())
    return found


def words_of(text: str) -> list[Word]:
    """The words of a text; a hyphen parts two, what follows the apostrophe of an owner belongs to none."""
    found = []
    for word in _WORD.finditer(text):
        written = _OWNED.sub("", word[0])
        found.append(Word(word.start(), word.start() + len(written), written, fold(written)))
    return found


def spans_in(text: str, known: KnownNames) -> list[Span]:
    """Where names stand in a text: whole names in any case, parts of names where they are written as names."""
    words = words_of(text)
    spans: list[Span] = []
    at = 0
    while at < len(words):
        pair = _pair_at(text, words, at, known)
        if pair is not None:
            first, after, codes = pair
            while spans and spans[-1].start >= words[first].start:
                spans.pop()
            spans.append(_span(words[first:after], codes))
            at = after
            continue
        word = words[at]
        if word.folded not in known.allowed and _is_name(text, word, known):
            # Half a name may be anybody's: only of those whom the text is about is it said whose it is.
            spans.append(_span([word], known.near_codes(word.folded)))
        at += 1
    return spans


def _span(words: Sequence[Word], codes: set[str]) -> Span:
    code = next(iter(codes)) if len(codes) == 1 else ""
    return Span(words[0].start, words[-1].end, " ".join(word.folded for word in words), code)


def _pair_at(text: str, words: Sequence[Word], at: int, known: KnownNames) -> tuple[int, int, set[str]] | None:
    """A first name and a surname side by side, from which word to which: of someone known, or such as anyone has."""
    if at + 1 >= len(words):
        return None
    one, other = words[at], words[at + 1]
    first, second = one.folded, other.folded
    if first in known.allowed and second in known.allowed:
        return None
    codes = known.pairs.get((first, second))
    if codes:
        return (*_whole(text, words, at, set().union(*(known.parts[code] for code in codes))), codes)
    is_written_so = one.written[:1].isupper() and other.written[:1].isupper() and not other.written.isupper()
    may_be = (
        known.is_first(first) and second not in known.places and second not in ordinary_words() and len(second) > _LEAST
    )
    if is_written_so and may_be and first not in known.allowed and first not in ordinary_words():
        return at, at + 2, set()
    return None


def _whole(text: str, words: Sequence[Word], at: int, parts: set[str]) -> tuple[int, int]:
    """From the two words to all that stands beside them and belongs to the same name."""
    first, after = at, at + 2
    while first and words[first - 1].folded in parts and _joined(text, words[first - 1], words[first]):
        first -= 1
    while after < len(words) and words[after].folded in parts and _joined(text, words[after - 1], words[after]):
        after += 1
    return first, after


def _joined(text: str, one: Word, other: Word) -> bool:
    return _BETWEEN_PARTS.fullmatch(text, one.end, other.start) is not None


def _is_name(text: str, word: Word, known: KnownNames) -> bool:
    folded = word.folded
    if len(folded) < _LEAST or folded in known.places:
        return False
    is_ordinary = folded in ordinary_words()
    is_near = bool(known.near_codes(folded))
    if is_near and not is_ordinary:
        return True
    if not word.written[:1].isupper() or (is_ordinary and _begins_sentence(text, word.start)):
        return False
    if is_ordinary:
        return is_near
    return folded in known.surnames or folded in known.forenames or known.is_first(folded)


def _begins_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t\"'“‘(")
    return not before or before[-1] in _SENTENCE_ENDS


@cache
def ordinary_words() -> frozenset[str]:
    """Names that are ordinary words too."""
    lines = resource("names", "ordinary.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
