"""Reading series: each with the days that it proposes now, and those that were skipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from db.conferences import Conference
from db.forums import SeriesDate, SittingSeries
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.conferences import rules
from vrp_desktop.conferences.series import Past, Proposal, SeriesForm, propose, rhythm_days
from vrp_desktop.errors import NotFound
from vrp_desktop.forums.rules import RHYTHMS, SPECIFIED, member_kind
from vrp_desktop.forums.standing import core_on, forum_entry, in_order, rules_on, seats_on
from vrp_desktop.panel.rhythm import Rhythm
from vrp_desktop.reference.lists import Lists, read_lists_of

ACCEPTED = "ACCEPTED"
SKIPPED = "SKIPPED"
AHEAD = timedelta(days=370)
"""How far ahead days are proposed: four sittings of a forum that sits each quarter."""

_MOST = 12
"""Days that one series shows at once; a weekly panel would otherwise fill the page."""


@dataclass(frozen=True, slots=True)
class SkippedDate:
    """A proposed day that was skipped, and why."""

    proposed_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series with what it proposes now."""

    series_id: str
    version: int
    form: SeriesForm
    proposals: tuple[Proposal, ...]
    skipped: tuple[SkippedDate, ...]
    planned: int


def series_of(read: Read, series_id: str) -> SittingSeries:
    """The series, where it lies in the actor's places."""
    row = read.session.get(SittingSeries, series_id)
    if row is None or not read.actor.sees_place(row.place_code):
        raise NotFound("This series is not in the workspace, or not in your places.", do="Go back to the list.")
    return row


def series_of_forum(read: Read, forum_code: str, most: int = _MOST) -> list[SeriesRow]:
    """The series of a forum that have not ended, within the reader's places."""
    return _rows(read, [row for row in _going_on(read) if row.forum_code == forum_code], read.today + AHEAD, most)


def all_series(read: Read, until: date, place: str | None = None) -> list[SeriesRow]:
    """Every series that goes on, with all that it proposes up to a day: for the diary."""
    return _rows(read, [row for row in _going_on(read) if place is None or row.place_code == place], until, None)


def proposals_of(read: Read, lists: Lists, row: SittingSeries, until: date) -> list[Proposal]:
    """The days that a series proposes from today up to a day and that nobody has answered."""
    entry = forum_entry(lists, row.forum_code)
    ends = min(day for day in (until, row.ends_on, entry.ends_on) if day is not None)
    rhythm = lists.entry(RHYTHMS, row.rhythm)
    if rhythm is None or ends < read.today:
        return []
    answered = set(read.session.scalars(select(SeriesDate.proposed_on).where(SeriesDate.series_id == row.id)))
    past = _past(read, row)
    days = [day for day in rhythm_days(rhythm.extra, row.first_on, ends) if day >= read.today and day not in answered]
    forum = rules_on(read.session, lists, row.forum_code, read.today)
    made = propose(days, forum, row.mode, past, hosts_of(read, lists, row.forum_code), Rhythm.of(lists).special)
    taken = {each.on for each in past}
    return [each for each in made if each.on not in taken]


def hosts_of(read: Read, lists: Lists, forum_code: str) -> tuple[str, ...]:
    """The specified authorities with a seat: each is host in its turn."""
    seats = seats_on(read.session, forum_code, read.today)
    codes = [seat.agency_code for seat in seats if seat.kind == SPECIFIED] if seats else []
    if not seats:
        core = core_on(read.session, lists, forum_code, read.today)
        codes = [code for code in core if member_kind(lists, code) == SPECIFIED]
    agencies = {code: entry.position for code, entry in lists.entries["agencies"].items()}
    return in_order(sorted(agencies, key=lambda code: agencies[code]), codes)


def _going_on(read: Read) -> list[SittingSeries]:
    statement = select(SittingSeries).order_by(SittingSeries.first_on, SittingSeries.id)
    rows = read.session.scalars(statement)
    return [
        row
        for row in rows
        if read.actor.sees_place(row.place_code) and (row.ends_on is None or row.ends_on >= read.today)
    ]


def _rows(read: Read, rows: Sequence[SittingSeries], until: date, most: int | None) -> list[SeriesRow]:
    lists = read_lists_of(read.session)
    return [_row(read, lists, row, until, most) for row in rows]


def _row(read: Read, lists: Lists, row: SittingSeries, until: date, most: int | None) -> SeriesRow:
    hide = not read.actor.may(Permission.SEE_NOTES)
    skipped = select(SeriesDate.proposed_on, SeriesDate.reason).where(
        SeriesDate.series_id == row.id, SeriesDate.state == SKIPPED, SeriesDate.proposed_on >= read.today
    )
    planned = select(Conference.id).where(
        Conference.series_id == row.id, Conference.status == rules.PLANNED, Conference.held_on >= read.today
    )
    return SeriesRow(
        series_id=row.id,
        version=row.version,
        form=SeriesForm(
            forum_code=row.forum_code,
            first_on=row.first_on,
            rhythm=row.rhythm,
            place_code=row.place_code,
            ends_on=row.ends_on,
            starts=row.starts,
            minutes=row.minutes,
            venue=row.venue,
            chair=row.chair,
            chair_agency=row.chair_agency,
            mode=row.mode,
        ),
        proposals=tuple(proposals_of(read, lists, row, until)[:most]),
        skipped=tuple(
            SkippedDate(day, "" if hide else reason)
            for day, reason in read.session.execute(skipped.order_by(SeriesDate.proposed_on))
        ),
        planned=len(list(read.session.scalars(planned))),
    )


def _past(read: Read, row: SittingSeries) -> list[Past]:
    """What the forum has had and has planned for this place; cancelled sittings do not count."""
    statement = select(Conference.held_on, Conference.mode, Conference.host_agency).where(
        Conference.forum_code == row.forum_code, Conference.status != rules.CANCELLED
    )
    if row.place_code is not None:
        statement = statement.where(Conference.place_code == row.place_code)
    return [Past(*found) for found in read.session.execute(statement.order_by(Conference.held_on))]
