"""Whether two records may be of one child: exact, likely, possible or none, with the reasons in plain sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from vrp_desktop.people.birth_dates import DateEvidence, DateLikeness, compare_births
from vrp_desktop.people.blocking import blocking_keys
from vrp_desktop.people.candidate import Candidate
from vrp_desktop.people.name_likeness import NameEvidence, Part, compare_names, folded_names
from vrp_desktop.people.support import Support, weigh_support

__all__ = ["Candidate", "Likeness", "Verdict", "blocking_keys", "compare"]


class Verdict(IntEnum):
    """How sure the rules are; only EXACT may be joined without a person's decision."""

    NONE = 0
    POSSIBLE = 1
    LIKELY = 2
    EXACT = 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """The verdict with its score (0 to 100), its reasons, and why a person should decide where one should."""

    verdict: Verdict
    score: int
    reasons: tuple[str, ...]
    keep_for_person: bool = False
    why: str = ""


_LIKELY_FROM: Final = 70
_POSSIBLE_FROM: Final = 50
_BANDS: Final = {
    Verdict.NONE: (0, _POSSIBLE_FROM - 1),
    Verdict.POSSIBLE: (_POSSIBLE_FROM, _LIKELY_FROM - 1),
    Verdict.LIKELY: (_LIKELY_FROM, 99),
    Verdict.EXACT: (100, 100),
}
_GOOD_NAMES: Final = 46
_FIRM: Final = frozenset({DateLikeness.SAME, DateLikeness.SAME_BUT_DOUBTFUL})
_APART: Final = frozenset({DateLikeness.DIFFERENT, DateLikeness.GENERATION_APART})
_SAME_FIRST: Final = frozenset({Part.SAME, Part.SPACED, Part.FURTHER, Part.FORM, Part.SOUND})
_SAME_SURNAME: Final = frozenset({Part.SAME, Part.SPACED})


@dataclass(frozen=True, slots=True)
class _Evidence:
    """All that two records say together."""

    names: NameEvidence
    dates: DateEvidence
    support: Support

    @property
    def points(self) -> int:
        return self.names.points + self.dates.likeness.value + self.support.points

    @property
    def reasons(self) -> tuple[str, ...]:
        return (*self.names.reasons, self.dates.reason, *self.support.reasons)

    @property
    def may_be_twins(self) -> bool:
        return self.names.forenames is Part.DIFFERENT and self.names.surname is not Part.DIFFERENT


def compare(one: Candidate, other: Candidate) -> Likeness:
    """Weigh two records against one another; the order of the two does not matter."""
    names = compare_names(folded_names(one), folded_names(other))
    dates, support = compare_births(one, other), weigh_support(one, other)
    if names is None:
        return _without_names(support)
    evidence = _Evidence(names, dates, support)
    if names.is_equal and dates.likeness in _FIRM:
        return _equal(evidence)
    verdict = min(max(_by_points(evidence.points), _at_least(evidence)), _at_most(evidence))
    if verdict is Verdict.LIKELY and blocking_keys(one).isdisjoint(blocking_keys(other)):
        verdict = Verdict.POSSIBLE
    low, high = _BANDS[verdict]
    keep = verdict is Verdict.LIKELY
    why = (dates.doubt or support.contradiction or "The records are alike, not the same.") if keep else ""
    return Likeness(verdict, min(max(evidence.points, low), high), _told(evidence), keep, why)


def _equal(evidence: _Evidence) -> Likeness:
    """Names and birth dates are the same: exact, unless something asks for a person's eye."""
    former = "Only a former name is the same." if evidence.names.is_former else ""
    why = evidence.dates.doubt or evidence.support.contradiction or former
    if why:
        return Likeness(Verdict.LIKELY, min(max(evidence.points, 80), 99), evidence.reasons, True, why)
    return Likeness(Verdict.EXACT, 100, evidence.reasons)


def _without_names(support: Support) -> Likeness:
    if support.same_identifier:
        return Likeness(Verdict.POSSIBLE, _POSSIBLE_FROM, ("A name is missing.", *support.reasons))
    return Likeness(Verdict.NONE, 0, ("A name is missing.", *support.reasons))


def _by_points(points: int) -> Verdict:
    if points >= _LIKELY_FROM:
        return Verdict.LIKELY
    return Verdict.POSSIBLE if points >= _POSSIBLE_FROM else Verdict.NONE


def _at_least(evidence: _Evidence) -> Verdict:
    """What certain facts establish whatever the points."""
    names, dates, support = evidence.names, evidence.dates, evidence.support
    if support.same_identifier:
        agrees = names.points >= _GOOD_NAMES or dates.likeness not in _APART
        return Verdict.LIKELY if agrees else Verdict.POSSIBLE
    if _changed_surname(evidence):
        return Verdict.LIKELY
    if evidence.may_be_twins and names.surname in _SAME_SURNAME and dates.likeness in _FIRM:
        return Verdict.POSSIBLE
    if names.is_equal and dates.likeness is DateLikeness.DIFFERENT and support.same_postcode:
        return Verdict.POSSIBLE
    return Verdict.NONE


def _at_most(evidence: _Evidence) -> Verdict:
    """What certain facts rule out whatever the points."""
    names, dates, support = evidence.names, evidence.dates, evidence.support
    if names.forenames is Part.DIFFERENT:
        return Verdict.POSSIBLE
    if support.same_identifier:
        return Verdict.LIKELY
    if dates.likeness in _APART:
        near = names.is_equal and dates.likeness is DateLikeness.DIFFERENT and support.same_postcode
        return Verdict.POSSIBLE if near else Verdict.NONE
    if Part.MISSING in (names.forenames, names.surname):
        return Verdict.POSSIBLE
    if names.surname is Part.DIFFERENT and not _changed_surname(evidence):
        return Verdict.POSSIBLE
    if dates.likeness is DateLikeness.UNKNOWN and not (support.same_postcode or support.same_school):
        return Verdict.POSSIBLE
    return Verdict.LIKELY


def _changed_surname(evidence: _Evidence) -> bool:
    """The same first name, birth date and postcode under another surname."""
    names = evidence.names
    return (
        names.surname is Part.DIFFERENT
        and names.forenames in _SAME_FIRST
        and evidence.dates.likeness is DateLikeness.SAME
        and evidence.support.same_postcode
    )


def _told(evidence: _Evidence) -> tuple[str, ...]:
    if evidence.may_be_twins and evidence.dates.likeness in _FIRM:
        return (*evidence.reasons, "They may be twins.")
    return evidence.reasons
