"""Reading what is on the agenda of a sitting, what was decided there, and which cases wait for an agenda."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from db.actions import Action
from db.conferences import AgendaItem, Conference
from db.panel import CaseReview, PanelCase, PanelDecision, Referral
from db.people import Person, PersonName
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.conferences import rules
from vrp_desktop.conferences.rows import AgendaRow, DecidedRow, Proposed, WaitingAction, WaitingCase, Waits
from vrp_desktop.conferences.sittings import sitting_of
from vrp_desktop.panel import rules as panel_rules
from vrp_desktop.panel.conditions import is_repeat
from vrp_desktop.people.concerns import has_open_concern
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.reference.lists import Lists, read_lists_of

_OPEN_ACTIONS: Final = ("OPEN", "IN_PROGRESS")
"""The statuses in which an action waits; the room of actions holds them, above this one."""


def agenda_of(read: Read, conference_id: str) -> tuple[AgendaRow, ...]:
    """The items of the agenda in their order, with what became of each."""
    sitting = sitting_of(read, conference_id)
    hide = not read.actor.may(Permission.SEE_NOTES)
    lists = read_lists_of(read.session)
    statement = (
        select(
            AgendaItem,
            PanelCase.status,
            func.coalesce(outcome_here(), AgendaItem.outcome).label("outcome_of_item"),
            _was_carried(sitting).label("is_carried"),
            Action.code.label("action_code"),
            Action.text.label("action_text"),
            *_case_words(),
        )
        .outerjoin(PanelCase, PanelCase.id == AgendaItem.case_id)
        .outerjoin(Action, Action.id == AgendaItem.action_id)
        .outerjoin(Person, Person.id == func.coalesce(PanelCase.person_id, AgendaItem.person_id))
        .outerjoin(PersonName, (PersonName.person_id == Person.id) & (PersonName.kind == "CURRENT"))
        .where(AgendaItem.conference_id == conference_id)
    )
    ordered = statement.order_by(AgendaItem.position, AgendaItem.id)
    return tuple(_agenda_row(lists, row, hide=hide) for row in read.session.execute(ordered))


def _agenda_row(lists: Lists, row: Any, *, hide: bool) -> AgendaRow:
    item: AgendaItem = row.AgendaItem
    state = lists.entry(rules.ITEM_STATES, item.state)
    title = row.action_text if item.kind == rules.ACTION else item.title
    return AgendaRow(
        item_id=item.id,
        case_id=item.case_id or "",
        case_code=row.case_code or "",
        words=_words(row) if row.person_id and not item.is_mappa else None,
        position=item.position,
        status=row.status or "",
        is_carried=bool(row.is_carried),
        outcome=row.outcome_of_item,
        kind=item.kind,
        version=item.version,
        title="" if hide else title or "",
        reason=item.reason or "",
        is_repeat=item.is_repeat,
        is_settled=bool(state and state.extra.get("is_settled")),
        target_minutes=item.target_minutes,
        action_id=item.action_id or "",
        action_code=row.action_code or "",
        is_mappa=item.is_mappa,
        lead_agency=item.lead_agency,
        brief="" if hide else item.brief,
        joins=tuple(item.joins),
        has_concern=bool(row.has_concern) and not item.is_mappa,
        person_id=row.person_id or "",
    )


def decisions_at(read: Read, conference_id: str) -> tuple[DecidedRow, ...]:
    """The decisions made at a sitting, in the order of recording."""
    sitting_of(read, conference_id)
    hide = not read.actor.may(Permission.SEE_NOTES)
    statement = select(PanelDecision, *_case_words()).join(PanelCase, PanelCase.id == PanelDecision.case_id)
    found = _with_names(statement).where(PanelDecision.conference_id == conference_id)
    return tuple(
        DecidedRow(
            decision_id=row.PanelDecision.id,
            case_id=row.PanelDecision.case_id,
            case_code=row.case_code,
            words=_words(row),
            decided_on=row.PanelDecision.decided_on,
            outcome=row.PanelDecision.outcome,
            rationale="" if hide else row.PanelDecision.rationale,
            disagreement="" if hide else row.PanelDecision.disagreement,
            owner_agency=row.PanelDecision.owner_agency,
            owner_name=row.PanelDecision.owner_name,
        )
        for row in read.session.execute(found.order_by(PanelDecision.id))
    )


def cases_for_agenda(read: Read, conference_id: str) -> list[WaitingCase]:
    """The cases of the sitting's place that wait for an agenda: carried ones first, then the longest wait."""
    sitting = sitting_of(read, conference_id)
    planned = exists().where(
        AgendaItem.case_id == PanelCase.id,
        Conference.id == AgendaItem.conference_id,
        or_(Conference.status == rules.PLANNED, Conference.id == conference_id),
    )
    statement = (
        select(
            PanelCase.id,
            PanelCase.status,
            PanelCase.status_on,
            PanelCase.review_due_on,
            is_repeat().test.label("is_repeat"),
            *_case_words(),
        )
        .select_from(PanelCase)
        .join(Referral, Referral.id == PanelCase.referral_id)
    )
    ready = PanelCase.status.in_((panel_rules.SCREENED, panel_rules.ON_AGENDA, panel_rules.DEFERRED))
    waiting = _with_names(statement).where(or_(ready, _review_due(sitting.held_on)), ~planned.correlate(PanelCase))
    if sitting.place_code is not None:
        waiting = waiting.where(PanelCase.place_code == sitting.place_code)
    elif read.actor.places is not None:
        waiting = waiting.where(PanelCase.place_code.in_(sorted(read.actor.places)))
    rows = read.session.execute(waiting.order_by(PanelCase.status_on, PanelCase.id))
    found = [
        WaitingCase(
            case_id=r.id,
            case_code=r.case_code,
            words=_words(r),
            status=r.status,
            status_on=r.status_on,
            back_on=r.review_due_on,
            waits=why_on_agenda(r.status),
            is_repeat=bool(r.is_repeat),
            has_concern=bool(r.has_concern),
        )
        for r in rows
    ]
    order = (Waits.CARRIED, Waits.READY, Waits.DEFERRED, Waits.REVIEW_DUE)
    return sorted(found, key=lambda case: (case.waits is not Waits.CARRIED, order.index(case.waits)))


def proposed_for_agenda(read: Read, conference_id: str) -> Proposed:
    """All that may be put on the agenda: cases that wait, and overdue actions of the forum."""
    return Proposed(tuple(cases_for_agenda(read, conference_id)), tuple(overdue_for_agenda(read, conference_id)))


def overdue_for_agenda(read: Read, conference_id: str) -> list[WaitingAction]:
    """The open actions of the forum's earlier sittings that are past their due date by the day of this one."""
    sitting = sitting_of(read, conference_id)
    hide = not read.actor.may(Permission.SEE_NOTES)
    here = exists().where(AgendaItem.action_id == Action.id, AgendaItem.conference_id == conference_id)
    statement = (
        select(Action, PanelCase.code.label("case_code"))
        .join(Conference, Conference.id == Action.conference_id)
        .outerjoin(PanelCase, PanelCase.id == Action.case_id)
        .where(
            Conference.forum_code == sitting.forum_code,
            Action.status.in_(_OPEN_ACTIONS),
            Action.due_on < sitting.held_on,
            Action.opened_on <= sitting.held_on,
            Action.conference_id != conference_id,
            ~here.correlate(Action),
        )
    )
    if sitting.place_code is not None:
        statement = statement.where(Conference.place_code == sitting.place_code)
    return [
        WaitingAction(
            action_id=row.Action.id,
            code=row.Action.code,
            text="" if hide else row.Action.text,
            owner_agency=row.Action.owner_agency,
            due_on=row.Action.due_on,
            case_code=row.case_code or "",
        )
        for row in read.session.execute(statement.order_by(Action.due_on, Action.id))
    ]


def why_on_agenda(status: str) -> Waits:
    """Why a case of this status comes to an agenda."""
    known = {
        panel_rules.ON_AGENDA: Waits.CARRIED,
        panel_rules.DEFERRED: Waits.DEFERRED,
        panel_rules.AWAITING_ENGAGEMENT: Waits.REVIEW_DUE,
        panel_rules.IN_SUPPORT: Waits.REVIEW_DUE,
    }
    return known.get(status, Waits.READY)


def repeats_among(read: Read, case_ids: Collection[str]) -> frozenset[str]:
    """Those of these cases whose child was referred before within 12 months."""
    statement = (
        select(PanelCase.id)
        .join(Referral, Referral.id == PanelCase.referral_id)
        .join(Person, Person.id == PanelCase.person_id)
        .where(PanelCase.id.in_(list(case_ids)), is_repeat().test)
    )
    return frozenset(read.session.scalars(statement))


def _review_due(day: date) -> ColumnElement[bool]:
    """In support, or waiting for it to begin, with a review that is due by the day of the sitting."""
    review = exists().where(CaseReview.case_id == PanelCase.id, CaseReview.held_on.is_(None), CaseReview.due_on <= day)
    supported = PanelCase.status.in_((panel_rules.AWAITING_ENGAGEMENT, panel_rules.IN_SUPPORT))
    return and_(supported, or_(review.correlate(PanelCase), PanelCase.review_due_on <= day))


def outcome_here() -> Any:
    """The latest decision on an agenda item's case at that very sitting."""
    return (
        select(PanelDecision.outcome)
        .where(PanelDecision.conference_id == AgendaItem.conference_id, PanelDecision.case_id == AgendaItem.case_id)
        .order_by(PanelDecision.id.desc())
        .limit(1)
        .correlate(AgendaItem)
        .scalar_subquery()
    )


def _was_carried(sitting: Conference) -> ColumnElement[bool]:
    earlier, before = aliased(AgendaItem), aliased(Conference)
    decided = exists().where(
        PanelDecision.conference_id == earlier.conference_id, PanelDecision.case_id == earlier.case_id
    )
    return (
        select(earlier.id)
        .join(before, before.id == earlier.conference_id)
        .where(
            earlier.case_id == AgendaItem.case_id,
            earlier.conference_id != sitting.id,
            before.forum_code == sitting.forum_code,
            before.held_on <= sitting.held_on,
            before.status != rules.PLANNED,
            ~decided.correlate(earlier),
        )
        .correlate(AgendaItem)
        .exists()
    )


def _case_words() -> tuple[Any, ...]:
    return (
        PanelCase.code.label("case_code"),
        Person.id.label("person_id"),
        Person.code.label("person_code"),
        PersonName.forenames,
        PersonName.surname,
        has_open_concern(Person.id).label("has_concern"),
    )


def _with_names(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return statement.join(Person, Person.id == PanelCase.person_id).outerjoin(
        PersonName, (PersonName.person_id == Person.id) & (PersonName.kind == "CURRENT")
    )


def _words(row: Any) -> PersonWords:
    return PersonWords(row.person_id, row.person_code, row.forenames or "", row.surname or "")
