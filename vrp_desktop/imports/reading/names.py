"""Names as partners write them, taken apart into forenames and surname; what was written is kept beside."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from vrp_desktop.imports.reading.vocabulary import shipped_vocabulary
from vrp_desktop.search.folding import fold, fold_name

_TITLES: Final = frozenset({"mr", "mrs", "miss", "ms", "mx", "master", "mstr", "dr", "rev", "sir", "lady", "mast"})
_SUFFIXES: Final = frozenset({"jr", "jnr", "snr", "sr", "ii", "iii"})
# Words that belong to the surname after them: Jan van der Berg, Maria de la Cruz, Omar bin Said.
_PARTICLES: Final = frozenset(
    {"van", "von", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "du", "la", "le", "las", "los", "el"}
    | {"al", "bin", "ibn", "bint", "abu", "ben", "ter", "ten", "st", "saint", "san", "santa", "mac", "mc", "fitz", "ap"}
)
# What stands where a name should be. Words that are also surnames (Child, Boy, Person) count only in company.
_NOBODY: Final = frozenset(
    {"unknown", "unk", "nk", "anon", "anonymous", "redacted", "withheld", "unnamed", "tbc", "na", "none", "xx", "xxx"}
    | {"xxxx", "unidentified", "undisclosed", "test", "tba", "ukn", "forename", "surname"}
)
_FILLING: Final = frozenset(
    {"male", "female", "child", "youth", "young", "person", "suspect", "juvenile", "boy", "girl", "pupil", "student"}
    | {"a", "b", "c", "d", "name", "restricted", "confidential"}
)
_INITIALS: Final = re.compile(r"[A-Z]J|[BCDFGHJKLMNPQRSTVWXZ]{2}")
_NOT_INITIALS: Final = frozenset({"NG"})
_KNOWN_AS: Final = re.compile(
    r"[,;]?\s*(?:\b(?:aka|a\.k\.a\.?|a/k/a|known as|alias|preferred name)\b[:\s]*)(.+)$", re.I
)
_BRACKETED: Final = re.compile(r"\s*[(\[{]([^)\]}]*)[)\]}]?")
_QUOTED: Final = re.compile(r"\s+[\"“‘']([^\"”’']{2,})[\"”’'](?=\s|$)")
_HYPHEN: Final = re.compile(r"\s*[-‐‑–—]\s*")
_NAME_MARKS: Final = frozenset(" '’‘`´-.,/")
_MC: Final = re.compile(r"^(Mc|O'|D')([a-z])")
_LONGEST: Final = 100
_MOST_WORDS: Final = 8


@dataclass(frozen=True, slots=True)
class NameReading:
    """A name taken apart. `problem` says why it names nobody; `written` is what the cells said."""

    forenames: str = ""
    surname: str = ""
    known_as: str = ""
    written: str = ""
    problem: str = ""

    @property
    def is_usable(self) -> bool:
        return not self.problem

    @property
    def key(self) -> str:
        """The folded words in alphabetical order: case, accents, punctuation and order do not matter."""
        return fold_name(self.forenames, self.surname)


NO_NAME: Final = NameReading(problem="There is no name.")


@lru_cache(maxsize=20_000)
def read_full_name(text: str, surname_first: bool = False) -> NameReading:
    """One cell with the whole name: "SURNAME, Forename", "Forename SURNAME", "SURNAME Forename", "Forename Surname".

    `surname_first` is what the heading says ("Surname Forename"); a comma or capitals in the cell say it better.
    """
    written = " ".join(text.split())
    bare, known_as = _take_aside(written)
    if "," in bare:
        surname, _, forenames = bare.partition(",")
        parts = _join(forenames.replace(",", " ")), _join(surname)
        if not parts[0] and _words(surname)[1:]:
            parts = _split_words(_words(surname), surname_first)
    else:
        parts = _split_words(_words(bare), surname_first)
    return _reading(parts[0], parts[1], known_as, written)


@lru_cache(maxsize=20_000)
def read_parts(forenames: str, middle_names: str, surname: str) -> NameReading:
    """Forenames and surname from cells of their own."""
    written = " ".join(f"{forenames} {middle_names} {surname}".split())
    first, known_as = _take_aside(" ".join(forenames.split()))
    last, also_known_as = _take_aside(" ".join(surname.split()))
    first = f"{first} {' '.join(middle_names.split())}"
    return _reading(_join(first.replace(",", " ")), _join(last.replace(",", " ")), known_as or also_known_as, written)


def _reading(forenames: str, surname: str, known_as: str, written: str) -> NameReading:
    problem = _problem(forenames, surname, written)
    return NameReading(_cased(forenames), _cased(surname), _cased(known_as), written, problem)


def _problem(forenames: str, surname: str, written: str) -> str:
    if not any(sign.isalnum() for sign in written):
        return "There is no name."
    words = fold(f"{forenames} {surname}").split()
    if names_nobody(written) or (words and all(word in _NOBODY | _FILLING for word in words)):
        return "What stands for a name names nobody."
    if len(written) > _LONGEST or len(words) > _MOST_WORDS or not _looks_like_a_name(forenames + surname):
        return "What stands for a name does not look like one."
    if names_nobody(forenames) or not any(sign.isalpha() for sign in forenames):
        return "There is no forename."
    if names_nobody(surname) or not any(sign.isalpha() for sign in surname):
        return "There is no surname."
    return ""


def _looks_like_a_name(text: str) -> bool:
    if text.isalpha():
        return True
    # Vowel signs of many scripts are marks, not letters.
    return all(sign.isalpha() or sign in _NAME_MARKS or unicodedata.category(sign)[0] == "M" for sign in text)


def names_nobody(text: str) -> bool:
    """Words such as "Unknown" or "N/K", which stand where a name should be."""
    folded = fold(text)
    words = shipped_vocabulary()
    return folded in _NOBODY or folded in words.missing or folded in words.blank


def _take_aside(text: str) -> tuple[str, str]:
    """What stands in brackets or quotation marks, or after "aka", is another name that is used."""
    known_as = ""
    if text.isalpha() and len(text) > 1:
        return text, known_as
    match = _KNOWN_AS.search(text)
    if match and match.start():
        text, known_as = text[: match.start()], match[1].strip(" ()[]\"'")
    for pattern in (_BRACKETED, _QUOTED):
        for found in pattern.finditer(text):
            inner = _KNOWN_AS.sub(r"\1", found[1]).strip()
            if inner and not any(sign.isdigit() for sign in inner) and not known_as and len(inner) > 1:
                known_as = inner
        text = pattern.sub(" ", text)
    return " ".join(text.split()), known_as


def _words(text: str) -> list[str]:
    """The words without titles, with spaced hyphens closed: "Smith - Jones" is one double-barrelled name."""
    if text.isalpha():
        return [text]
    words = [word.strip(".,;:*") for word in _HYPHEN.sub("-", text).replace("’", "'").replace("‘", "'").split()]
    words = [word for word in words if word.strip("-'")]
    while len(words) > 1 and words[0].lower() in _TITLES:
        words = words[1:]
    while len(words) > 1 and words[-1].lower() in (_TITLES | _SUFFIXES if len(words) > 2 else _TITLES):
        words = words[:-1]
    return words


def _join(text: str) -> str:
    return " ".join(_words(text))


def _split_words(words: list[str], surname_first: bool) -> tuple[str, str]:
    """Forenames and surname of words in one row: capitals mark the surname, else it is the last word."""
    if len(words) < 2:
        return "", " ".join(words)
    capitals = [_is_capitals(word) for word in words]
    if any(capitals) and not all(capitals):
        split = _by_capitals(words, capitals)
        if split is not None:
            return split
    if surname_first:
        at = next(i for i, word in enumerate(words, 1) if word.lower() not in _PARTICLES or i == len(words) - 1)
        return " ".join(words[at:]), " ".join(words[:at])
    at = len(words) - 1
    while at > 1 and words[at - 1].lower().strip("'") in _PARTICLES:
        at -= 1
    return " ".join(words[:at]), " ".join(words[at:])


def _by_capitals(words: list[str], capitals: list[bool]) -> tuple[str, str] | None:
    """One unbroken run of capitals at either end is the surname; an initial or a mix says nothing."""
    lead = next(i for i, capital in enumerate([*capitals, False]) if not capital)
    trail = len(words) - next(i for i, capital in enumerate([*reversed(capitals), False]) if not capital)
    if lead and not any(capitals[lead:]):
        return " ".join(words[lead:]), " ".join(words[:lead])
    if trail < len(words) and not any(capitals[:trail]):
        while trail > 1 and words[trail - 1].lower() in _PARTICLES:
            trail -= 1
        return " ".join(words[:trail]), " ".join(words[trail:])
    return None


def _is_capitals(word: str) -> bool:
    """McDONALD and O'BRIEN count as capitals; initials, such as J, TJ or AJ, do not."""
    if word not in _NOT_INITIALS and _INITIALS.fullmatch(word):
        return False
    letters = [sign for sign in word.removeprefix("Mc").removeprefix("Mac") if sign.isalpha()]
    return len(letters) > 1 and all(sign.isupper() for sign in letters)


def _cased(name: str) -> str:
    """Names all in capitals or all in small letters are given their usual letters; mixed ones are left as written."""
    return " ".join("-".join(_cased_word(part) for part in word.split("-")) for word in name.split())


def _cased_word(word: str) -> str:
    if word.istitle():
        return word
    letters = [sign for sign in word if sign.isalpha()]
    if not letters or not (word.islower() or _is_capitals(word)):
        return word
    if word.islower() and word in _PARTICLES:
        return word
    cased = word[:1].upper() + word[1:].lower()
    return _MC.sub(lambda match: match[1] + match[2].upper(), cased)
