"""Reading requests: lists with their clock, one whole, what is disputed, who is to be told, the items of a copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sqlalchemy import func, select

from db.people import Person
from db.rights import CopyDecision, RightsPoint, RightsRequest
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.people.queries import person_words
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.rights.clock import Running, due_on, last_day
from vrp_desktop.rights.erasing import ERASES, Erasing, erasing_of
from vrp_desktop.rights.forms import CAPACITIES, KINDS, OUTCOMES, POINTS, flag
from vrp_desktop.rights.items import Item, items_of
from vrp_desktop.rights.recipients import Recipient, recipients_of
from vrp_desktop.rights.running import running_of, stops_of
from vrp_desktop.work_list import WorkList


class Show(StrEnum):
    """Which requests a list shows."""

    OPEN = "RIGHTS_OPEN"
    DUE = "RIGHTS_DUE"
    TO_TELL = "RIGHTS_TELL"
    ANSWERED = "RIGHTS_ANSWERED"


@dataclass(frozen=True, slots=True)
class PointRow:
    """One thing that is said to be wrong, and what was decided."""

    point_id: str
    version: int
    wrong: str
    should_be: str
    decision: str | None
    decided_on: date | None
    words: str


@dataclass(frozen=True, slots=True)
class StopRow:
    """A time in which the clock stood still."""

    from_on: date
    until_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request as a list shows it. Free text is blank for roles that do not read notes."""

    request_id: str
    version: int
    code: str
    words: PersonWords
    place_code: str
    kind: str
    capacity: str
    asked_by: str
    text: str
    received_on: date
    identity_asked_on: date | None
    identity_on: date | None
    identity_how: str
    authority_how: str
    extended_on: date | None
    extend_reason: str
    begins_on: date | None
    stands_still: bool
    due_on: date | None
    days_left: int | None
    is_soon: bool
    outcome: str | None
    outcome_on: date | None
    reply: str
    given_on: date | None
    given_to: str
    is_copy: bool
    disputes: bool
    has_points: bool
    needs_authority: bool

    @property
    def is_open(self) -> bool:
        """Whether it still waits for its answer."""
        return self.outcome is None

    @property
    def is_late(self) -> bool:
        """Whether its day has passed, or it was answered after it."""
        return self.days_left is not None and self.days_left < 0


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """One request with all that hangs on it."""

    row: RequestRow
    stops: tuple[StopRow, ...]
    points: tuple[PointRow, ...]
    recipients: tuple[Recipient, ...]
    must_tell: bool
    """Whether something changed that those who had the data must be told (Article 19)."""
    erasing: Erasing | None = None

    @property
    def undecided(self) -> int:
        """How many points wait for a decision."""
        return sum(point.decision is None for point in self.points)

    @property
    def untold(self) -> int:
        """How many recipients must still be told."""
        return sum(not one.is_settled for one in self.recipients) if self.must_tell else 0


@dataclass(frozen=True, slots=True)
class Decided:
    """An item with what was decided of it; `decision` is empty where nobody has decided yet."""

    item: Item
    decision: str
    reason: str | None
    strike: str


_LATEST: Final = 2_000


def requests(read: Read, show: Show = Show.OPEN, place: str | None = None) -> list[RequestRow]:
    """The requests of the reader's places, the most urgent first."""
    if not read.actor.may(Permission.ANSWER_RIGHTS):
        return []
    statement = select(RightsRequest)
    is_open = RightsRequest.outcome.is_(None)
    statement = statement.where(is_open if show in (Show.OPEN, Show.DUE) else ~is_open)
    if place is not None:
        statement = statement.where(RightsRequest.place_code == place)
    if read.actor.places is not None:
        statement = statement.where(RightsRequest.place_code.in_(sorted(read.actor.places)))
    latest = statement.order_by(RightsRequest.received_on.desc(), RightsRequest.id).limit(_LATEST)
    found = list(read.session.scalars(latest))
    if show is Show.TO_TELL:
        found = [row for row in found if _untold(read, row)]
    rows = _rows(read, found)
    if show is Show.DUE:
        rows = [row for row in rows if row.is_soon]
    return sorted(rows, key=lambda row: (row.due_on or date.max, row.received_on, row.code))


def request_record(read: Read, request_id: str) -> RequestRecord:
    """One request with its points and recipients; raises NotFound."""
    read.actor.need(Permission.ANSWER_RIGHTS)
    found = read.get(RightsRequest, request_id, "request")
    row = _rows(read, [found])[0]
    with_text = read.actor.may(Permission.SEE_NOTES)
    points = tuple(_point(one, with_text=with_text) for one in _points(read, request_id))
    stops = stops_of(read, [request_id]).get(request_id, [])
    lists = read_lists_of(read.session)
    return RequestRecord(
        row,
        tuple(StopRow(one.from_on, one.until_on, one.reason) for one in stops),
        points,
        recipients_of(read, found.person_id, request_id) if flag(lists, KINDS, row.kind, "tells") else (),
        _must_tell(lists, found, points),
        erasing_of(read, request_id) if flag(lists, KINDS, row.kind, ERASES) else None,
    )


def requests_about(read: Read, person_id: str, *, answered: bool = False) -> list[RequestRow]:
    """The open requests about a child, for its record: everybody who sees the child sees what is disputed."""
    read.get(Person, person_id, "child or young person")
    mine = select(RightsRequest).where(RightsRequest.person_id == person_id)
    if not answered:
        mine = mine.where(RightsRequest.outcome.is_(None))
    return _rows(read, list(read.session.scalars(mine.order_by(RightsRequest.received_on, RightsRequest.id))))


def own_copy_items(read: Read, request_id: str) -> list[Decided]:
    """Every item of the copy with what was decided of it. Only for who may read what they say."""
    read.actor.need(Permission.ANSWER_RIGHTS)
    read.actor.need(Permission.SEE_NOTES)
    row = read.get(RightsRequest, request_id, "request")
    mine = select(CopyDecision).where(CopyDecision.request_id == request_id)
    decided = {one.item: one for one in read.session.scalars(mine)}
    found: list[Decided] = []
    for item in items_of(read, row.person_id, row.capacity):
        one = decided.get(item.key)
        found.append(Decided(item, one.decision, one.reason, one.strike) if one else Decided(item, "", None, ""))
    return found


def work_lists(read: Read, place: str | None = None) -> list[WorkList]:
    """What is due, for Home; the number opens its list."""
    if not read.actor.may(Permission.ANSWER_RIGHTS):
        return []
    if not read.session.scalar(select(func.count()).select_from(RightsRequest)):
        return []
    due, tell = len(requests(read, Show.DUE, place)), len(requests(read, Show.TO_TELL, place))
    return [
        WorkList(Show.DUE.value, "Requests about own data due", "Answer each, or record why it takes longer.", due),
        WorkList(Show.TO_TELL.value, "Recipients to be told", "Record who was told of the change, or why not.", tell),
    ]


def _points(read: Read, request_id: str) -> list[RightsPoint]:
    mine = select(RightsPoint).where(RightsPoint.request_id == request_id).order_by(RightsPoint.id)
    return list(read.session.scalars(mine))


def _point(one: RightsPoint, *, with_text: bool) -> PointRow:
    wrong, should_be, words = (one.wrong, one.should_be, one.words) if with_text else ("", "", "")
    return PointRow(one.id, one.version, wrong, should_be, one.decision, one.decided_on, words)


def _must_tell(lists: Lists, row: RightsRequest, points: Sequence[PointRow]) -> bool:
    """Whether what was decided changed something: a point, or without points the whole request."""
    if not flag(lists, KINDS, row.kind, "tells"):
        return False
    if points:
        return any(flag(lists, POINTS, point.decision, "changed") for point in points)
    return flag(lists, OUTCOMES, row.outcome, "changed")


def _untold(read: Read, row: RightsRequest) -> bool:
    lists = read_lists_of(read.session)
    points = [_point(one, with_text=False) for one in _points(read, row.id)]
    if not _must_tell(lists, row, points):
        return False
    return any(not one.is_settled for one in recipients_of(read, row.person_id, row.id))


def _rows(read: Read, rows: Sequence[RightsRequest]) -> list[RequestRow]:
    words = person_words(read, [row.person_id for row in rows])
    lists, clocks = read_lists_of(read.session), running_of(read, rows)
    with_text = read.actor.may(Permission.SEE_NOTES)
    return [_row(read, row, words, lists, clocks[row.id], with_text=with_text) for row in rows]


def _row(
    read: Read,
    row: RightsRequest,
    words: Mapping[str, PersonWords],
    lists: Lists,
    clock: Running,
    *,
    with_text: bool,
) -> RequestRow:
    is_open = row.outcome is None
    due = due_on(clock) if is_open else last_day(clock)
    left = (due - (read.today if is_open else row.outcome_on or read.today)).days if due is not None else None
    return RequestRow(
        request_id=row.id,
        version=row.version,
        code=row.code,
        words=words[row.person_id],
        place_code=row.place_code,
        kind=row.kind,
        capacity=row.capacity,
        asked_by=row.asked_by,
        text=row.text if with_text else "",
        received_on=row.received_on,
        identity_asked_on=row.identity_asked_on,
        identity_on=row.identity_on,
        identity_how=row.identity_how,
        authority_how=row.authority_how,
        extended_on=row.extended_on,
        extend_reason=row.extend_reason,
        begins_on=clock.begins_on,
        stands_still=is_open and clock.stands_still,
        due_on=due,
        days_left=left,
        is_soon=is_open and left is not None and left <= clock.period.soon_days,
        outcome=row.outcome,
        outcome_on=row.outcome_on,
        reply=row.reply if with_text else "",
        given_on=row.given_on,
        given_to=row.given_to,
        is_copy=flag(lists, KINDS, row.kind, "copy"),
        disputes=flag(lists, KINDS, row.kind, "disputes"),
        has_points=flag(lists, KINDS, row.kind, "points"),
        needs_authority=flag(lists, CAPACITIES, row.capacity, "authority"),
    )
