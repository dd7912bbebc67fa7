"""The diary: what forums have held and planned, what their series propose, and the bank holidays between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from db.conferences import Conference
from vrp_desktop.access.work import Read
from vrp_desktop.conferences import rules
from vrp_desktop.conferences.series_queries import all_series
from vrp_desktop.panel.rhythm import Rhythm
from vrp_desktop.panel.working_days import bank_holidays
from vrp_desktop.reference.lists import read_lists_of


class DiaryKind(StrEnum):
    """What stands in the diary."""

    SITTING = "SITTING"
    PROPOSED = "PROPOSED"
    HOLIDAY = "HOLIDAY"
    RETURN = "RETURN"
    REVIEW = "REVIEW"


@dataclass(frozen=True, slots=True)
class DiaryEntry:
    """One thing on one day. A proposed one has its series and the rhythm's own day; a sitting has its id.

    A return or a review has a title, whether it is DUE, OVERDUE or DONE, and the id of what falls due.
    """

    on: date
    kind: DiaryKind
    forum_code: str = ""
    place_code: str | None = None
    status: str = ""
    starts: str = ""
    minutes: int | None = None
    mode: str | None = None
    host: str | None = None
    venue: str = ""
    conference_id: str = ""
    series_id: str = ""
    proposed_on: date | None = None
    title: str = ""
    record_id: str = ""

    @property
    def key(self) -> str:
        """Tells entries apart."""
        return self.conference_id or self.record_id or f"{self.series_id}:{self.proposed_on or self.on}"


def diary(read: Read, start: date, end: date, place: str | None = None) -> list[DiaryEntry]:
    """All that lies between two days, in their order, within the reader's places."""
    found = [*_holidays(read, start, end), *_sittings(read, start, end, place), *_proposed(read, start, end, place)]
    return sorted(found, key=lambda each: (each.on, each.kind is not DiaryKind.HOLIDAY, each.starts, each.forum_code))


def sittings_between(read: Read, ids: Sequence[str]) -> list[DiaryEntry]:
    """These sittings as entries, for a calendar file."""
    statement = select(Conference).where(Conference.id.in_(list(ids))).order_by(Conference.held_on, Conference.id)
    return [_entry(row) for row in read.session.scalars(statement) if read.actor.sees_place(row.place_code)]


def _sittings(read: Read, start: date, end: date, place: str | None) -> list[DiaryEntry]:
    statement = select(Conference).where(Conference.held_on.between(start, end))
    if place is not None:
        statement = statement.where(Conference.place_code == place)
    rows = read.session.scalars(statement.order_by(Conference.held_on, Conference.id))
    return [_entry(row) for row in rows if read.actor.sees_place(row.place_code)]


def _entry(row: Conference) -> DiaryEntry:
    return DiaryEntry(
        on=row.held_on,
        kind=DiaryKind.SITTING,
        forum_code=row.forum_code,
        place_code=row.place_code,
        status=row.status,
        starts=row.starts,
        minutes=row.minutes,
        mode=row.mode,
        host=row.host_agency,
        venue=row.venue,
        conference_id=row.id,
        series_id=row.series_id or "",
    )


def _proposed(read: Read, start: date, end: date, place: str | None) -> list[DiaryEntry]:
    if end < read.today:
        return []
    return [
        DiaryEntry(
            on=each.on,
            kind=DiaryKind.PROPOSED,
            forum_code=row.form.forum_code,
            place_code=row.form.place_code,
            status=rules.PLANNED,
            starts=row.form.starts,
            minutes=row.form.minutes,
            mode=each.mode,
            host=each.host,
            venue=row.form.venue,
            series_id=row.series_id,
            proposed_on=each.proposed_on,
        )
        for row in all_series(read, end, place)
        for each in row.proposals
        if start <= each.on <= end
    ]


def _holidays(read: Read, start: date, end: date) -> list[DiaryEntry]:
    special = Rhythm.of(read_lists_of(read.session)).special
    days = {day for year in range(start.year, end.year + 1) for day in bank_holidays(year)} | special
    return [DiaryEntry(day, DiaryKind.HOLIDAY) for day in days if start <= day <= end]
