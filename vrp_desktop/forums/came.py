"""How often an agency came to a forum over a year: up to the day that is spoken of, within a seat's own time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.conferences import Attendance, Conference
from vrp_desktop.access.work import Read
from vrp_desktop.calendar import add_months
from vrp_desktop.reference.lists import Lists
from vrp_desktop.reference.reminders import ATTENDANCE_OVER, amount_of
from vrp_desktop.search.folding import fold

_TOOK_PLACE = ("HELD", "NOT_QUORATE")


@dataclass(frozen=True, slots=True)
class Count:
    """Of so many sittings an agency came to some, and whoever fills the seat to some of these."""

    sittings: int
    came: int
    came_self: int


class Came:
    """Who came to the sittings of a forum, up to the day that is spoken of: today, or the forum's last."""

    def __init__(self, read: Read, lists: Lists, forum_code: str, day: date) -> None:
        held = select(Conference.id, Conference.held_on).where(
            Conference.forum_code == forum_code, Conference.status.in_(_TOOK_PLACE), Conference.held_on <= day
        )
        self._day = day
        self._months = amount_of(lists, ATTENDANCE_OVER)
        self._held: dict[str, date] = {row.id: row.held_on for row in read.session.execute(held)}
        there = select(Attendance.conference_id, Attendance.agency_code, Attendance.representative).where(
            Attendance.conference_id.in_(select(held.subquery().c.id)),
            Attendance.state.in_(lists.codes("attendance_states", present=True)),
        )
        self._there = [tuple(row) for row in read.session.execute(there)]

    def by(self, agency_code: str, name: str, first: date, last: date) -> Count:
        """Over the last year of a seat that was filled from one day to another: only of sittings in its time."""
        end = min(last, self._day)
        since = add_months(end, -self._months)
        mine = {id_ for id_, on in self._held.items() if since < on <= end and on >= first}
        came = [who for id_, code, who in self._there if code == agency_code and id_ in mine]
        return Count(len(mine), len(came), sum(1 for who in came if name and fold(who) == fold(name)))
