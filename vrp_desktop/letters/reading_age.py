"""About how old a reader must be to read a text with ease (Flesch and Kincaid's grade, plus five years)."""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"[a-z']+")
_SENTENCE: Final = re.compile(r"[.!?:]+(?:\s|$)|\n+")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_FIELD: Final = re.compile(r"\{\{.*?\}\}")


def reading_age(text: str) -> int:
    """The age in years; 5 at least."""
    plain = _FIELD.sub("it", text).lower().replace("#", " ").replace("- ", " ")
    sentences = [part for part in _SENTENCE.split(plain) if _WORD.search(part)]
    words = _WORD.findall(plain)
    if not words:
        return 5
    syllables = sum(_syllables(word) for word in words)
    grade = 0.39 * len(words) / max(len(sentences), 1) + 11.8 * syllables / len(words) - 15.59
    return max(5, round(grade + 5))


def _syllables(word: str) -> int:
    found = len(_VOWELS.findall(word))
    if word.endswith("e") and not word.endswith("le") and found > 1:
        found -= 1
    return max(found, 1)
