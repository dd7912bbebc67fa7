"""How alike two names are: first names and surnames each on their own scale, and both the other way round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import product
from typing import Final

from rapidfuzz.distance import OSA

from vrp_desktop.people.candidate import Candidate
from vrp_desktop.people.first_names import is_known, same_name
from vrp_desktop.people.sound import sound_alike
from vrp_desktop.search.folding import fold


class Part(Enum):
    """How alike two surnames, or two first names, are; from the same to clearly different."""

    SAME = "SAME"
    SPACED = "SPACED"
    FURTHER = "FURTHER"
    FORM = "FORM"
    SOUND = "SOUND"
    SHARED = "SHARED"
    SLIP = "SLIP"
    CALLED_BY_OTHER = "CALLED_BY_OTHER"
    CLASH = "CLASH"
    INITIAL = "INITIAL"
    MISSING = "MISSING"
    DIFFERENT = "DIFFERENT"


_POINTS: Final = {
    Part.SAME: 30,
    Part.SPACED: 29,
    Part.FURTHER: 28,
    Part.FORM: 26,
    Part.SOUND: 24,
    Part.SHARED: 24,
    Part.SLIP: 23,
    Part.CALLED_BY_OTHER: 22,
    Part.CLASH: 20,
    Part.INITIAL: 16,
    Part.MISSING: 10,
    Part.DIFFERENT: -15,
}
_FORENAMES_SAY: Final = {
    Part.SAME: "The first names are the same.",
    Part.SPACED: "The first names differ only in how they are spaced.",
    Part.FURTHER: "The first names are the same, and one has a further name.",
    Part.FORM: "The first names are forms of one name.",
    Part.SOUND: "The first names sound alike.",
    Part.SLIP: "The first names differ by a slip of the keys.",
    Part.CALLED_BY_OTHER: "The first name of one is a further name of the other.",
    Part.CLASH: "The first names are the same or alike, and their further names differ.",
    Part.INITIAL: "One first name is an initial that fits.",
    Part.MISSING: "A first name is missing.",
    Part.DIFFERENT: "The first names are clearly different.",
}
_SURNAMES_SAY: Final = {
    Part.SAME: "The surnames are the same.",
    Part.SPACED: "The surnames differ only in how they are spaced.",
    Part.SOUND: "The surnames sound alike.",
    Part.SHARED: "Part of the surnames is the same or alike.",
    Part.SLIP: "The surnames differ by a slip of the keys.",
    Part.MISSING: "A surname is missing.",
    Part.DIFFERENT: "The surnames are different.",
}
_PARTICLES: Final = frozenset(
    {"al", "el", "ul", "as", "bin", "ibn", "bint", "de", "da", "do", "dos", "das", "del", "di", "du", "la", "le", "van"}
    | {"von", "der", "den"}
)
_SHARED_BY_BROTHERS: Final = ("mohammed", "abdul", "syed")
_SHORTEST_SLIP: Final = 4


@dataclass(frozen=True, slots=True)
class FoldedName:
    """A name in folded words, ready to be compared."""

    forenames: tuple[str, ...]
    surname: tuple[str, ...]
    is_former: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Every word in alphabetical order: the name whatever its order."""
        return tuple(sorted(self.forenames + self.surname))


@dataclass(frozen=True, slots=True)
class NameEvidence:
    """The best likeness between the names of two people, with its sentences."""

    forenames: Part
    surname: Part
    reasons: tuple[str, ...]
    is_equal: bool = False
    is_reversed: bool = False
    is_former: bool = False

    @property
    def points(self) -> int:
        return _POINTS[self.forenames] + _POINTS[self.surname] - (4 if self.is_reversed else 0)


def folded_names(candidate: Candidate) -> tuple[FoldedName, ...]:
    """Every name of someone, present and former, without the empty ones."""
    folded = (
        FoldedName(tuple(fold(forenames).split()), tuple(fold(surname).split()), index > 0)
        for index, (forenames, surname) in enumerate(candidate.names)
    )
    return tuple(name for name in folded if name.words)


def compare_names(ones: Sequence[FoldedName], others: Sequence[FoldedName]) -> NameEvidence | None:
    """The best likeness of any name of one with any of the other; None where either has no name."""
    found = [evidence for one, other in product(ones, others) for evidence in _evidences(one, other)]
    return max(found, key=lambda each: (each.points - each.is_former, each.is_equal, each.reasons), default=None)


def core_surname(surname: Sequence[str]) -> tuple[str, ...]:
    """A surname's words without al, de, van and the like, unless it has no others."""
    return tuple(word for word in surname if word not in _PARTICLES) or tuple(surname)


def called(forenames: Sequence[str]) -> tuple[str, ...]:
    """What someone may be called by: the first name, and the next where brothers share the first."""
    if len(forenames) > 1 and _shared_by_brothers(forenames[0]):
        return (forenames[0], forenames[1], "".join(forenames[:2]))
    return tuple(forenames[:1])


def _evidences(one: FoldedName, other: FoldedName) -> list[NameEvidence]:
    former = one.is_former or other.is_former
    if one.words == other.words:
        same_order = (one.forenames, one.surname) == (other.forenames, other.surname)
        said = "The names are the same." if same_order else "The names are the same in another order."
        return [NameEvidence(Part.SAME, Part.SAME, _with_former(former, said), is_equal=True, is_former=former)]
    forenames = compare_forenames(one.forenames, other.forenames)
    surname = compare_surnames(one.surname, other.surname)
    said_both = (_SURNAMES_SAY[surname], _FORENAMES_SAY[forenames])
    found = [NameEvidence(forenames, surname, _with_former(former, *said_both), is_former=former)]
    if min(_POINTS[forenames], _POINTS[surname]) < _POINTS[Part.INITIAL] and (places := _changed_places(one, other)):
        said = "The names are alike when the first name and the surname change places."
        found.append(NameEvidence(*places, _with_former(former, said), is_reversed=True, is_former=former))
    return found


def _changed_places(one: FoldedName, other: FoldedName) -> tuple[Part, Part] | None:
    """The weaker and the stronger likeness of each first name with the other's surname, where both are alike."""
    first = compare_surnames(one.forenames, other.surname)
    if first in (Part.DIFFERENT, Part.MISSING):
        return None
    second = compare_surnames(one.surname, other.forenames)
    if second in (Part.DIFFERENT, Part.MISSING):
        return None
    weaker, stronger = sorted((first, second), key=lambda part: (_POINTS[part], part.value))
    return weaker, stronger


def _with_former(former: bool, *reasons: str) -> tuple[str, ...]:
    return (*reasons, "One of the names is a former name.") if former else reasons


def compare_forenames(one: Sequence[str], other: Sequence[str]) -> Part:
    """Weigh two people's first names, each as folded words in order."""
    if not one or not other:
        return Part.MISSING
    if sorted(one) == sorted(other):
        return Part.SAME
    joined = "".join(one), "".join(other)
    if joined[0] == joined[1]:
        return Part.SPACED
    first = _compare_first(one[0], other[0])
    if first not in (Part.DIFFERENT, Part.INITIAL):
        return _with_further_names(first, one, other)
    if same_name(*joined):
        return Part.FORM
    if by_other := _called_by_other(one, other):
        return by_other
    return first


def _with_further_names(first: Part, one: Sequence[str], other: Sequence[str]) -> Part:
    """The first names are alike: do the further ones agree, clash, or stand on one side only?"""
    if len(one) == 1 or len(other) == 1:
        return Part.FURTHER if first is Part.SAME else first
    further = [_compare_first(a, b) for a, b in product(one[1:], other[1:])]
    if any(part is not Part.DIFFERENT for part in further):
        return first
    both_shared = _shared_by_brothers(one[0]) and _shared_by_brothers(other[0])
    return Part.DIFFERENT if both_shared else Part.CLASH


def _called_by_other(one: Sequence[str], other: Sequence[str]) -> Part | None:
    """Where the first name of one is a further name of the other."""
    for short, long in ((one, other), (other, one)):
        if any(word == short[0] or same_name(word, short[0]) for word in long[1:]):
            return Part.FURTHER if _shared_by_brothers(long[0]) else Part.CALLED_BY_OTHER
    return None


def _compare_first(one: str, other: str) -> Part:
    if one == other:
        return Part.SAME
    if len(one) == 1 or len(other) == 1:
        return Part.INITIAL if one[0] == other[0] else Part.DIFFERENT
    if same_name(one, other):
        return Part.SOUND if sound_alike(one, other) else Part.FORM
    if is_known(one) and is_known(other):
        return Part.DIFFERENT
    if sound_alike(one, other):
        return Part.SOUND
    if is_slip(one, other):
        return Part.SLIP
    short, long = sorted((one, other), key=len)
    return Part.FORM if len(short) >= _SHORTEST_SLIP and long.startswith(short) else Part.DIFFERENT


def compare_surnames(one: Sequence[str], other: Sequence[str]) -> Part:
    """Weigh two surnames, each as folded words."""
    if not one or not other:
        return Part.MISSING
    if sorted(one) == sorted(other):
        return Part.SAME
    cores = core_surname(one), core_surname(other)
    if "".join(one) == "".join(other) or sorted(cores[0]) == sorted(cores[1]):
        return Part.SPACED
    joined = "".join(sorted(cores[0])), "".join(sorted(cores[1]))
    if sound_alike(*joined):
        return Part.SOUND
    if is_slip(*joined):
        return Part.SLIP
    if len(cores[0]) + len(cores[1]) > 2 and any(
        a == b or (len(a) > 2 and len(b) > 2 and (sound_alike(a, b) or is_slip(a, b))) for a, b in product(*cores)
    ):
        return Part.SHARED
    return Part.DIFFERENT


def is_slip(one: str, other: str) -> bool:
    """Whether one word can come from the other by a slip: a letter more, less, other, or two exchanged."""
    shortest = min(len(one), len(other))
    if shortest < _SHORTEST_SLIP or (shortest == _SHORTEST_SLIP and one[0] != other[0]):
        return False
    allowed = 2 if shortest >= 8 else 1
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _shared_by_brothers(first_name: str) -> bool:
    return any(same_name(first_name, shared) for shared in _SHARED_BY_BROTHERS)
