"""A word's sound: the consonants that are heard, alike for English, Slavic, German and Arabic spellings."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import jellyfish
from rapidfuzz.distance import JaroWinkler

_LONGEST: Final = 8
_SPELLINGS: Final = tuple(
    (re.compile(pattern), said)
    for pattern, said in [
        (r"^(?:kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^ps", "s"),
        (r"^(?:mac|mc)(?=[^aeiouyh])", "mk"),
        (r"^y", "j"),
        (r"gh(?=[^aeiouy]|$)", ""),
        (r"tsch|tch|cz", "C"),
        (r"sch|sz|sh|sj", "X"),
        (r"chr", "kr"),
        (r"ch", "C"),
        (r"ph", "f"),
        (r"mp(?=[st])", "m"),
        (r"kh|qu|ck|[qk]", "k"),
        (r"dj|dg(?=[ei])|dzh|zh", "j"),
        (r"th", "t"),
        (r"gh", "g"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"(?<=[aeiou])w(?=[^aeiouy]|$)", ""),
        (r"[vw]", "f"),
        (r"(?<=.)h", ""),
        (r"^[aeiou]+", "A"),
        (r"(?<=.)[aeiouy]", ""),
        (r"(.)\1+", r"\1"),
    ]
)
"""Read in this order; capitals stand for sounds that are finished."""


@lru_cache(maxsize=16_384)
def sound(word: str) -> str:
    """The sound of one folded word; words that sound alike share it. Never empty for a word of letters."""
    said = word
    for pattern, replacement in _SPELLINGS:
        said = pattern.sub(replacement, said)
    return said[:_LONGEST].lower() or word[:1]


def sound_alike(one: str, other: str) -> bool:
    """Whether two folded words may be the same by ear; short sounds must look alike too."""
    code = sound(one)
    if code == sound(other):
        return len(code) >= 3 or JaroWinkler.similarity(one, other) >= 0.65
    if not (one.isascii() and other.isascii()) or JaroWinkler.similarity(one, other) < 0.8:
        return False
    return bool(jellyfish.metaphone(one) == jellyfish.metaphone(other))
