"""Follow-through of one agency (B5): what became of its actions, and how often it came. Never two side by side.

Could not and did not are kept apart, and a sitting missed with information sent is not a sitting missed. It is for the
chair, who needs the permission, and for that agency, which reads its own on its slip and in its letter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from statistics import median
from typing import Final

from sqlalchemy import select

from db.actions import Action
from db.conferences import Attendance, Conference
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.actions import figures as actions
from vrp_desktop.actions.rules import STATUSES
from vrp_desktop.calendar import Quarter, add_months, british_short
from vrp_desktop.conferences import figures as conferences
from vrp_desktop.conferences.rules import PRESENT
from vrp_desktop.errors import NotPermitted
from vrp_desktop.figures.figure import Condition, Figure, Kind, Window
from vrp_desktop.figures.run import Evidence, count
from vrp_desktop.reference.lists import Lists, read_lists_of


class Part(StrEnum):
    """One number of the follow-through. The first ones are the codes of the list `action_ends`."""

    ON_TIME = "ON_TIME"
    LATE = "LATE"
    COULD_NOT = "COULD_NOT"
    DID_NOT = "DID_NOT"
    NOT_SAID = "NOT_SAID"
    STILL_OPEN = "STILL_OPEN"
    CAME_DUE = "CAME_DUE"
    ON_TIME_SHARE = "ON_TIME_SHARE"
    ON_TIME_FAIR = "ON_TIME_FAIR"
    CARRIED = "CARRIED"
    OPEN = "OPEN"
    OVERDUE = "OVERDUE"
    AGE = "AGE"
    EXPECTED = "EXPECTED"
    THERE = "THERE"
    INFORMED = "INFORMED"
    SILENT = "SILENT"


ENDS: Final = (Part.ON_TIME, Part.LATE, Part.COULD_NOT, Part.DID_NOT, Part.NOT_SAID, Part.STILL_OPEN)
SITTINGS: Final = (Part.EXPECTED, Part.THERE, Part.INFORMED, Part.SILENT)
SHARES: Final = (Part.ON_TIME_SHARE, Part.ON_TIME_FAIR)
_LABELS: Final = {
    Part.CAME_DUE: "Actions that came due",
    Part.ON_TIME_SHARE: "Done on time, of all that came due",
    Part.ON_TIME_FAIR: "Done on time, of those that could be done",
    Part.CARRIED: "Carried forward to another sitting",
    Part.OPEN: "Open at the end",
    Part.OVERDUE: "Of these, overdue",
    Part.AGE: "Age of open actions, median in days",
    Part.EXPECTED: "Sittings where it was expected as a core agency",
    Part.THERE: "There, itself or by a deputy",
    Part.INFORMED: "Could not come, and sent information by the day",
    Part.SILENT: "Neither there nor any information",
}
_AT_THE_END: Final = (Part.OPEN, Part.OVERDUE, Part.AGE)
"""These are counted on the last day, and so are the same over the quarter and the year."""


@dataclass(frozen=True, slots=True)
class FollowRow:
    """One number: over the quarter, and over four quarters."""

    part: Part
    label: str
    quarter: float | None
    year: float | None

    @property
    def is_share(self) -> bool:
        return self.part in SHARES

    @property
    def is_count(self) -> bool:
        """Whether it is the number of its records; the others are worked out from theirs."""
        return self.part not in (*SHARES, Part.AGE)

    def words(self, value: float | None) -> str:
        """A number as it is read."""
        if value is None:
            return "–"
        return f"{value:g}%" if self.is_share else f"{value:g}"


@dataclass(frozen=True, slots=True)
class FollowThrough:
    """One agency over a quarter and over the four that end with it, seen as on the day `until`."""

    agency_code: str
    quarter: Quarter
    from_on: date
    until: date
    rows: tuple[FollowRow, ...]

    def of(self, part: Part) -> FollowRow:
        """One number; raises StopIteration where it is left out."""
        return next(row for row in self.rows if row.part is part)

    @property
    def has_actions(self) -> bool:
        return bool(self.of(Part.CAME_DUE).year or self.of(Part.OPEN).year)


@dataclass(frozen=True, slots=True)
class FollowRecord:
    """One record behind a number: an action with its free `text`, or an attendance at a sitting of a `forum`."""

    record_id: str
    kind: str
    page_id: str
    on: date | None
    code: str
    text: str
    forum: str
    state: str


def follow_through(read: Read, agency_code: str, quarter: Quarter, place: str | None = None) -> FollowThrough:
    """The follow-through of one agency, for whoever may see it."""
    read.actor.need(Permission.SEE_FOLLOW_THROUGH)
    return follow_through_of(read, agency_code, quarter, place)


def follow_through_of(read: Read, agency_code: str, quarter: Quarter, place: str | None) -> FollowThrough:
    """The same, for a paper that goes to the agency itself."""
    places = _places(read, place)
    lists = read_lists_of(read.session)
    short, long = _window(read, quarter), _window(read, quarter, of_year=True)
    now, year = (_behind(read, agency_code, window, places) for window in (short, long))
    rows = [_row(lists, part, now, year) for part in _shown(now, year)]
    return FollowThrough(agency_code, quarter, long.start, min(short.as_at, short.end), tuple(rows))


def follow_records(
    read: Read, agency_code: str, quarter: Quarter, place: str | None, part: Part, *, of_year: bool
) -> list[FollowRecord]:
    """The records behind one number of an agency's follow-through."""
    read.actor.need(Permission.SEE_FOLLOW_THROUGH)
    window = _window(read, quarter, of_year=of_year and part not in _AT_THE_END)
    found = _behind(read, agency_code, window, _places(read, place)).get(part, ())
    if part in SITTINGS:
        return _sittings(read, [item.record_id for item in found])
    return _actions(read, [item.unit_id for item in found], {item.unit_id: item for item in found})


def agencies_followed(read: Read, place: str | None = None) -> list[str]:
    """The agencies that have owned an action or were expected at a sitting, in the order of the list."""
    read.actor.need(Permission.SEE_FOLLOW_THROUGH)
    owners = select(Action.owner_agency).distinct()
    expected = select(Attendance.agency_code).join(Conference, Conference.id == Attendance.conference_id)
    expected = expected.where(Attendance.is_core).distinct()
    places = _places(read, place)
    if places is not None:
        owners = owners.where(Action.place_code.in_(places))
        expected = expected.where(Conference.place_code.in_(places))
    known = {*read.session.scalars(owners), *read.session.scalars(expected)}
    entries = read_lists_of(read.session).entries.get("agencies", {}).values()
    return [
        entry.code for entry in sorted(entries, key=lambda each: (each.position, each.label)) if entry.code in known
    ]


def _places(read: Read, place: str | None) -> tuple[str, ...] | None:
    if not read.actor.sees_place(place) and place is not None:
        raise NotPermitted("This place is not one of yours.", do="Choose one of your places.")
    if place is not None:
        return (place,)
    return None if read.actor.places is None else tuple(sorted(read.actor.places))


def _window(read: Read, quarter: Quarter, *, of_year: bool = False) -> Window:
    start = add_months(quarter.start, -9) if of_year else quarter.start
    return Window(start, quarter.end, min(read.today, quarter.end))


@lru_cache(maxsize=256)
def _of(figure: Figure, agency_code: str) -> Figure:
    """The figure for one agency's records alone."""
    own = Condition(
        code="own_agency",
        test=figure.source.dimensions["agency"] == agency_code,
        passed="It is of this agency.",
        failed="It is of another agency.",
        kind=Kind.SCOPE,
    )
    return replace(figure, conditions=(own, *figure.conditions))


Behind = Mapping[Part, Sequence[Evidence]]


def _behind(read: Read, agency_code: str, window: Window, places: Sequence[str] | None) -> Behind:
    """The evidence of each number; that of a share or a median is what it is taken of."""

    def counted(figure: Figure) -> Sequence[Evidence]:
        return count(read.session, _of(figure, agency_code), window, places).evidence

    due, expected = counted(actions.CAME_DUE), counted(conferences.ATTENDANCE_EXPECTED)
    there = [item for item in expected if item.dimensions["attendance_state"] in PRESENT]
    informed = counted(conferences.INFORMATION_SENT)
    accounted = {item.unit_id for item in (*there, *informed)}
    found: dict[Part, Sequence[Evidence]] = {
        part: [item for item in due if item.dimensions["action_end"] == part.value] for part in ENDS
    }
    waiting, could_not = counted(actions.WAS_OPEN), {item.unit_id for item in found[Part.COULD_NOT]}
    return found | {
        Part.CAME_DUE: due,
        Part.ON_TIME_SHARE: due,
        Part.ON_TIME_FAIR: [item for item in due if item.unit_id not in could_not],
        Part.CARRIED: counted(actions.CARRIED),
        Part.OPEN: waiting,
        Part.AGE: waiting,
        Part.OVERDUE: counted(actions.OVERDUE),
        Part.EXPECTED: expected,
        Part.THERE: there,
        Part.INFORMED: informed,
        Part.SILENT: [item for item in expected if item.unit_id not in accounted],
    }


def _shown(now: Behind, year: Behind) -> list[Part]:
    """In the order in which they are read; a reason that is not on file shows only where that happened."""
    ends = [part for part in ENDS if part is not Part.NOT_SAID or now[part] or year[part]]
    rest = (Part.ON_TIME_SHARE, Part.ON_TIME_FAIR, Part.CARRIED, *_AT_THE_END)
    return [Part.CAME_DUE, *ends, *rest, *SITTINGS]


def _row(lists: Lists, part: Part, now: Behind, year: Behind) -> FollowRow:
    label = lists.label("action_ends", part.value) if part in ENDS else _LABELS[part]
    return FollowRow(part, label, _value(part, now), _value(part, year))


def _value(part: Part, behind: Behind) -> float | None:
    match part:
        case Part.ON_TIME_SHARE | Part.ON_TIME_FAIR:
            return _share(len(behind[Part.ON_TIME]), len(behind[part]))
        case Part.AGE:
            ages = [item.measure for item in behind[Part.OPEN] if item.measure is not None]
            return float(median(ages)) if ages else None
        case _:
            return len(behind[part])


def _share(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def _actions(read: Read, action_ids: Sequence[str], found: Mapping[str, Evidence]) -> list[FollowRecord]:
    lists, hide = read_lists_of(read.session), not read.actor.may(Permission.SEE_NOTES)
    rows = {row.id: row for row in read.session.scalars(select(Action).where(Action.id.in_(action_ids)))}
    return [
        FollowRecord(
            record_id=row.id,
            kind="action",
            page_id=row.id,
            on=found[row.id].counted_on,
            code=row.code,
            text="" if hide else row.text,
            forum="",
            state=_stands(lists, row),
        )
        for row in (rows[each] for each in action_ids)
    ]


def _sittings(read: Read, attendance_ids: Sequence[str]) -> list[FollowRecord]:
    lists = read_lists_of(read.session)
    statement = (
        select(Attendance, Conference.forum_code, Conference.held_on)
        .join(Conference, Conference.id == Attendance.conference_id)
        .where(Attendance.id.in_(attendance_ids))
        .order_by(Conference.held_on.desc(), Attendance.id)
    )
    return [
        FollowRecord(
            record_id=row.id,
            kind="conference",
            page_id=row.conference_id,
            on=held_on,
            code="",
            text="",
            forum=lists.label("forums", forum_code),
            state=_state(lists, row),
        )
        for row, forum_code, held_on in read.session.execute(statement)
    ]


def _stands(lists: Lists, row: Action) -> str:
    """How an action stands today, and by when it was due."""
    closed = f" on {british_short(row.closed_on)}" if row.closed_on else ""
    return f"{lists.label(STATUSES, row.status)}{closed}, due {british_short(row.due_on)}"


def _state(lists: Lists, row: Attendance) -> str:
    came = f", information on {british_short(row.information_on)}" if row.information_on else ""
    return lists.label("attendance_states", row.state) + came
