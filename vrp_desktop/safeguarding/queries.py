"""Reading concerns: what is open, what waits too long, one whole, and what a child's timeline tells of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, and_, func, or_, select, true

from db.access import UserAccount, WorkspaceFact
from db.people import Person
from db.safeguarding import SafeguardingConcern as Concern
from db.safeguarding import SafeguardingStep
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.people.queries import matching_people, person_words, typed_parameters
from vrp_desktop.people.timeline import TimelineEntry
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.safeguarding import rules
from vrp_desktop.safeguarding.commands import LIMITS
from vrp_desktop.safeguarding.forms import ConcernForm
from vrp_desktop.safeguarding.rules import Limits, Waiting
from vrp_desktop.safeguarding.seeing import seen, seen_concern
from vrp_desktop.search.folding import fold
from vrp_desktop.work_list import WorkList

_NOBODY = PersonWords("", "", "", "")


class Show(StrEnum):
    """Which concerns a list shows."""

    OPEN = "OPEN"
    OVERDUE = "OVERDUE"
    TO_SEND = "TO_SEND"
    CLOSED = "CLOSED"
    ALL = "ALL"


SHOW_LABELS = {
    Show.OPEN: "Open, outcome not in",
    Show.OVERDUE: "Overdue",
    Show.TO_SEND: "To be sent to the hub",
    Show.CLOSED: "Outcome in",
    Show.ALL: "All concerns",
}


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """One concern as lists and banners show it."""

    concern_id: str
    code: str
    words: PersonWords
    case_id: str | None
    place_code: str
    raised_on: date
    sent_on: date | None
    outcome: str | None
    outcome_on: date | None
    immediate_danger: str | None
    called_999: str | None
    waiting: Waiting | None
    is_overdue: bool

    @property
    def person_id(self) -> str:
        return self.words.person_id


@dataclass(frozen=True, slots=True)
class StepRow:
    """One dated step."""

    step: str
    reached_on: date
    note: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class ConcernRecord:
    """A concern whole; free text is left out for roles that may not read notes."""

    row: ConcernRow
    version: int
    form: ConcernForm
    raised_at: datetime
    raised_by: str
    outcome_note: str
    steps: tuple[StepRow, ...]


def concern_limits(read: Read) -> Limits:
    """How many days each stage may take."""
    fact = read.session.get(WorkspaceFact, LIMITS)
    return Limits(**fact.value) if fact is not None else Limits()


def concerns_page(
    read: Read,
    typed: str = "",
    *,
    show: Show = Show.OPEN,
    place: str | None = None,
    offset: int = 0,
    limit: int = 200,
) -> list[ConcernRow]:
    """One page of concerns, the oldest open one first; of those that are closed, the newest first."""
    statement = _filtered(select(Concern), read, typed, show, place)
    closed_last = (Concern.outcome.is_not(None), Concern.outcome_on.desc(), Concern.raised_on, Concern.id)
    rows = read.session.scalars(
        statement.order_by(*closed_last).offset(offset).limit(limit), typed_parameters(read, typed)
    )
    return _rows(read, list(rows))


def concerns_count(read: Read, typed: str = "", *, show: Show = Show.OPEN, place: str | None = None) -> int:
    """How many a list holds."""
    statement = _filtered(select(func.count()).select_from(Concern), read, typed, show, place)
    return read.session.scalar(statement, typed_parameters(read, typed)) or 0


def concerns_of(read: Read, person_id: str) -> list[ConcernRow]:
    """A child's concerns, the open ones first."""
    mine = select(Concern).where(Concern.person_id == person_id, *seen(read))
    ordered = mine.order_by(Concern.outcome.is_not(None), Concern.raised_on.desc(), Concern.id.desc())
    return _rows(read, list(read.session.scalars(ordered)))


def concern_record(read: Read, concern_id: str) -> ConcernRecord:
    """A concern whole; raises NotFound."""
    concern = seen_concern(read, concern_id)
    may_read = read.actor.may(Permission.SEE_NOTES)
    names = {row.id: row.full_name for row in read.session.scalars(select(UserAccount))}
    steps = select(SafeguardingStep).where(SafeguardingStep.concern_id == concern_id)
    (row,) = _rows(read, [concern])
    return ConcernRecord(
        row=row,
        version=concern.version,
        form=_form(concern, may_read=may_read),
        raised_at=concern.raised_at,
        raised_by=names.get(concern.raised_by, ""),
        outcome_note=concern.outcome_note if may_read else "",
        steps=tuple(
            StepRow(s.step, s.reached_on, s.note if may_read else "", names.get(s.recorded_by, ""))
            for s in read.session.scalars(steps.order_by(SafeguardingStep.reached_on, SafeguardingStep.id))
        ),
    )


def concerns_timeline(read: Read, person_id: str) -> list[TimelineEntry]:
    """A child's concerns and their steps, each with the concern's own restrictions."""
    lists = read_lists_of(read.session)
    may_read = read.actor.may(Permission.SEE_NOTES)
    found: list[TimelineEntry] = []
    for concern in read.session.scalars(select(Concern).where(Concern.person_id == person_id, *seen(read))):
        heading, text = f"Safeguarding concern {concern.code}", concern.text if may_read else ""
        found.append(_entry(concern, concern.raised_on, heading, text))
        steps = select(SafeguardingStep).where(SafeguardingStep.concern_id == concern.id)
        for step in read.session.scalars(steps.order_by(SafeguardingStep.reached_on, SafeguardingStep.id)):
            words = f"{heading}: {lists.label(rules.STEPS, step.step).lower()}"
            if step.step == rules.OUTCOME and concern.outcome:
                words = f"{heading}: {lists.label(rules.OUTCOMES, concern.outcome).lower()}"
            found.append(_entry(concern, step.reached_on, words, step.note if may_read else ""))
    return found


def work_lists(read: Read, place: str | None = None) -> list[WorkList]:
    """The work lists with their numbers, for Home; each number opens its list."""
    return [
        WorkList(f"CONCERN_{show.value}", label, clears, concerns_count(read, show=show, place=place))
        for show, label, clears in (
            (Show.OPEN, "Concerns open", "Record what came of each."),
            (Show.OVERDUE, "Concerns overdue", "Send it, ask the hub again, or record the outcome."),
        )
    ]


def _entry(concern: Concern, on: date, heading: str, text: str) -> TimelineEntry:
    return TimelineEntry(on, "safeguarding_concern", concern.id, heading, text, True, concern.restriction)


def _filtered(statement: Select[*tuple[Any, ...]], read: Read, typed: str, show: Show, place: str | None) -> Any:
    conditions = [*seen(read), *_shown(read, show)]
    if place:
        conditions.append(Concern.place_code == place)
    if fold(typed):
        statement = statement.join(Person, Person.id == Concern.person_id)
        conditions.append(matching_people(read))
    return statement.where(*(conditions or [true()]))


def _shown(read: Read, show: Show) -> list[Any]:
    is_open = Concern.outcome.is_(None)
    match show:
        case Show.OPEN:
            return [is_open]
        case Show.OVERDUE:
            return [is_open, _overdue(read)]
        case Show.TO_SEND:
            return [is_open, Concern.sent_on.is_(None)]
        case Show.CLOSED:
            return [Concern.outcome.is_not(None)]
        case Show.ALL:
            return []


def _overdue(read: Read) -> Any:
    """The same rule as `rules.waiting_for`, for the store."""
    limits, today = concern_limits(read), read.today

    def before(days: int) -> date:
        return today - timedelta(days=days)

    return or_(
        and_(Concern.sent_on.is_(None), Concern.raised_on < before(limits.send)),
        and_(Concern.acknowledged_on.is_(None), Concern.sent_on < before(limits.acknowledge)),
        and_(Concern.acknowledged_on.is_not(None), Concern.sent_on < before(limits.outcome)),
    )


def _rows(read: Read, concerns: list[Concern]) -> list[ConcernRow]:
    limits = concern_limits(read)
    people = person_words(read, sorted({concern.person_id for concern in concerns}))
    return [_row(read, concern, people.get(concern.person_id, _NOBODY), limits) for concern in concerns]


def _row(read: Read, concern: Concern, words: PersonWords, limits: Limits) -> ConcernRow:
    waiting = rules.waiting_for(concern.raised_on, concern.sent_on, concern.acknowledged_on, concern.outcome, limits)
    return ConcernRow(
        concern_id=concern.id,
        code=concern.code,
        words=words,
        case_id=concern.case_id,
        place_code=concern.place_code,
        raised_on=concern.raised_on,
        sent_on=concern.sent_on,
        outcome=concern.outcome,
        outcome_on=concern.outcome_on,
        immediate_danger=concern.immediate_danger,
        called_999=concern.called_999,
        waiting=waiting,
        is_overdue=waiting is not None and waiting.is_overdue(read.today),
    )


_CODES = frozenset({"noticed_on", "immediate_danger", "called_999", "sent_on", "sent_how", "restriction"})


def _form(concern: Concern, *, may_read: bool) -> ConcernForm:
    values: dict[str, Any] = {}
    for name in ConcernForm.__slots__:
        values[name] = getattr(concern, name) if may_read or name in _CODES else ""
    return ConcernForm(**values)
