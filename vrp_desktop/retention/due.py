"""What is due by each rule: the figure, asked for a window that ends as many days ago as the rule keeps names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from vrp_desktop.access.work import Read
from vrp_desktop.figures.figure import Window
from vrp_desktop.figures.run import count, number
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.retention.figures import LIST, RULES

_FIRST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Due:
    """A record that a rule lets go: its last event, and since when it is due."""

    person_id: str
    place_code: str
    rule: str
    last_on: date
    due_on: date


def period_of(lists: Lists, rule: str) -> int:
    """For how many days a rule keeps names."""
    entry = lists.entry(LIST, rule)
    return int(entry.extra.get("days", 0)) if entry else 0


def window_of(read: Read, days: int) -> Window:
    """The days on which something must last have happened to be due today."""
    return Window(_FIRST, read.today - timedelta(days=days), read.today)


def due_records(read: Read, rule: str) -> list[Due]:
    """The records that are due by one rule, within the reader's places, the longest due first."""
    days = period_of(read_lists_of(read.session), rule)
    found = count(read.session, RULES[rule], window_of(read, days), _places(read))
    return [
        Due(item.unit_id, item.dimensions["place"], rule, item.counted_on, item.counted_on + timedelta(days=days))
        for item in found.evidence
    ]


def numbers_due(read: Read) -> Iterator[tuple[str, int]]:
    """How many records are due by each rule."""
    lists = read_lists_of(read.session)
    for rule, figure in RULES.items():
        yield rule, number(read.session, figure, window_of(read, period_of(lists, rule)), _places(read))


def _places(read: Read) -> tuple[str, ...] | None:
    return None if read.actor.places is None else tuple(sorted(read.actor.places))
