"""Putting the end of a case right: its reason and day, or that it should not have been closed at all."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from db.panel import CaseStatus, PanelCase, PanelDecision, Referral, TriggerEvent
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.panel import checks, rules, steps
from vrp_desktop.panel.forms import ClosureForm
from vrp_desktop.reference.lists import Lists, read_lists_of

_CASE = "panel case"
_REASONS = "closure_reasons"


@command(Permission.EDIT_CASES)
def correct_closure(work: Work, case_id: str, version: int, form: ClosureForm, reason: str) -> None:
    """Put right why and when a case closed, and who leads now; the referral counts or not as the reason says."""
    case = _closed(work, case_id, version)
    if case.redirect_reason is not None:
        raise RuleBroken(
            "This case closed at screening.", means="Nothing was changed.", do="Reopen it, and screen it again."
        )
    lists = read_lists_of(work.session)
    checks.check_closure(lists, form)
    checks.not_future("closed_on", form.closed_on, work.today)
    last, *before = _steps(work, case)
    if before and form.closed_on < before[0].reached_on:
        raise Invalid({"closed_on": f"The case's last step was on {before[0].reached_on:%d/%m/%Y}, after this day."})
    last.reached_on, last.note = form.closed_on, form.note.strip()
    _follow_reason(work, lists, case, form)
    case.status_on = case.closed_on = form.closed_on
    case.closure_reason, case.closure_note = form.reason, form.note.strip()
    case.leads_now = form.leads_now.strip()
    work.names("panel_case", case_id, case.place_code, checks.needed(reason))


@command(Permission.EDIT_CASES)
def reopen_case(work: Work, case_id: str, version: int, reason: str) -> None:
    """Say that a case was closed by mistake: it stands where it stood. A child who comes back is referred anew."""
    case = _closed(work, case_id, version)
    checks.needed(reason)
    _count_again(work, case)
    last, *before = _steps(work, case)
    undone = [last]
    if case.redirect_reason is not None and before and before[0].status == rules.SCREENED:
        undone.append(before.pop(0))
    if not before:
        raise RuleBroken("This case has no earlier step to go back to.", means="Nothing was changed.")
    for step in undone:
        work.session.delete(step)
    case.status, case.status_on = before[0].status, before[0].reached_on
    case.closed_on, case.closure_reason, case.redirect_reason = None, None, None
    case.closure_note, case.leads_now = "", ""
    work.session.flush()
    case.review_due_on = _comes_back(work, case) or steps.next_review(work, case)
    work.names("panel_case", case_id, case.place_code, reason.strip())


def _closed(work: Work, case_id: str, version: int) -> PanelCase:
    case = work.get(PanelCase, case_id, _CASE)
    check_version(case, version)
    if case.status != rules.CLOSED:
        raise RuleBroken("This case is open.", means="Nothing was changed.")
    return case


def _steps(work: Work, case: PanelCase) -> list[CaseStatus]:
    """The steps of a case, the last one first."""
    mine = select(CaseStatus).where(CaseStatus.case_id == case.id)
    return list(work.session.scalars(mine.order_by(CaseStatus.reached_on.desc(), CaseStatus.id.desc())))


def _count_again(work: Work, case: PanelCase) -> None:
    """A referral that was withdrawn with its case counts again; not while suspect status is removed."""
    referral = work.get(Referral, case.referral_id, "referral")
    if referral.withdrawn_on is None:
        return
    removed = select(TriggerEvent.id).where(
        TriggerEvent.referral_id == referral.id, TriggerEvent.status_removed_on.is_not(None)
    )
    if work.session.scalar(removed.limit(1)) is not None:
        raise RuleBroken(
            "The referral was withdrawn because suspect status was removed.",
            means="Nothing was changed.",
            do="If that was a mistake, say so at the trigger event first.",
        )
    referral.withdrawn_on, referral.withdrawn_reason = None, None
    work.changed("referral", referral.id)


def _follow_reason(work: Work, lists: Lists, case: PanelCase, form: ClosureForm) -> None:
    """The referral is withdrawn where the new reason says so, and counts again where only the old one did."""
    referral = work.get(Referral, case.referral_id, "referral")
    if checks.withdraws(lists, _REASONS, form.reason):
        referral.withdrawn_on = referral.withdrawn_on or form.closed_on
        referral.withdrawn_reason = form.reason
    elif referral.withdrawn_on is not None and checks.withdraws(lists, _REASONS, referral.withdrawn_reason):
        _count_again(work, case)
    work.changed("referral", referral.id)


def _comes_back(work: Work, case: PanelCase) -> date | None:
    """The day by which the panel comes back to the case, by its last decision."""
    last = select(PanelDecision.keep_until).where(PanelDecision.case_id == case.id)
    ordered = last.order_by(PanelDecision.decided_on.desc(), PanelDecision.id.desc())
    return work.session.scalar(ordered.limit(1))
