"""The days that a series proposes: its rhythm, never a weekend or a bank holiday, every so many-th in person at a host.

No store, no clock. A sitting in person goes to the specified authority that has not been host for longest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from vrp_desktop.calendar import add_months
from vrp_desktop.errors import Invalid
from vrp_desktop.forums.rules import IN_PERSON, MODES, RHYTHMS, ForumRules, check_hour, check_minutes
from vrp_desktop.panel.working_days import is_working_day
from vrp_desktop.reference.lists import Lists

_WEEK = timedelta(days=7)
_LONGEST = 400
"""Days that one series proposes at most; far more than anyone looks ahead."""


@dataclass(frozen=True, slots=True)
class SeriesForm:
    """A series as typed. What is left empty comes from the forum's rules."""

    forum_code: str
    first_on: date
    rhythm: str
    place_code: str | None = None
    ends_on: date | None = None
    starts: str = ""
    minutes: int | None = None
    venue: str = ""
    chair: str = ""
    chair_agency: str | None = None
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """A sitting of the forum that was held or is planned: its day, how it is held, and who is host."""

    on: date
    mode: str | None
    host: str | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A day that a series proposes. `proposed_on` is the rhythm's own day, `on` where it was moved to."""

    proposed_on: date
    on: date
    mode: str | None
    host: str | None

    @property
    def is_moved(self) -> bool:
        return self.on != self.proposed_on


def check_series(lists: Lists, form: SeriesForm) -> None:
    """Refuse a series that cannot be."""
    wrong = {**check_hour(form.starts), **check_minutes(minutes=form.minutes)}
    if lists.entry(RHYTHMS, form.rhythm) is None:
        wrong["rhythm"] = "Choose how often it sits."
    if form.mode and lists.entry(MODES, form.mode) is None:
        wrong["mode"] = "Choose one of the list."
    if form.ends_on is not None and form.ends_on < form.first_on:
        wrong["ends_on"] = "The series ends before it begins."
    if wrong:
        raise Invalid(wrong)


def rhythm_days(rhythm: Mapping[str, Any], first_on: date, until: date) -> Iterator[date]:
    """The days of a rhythm: so many days apart, or the same weekday of each so many-th month."""
    if rhythm.get("days"):
        day, step = first_on, timedelta(days=int(rhythm["days"]))
        while day <= until:
            yield day
            day += step
        return
    months = int(rhythm.get("months", 1))
    for count in range(_LONGEST):
        day = _same_weekday(first_on, add_months(first_on.replace(day=1), months * count))
        if day > until:
            return
        yield day


def next_working(day: date, special: Collection[date]) -> date:
    """The day itself, or the next on which people are at work in England."""
    while not is_working_day(day, special):
        day += timedelta(days=1)
    return day


def propose(
    days: Sequence[date],
    rules: ForumRules,
    usual: str | None,
    past: Sequence[Past],
    hosts: Sequence[str],
    special: Collection[date],
) -> list[Proposal]:
    """The proposals for the days of a rhythm, told apart from what the forum has had and has planned already."""
    made: list[Proposal] = []
    known = sorted(past, key=lambda each: each.on)
    for day in days:
        on = next_working(day, special)
        before = sorted(
            (*(each for each in known if each.on < on), *(Past(p.on, p.mode, p.host) for p in made)),
            key=lambda each: each.on,
        )
        mode = _mode(rules, usual, before)
        in_room = mode == IN_PERSON and rules.hosts_rotate
        made.append(Proposal(day, on, mode, _host(before, hosts) if in_room else None))
    return made


def _mode(rules: ForumRules, usual: str | None, before: Sequence[Past]) -> str | None:
    """In person where so many have gone by without; else as the series is usually held."""
    every = rules.in_person_every
    if not every:
        return usual or rules.mode
    since = 0
    for each in reversed(before):
        if each.mode == IN_PERSON:
            break
        since += 1
    return IN_PERSON if since + 1 >= every else usual or rules.mode


def _host(before: Sequence[Past], hosts: Sequence[str]) -> str | None:
    """The one that has not been host for longest; those that never were come first, in their order."""
    last = {each.host: each.on for each in before if each.host}
    return min(hosts, key=lambda code: (last.get(code, date.min), hosts.index(code)), default=None)


def _same_weekday(first_on: date, month: date) -> date:
    """The weekday of `first_on` in a month: the second Tuesday where it was one; a fifth is the last."""
    first = month + timedelta(days=(first_on.weekday() - month.weekday()) % 7)
    day = first + _WEEK * ((first_on.day - 1) // 7)
    return day if day.month == month.month else day - _WEEK
