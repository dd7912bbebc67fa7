"""Scripts written from right to left: Arabic letters joined, and each line put into the order in which it is seen."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})
_FORMS: Final = ("isolated", "final", "initial", "medial")
_LAM: Final = "\u0644"
_NUMBER: Final = re.compile(r"[0-9\u0660-\u0669\u06f0-\u06f9]+(?:[.,:/-][0-9\u0660-\u0669\u06f0-\u06f9]+)*")
#: Letters that our fonts lack, and the nearest that they have.
_STAND_INS: Final = str.maketrans("\u06c1\u06c3", "\u0647\u0629")
_MIRRORED: Final = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def has_right_to_left(text: str) -> bool:
    """Whether any letter of the text is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text)


def joined(text: str) -> str:
    """The text with each Arabic letter in the form that its neighbours ask for; vowel points are left out."""
    if not has_right_to_left(text):
        return text
    letters = _with_lam_alef([char for char in text.translate(_STAND_INS) if unicodedata.category(char) != "Mn"])
    forms = _letter_forms()
    shaped = []
    for index, letter in enumerate(letters):
        own = forms.get(letter, {})
        before = "initial" in forms.get(letters[index - 1], {}) if index else False
        after = "final" in forms.get(letters[index + 1], {}) if index + 1 < len(letters) else False
        to_left, to_right = after and "initial" in own, before and "final" in own
        shaped.append(own.get(_FORMS[2 * to_left + to_right], letter))
    return "".join(shaped)


def seen(line: str) -> str:
    """A line in the order in which it is seen, where the stretches from right to left are turned round."""
    if not has_right_to_left(line):
        return line
    parts, start = [], 0
    for first, last in _stretches(line):
        parts += [line[start:first], _turned(line[first:last])]
        start = last
    return "".join([*parts, line[start:]])


def _stretches(line: str) -> list[tuple[int, int]]:
    """Where each stretch from right to left begins and ends; spaces and numbers inside belong to it."""
    stretches: list[tuple[int, int]] = []
    is_open = False
    for index, char in enumerate(line):
        kind = unicodedata.bidirectional(char)
        if kind in _RIGHT_TO_LEFT:
            if is_open:
                stretches[-1] = (stretches[-1][0], index + 1)
            else:
                stretches.append((index, index + 1))
                is_open = True
        elif kind == "L":
            is_open = False
        elif is_open and _closes(line[stretches[-1][0] : index], char):
            stretches[-1] = (stretches[-1][0], index + 1)
    return stretches


def _closes(stretch: str, char: str) -> bool:
    """Whether a character closes a bracket that was opened in the stretch."""
    opener = char.translate(_MIRRORED)
    return char in ")]}" and stretch.count(opener) > stretch.count(char)


def _turned(stretch: str) -> str:
    """A stretch backwards, its numbers forwards and its brackets mirrored."""
    backwards = stretch[::-1].translate(_MIRRORED)
    return _NUMBER.sub(lambda number: number.group()[::-1], backwards)


def _with_lam_alef(letters: list[str]) -> list[str]:
    """The letters with each lam before an alef made one with it."""
    ligatures = _lam_alefs()
    merged: list[str] = []
    for letter in letters:
        if merged and merged[-1] == _LAM and letter in ligatures:
            merged[-1] = ligatures[letter]
        else:
            merged.append(letter)
    return merged


@lru_cache(maxsize=1)
def _letter_forms() -> dict[str, dict[str, str]]:
    """The four forms of each Arabic letter, from the Unicode database; a lam with its alef has two."""
    forms: dict[str, dict[str, str]] = {}
    for char in map(chr, [*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)]):
        form, letters = _decomposed(char)
        if form in _FORMS and len(letters) == 1:
            forms.setdefault(letters, {}).setdefault(form, char)
    for ligature in _lam_alefs().values():
        forms[ligature] = {"isolated": ligature, "final": chr(ord(ligature) + 1)}
    return forms


@lru_cache(maxsize=1)
def _lam_alefs() -> dict[str, str]:
    """The ligature of lam with each alef, in its isolated form."""
    found = {}
    for char in map(chr, range(0xFEF5, 0xFEFD)):
        form, letters = _decomposed(char)
        if form == "isolated":
            found[letters[1]] = char
    return found


def _decomposed(char: str) -> tuple[str, str]:
    """The form and the letters of a presentation form."""
    form, *codes = unicodedata.decomposition(char).split() or [""]
    return form.strip("<>"), "".join(chr(int(code, 16)) for code in codes)
