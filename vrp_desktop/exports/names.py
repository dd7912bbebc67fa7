"""Names in free text that is about to leave: those of people on file, and common first names beside them (B7)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from sqlalchemy import select

from db.covering import uncovered
from db.people import Person, PersonName
from vrp_desktop.access.work import Read
from vrp_desktop.paths import resource
from vrp_desktop.people.first_names import is_known
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.search.folding import fold

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_LEAST: Final = 2
_AROUND: Final = 42
_PLACE_LISTS: Final = ("places", "agencies", "forums", "interventions")
_SENTENCE_ENDS: Final = ".!?:\n•"
_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of free text and where it stands, such as the head of its column."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name that stands in free text: as it is written, whose it may be, how often, and one place to look at."""

    words: str
    folded: str
    code: str
    times: int
    where: tuple[str, ...]
    example: str

    @property
    def stand_in(self) -> str:
        """What replaces it: the code of the one person on file whom it names, or a blank that says so."""
        return self.code or "[name]"


@dataclass(frozen=True, slots=True)
class Span:
    """Where in a text a name stands."""

    start: int
    end: int
    folded: str
    code: str = ""


@dataclass(slots=True)
class KnownNames:
    """The names on file, by word and by pair; `near` has the words of those whom it is about."""

    surnames: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    forenames: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    pairs: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    near: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    allowed: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)

    def add(self, code: str, forenames: str, surname: str, *, near: bool = False) -> None:
        """Know one name of a person."""
        firsts, lasts = fold(forenames).split(), fold(surname).split()
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


def find_names(
    read: Read,
    passages: Sequence[Passage],
    near: Collection[str] = (),
    allowed: Collection[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> tuple[FoundName, ...]:
    """The names that stand in the passages, most telling first.

    Args:
        read: The read.
        passages: Free text only; a column of names is meant to hold names and is not looked at.
        near: Ids of the people whom the export is about: their names are found however they are written.
        allowed: Names that may stand there, such as the reader's own on a letter to the family.
        progress: Told how far it is; may raise `Cancelled`.
    """
    filled = Counter(passage for passage in passages if passage.text.strip())
    if not filled:
        return ()
    known = known_names(read, near)
    known.allowed.update(word for name in allowed for word in fold(name).split())
    found: dict[str, list[tuple[Passage, Span, int]]] = defaultdict(list)
    for number, (passage, times) in enumerate(filled.items(), start=1):
        for span in spans_in(passage.text, known):
            found[span.folded].append((passage, span, times))
        if progress is not None and not number % _AT_ONCE:
            progress(number, len(filled))
    names = [_found(folded, hits) for folded, hits in found.items()]
    return tuple(sorted(names, key=lambda name: (not name.code, -len(name.folded.split()), name.folded)))


def known_names(read: Read, near: Collection[str] = ()) -> KnownNames:
    """All names on file, also of places that the reader does not see: a name must not leave for being another's."""
    known, wanted = KnownNames(), set(near)
    statement = select(PersonName.forenames, PersonName.surname, Person.code, Person.id).join(
        Person, Person.id == PersonName.person_id
    )
    # A name must not leave for being restricted either; what is told of one is its code.
    with uncovered():
        on_file = list(read.session.execute(statement))
    for forenames, surname, code, person_id in on_file:
        known.add(code, forenames, surname, near=person_id in wanted)
    lists = read_lists_of(read.session)
    for name in _PLACE_LISTS:
        for entry in lists.entries.get(name, {}).values():
            known.places.update(fold(entry.label).split())
    return known


def spans_in(text: str, known: KnownNames) -> list[Span]:
    """Where names stand in a text: whole names in any case, parts of names where they are written as names."""
    words = [(found.start(), found.end(), found[0], fold(found[0])) for found in _WORD.finditer(text)]
    spans: list[Span] = []
    at = 0
    while at < len(words):
        pair = _pair_at(words, at, known)
        if pair is not None:
            spans.append(pair)
            at += 2
            continue
        start, end, word, folded = words[at]
        if folded not in known.allowed and _is_name(text, start, word, folded, known):
            # Half a name may be anybody's: only of those whom the export is about is it said whose it is.
            codes = known.near.get(folded, set())
            spans.append(Span(start, end, folded, next(iter(codes)) if len(codes) == 1 else ""))
        at += 1
    return spans


def _pair_at(words: Sequence[tuple[int, int, str, str]], at: int, known: KnownNames) -> Span | None:
    """A first name and a surname side by side: of someone on file, or such as anyone may have."""
    if at + 1 >= len(words):
        return None
    (start, _, one, first), (_, end, other, second) = words[at], words[at + 1]
    if first in known.allowed and second in known.allowed:
        return None
    codes = known.pairs.get((first, second))
    if codes:
        return Span(start, end, f"{first} {second}", next(iter(codes)) if len(codes) == 1 else "")
    is_written_so = one[:1].isupper() and other[:1].isupper() and not other.isupper()
    may_be = is_known(first) and second not in known.places and second not in _ordinary() and len(second) > _LEAST
    if is_written_so and may_be and first not in known.allowed and first not in _ordinary():
        return Span(start, end, f"{first} {second}")
    return None


def _is_name(text: str, start: int, word: str, folded: str, known: KnownNames) -> bool:
    if len(folded) < _LEAST or folded in known.places:
        return False
    is_ordinary = folded in _ordinary()
    if folded in known.near and not is_ordinary:
        return True
    if not word[:1].isupper() or (is_ordinary and _begins_sentence(text, start)):
        return False
    if is_ordinary:
        return folded in known.near
    return folded in known.surnames or folded in known.forenames or is_known(folded)


def _begins_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t\"'“‘(")
    return not before or before[-1] in _SENTENCE_ENDS


@cache
def _ordinary() -> frozenset[str]:
    lines = resource("names", "ordinary.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _found(folded: str, listed: Sequence[tuple[Passage, Span, int]]) -> FoundName:
    passage, span, _ = listed[0]
    before, after = max(span.start - _AROUND, 0), span.end + _AROUND
    example = " ".join(passage.text[before:after].split())
    example = f"{'…' if before else ''}{example}{'…' if after < len(passage.text) else ''}"
    codes = {span.code for _, span, _ in listed}
    return FoundName(
        words=passage.text[span.start : span.end],
        folded=folded,
        code=next(iter(codes)) if len(codes) == 1 else "",
        times=sum(times for _, _, times in listed),
        where=tuple(dict.fromkeys(passage.where for passage, _, _ in listed)),
        example=example,
    )


def replaced(text: str, stand_ins: dict[str, str]) -> str:
    """The text with each of these folded names replaced by what stands for it, longest names first."""
    if not stand_ins:
        return text
    words = [(found.start(), found.end(), fold(found[0])) for found in _WORD.finditer(text)]
    parts: list[str] = []
    at = end = 0
    while at < len(words):
        for length in (2, 1):
            chosen = words[at : at + length]
            stand_in = stand_ins.get(" ".join(word for _, _, word in chosen)) if len(chosen) == length else None
            if stand_in is not None:
                parts += [text[end : chosen[0][0]], stand_in]
                end = chosen[-1][1]
                at += length - 1
                break
        at += 1
    return "".join([*parts, text[end:]])
