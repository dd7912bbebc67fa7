"""When forums sit: panels every second week at each place, boards and conferences in their own rhythm."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import zip_longest
from typing import Final

from vrp_desktop.calendar import add_months
from vrp_desktop.conferences.rules import CANCELLED, HELD, NOT_QUORATE, PANEL, PLANNED
from vrp_desktop.conferences.series import Past, propose
from vrp_desktop.forums.rules import SPECIFIED, member_kind, shipped_rules
from vrp_desktop.practice.chance import Chance, Weighted, stream
from vrp_desktop.practice.season import Order, is_between_years, is_school_holiday, working_day
from vrp_desktop.reference.lists import ListEntry, Lists

_AHEAD: Final = timedelta(days=63)
_TIMETABLE: Final = 10_000_001
_MONTHS: Final = {"MONTH": 1, "QUARTER": 3}
_IN_HOLIDAYS: Final = Weighted({CANCELLED: 0.6, HELD: 0.4})
_IN_TERM: Final = Weighted({HELD: 0.955, NOT_QUORATE: 0.025, CANCELLED: 0.02})


@dataclass(frozen=True, slots=True)
class Sitting:
    """One sitting of a forum."""

    forum: str
    place: str | None
    held_on: date
    status: str
    is_panel: bool
    core: tuple[str, ...]
    quorum: tuple[tuple[str, ...], ...]
    next_on: date | None = None
    starts: str = ""
    minutes: int | None = None
    mode: str | None = None
    host: str | None = None

    @property
    def key(self) -> tuple[str, date]:
        return self.forum, self.held_on


class Timetable:
    """Every sitting of the six quarters and of the weeks ahead."""

    def __init__(self, order: Order, lists: Lists, places: tuple[str, ...]) -> None:
        chance = stream(order.seed, _TIMETABLE, 0)
        self._order, self._lists = order, lists
        self.sittings: list[Sitting] = []
        self._panels: dict[str, list[Sitting]] = {place: [] for place in places}
        forums = sorted(lists.entries["forums"].values(), key=lambda entry: entry.code)
        for number, forum in enumerate(forums):
            self.sittings += _with_next(list(self._of_forum(chance, forum, number, places)))
        self.sittings.sort(key=lambda sitting: (sitting.held_on, sitting.forum))
        for sitting in self.sittings:
            if sitting.is_panel and sitting.place and sitting.status in (HELD, PLANNED):
                self._panels[sitting.place].append(sitting)
        self._days = {place: [sitting.held_on for sitting in held] for place, held in self._panels.items()}

    def next_panel(self, place: str, day: date) -> Sitting | None:
        """The place's next panel on or after a day, held or still to come; None where none is planned yet."""
        index = bisect_left(self._days[place], day)
        return self._panels[place][index] if index < len(self._panels[place]) else None

    def _of_forum(self, chance: Chance, forum: ListEntry, number: int, places: tuple[str, ...]) -> Iterator[Sitting]:
        place: str | None = forum.extra.get("place")
        if place is not None and place not in places:
            return
        is_panel = forum.extra.get("kind") == PANEL
        core = tuple(forum.extra.get("core_agencies", ()))
        quorum = tuple(tuple(group) for group in forum.extra.get("quorum", {}).get("one_of_each", ()))
        rules, past = shipped_rules(forum), list[Past]()
        hosts = [code for code in core if member_kind(self._lists, code) == SPECIFIED]
        for day in self._days_of(forum, number, places.index(place) if is_panel and place else None):
            if not forum.holds_on(day):
                continue
            status = self._status(chance, day)
            if status == NOT_QUORATE and not quorum:
                status = CANCELLED
            (held,) = propose([day], rules, None, past, hosts, ())
            if status != CANCELLED:
                past.append(Past(day, held.mode, held.host))
            yield Sitting(
                forum.code, place, day, status, is_panel, core, quorum,
                starts=rules.starts, minutes=rules.minutes, mode=held.mode, host=held.host,
            )  # fmt: skip

    def _days_of(self, forum: ListEntry, number: int, index: int | None) -> Iterator[date]:
        """The days of a forum; panels, which are numbered by place, sit every second week."""
        end = self._order.as_at + _AHEAD
        if index is not None:
            day = self._order.start + timedelta(days=3 + 3 * index)
            day += timedelta(days=((index + 1) % 5 - day.weekday()) % 7)
            while day <= end:
                yield day
                day += timedelta(days=14)
            return
        step = _MONTHS.get(str(forum.extra.get("rhythm")), 3)
        month = self._order.start
        while (day := month + timedelta(days=3 + 7 * number % 23)) <= end:
            yield working_day(day)
            month = add_months(month, step)

    def _status(self, chance: Chance, day: date) -> str:
        status = (_IN_HOLIDAYS if is_school_holiday(day) else _IN_TERM).draw(chance)
        if is_between_years(day):
            return CANCELLED
        return status if day <= self._order.horizon else PLANNED


def _with_next(sittings: list[Sitting]) -> list[Sitting]:
    """Each with the day of the one after it."""
    days = [sitting.held_on for sitting in sittings[1:]]
    return [replace(one, next_on=day) for one, day in zip_longest(sittings, days)]
