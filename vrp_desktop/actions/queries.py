"""Reading actions: the list with its filters, one whole, those of a case, a sitting or a person, the work lists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy import case as case_when
from sqlalchemy.orm import aliased

from db.actions import Action, ActionStep
from db.conferences import Conference
from db.panel import PanelCase
from db.people import Person, PersonName
from db.slips import ChaserSlip, SlipLine
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.actions import rules
from vrp_desktop.actions.inner import action_of
from vrp_desktop.actions.rows import ActionRecord, ActionRow, AgencyNumbers, StepRow
from vrp_desktop.conferences.sittings import sitting_of
from vrp_desktop.people.concerns import has_open_concern
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.people.queries import typed_parameters
from vrp_desktop.people.timeline import TimelineEntry
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.reference.reminders import ACTION_SOON, amount_of
from vrp_desktop.reference.steps import next_codes
from vrp_desktop.search.folding import fold
from vrp_desktop.search.index import holds_words, not_by_name_alone
from vrp_desktop.work_list import WorkList


class Show(StrEnum):
    """Which actions a list shows."""

    ALL = "ALL"
    OPEN = "OPEN"
    OVERDUE = "OVERDUE"
    DUE_SOON = "DUE_SOON"
    UNANSWERED = "UNANSWERED"
    CLOSED = "CLOSED"


_LISTS = (
    (Show.OVERDUE, "Actions overdue", "Done, not done and why, or carried forward?"),
    (Show.DUE_SOON, "Actions due soon", "Record that it was done, or agree another day."),
    (Show.UNANSWERED, "Slips not answered in time", "Take the answer by its reply code, or send the next step."),
)
WORK_LIST_LABELS = {show.value: label for show, label, _ in _LISTS}


def actions_page(
    read: Read,
    typed: str = "",
    *,
    show: Show = Show.ALL,
    agency: str | None = None,
    place: str | None = None,
    offset: int = 0,
    limit: int = 200,
) -> list[ActionRow]:
    """One page of the actions, open ones first and the soonest due on top, within the reader's places."""
    is_closed = case_when((Action.status.in_(rules.OPEN_STATUSES), 0), else_=1)
    wanted = _filtered(select(Action.id), read, typed, show, agency, place)
    page = wanted.order_by(is_closed, Action.due_on, Action.id).offset(offset).limit(limit)
    # The page's ids first, so that words and numbers are looked up for one page only.
    ids = list(read.session.scalars(page, _typed(read, typed)))
    found = {row.id: row for row in read.session.execute(_columns().where(Action.id.in_(ids)))}
    return _rows(read, [found[each] for each in ids])


def actions_count(
    read: Read,
    typed: str = "",
    *,
    show: Show = Show.ALL,
    agency: str | None = None,
    place: str | None = None,
) -> int:
    """How many actions the list holds."""
    base: Select[Any] = select(func.count()).select_from(Action)
    statement = _filtered(base, read, typed, show, agency, place)
    return read.session.scalar(statement, _typed(read, typed)) or 0


def overdue_actions(read: Read, place: str | None = None) -> list[ActionRow]:
    """Every overdue action, the longest overdue first."""
    statement = _filtered(_columns(), read, "", Show.OVERDUE, None, place)
    return _rows(read, read.session.execute(statement.order_by(Action.due_on, Action.id)))


def work_lists(read: Read, place: str | None = None) -> list[WorkList]:
    """The work lists with their numbers, for Home, in one pass over the open actions; each number opens its list."""
    days = _due_soon_days(read)
    numbers = [func.count().filter(*_shown(show, read.today, days)).label(show.value) for show, _, _ in _LISTS]
    statement = _filtered(select(*numbers).select_from(Action), read, "", Show.OPEN, None, place)
    found = read.session.execute(statement).one()._mapping
    return [WorkList(show.value, label, clears, found[show.value]) for show, label, clears in _LISTS]


def numbers_by_agency(read: Read, place: str | None = None) -> list[AgencyNumbers]:
    """What each agency has in hand, for the chair and the agency itself; in the agencies' own order, no ranking."""
    overdue = func.sum(case_when((Action.due_on < read.today, 1), else_=0))
    base = select(Action.owner_agency, func.count().label("waiting"), overdue.label("overdue"))
    statement = _filtered(base, read, "", Show.OPEN, None, place).group_by(Action.owner_agency)
    found = {row.owner_agency: row for row in read.session.execute(statement)}
    entries = read_lists_of(read.session).entries.get("agencies", {}).values()
    return [
        AgencyNumbers(entry.code, found[entry.code].waiting, found[entry.code].overdue)
        for entry in sorted(entries, key=lambda entry: (entry.position, entry.label))
        if entry.code in found
    ]


def action_record(read: Read, action_id: str) -> ActionRecord:
    """An action whole; free text is left out for roles that may not read notes."""
    action = action_of(read, action_id)
    hide = _hides(read)
    statement = select(ActionStep).where(ActionStep.action_id == action_id)
    steps = read.session.scalars(statement.order_by(ActionStep.reached_on, ActionStep.id))
    return ActionRecord(
        row=_rows(read, [read.session.execute(_columns().where(Action.id == action_id)).one()])[0],
        version=action.version,
        serves="" if hide else action.serves,
        undone_reason=action.undone_reason,
        undone_note="" if hide else action.undone_note,
        next_statuses=next_codes(read_lists_of(read.session), rules.STATUSES, action.status),
        steps=tuple(StepRow(s.status, s.reached_on, s.due_on, s.conference_id, "" if hide else s.note) for s in steps),
    )


def actions_of_case(read: Read, case_id: str) -> list[ActionRow]:
    """The actions agreed on a case, in the order of agreeing."""
    return _those(read, Action.case_id == case_id)


def actions_of_person(read: Read, person_id: str) -> list[ActionRow]:
    """The actions agreed on a child's cases, in the order of agreeing."""
    return _those(read, Action.person_id == person_id)


def actions_of_conference(read: Read, conference_id: str) -> list[ActionRow]:
    """The actions that a sitting agreed, in the order of agreeing."""
    return _those(read, Action.conference_id == conference_id)


def actions_to_review(read: Read, conference_id: str) -> list[ActionRow]:
    """The open actions that reach this sitting by themselves: its forum's earlier ones, and those carried to it."""
    sitting = sitting_of(read, conference_id)
    earlier = select(Conference.id).where(
        Conference.forum_code == sitting.forum_code,
        Conference.held_on <= sitting.held_on,
        Conference.id != conference_id,
    )
    carried = select(ActionStep.action_id).where(ActionStep.conference_id == conference_id)
    statement = _filtered(_columns(), read, "", Show.OPEN, None, None)
    mine = statement.where(or_(Action.conference_id.in_(earlier), Action.id.in_(carried)))
    return _rows(read, read.session.execute(mine.order_by(Action.due_on, Action.id)))


def actions_timeline(read: Read, person_id: str) -> list[TimelineEntry]:
    """The actions on a child's cases, as entries of the timeline: when agreed and when closed."""
    lists = read_lists_of(read.session)
    found: list[TimelineEntry] = []
    for row in actions_of_person(read, person_id):
        owner = lists.label("agencies", row.owner_agency)
        found.append(
            TimelineEntry(
                row.opened_on, "action", row.action_id, f"Action: {owner}", row.text, True, agency=row.owner_agency
            )
        )
        if row.closed_on is not None:
            heading = f"Action {lists.label(rules.STATUSES, row.status).lower()}: {owner}"
            found.append(
                TimelineEntry(row.closed_on, "action", row.action_id, heading, row.text, True, agency=row.owner_agency)
            )
    return found


def _those(read: Read, condition: ColumnElement[bool]) -> list[ActionRow]:
    statement = _filtered(_columns(), read, "", Show.ALL, None, None).where(condition)
    return _rows(read, read.session.execute(statement.order_by(Action.opened_on, Action.id)))


def _columns() -> Select[*tuple[Any, ...]]:
    carried = (
        select(func.count())
        .where(ActionStep.action_id == Action.id, ActionStep.conference_id.is_not(None))
        .correlate(Action)
        .scalar_subquery()
    )
    return (
        select(
            Action.id,
            Action.code,
            Action.text,
            Action.owner_agency,
            Action.owner_name,
            Action.place_code,
            Action.priority,
            Action.status,
            Action.opened_on,
            Action.due_on,
            Action.closed_on,
            Action.conference_id,
            Action.case_id,
            Action.person_id,
            carried.label("carried"),
            PanelCase.code.label("case_code"),
            Person.code.label("person_code"),
            PersonName.forenames,
            PersonName.surname,
            has_open_concern(Action.person_id).label("has_concern"),
        )
        .select_from(Action)
        .outerjoin(PanelCase, PanelCase.id == Action.case_id)
        .outerjoin(Person, Person.id == Action.person_id)
        .outerjoin(PersonName, (PersonName.person_id == Person.id) & (PersonName.kind == "CURRENT"))
    )


def _filtered(
    statement: Select[*tuple[Any, ...]], read: Read, typed: str, show: Show, agency: str | None, place: str | None
) -> Select[*tuple[Any, ...]]:
    limits: list[ColumnElement[bool]] = _shown(show, read.today, _due_soon_days(read))
    if read.actor.places is not None:
        limits.append(Action.place_code.in_(sorted(read.actor.places)))
    if place is not None:
        limits.append(Action.place_code == place)
    if agency is not None:
        limits.append(Action.owner_agency == agency)
    if fold(typed):
        by_code = Action.code == typed.strip().upper()
        # What may not be read may not be searched either.
        limits.append(by_code if _hides(read) else or_(by_code, _matching(read, typed)))
    return statement.where(*limits)


def _shown(show: Show, today: date, days: int) -> list[ColumnElement[bool]]:
    is_open = Action.status.in_(rules.OPEN_STATUSES)
    soon = Action.due_on.between(today, today + timedelta(days=days))
    conditions: dict[Show, list[ColumnElement[bool]]] = {
        Show.ALL: [],
        Show.OPEN: [is_open],
        Show.OVERDUE: [is_open, Action.due_on < today],
        Show.DUE_SOON: [is_open, soon],
        Show.UNANSWERED: [is_open, _unanswered(today)],
        Show.CLOSED: [~is_open],
    }
    return list(conditions[show])


def _unanswered(today: date) -> ColumnElement[bool]:
    """Its last slip's day for answers has passed, and no answer came."""
    later = aliased(SlipLine)
    newer = select(later.id).where(later.action_id == SlipLine.action_id, later.id > SlipLine.id)
    late = (
        select(SlipLine.id)
        .join(ChaserSlip, ChaserSlip.id == SlipLine.slip_id)
        .where(SlipLine.action_id == Action.id, SlipLine.replied_on.is_(None), ChaserSlip.reply_by < today)
        .where(~newer.correlate(SlipLine).exists())
    )
    return late.correlate(Action).exists()


def _matching(read: Read, typed: str) -> Any:
    """A condition on `Action.id`: found by the words bound as `typed_words`."""
    dialect = read.session.get_bind().dialect.name
    found = holds_words(dialect, "action", "action.id", "e.record_id")
    return and_(found, *not_by_name_alone(read, Action.id, "action", typed))


def _typed(read: Read, typed: str) -> dict[str, str]:
    return {} if _hides(read) else typed_parameters(read, typed)


def _hides(read: Read) -> bool:
    return not read.actor.may(Permission.SEE_NOTES)


def _due_soon_days(read: Read) -> int:
    return amount_of(read_lists_of(read.session), ACTION_SOON)


def _rows(read: Read, found: Iterable[Any]) -> list[ActionRow]:
    soon = _due_soon_days(read)
    return [_row(read, row, soon) for row in found]


def _row(read: Read, row: Any, soon: int) -> ActionRow:
    words = None
    if row.person_id is not None:
        words = PersonWords(row.person_id, row.person_code, row.forenames or "", row.surname or "")
    return ActionRow(
        action_id=row.id,
        code=row.code,
        text="" if _hides(read) else row.text,
        owner_agency=row.owner_agency,
        owner_name=row.owner_name,
        place_code=row.place_code,
        priority=row.priority,
        status=row.status,
        opened_on=row.opened_on,
        due_on=row.due_on,
        closed_on=row.closed_on,
        is_overdue=rules.is_overdue(row.status, row.due_on, read.today),
        is_due_soon=rules.is_due_soon(row.status, row.due_on, read.today, soon),
        conference_id=row.conference_id,
        case_id=row.case_id,
        case_code=row.case_code or "",
        words=words,
        times_carried=row.carried,
        has_concern=bool(row.has_concern),
    )
