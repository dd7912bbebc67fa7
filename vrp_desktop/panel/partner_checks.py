"""Partner checks: asking an agency about a child, what it answered and when, and putting either right."""

from __future__ import annotations

from sqlalchemy import or_, select

from db.panel import EligibilityAnswer, PanelCase
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.calendar import british
from vrp_desktop.errors import Invalid, NotFound
from vrp_desktop.panel import checks, rules, steps
from vrp_desktop.panel.forms import CheckForm
from vrp_desktop.reference.lists import Lists, read_lists_of

NOT_YET_ANSWERED = "NOT_YET_ANSWERED"
_CASE = "panel case"


@command(Permission.EDIT_CASES)
def record_check(work: Work, case_id: str, form: CheckForm) -> str:
    """Record that a partner was asked, or what it answered; returns the row's id. Earlier answers stay.

    An answer closes the open question to the same agency. An Identified case goes to Partner checks.
    """
    case = work.get(PanelCase, case_id, _CASE)
    lists = read_lists_of(work.session)
    checks.check_answer(lists, form, work.today)
    waiting = _open_question(work, case_id, form)
    if waiting is not None and form.answer == NOT_YET_ANSWERED:
        asked = f" on {british(waiting.asked_on)}" if waiting.asked_on else ""
        raise Invalid({"asked_on": f"This was asked{asked} already, and has no answer yet."})
    row = waiting or work.add(
        EligibilityAnswer(id=work.new_id(), case_id=case_id, person_id=case.person_id, fact=form.fact)
    )
    _write(row, form)
    row.asked_on = form.asked_on or row.asked_on
    _begin_checks(work, lists, case, form)
    _close_deed(work, case)
    return row.id


@command(Permission.EDIT_CASES)
def correct_check(work: Work, check_id: str, version: int, form: CheckForm, reason: str) -> None:
    """Put one question or answer right, with the reason; a new answer is recorded instead."""
    row, case = _check_of(work, check_id)
    check_version(row, version)
    checks.check_answer(read_lists_of(work.session), form, work.today)
    row.fact, row.asked_on = form.fact, form.asked_on
    _write(row, form)
    _close_deed(work, case, checks.needed(reason))


@command(Permission.EDIT_CASES)
def remove_check(work: Work, check_id: str, version: int, reason: str) -> None:
    """Take off the case a question or an answer that does not belong to it, with the reason."""
    row, case = _check_of(work, check_id)
    check_version(row, version)
    checks.needed(reason)
    work.session.delete(row)
    _close_deed(work, case, reason.strip())


def _check_of(work: Work, check_id: str) -> tuple[EligibilityAnswer, PanelCase]:
    row = work.session.get(EligibilityAnswer, check_id)
    if row is None:
        raise NotFound("This partner check is not in the workspace any more.", do="Go back to the case.")
    return row, work.get(PanelCase, row.case_id, _CASE)


def _open_question(work: Work, case_id: str, form: CheckForm) -> EligibilityAnswer | None:
    """The newest question of this fact without an answer that this agency was asked, by the day of the answer."""
    statement = select(EligibilityAnswer).where(
        EligibilityAnswer.case_id == case_id,
        EligibilityAnswer.fact == form.fact,
        EligibilityAnswer.answered_on.is_(None),
    )
    if form.agency_code:
        same = or_(EligibilityAnswer.agency_code == form.agency_code, EligibilityAnswer.agency_code.is_(None))
        statement = statement.where(same)
    if form.answered_on is not None:
        in_order = or_(EligibilityAnswer.asked_on.is_(None), EligibilityAnswer.asked_on <= form.answered_on)
        statement = statement.where(in_order)
    return work.session.scalars(statement.order_by(EligibilityAnswer.id.desc()).limit(1)).first()


def _write(row: EligibilityAnswer, form: CheckForm) -> None:
    row.answer, row.finding, row.answered_on = form.answer, form.finding, form.answered_on
    row.agency_code = form.agency_code or row.agency_code
    row.service, row.lead_professional = form.service.strip(), form.lead_professional.strip()
    row.note = form.note.strip()


def _begin_checks(work: Work, lists: Lists, case: PanelCase, form: CheckForm) -> None:
    if case.status == rules.IDENTIFIED:
        on = max(case.status_on, form.asked_on or form.answered_on or work.today)
        steps.take_step(work, lists, case, rules.PARTNER_CHECKS, min(on, work.today))


def _close_deed(work: Work, case: PanelCase, reason: str = "") -> None:
    work.changed("panel_case", case.id)
    work.names("panel_case", case.id, case.place_code, reason)
