"""Names in free text that is about to leave: those of people on file, and common first names beside them (B7)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from db.covering import uncovered
from db.people import Person, PersonName
from vrp_desktop.access.work import Read
from vrp_desktop.people.first_names import is_known
from vrp_desktop.search.folding import fold
from vrp_desktop.search.name_spans import KnownNames, Span, place_words, spans_in, words_of

_AROUND: Final = 42
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
    known, wanted = KnownNames(is_first=is_known), set(near)
    statement = select(PersonName.forenames, PersonName.surname, Person.code, Person.id).join(
        Person, Person.id == PersonName.person_id
    )
    # A name must not leave for being restricted either; what is told of one is its code.
    with uncovered():
        on_file = list(read.session.execute(statement))
    for forenames, surname, code, person_id in on_file:
        known.add(code, forenames, surname, near=person_id in wanted)
    known.places.update(place_words(read.session))
    return known


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
    words = words_of(text)
    longest = max(name.count(" ") for name in stand_ins) + 1
    parts: list[str] = []
    at = end = 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            chosen = words[at : at + length]
            stand_in = stand_ins.get(" ".join(word.folded for word in chosen))
            if stand_in is not None:
                parts += [text[end : chosen[0].start], stand_in]
                end = chosen[-1].end
                at += length - 1
                break
        at += 1
    return "".join([*parts, text[end:]])
