"""What all practice children share: the order, the lists of the workspace, names, places and the timetable."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Final, Self

from vrp_desktop.calendar import add_months
from vrp_desktop.practice.chance import Chance, Weighted, shares
from vrp_desktop.practice.season import ONE_DAY, Order, month_weights, working_day
from vrp_desktop.practice.timetable import Timetable
from vrp_desktop.practice.words import Names, Neighbourhood, Sentences, neighbourhoods
from vrp_desktop.reference.lists import Lists

_SIZES: Final = {"SOUTHAMPTON": 0.36, "PORTSMOUTH": 0.3, "BASINGSTOKE": 0.2, "ISLE_OF_WIGHT": 0.14}


@dataclass(frozen=True, slots=True)
class World:
    """The made-up partnership in which everything happens."""

    order: Order
    lists: Lists
    names: Names
    sentences: Sentences
    places: Weighted[str]
    place_codes: tuple[str, ...]
    neighbourhoods: dict[str, Neighbourhood]
    timetable: Timetable
    months: tuple[date, ...]
    arrivals: tuple[int, ...]
    """How many children have come by the end of each month."""

    @classmethod
    def of(cls, order: Order, lists: Lists) -> Self:
        """The world of an order, in a workspace with these lists."""
        codes = tuple(entry.code for entry in lists.choices("places", order.as_at))
        names = Names()
        months = order.months
        counts = shares(order.children, month_weights(months, order.horizon))
        return cls(
            order=order,
            lists=lists,
            names=names,
            sentences=Sentences(names),
            places=Weighted({code: _SIZES.get(code, 0.1) for code in codes}),
            place_codes=codes,
            neighbourhoods=neighbourhoods(),
            timetable=Timetable(order, lists, codes),
            months=tuple(months),
            arrivals=tuple(accumulate(counts)),
        )

    @property
    def horizon(self) -> date:
        return self.order.horizon

    def neighbourhood(self, place: str) -> Neighbourhood:
        """Where the children of a place live and learn."""
        return self.neighbourhoods.get(place) or self.neighbourhoods[""]

    def arrival(self, chance: Chance, number: int) -> date:
        """The day of a child's first referral: the month is fixed by the child's number, the day by chance."""
        first = self.months[bisect_right(self.arrivals, number)]
        last = min(add_months(first, 1) - ONE_DAY, self.horizon)
        day = first + timedelta(days=chance.between(0, (last - first).days))
        # Police refer on any day; most others in the week.
        return day if chance.yes(0.25) else min(working_day(day), last)
