"""Before the day: each agency is asked what it knows of the cases, and its answer is kept with the day it came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.conferences import AgendaItem, Attendance
from db.discussion import InformationRequest
from db.panel import PanelCase
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read, Work, check_version
from vrp_desktop.conferences.sittings import sitting_of
from vrp_desktop.errors import Invalid, NotFound
from vrp_desktop.reference.lists import read_lists_of

_NO_RESTRICTION = "MAY_BE_DISCUSSED"


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """What an agency answered; nothing known is an answer."""

    answered_on: date
    answer: str = ""
    nothing_known: bool = False
    answered_by: str = ""
    restriction: str = _NO_RESTRICTION


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One question to one agency about one case."""

    request_id: str
    version: int
    case_id: str
    case_code: str
    agency_code: str
    asked_on: date
    due_on: date | None
    answered_on: date | None
    answered_by: str
    answer: str
    nothing_known: bool
    restriction: str

    @property
    def is_open(self) -> bool:
        return self.answered_on is None

    def is_late(self, today: date) -> bool:
        """Whether the answer should be there by now."""
        return self.is_open and self.due_on is not None and self.due_on < today


def requests_of(read: Read, conference_id: str) -> list[RequestRow]:
    """What was asked for a sitting, by agency and case."""
    sitting_of(read, conference_id)
    hide = not read.actor.may(Permission.SEE_NOTES)
    statement = (
        select(InformationRequest, PanelCase.code)
        .join(PanelCase, PanelCase.id == InformationRequest.case_id)
        .where(InformationRequest.conference_id == conference_id)
        .order_by(InformationRequest.agency_code, PanelCase.code)
    )
    return [
        RequestRow(
            request_id=row.id,
            version=row.version,
            case_id=row.case_id,
            case_code=code,
            agency_code=row.agency_code,
            asked_on=row.asked_on,
            due_on=row.due_on,
            answered_on=row.answered_on,
            answered_by="" if hide else row.answered_by,
            answer="" if hide else row.answer,
            nothing_known=row.nothing_known,
            restriction=row.restriction,
        )
        for row, code in read.session.execute(statement)
    ]


def cases_to_ask(read: Read, conference_id: str, agency_code: str) -> list[PanelCase]:
    """The cases of the agenda about which an agency was not asked yet, in the agenda's order."""
    sitting_of(read, conference_id)
    asked = select(InformationRequest.case_id).where(
        InformationRequest.conference_id == conference_id, InformationRequest.agency_code == agency_code
    )
    statement = (
        select(PanelCase)
        .join(AgendaItem, AgendaItem.case_id == PanelCase.id)
        .where(AgendaItem.conference_id == conference_id, PanelCase.id.not_in(asked))
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    return list(read.session.scalars(statement))


def ask_agency(
    work: Work, conference_id: str, agency_code: str, cases: Sequence[PanelCase], due_on: date | None
) -> None:
    """Put down that an agency is asked today. The caller has checked the permission and hands out the paper."""
    if read_lists_of(work.session).entry("agencies", agency_code) is None:
        raise Invalid({"agency_code": "Choose the agency."})
    if due_on is not None and due_on < work.today:
        raise Invalid({"due_on": "The day by which an answer is wanted has passed."})
    for case in cases:
        work.add(
            InformationRequest(
                id=work.new_id(),
                conference_id=conference_id,
                case_id=case.id,
                person_id=case.person_id,
                agency_code=agency_code,
                asked_on=work.today,
                due_on=due_on,
                recorded_by=work.actor.user_id,
                recorded_at=work.now,
            )
        )
    work.changed("conference", conference_id)


@command(Permission.EDIT_CONFERENCES)
def record_answer(work: Work, request_id: str, version: int, form: AnswerForm) -> None:
    """Keep an agency's answer with the day it came; the sitting's attendance shows that it sent information."""
    row = work.session.get(InformationRequest, request_id)
    if row is None:
        raise NotFound("This request is not in the workspace.", do="Go back to the sitting.")
    sitting = sitting_of(work, row.conference_id)
    work.need_open(row.person_id)
    check_version(row, version)
    _check(work, row, form)
    row.answered_on, row.answered_by = form.answered_on, form.answered_by.strip()
    row.answer, row.nothing_known = form.answer.strip(), form.nothing_known
    row.restriction = form.restriction or _NO_RESTRICTION
    statement = select(Attendance).where(
        Attendance.conference_id == sitting.id, Attendance.agency_code == row.agency_code
    )
    attendance = work.session.scalars(statement).one_or_none()
    if attendance is not None and attendance.information_on is None:
        attendance.information_on = form.answered_on
    work.changed("conference", sitting.id)
    work.names("information_request", request_id, sitting.place_code)


def _check(work: Work, row: InformationRequest, form: AnswerForm) -> None:
    wrong: dict[str, str] = {}
    if form.answered_on > work.today:
        wrong["answered_on"] = "That day is in the future."
    elif form.answered_on < row.asked_on:
        wrong["answered_on"] = "It was asked after that day."
    if not form.nothing_known and not form.answer.strip():
        wrong["answer"] = "Write what they answered, or say that nothing is known."
    if form.nothing_known and form.answer.strip():
        wrong["nothing_known"] = "Either something is known or nothing is."
    if wrong:
        raise Invalid(wrong)
