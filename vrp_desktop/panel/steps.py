"""The inner steps of a panel case, shared by the deeds of the panel and of conferences: each within a running work."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from db.panel import CaseReview, CaseStatus, PanelCase, Referral
from vrp_desktop.access.work import Work
from vrp_desktop.panel import rules
from vrp_desktop.panel.forms import ClosureForm
from vrp_desktop.panel.rhythm import Rhythm
from vrp_desktop.reference.lists import Lists, read_lists_of


def take_step(work: Work, lists: Lists, case: PanelCase, status: str, on: date, note: str = "") -> CaseStatus:
    """Take a case to a status that the rules allow, on a day that they allow; returns the step."""
    rules.check_step(lists, case.status, status, case.status_on, on, work.today)
    case.status, case.status_on = status, on
    step = write_step(work, case, status, on, note)
    work.session.flush()
    return step


def write_step(work: Work, case: PanelCase, status: str, on: date, note: str = "") -> CaseStatus:
    """Write a step into the case's dated history."""
    return work.add(
        CaseStatus(
            id=work.new_id(),
            case_id=case.id,
            person_id=case.person_id,
            status=status,
            reached_on=on,
            note=note.strip(),
        )
    )


def close(work: Work, lists: Lists, case: PanelCase, form: ClosureForm) -> CaseStatus:
    """End a case; nothing is due on it any more. Returns the step."""
    step = take_step(work, lists, case, rules.CLOSED, form.closed_on, form.note)
    case.closed_on, case.closure_reason = form.closed_on, form.reason
    case.closure_note, case.leads_now = form.note.strip(), form.leads_now.strip()
    case.review_due_on = None
    return step


def withdraw(work: Work, lists: Lists, referral: Referral, on: date, reason_code: str) -> None:
    """Take a referral out of the figures and close its case; a referral withdrawn before keeps its first day."""
    if referral.withdrawn_on is None:
        referral.withdrawn_on, referral.withdrawn_reason = on, reason_code
    case = case_of(work, referral.id)
    if case is not None and case.status != rules.CLOSED:
        close(work, lists, case, ClosureForm(reason_code, max(on, case.status_on)))


def case_of(work: Work, referral_id: str) -> PanelCase | None:
    """The panel case of a referral."""
    return work.session.scalars(select(PanelCase).where(PanelCase.referral_id == referral_id)).one_or_none()


def plan_first_review(work: Work, case: PanelCase, start: date) -> None:
    """Plan the first review of support, by the panel's own rhythm; one that waits already stays."""
    waiting = next_review(work, case)
    if waiting is None:
        rhythm = Rhythm.of(read_lists_of(work.session))
        waiting = rhythm.due("FIRST_REVIEW", start, case.place_code)
        plan_review(work, case, waiting)
    case.review_due_on = waiting


def plan_review(work: Work, case: PanelCase, due_on: date) -> None:
    """Plan a review for a day."""
    review = CaseReview(id=work.new_id(), case_id=case.id, person_id=case.person_id, place_code=case.place_code)
    review.due_on = due_on
    work.add(review)


def next_review(work: Work, case: PanelCase) -> date | None:
    """The day of the first review that was not held yet."""
    waiting = select(CaseReview.due_on).where(CaseReview.case_id == case.id, CaseReview.held_on.is_(None))
    return work.session.scalar(waiting.order_by(CaseReview.due_on).limit(1))
