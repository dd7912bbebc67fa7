"""Reading restricted records: whether one is, who looked at it, the looks of a month, and the months signed off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import func, select

from db.access import UserAccount, WorkspaceFact
from db.covering import uncovered
from db.people import Person
from db.restricted import LookSignOff, RestrictedLook, Restriction
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.restricted import family_of
from vrp_desktop.access.work import Read
from vrp_desktop.clock import london, london_day
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.people.queries import person_words
from vrp_desktop.restricted.rules import USUAL_HOURS, month_of
from vrp_desktop.work_list import WorkList

HOURS: Final = "restricted_hours"
UNSIGNED: Final = "LOOKS_UNSIGNED"


@dataclass(frozen=True, slots=True)
class LookRow:
    """One look: who, when, why, and until when it lasted."""

    look_id: str
    person_id: str
    code: str
    place_code: str
    who: str
    why: str
    words: str
    opened_at: datetime
    until: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class RestrictedStanding:
    """That a record is or was restricted, as someone who has opened it sees it."""

    person_id: str
    code: str
    reason: str
    set_at: datetime | None
    set_by: str
    open_until: datetime | None
    looks: tuple[LookRow, ...]

    @property
    def is_restricted(self) -> bool:
        """Whether the mark stands; where not, only earlier looks are told."""
        return self.set_at is not None


@dataclass(frozen=True, slots=True)
class RestrictedRow:
    """One restricted record of the list."""

    words: PersonWords
    place_code: str
    set_at: datetime
    set_by: str
    looks: int
    last_at: datetime | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month with its looks, and who signed it off."""

    month: str
    looks: int
    signed_at: datetime | None
    signed_by: str
    note: str
    is_over: bool

    @property
    def waits(self) -> bool:
        """Whether it is over and nobody has signed it off."""
        return self.is_over and self.signed_at is None


def hours_open(read: Read) -> int:
    """How long a look lasts, in hours."""
    fact = read.session.get(WorkspaceFact, HOURS)
    return int(fact.value) if fact is not None else USUAL_HOURS


def restriction_of(read: Read, person_id: str) -> Restriction | None:
    """The mark that stands on a child's record, or on one merged with it; None where there is none."""
    mine = Restriction.person_id.in_(family_of(read.session, person_id))
    return read.session.scalar(select(Restriction).where(mine, Restriction.lifted_at.is_(None)).limit(1))


def restricted_standing(read: Read, person_id: str) -> RestrictedStanding | None:
    """What the strip on the record says; None where it was never restricted. Raises `RecordRestricted` where closed."""
    person = read.get(Person, person_id, "child or young person")
    family = family_of(read.session, person_id)
    row = restriction_of(read, person_id)
    looks = tuple(_looks(read, [RestrictedLook.person_id.in_(family)]))
    if row is None and not looks:
        return None
    mine = select(func.max(RestrictedLook.until)).where(
        RestrictedLook.person_id.in_(family),
        RestrictedLook.user_id == read.actor.user_id,
        RestrictedLook.closed_at.is_(None),
        RestrictedLook.until > read.now,
    )
    return RestrictedStanding(
        person_id=person.id,
        code=person.code,
        reason="" if row is None or not read.actor.may(Permission.SEE_NOTES) else row.reason,
        set_at=row.set_at if row else None,
        set_by=_name(read, row.set_by) if row else "",
        open_until=read.session.scalar(mine),
        looks=looks,
    )


@command(Permission.SEE_AUDIT)
def restricted_rows(read: Read) -> list[RestrictedRow]:
    """Every restricted record within the reader's places, by code where it is not open to the reader."""
    statement = (
        select(Restriction.person_id, Restriction.place_code, Restriction.set_at, UserAccount.full_name)
        .join(UserAccount, UserAccount.id == Restriction.set_by)
        .where(Restriction.lifted_at.is_(None), *_within(read, Restriction.place_code))
        .order_by(Restriction.set_at.desc())
    )
    found = list(read.session.execute(statement))
    ids = [row.person_id for row in found]
    words = person_words(read, ids)
    counted = select(RestrictedLook.person_id, func.count(), func.max(RestrictedLook.opened_at))
    looks: dict[str, tuple[int, datetime | None]] = {
        person_id: (number, last)
        for person_id, number, last in read.session.execute(
            counted.where(RestrictedLook.person_id.in_(ids)).group_by(RestrictedLook.person_id)
        )
    }
    return [
        RestrictedRow(
            words[row.person_id],
            row.place_code,
            row.set_at,
            row.full_name,
            looks.get(row.person_id, (0, None))[0],
            looks.get(row.person_id, (0, None))[1],
            row.person_id not in read.closed,
        )
        for row in found
    ]


@command(Permission.SEE_AUDIT)
def looks_of_month(read: Read, month: str) -> list[LookRow]:
    """The looks of one month with their reasons, newest first: why, and of whom only the code."""
    with uncovered():
        return _looks(read, [*looks_in(month), *_within(read, RestrictedLook.place_code)])


@command(Permission.SEE_AUDIT)
def look_months(read: Read) -> list[MonthRow]:
    """The months that hold looks, newest first, each with its sign-off where there is one."""
    counted: dict[str, int] = {}
    opened = select(RestrictedLook.opened_at).where(*_within(read, RestrictedLook.place_code))
    for at in read.session.scalars(opened):
        month = month_of(london_day(at))
        counted[month] = counted.get(month, 0) + 1
    signed = {
        row.month: (row, name)
        for row, name in read.session.execute(
            select(LookSignOff, UserAccount.full_name).join(UserAccount, UserAccount.id == LookSignOff.signed_by)
        )
    }
    now = month_of(read.today)
    return [_month(month, counted.get(month, 0), signed.get(month), now) for month in _newest_first(counted, signed)]


def work_lists(read: Read) -> list[WorkList]:
    """For those who sign: how many months of looks wait for it."""
    if not read.actor.may(Permission.SIGN_LOOKS):
        return []
    waiting = sum(row.waits for row in look_months(read))
    clears = "Go through who opened restricted records and why, then sign the month off."
    return [WorkList(UNSIGNED, "Months of looks to sign off", clears, waiting)]


def looks_in(month: str) -> list[Any]:
    """The condition on looks of one month, by the days of London."""
    year, number = (int(part) for part in month.split("-"))
    first = date(year, number, 1)
    after = (first + timedelta(days=32)).replace(day=1)
    return [RestrictedLook.opened_at >= _midnight(first), RestrictedLook.opened_at < _midnight(after)]


def _looks(read: Read, conditions: list[Any]) -> list[LookRow]:
    statement = (
        select(RestrictedLook, Person.code, UserAccount.full_name)
        .join(Person, Person.id == RestrictedLook.person_id)
        .join(UserAccount, UserAccount.id == RestrictedLook.user_id)
        .where(*conditions)
        .order_by(RestrictedLook.opened_at.desc(), RestrictedLook.id.desc())
    )
    return [
        LookRow(
            look_id=look.id,
            person_id=look.person_id,
            code=code,
            place_code=look.place_code,
            who=who,
            why=look.why,
            words=look.words,
            opened_at=look.opened_at,
            until=look.until,
            closed_at=look.closed_at,
        )
        for look, code, who in read.session.execute(statement)
    ]


def _month(month: str, looks: int, signed: tuple[LookSignOff, str] | None, now: str) -> MonthRow:
    row, name = signed if signed is not None else (None, "")
    return MonthRow(
        month=month,
        looks=looks,
        signed_at=row.signed_at if row else None,
        signed_by=name,
        note=row.note if row else "",
        is_over=month < now,
    )


def _newest_first(*months: dict[str, Any]) -> list[str]:
    return sorted({month for found in months for month in found}, reverse=True)


def _within(read: Read, place: Any) -> list[Any]:
    return [] if read.actor.places is None else [place.in_(sorted(read.actor.places))]


def _name(read: Read, user_id: str) -> str:
    return read.session.scalar(select(UserAccount.full_name).where(UserAccount.id == user_id)) or ""


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), london()).astimezone(UTC)
