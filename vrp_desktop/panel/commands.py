"""What changes panel cases between referral and closure: one function for each deed."""

from __future__ import annotations

from datetime import date

from db.panel import (
    CaseReview,
    PanelCase,
    Referral,
    SupportAgreement,
    ToldAboutPanel,
)
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.panel import checks, rules, steps
from vrp_desktop.panel.forms import (
    AgreementForm,
    CaseForm,
    ClosureForm,
    ToldForm,
)
from vrp_desktop.reference.lists import read_lists_of

_CASE = "panel case"
_NOT_FOR_PANEL = "NOT_FOR_PANEL"


@command(Permission.EDIT_CASES)
def screen_case(
    work: Work, case_id: str, version: int, on: date, *, accepted: bool, redirect: str | None = None, note: str = ""
) -> None:
    """Screen a case: accepted for the panel, or not, with the reason why and then closed."""
    case = work.get(PanelCase, case_id, _CASE)
    check_version(case, version)
    lists = read_lists_of(work.session)
    if not accepted:
        checks.check_redirect(lists, redirect, note)
    steps.take_step(work, lists, case, rules.SCREENED, on, note)
    if not accepted:
        case.redirect_reason = redirect
        steps.close(work, lists, case, ClosureForm(_NOT_FOR_PANEL, on, note))
        if redirect and checks.withdraws(lists, "redirect_reasons", redirect):
            referral = work.get(Referral, case.referral_id, "referral")
            steps.withdraw(work, lists, referral, on, redirect)
    work.names("panel_case", case_id, case.place_code)


@command(Permission.EDIT_CASES)
def move_case(work: Work, case_id: str, version: int, status: str, on: date, note: str = "") -> None:
    """Take a case to its next status; only steps that the rules allow. Going into support plans the first review."""
    case = work.get(PanelCase, case_id, _CASE)
    check_version(case, version)
    if status == rules.CLOSED:
        raise RuleBroken("A case is closed with its reason.", means="Nothing was changed.", do="Use Close the case.")
    steps.take_step(work, read_lists_of(work.session), case, status, on, note)
    if status == rules.IN_SUPPORT:
        steps.plan_first_review(work, case, on)
    work.names("panel_case", case_id, case.place_code)


@command(Permission.EDIT_CASES)
def edit_case(work: Work, case_id: str, version: int, form: CaseForm) -> None:
    """Save the unmet need. Who leads stands with the people around the child (`people.around.set_lead`)."""
    case = work.get(PanelCase, case_id, _CASE)
    check_version(case, version)
    case.unmet_need = form.unmet_need.strip()
    work.names("panel_case", case_id, case.place_code)


@command(Permission.EDIT_CASES)
def record_agreement(work: Work, case_id: str, form: AgreementForm) -> str:
    """Record an answer about agreement to support; returns its id. Earlier answers stay."""
    case = work.get(PanelCase, case_id, _CASE)
    checks.check_agreement(read_lists_of(work.session), form, work.today)
    row = SupportAgreement(
        id=work.new_id(),
        case_id=case_id,
        person_id=case.person_id,
        answer=form.answer,
        answered_on=form.answered_on,
        asked_by=form.asked_by.strip(),
        method=form.method.strip(),
        note=form.note.strip(),
    )
    work.add(row)
    work.changed("panel_case", case_id)
    work.names("panel_case", case_id, case.place_code)
    return row.id


@command(Permission.EDIT_CASES)
def record_told(work: Work, case_id: str, form: ToldForm) -> str:
    """Record that the child or family was told about the panel, or why not; returns its id."""
    case = work.get(PanelCase, case_id, _CASE)
    checks.check_told(form, work.today)
    row = ToldAboutPanel(
        id=work.new_id(),
        case_id=case_id,
        person_id=case.person_id,
        told_on=form.told_on,
        told_by=form.told_by.strip(),
        notice_version=form.notice_version.strip(),
        why_not=form.why_not.strip(),
    )
    work.add(row)
    work.changed("panel_case", case_id)
    work.names("panel_case", case_id, case.place_code)
    return row.id


@command(Permission.EDIT_CASES)
def hold_review(work: Work, review_id: str, version: int, held_on: date, note: str, next_due_on: date | None) -> None:
    """Record that a review was held, and plan the next one."""
    review = work.get(CaseReview, review_id, "review")
    check_version(review, version)
    case = work.get(PanelCase, review.case_id, _CASE)
    checks.not_future("held_on", held_on, work.today)
    if review.held_on is not None:
        raise RuleBroken("This review is recorded as held already.", means="Nothing was changed.")
    if next_due_on is not None and case.status == rules.CLOSED:
        raise Invalid({"next_due_on": "The case is closed, so no further review is due."})
    if next_due_on is not None and next_due_on <= held_on:
        raise Invalid({"next_due_on": "The next review must be later than this one."})
    review.held_on, review.note = held_on, note.strip()
    if next_due_on is not None:
        steps.plan_review(work, case, next_due_on)
    work.session.flush()
    case.review_due_on = None if case.status == rules.CLOSED else steps.next_review(work, case)
    work.names("panel_case", case.id, case.place_code)


@command(Permission.EDIT_CASES)
def close_case(work: Work, case_id: str, version: int, form: ClosureForm) -> None:
    """Close a case with its reason."""
    case = work.get(PanelCase, case_id, _CASE)
    check_version(case, version)
    lists = read_lists_of(work.session)
    checks.check_closure(lists, form)
    steps.close(work, lists, case, form)
    if checks.withdraws(lists, "closure_reasons", form.reason):
        steps.withdraw(work, lists, work.get(Referral, case.referral_id, "referral"), form.closed_on, form.reason)
    work.names("panel_case", case_id, case.place_code)
