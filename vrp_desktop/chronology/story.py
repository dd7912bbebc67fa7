"""A child's chronology: every source's entries in order, each with its phase, narrowed as the reader asks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select

from db.panel import CaseStatus
from vrp_desktop.access.work import Read
from vrp_desktop.chronology.sources import SOURCES
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.people.queries import person_record
from vrp_desktop.people.timeline import TimelineEntry
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.search.folding import fold

PHASES: Final = "chronology_phases"


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of the story: what happened, by which source it came, in which phase it lies."""

    entry: TimelineEntry
    source: str
    phase: str


@dataclass(frozen=True, slots=True)
class Story:
    """One child's chronology, oldest entry first."""

    words: PersonWords
    told: tuple[Told, ...]
    is_kept: bool = True


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the reader asks to see. What is left empty narrows nothing."""

    source: str = ""
    agency: str = ""
    first: date | None = None
    last: date | None = None
    text: str = ""


def story(read: Read, person_id: str) -> Story:
    """A child's chronology, from every source that hands entries; raises NotFound."""
    record = person_record(read, person_id)
    phase_on = _Phases(read, person_id, read_lists_of(read.session))
    told = [
        Told(entry, source.key, phase_on.of(entry.on))
        for source in SOURCES
        for entry in source.entries(read, person_id)
    ]
    told.sort(key=lambda one: one.entry.on)
    return Story(record.words, tuple(told), record.erased_at is None)


def narrowed(told: Iterable[Told], by: Narrowing) -> list[Told]:
    """The entries that the reader asks for, in their order."""
    words = fold(by.text).split()
    return [one for one in told if _is_asked(one, by, words)]


def agencies_in(told: Iterable[Told]) -> tuple[str, ...]:
    """The codes of the agencies that the entries speak of."""
    return tuple(sorted({one.entry.agency for one in told if one.entry.agency}))


def _is_asked(one: Told, by: Narrowing, words: Sequence[str]) -> bool:
    entry = one.entry
    if (by.source and one.source != by.source) or (by.agency and entry.agency != by.agency):
        return False
    if (by.first is not None and entry.on < by.first) or (by.last is not None and entry.on > by.last):
        return False
    said = fold(f"{entry.heading} {entry.detail}")
    return all(word in said for word in words)


class _Phases:
    """Which phase a day lies in: by the last step that any case of the child had reached."""

    def __init__(self, read: Read, person_id: str, lists: Lists) -> None:
        steps = select(CaseStatus.reached_on, CaseStatus.status).where(CaseStatus.person_id == person_id)
        rows = sorted(read.session.execute(steps.order_by(CaseStatus.reached_on, CaseStatus.id)), key=lambda r: r[0])
        self._days = [row.reached_on for row in rows]
        self._phases = [_phase_of(lists, row.status) for row in rows]
        self._before = next((code for code in lists.codes(PHASES, kinds=[])), "")

    def of(self, day: date) -> str:
        at = bisect_right(self._days, day)
        return self._phases[at - 1] if at else self._before


def _phase_of(lists: Lists, status: str) -> str:
    entry = lists.entry("case_statuses", status)
    kind = entry.extra.get("kind") if entry is not None else None
    found = (code for code, phase in lists.entries.get(PHASES, {}).items() if kind in phase.extra.get("kinds", ()))
    return next(found, "")
