"""Finding the child on file that a row names, for a whole list at once: blocking keys looked up in chunks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlalchemy import select

from db.people import MatchKey, Person
from vrp_desktop.access.work import Read
from vrp_desktop.people.forms import KNOWN
from vrp_desktop.people.likely import candidates
from vrp_desktop.people.matching import Candidate, Verdict, blocking_keys, compare

_KEYS_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Likely:
    """Someone who may be the child that a row names, with the reasons."""

    person_id: str
    score: int
    reasons: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """Those whom the rules call the same child, and those who may be, best first."""

    exact: tuple[str, ...] = ()
    likely: tuple[Likely, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A child named by a row, with its blocking keys."""

    candidate: Candidate
    keys: frozenset[str]


@dataclass(slots=True)
class _Brief:
    """What is enough to rule most people on file out."""

    born_on: date | None
    born_basis: str
    place_code: str


@dataclass(slots=True)
class Matcher:
    """Matches the rows of one list against everyone on file, whatever their place, and against the list itself."""

    read: Read
    _on_file: dict[str, Candidate] = field(default_factory=dict)
    _by_key: dict[str, list[str]] = field(default_factory=dict)
    _briefs: dict[str, _Brief] = field(default_factory=dict)
    _new: dict[str, Candidate] = field(default_factory=dict)
    _new_by_key: dict[str, list[str]] = field(default_factory=dict)

    @staticmethod
    def wanted(candidate: Candidate) -> Wanted:
        """What to look for."""
        return Wanted(candidate, frozenset(blocking_keys(candidate)))

    def load(self, chunk: Sequence[Wanted]) -> None:
        """Read from the store all that the next rows may match; what was read for earlier rows is let go."""
        self._look_up(sorted({key for wanted in chunk for key in wanted.keys}))
        needed = {person_id for wanted in chunk for person_id in self._worth_comparing(wanted)}
        self._on_file = candidates(self.read, sorted(needed)) if needed else {}

    def match(self, wanted: Wanted) -> Match:
        """Weigh everyone who shares a blocking key, on file or among the children of earlier rows."""
        exact: list[str] = []
        likely: list[Likely] = []
        found = {person_id: self._on_file.get(person_id) for person_id in self._worth_comparing(wanted)}
        found |= {person_id: self._new[person_id] for person_id in self._new_sharing(wanted)}
        for person_id, other in found.items():
            if other is None:
                continue
            likeness = compare(wanted.candidate, other)
            if likeness.verdict is Verdict.EXACT:
                exact.append(person_id)
            elif likeness.verdict is Verdict.LIKELY:
                likely.append(Likely(person_id, likeness.score, likeness.reasons, likeness.why))
        likely.sort(key=lambda one: (-one.score, one.person_id))
        return Match(tuple(sorted(exact)), tuple(likely))

    def place_of(self, person_id: str) -> str | None:
        """The place of someone on file; None for a child of this list."""
        brief = self._briefs.get(person_id)
        return brief.place_code if brief else None

    def add(self, person_id: str, wanted: Wanted) -> None:
        """Remember a child whom a row of this list makes."""
        self._new[person_id] = wanted.candidate
        for key in wanted.keys:
            self._new_by_key.setdefault(key, []).append(person_id)

    def forget_new(self) -> None:
        """Let the children of earlier rows go: by now they are on file."""
        self._new.clear()
        self._new_by_key.clear()

    def _look_up(self, keys: Sequence[str]) -> None:
        self._by_key.clear()
        self._briefs.clear()
        columns = (MatchKey.key, Person.id, Person.born_on, Person.born_basis, Person.place_code)
        statement = (
            select(*columns)
            .join(Person, Person.id == MatchKey.person_id)
            .where(Person.erased_at.is_(None), Person.merged_into_id.is_(None))
        )
        for start in range(0, len(keys), _KEYS_AT_ONCE):
            chunk = keys[start : start + _KEYS_AT_ONCE]
            for key, person_id, born_on, basis, place in self.read.session.execute(
                statement.where(MatchKey.key.in_(chunk))
            ):
                self._by_key.setdefault(key, []).append(person_id)
                if person_id not in self._briefs:
                    self._briefs[person_id] = _Brief(born_on, basis, place)

    def _worth_comparing(self, wanted: Wanted) -> set[str]:
        """Those on file who share a key, without those whose birth date rules them out."""
        found: set[str] = set()
        for key in wanted.keys:
            sharing = self._by_key.get(key)
            if sharing is None:
                continue
            if key[0] == "I":
                found.update(sharing)
            else:
                found.update(
                    person_id for person_id in sharing if not is_far(wanted.candidate, self._briefs[person_id])
                )
        return found

    def _new_sharing(self, wanted: Wanted) -> set[str]:
        found: set[str] = set()
        for key in wanted.keys:
            sharing = self._new_by_key.get(key)
            if sharing is None:
                continue
            if key[0] == "I":
                found.update(sharing)
            else:
                found.update(person_id for person_id in sharing if not is_far(wanted.candidate, self._new[person_id]))
        return found


def is_far(one: Candidate, other: Candidate | _Brief) -> bool:
    """Whether two birth dates, both certain, differ by more than one slip, so that without an identifier in common
    the rules can call the two neither the same nor likely: see `birth_dates.compare_births`, whose quick half it is.
    """
    first, second = one.born_on, other.born_on
    if first is None or second is None or first == second:
        return False
    if one.born_basis != KNOWN or other.born_basis != KNOWN:
        return False
    year, month, day = first.year == second.year, first.month == second.month, first.day == second.day
    if year + month + day >= 2:
        return False
    if year and first.month == second.day and first.day == second.month:
        return False
    # 1 January stands for a date that is not known: the year alone then decides.
    return not (year and ((first.day == 1 and first.month == 1) or (second.day == 1 and second.month == 1)))
