"""Names in a text replaced by the codes of the people they belong to: the same person has the same code everywhere."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from vrp_desktop.people.naming import PersonWords

STRUCK = "[removed]"
"""Stands where a reader struck something out."""

_LEAST_LETTERS = 2
_PARTS = re.compile(r"[^\W\d_]+", re.UNICODE)


class Redaction:
    """Replaces the names of some people, however they are written: in capitals, without accents, surname first."""

    def __init__(self, people: Sequence[PersonWords], strike: Sequence[str] = ()) -> None:
        """Also `strike` out words that a reader chose."""
        # Whole names first, so that no part of one is left beside a code.
        found = [(words, person.code) for person in people for words in _ways(person)]
        found += [(words, STRUCK) for each in strike if (words := _words(each))]
        found.sort(key=lambda pair: -len(pair[0]))
        self._patterns = [(_pattern(words), code) for words, code in found]
        self.replaced: Counter[tuple[str, str]] = Counter()
        """What was replaced so far: the words as they stood, what stands for them now, and how often."""

    def of(self, text: str) -> str:
        """The text with codes for names. A name that stands for two people becomes the code of the first."""
        text = unicodedata.normalize("NFC", text)
        for pattern, code in self._patterns:
            text = _replaced(text, pattern, code, self.replaced)
        return text


def _ways(person: PersonWords) -> Iterable[tuple[str, ...]]:
    """The sequences of words that a person is written as: whole, turned round, and each part alone."""
    forenames, surname = _words(person.forenames), _words(person.surname)
    whole = [(*forenames, *surname), (*surname, *forenames), (*forenames[:1], *surname), (*surname, *forenames[:1])]
    single = [(word,) for word in (*forenames, *surname)]
    ways = (*whole, forenames, surname, *single)
    return dict.fromkeys(way for way in ways if sum(map(len, way)) >= _LEAST_LETTERS)


def _words(name: str) -> tuple[str, ...]:
    return tuple(_PARTS.findall(_even(name)))


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    between = r"[\W_]{1,3}"
    return re.compile(r"(?<![^\W_])" + between.join(map(re.escape, words)) + r"(?![^\W_])")


def _replaced(text: str, pattern: re.Pattern[str], code: str, tally: Counter[tuple[str, str]]) -> str:
    """Found in the evened text, replaced in the text itself: both have the same length."""
    parts, end = [], 0
    for found in pattern.finditer(_even(text)):
        parts += [text[end : found.start()], code]
        tally[text[found.start() : found.end()], code] += 1
        end = found.end()
    return "".join((*parts, text[end:]))


def _even(text: str) -> str:
    """The text letter by letter without case and accents."""
    return "".join(map(_even_letter, unicodedata.normalize("NFC", text)))


def _even_letter(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0].casefold()
    return base if len(base) == 1 else letter
