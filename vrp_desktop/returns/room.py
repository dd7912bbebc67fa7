"""The figures of a forum: how it sits, and what becomes of its cases and actions. Each opens its records."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import select

from db.actions import Action
from db.conferences import Conference
from vrp_desktop.access.work import Read
from vrp_desktop.actions import figures as actions
from vrp_desktop.calendar import Quarter, add_months
from vrp_desktop.conferences import figures as conferences
from vrp_desktop.conferences.rules import PANEL
from vrp_desktop.errors import NotFound
from vrp_desktop.figures.figure import Condition, Figure, Kind, Unit, Window
from vrp_desktop.figures.run import Counted, count, pages_of
from vrp_desktop.panel import figures as panel
from vrp_desktop.reference.lists import ListEntry, read_lists_of
from vrp_desktop.returns.queries import BehindRow, behind_rows


@dataclass(frozen=True, slots=True, eq=False)
class RoomFigure:
    """One number of a forum: a count, the share that one figure has in another, or a median."""

    code: str
    label: str
    figure: Figure
    within: Figure | None = None
    of_panels: bool = False

    @property
    def meaning(self) -> str:
        """What it counts, in a sentence or two."""
        whole = f" As a share of: {self.within.label[:1].lower()}{self.within.label[1:]}." if self.within else ""
        return f"{self.figure.meaning}{whole}"

    @property
    def unit(self) -> Unit:
        """What its number is of."""
        if self.within is not None:
            return Unit.PER_CENT
        return Unit.DAYS if self.figure.measure is not None else self.figure.unit


ROOM: Final = (
    RoomFigure("HELD", "Sittings held", conferences.HELD),
    RoomFigure(
        "ATTENDANCE",
        "Attendance of core agencies",
        conferences.ATTENDANCE_PRESENT,
        conferences.ATTENDANCE_EXPECTED,
    ),
    RoomFigure("ON_TIME", "Actions done on time", actions.ON_TIME, actions.CAME_DUE),
    RoomFigure("AGE", "Age of open actions, median in days", actions.WAS_OPEN),
    RoomFigure("TO_PANEL", "Referral to panel, median in days", panel.DAYS_TO_PANEL, of_panels=True),
    RoomFigure("REPEAT", "Repeat referrals within 12 months", panel.REPEATED, panel.REFERRED, of_panels=True),
    RoomFigure("REVIEWS", "Reviews held on time", panel.REVIEWED_ON_TIME, panel.REVIEWS_DUE, of_panels=True),
    RoomFigure("LEAD", "Open cases with a lead professional", panel.WITH_LEAD, panel.OPEN_AFTER_PANEL, of_panels=True),
)


@dataclass(frozen=True, slots=True)
class RoomRow:
    """One number over the quarter, and over the four quarters that end with it."""

    code: str
    label: str
    meaning: str
    unit: Unit
    quarter: float | None
    year: float | None

    def words(self, value: float | None) -> str:
        """A number as it is read."""
        if value is None:
            return "–"
        return f"{value:g}%" if self.unit is Unit.PER_CENT else f"{value:g}"


@dataclass(frozen=True, slots=True)
class SittingThere:
    """How many of the core agencies were at one sitting."""

    conference_id: str
    held_on: date
    there: int
    expected: int

    @property
    def share(self) -> float:
        """Per cent."""
        return round(100 * self.there / self.expected, 1)


@dataclass(frozen=True, slots=True)
class Room:
    """The figures of one forum, seen as on the day `until`; its sittings of four quarters, newest first."""

    forum_code: str
    quarter: Quarter
    from_on: date
    until: date
    rows: tuple[RoomRow, ...]
    sittings: tuple[SittingThere, ...]


@dataclass(frozen=True, slots=True)
class RoomRecord:
    """A record behind a number; of a share also those that do not count in it."""

    behind: BehindRow
    is_counted: bool


def room_figures(read: Read, forum_code: str, quarter: Quarter) -> Room:
    """The figures of one forum of the reader's places."""
    entry = _forum(read, forum_code)
    short, long = _window(read, quarter), _window(read, quarter, of_year=True)
    rows: list[RoomRow] = []
    sittings: list[SittingThere] = []
    for item in _figures_of(entry):
        now, year = (_counted(read, item, entry, window) for window in (short, long))
        rows.append(RoomRow(item.code, item.label, item.meaning, item.unit, _value(item, *now), _value(item, *year)))
        if item.figure is conferences.ATTENDANCE_PRESENT and year[1] is not None:
            sittings = _sittings(read, year[1], year[0])
    return Room(forum_code, quarter, long.start, min(short.as_at, short.end), tuple(rows), tuple(sittings))


def room_records(read: Read, forum_code: str, quarter: Quarter, figure_code: str, *, of_year: bool) -> list[RoomRecord]:
    """The records behind one number: those that count first."""
    entry = _forum(read, forum_code)
    item = next((each for each in _figures_of(entry) if each.code == figure_code), None)
    if item is None:
        raise NotFound("This forum has no such figure.", do="Choose one of those it shows.")
    found, whole = _counted(read, item, entry, _window(read, quarter, of_year=of_year))
    units = {each.unit_id for each in found.evidence}
    others = [each for each in whole.evidence if each.unit_id not in units] if whole is not None else []
    return [
        *(RoomRecord(row, True) for row in behind_rows(read, found.figure, found.evidence)),
        *(RoomRecord(row, False) for row in behind_rows(read, (whole or found).figure, others)),
    ]


def _forum(read: Read, forum_code: str) -> ListEntry:
    entry = read_lists_of(read.session).entry("forums", forum_code)
    if entry is None or not read.actor.sees_place(entry.extra.get("place") or None):
        raise NotFound("This forum is not in the workspace, or not in your places.", do="Go back to the list.")
    return entry


def _figures_of(entry: ListEntry) -> list[RoomFigure]:
    is_panel = entry.extra.get("kind") == PANEL and bool(entry.extra.get("place"))
    return [item for item in ROOM if is_panel or not item.of_panels]


def _window(read: Read, quarter: Quarter, *, of_year: bool = False) -> Window:
    start = add_months(quarter.start, -9) if of_year else quarter.start
    return Window(start, quarter.end, min(read.today, quarter.end))


def _counted(read: Read, item: RoomFigure, entry: ListEntry, window: Window) -> tuple[Counted, Counted | None]:
    """What counts, and what it is a share of. The cases of a panel are those of its place."""
    places = (entry.extra["place"],) if item.of_panels else None
    figures = [item.figure, *([item.within] if item.within is not None else [])]
    own = figures if item.of_panels else [_at(figure, entry.code) for figure in figures]
    found = [count(read.session, figure, window, places) for figure in own]
    return found[0], found[1] if len(found) > 1 else None


@lru_cache(maxsize=128)
def _at(figure: Figure, forum_code: str) -> Figure:
    """The figure for the sittings of one forum, or the actions agreed at them."""
    dimension = figure.source.dimensions.get("forum")
    sittings = select(Conference.id).where(Conference.forum_code == forum_code)
    test: Any = Action.conference_id.in_(sittings) if dimension is None else dimension == forum_code
    own = Condition(
        code="own_forum",
        test=test,
        passed="It is of this forum.",
        failed="It is of another forum.",
        kind=Kind.SCOPE,
    )
    return replace(figure, conditions=(own, *figure.conditions))


def _value(item: RoomFigure, found: Counted, whole: Counted | None) -> float | None:
    if whole is not None:
        return round(100 * found.value / whole.value, 1) if whole.value else None
    return found.median() if item.figure.measure is not None else found.value


def _sittings(read: Read, expected: Counted, present: Counted) -> list[SittingThere]:
    """Attendance of core agencies at each sitting that opened, from the very records of the figure."""
    pages = pages_of(read.session, expected.figure.source, [item.record_id for item in expected.evidence])
    there = {item.unit_id for item in present.evidence}
    days: dict[str, date] = {}
    many, came = Counter[str](), Counter[str]()
    for item in expected.evidence:
        _, conference_id = pages[item.record_id]
        days[conference_id] = item.counted_on
        many[conference_id] += 1
        came[conference_id] += item.unit_id in there
    newest = sorted(days, key=lambda each: (days[each], each), reverse=True)
    return [SittingThere(each, days[each], came[each], many[each]) for each in newest]
