"""Folding: the plain form of a text in which case, accents, punctuation and spacing no longer matter."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_WITHOUT_ACCENT: Final = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
        "ŋ": "ng",
        "ŧ": "t",
        "ß": "ss",
        "ə": "e",
    }
)
"""Letters that Unicode does not take apart into a letter and an accent."""

_SILENT: Final = frozenset("'’‘ʼʻʹ`´′")
"""Marks inside a word: O'Brien and OBrien are one word."""

_ASCII: Final = {
    number: (chr(number).lower() if chr(number).isalnum() else ("" if chr(number) in _SILENT else " "))
    for number in range(128)
}


def fold(text: str) -> str:
    """Lower case, no accents (also Ł, ø, ß, æ), no apostrophes; hyphens and all other marks become one space."""
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    return " ".join("".join(_letters(text)).split())


@lru_cache(maxsize=8_192)
def fold_name(forenames: str, surname: str) -> str:
    """The folded words of a whole name in alphabetical order, so that the order of writing does not matter."""
    return " ".join(sorted(f"{fold(forenames)} {fold(surname)}".split()))


def _letters(text: str) -> list[str]:
    # Folding case can bring accents and taking accents off can bring capitals, so each is done twice.
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).casefold()
    plain = unicodedata.normalize("NFKD", plain).translate(_WITHOUT_ACCENT)
    return [_kept(letter) for letter in plain]


def _kept(letter: str) -> str:
    if unicodedata.combining(letter) or letter in _SILENT or unicodedata.category(letter) == "Cf":
        return ""
    # Vowel signs of Indian scripts are marks, not letters, and belong to the word.
    return letter if unicodedata.category(letter)[0] in "LNM" else " "
