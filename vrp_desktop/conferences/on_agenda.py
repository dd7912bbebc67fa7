"""Reading what is on the agenda of a sitting, what was decided there, and which cases wait for an agenda."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import aliased

from db.conferences import AgendaItem, Conference
from db.panel import PanelCase, PanelDecision
from db.people import Person, PersonName
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.conferences import rules
from vrp_desktop.conferences.rows import AgendaRow, DecidedRow, WaitingCase, Waits
from vrp_desktop.conferences.sittings import sitting_of
from vrp_desktop.panel import rules as panel_rules
from vrp_desktop.people.naming import PersonWords


def agenda_of(read: Read, conference_id: str) -> tuple[AgendaRow, ...]:
    """The cases on the agenda in their order, with what was decided."""
    sitting = sitting_of(read, conference_id)
    statement = (
        select(
            AgendaItem.id,
            AgendaItem.case_id,
            AgendaItem.position,
            PanelCase.status,
            outcome_here().label("outcome"),
            _was_carried(sitting).label("is_carried"),
            *_case_words(),
        )
        .select_from(AgendaItem)
        .join(PanelCase, PanelCase.id == AgendaItem.case_id)
    )
    ordered = _with_names(statement).where(AgendaItem.conference_id == conference_id)
    return tuple(
        AgendaRow(
            item_id=row.id,
            case_id=row.case_id,
            case_code=row.case_code,
            words=_words(row),
            position=row.position,
            status=row.status,
            is_carried=bool(row.is_carried),
            outcome=row.outcome,
        )
        for row in read.session.execute(ordered.order_by(AgendaItem.position, AgendaItem.id))
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
    statement = select(
        PanelCase.id, PanelCase.status, PanelCase.status_on, PanelCase.review_due_on, *_case_words()
    ).select_from(PanelCase)
    waiting = _with_names(statement).where(
        PanelCase.status.in_((panel_rules.SCREENED, panel_rules.ON_AGENDA, panel_rules.DEFERRED)),
        ~planned.correlate(PanelCase),
    )
    if sitting.place_code is not None:
        waiting = waiting.where(PanelCase.place_code == sitting.place_code)
    rows = read.session.execute(waiting.order_by(PanelCase.status_on, PanelCase.id))
    found = [
        WaitingCase(r.id, r.case_code, _words(r), r.status, r.status_on, r.review_due_on, _why(r.status)) for r in rows
    ]
    return sorted(found, key=lambda case: case.waits is not Waits.CARRIED)


def _why(status: str) -> Waits:
    return {panel_rules.ON_AGENDA: Waits.CARRIED, panel_rules.DEFERRED: Waits.DEFERRED}.get(status, Waits.READY)


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
    )


def _with_names(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return statement.join(Person, Person.id == PanelCase.person_id).outerjoin(
        PersonName, (PersonName.person_id == Person.id) & (PersonName.kind == "CURRENT")
    )


def _words(row: Any) -> PersonWords:
    return PersonWords(row.person_id, row.person_code, row.forenames or "", row.surname or "")
