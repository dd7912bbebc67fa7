"""The panel's decision on a case: recorded, and corrected with a reason."""

from __future__ import annotations

from sqlalchemy import select

from db.panel import (
    FurtherReferral,
    PanelCase,
    PanelDecision,
)
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.forums.confirmed import amend
from vrp_desktop.panel import checks, rules, steps
from vrp_desktop.panel.forms import (
    DecisionForm,
)
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.search import index

_CASE = "panel case"


@command(Permission.EDIT_CASES)
def record_decision(work: Work, case_id: str, version: int, form: DecisionForm) -> str:
    """Record the panel's discussion with its main decision and further referrals; returns the decision's id."""
    case = work.get(PanelCase, case_id, _CASE)
    check_version(case, version)
    lists = read_lists_of(work.session)
    checks.check_decision(lists, form, work.today)
    checks.check_sitting(work, case_id, form.conference_id)
    for status in rules.way_to_discussion(lists, case.status):
        steps.take_step(work, lists, case, status, form.decided_on)
    decision = PanelDecision(
        id=work.new_id(),
        case_id=case_id,
        person_id=case.person_id,
        place_code=case.place_code,
        conference_id=form.conference_id,
        decided_on=form.decided_on,
        outcome=form.outcome,
        rationale=form.rationale.strip(),
        owner_agency=form.owner_agency,
        owner_name=form.owner_name.strip(),
        disagreement=form.disagreement.strip(),
        keep_until=form.keep_until,
        entered_at=work.now,
    )
    work.add(decision)
    work.session.flush()
    _add_further(work, decision, form)
    following = rules.status_after(lists, form.outcome)
    if following != case.status:
        steps.take_step(work, lists, case, following, form.decided_on)
    # Where the panel comes back to the case by a day, that day is on the work list; else the next review is.
    case.review_due_on = form.keep_until or steps.next_review(work, case)
    index_decision(work, decision)
    label = lists.label("panel_decisions", form.outcome)
    what = f"A decision on {case.code} was added: {label}."
    amend(work, form.conference_id, what, form.rationale, case_id=case_id, field="rationale")
    work.names("panel_case", case_id, case.place_code)
    return decision.id


@command(Permission.EDIT_CASES)
def correct_decision(work: Work, decision_id: str, version: int, form: DecisionForm, reason: str) -> None:
    """Put a recorded decision right, with the reason; the case's status is left to whoever corrects it."""
    decision = work.get(PanelDecision, decision_id, "decision")
    check_version(decision, version)
    lists = read_lists_of(work.session)
    checks.check_decision(lists, form, work.today)
    checks.check_sitting(work, decision.case_id, form.conference_id, decision_id)
    stood = (decision.conference_id, decision.outcome)
    case = work.get(PanelCase, decision.case_id, _CASE)
    if decision.keep_until is not None and case.review_due_on == decision.keep_until:
        case.review_due_on = form.keep_until
    decision.decided_on, decision.outcome, decision.rationale = form.decided_on, form.outcome, form.rationale.strip()
    decision.owner_agency, decision.owner_name = form.owner_agency, form.owner_name.strip()
    decision.disagreement, decision.keep_until = form.disagreement.strip(), form.keep_until
    decision.conference_id = form.conference_id
    for old in work.session.scalars(select(FurtherReferral).where(FurtherReferral.decision_id == decision_id)):
        work.session.delete(old)
    _add_further(work, decision, form)
    index_decision(work, decision)
    _amend(work, lists, decision, case.code, *stood, why=reason)
    work.changed("panel_case", decision.case_id)
    work.names("panel_decision", decision_id, decision.place_code, checks.needed(reason))


def _amend(
    work: Work, lists: Lists, decision: PanelDecision, case_code: str, sitting: str | None, before: str, *, why: str
) -> None:
    """A correction is said beside each confirmed record that it touches: its sitting's, and that which it left."""
    now, then = (lists.label("panel_decisions", code) for code in (decision.outcome, before))
    what = f"now {now}, until then {then}" if now != then else f"{now} stays, what stands with it was put right"
    for sitting_id in dict.fromkeys((sitting, decision.conference_id)):
        text = f"The decision on {case_code} was corrected: {what}."
        amend(work, sitting_id, text, why, case_id=decision.case_id, field="reason")


def _add_further(work: Work, decision: PanelDecision, form: DecisionForm) -> None:
    for further in form.further:
        work.add(
            FurtherReferral(
                id=work.new_id(),
                decision_id=decision.id,
                person_id=decision.person_id,
                agency_code=further.agency_code,
                intervention_code=further.intervention_code,
                made_on=form.decided_on,
                note=further.note.strip(),
            )
        )


def index_decision(work: Work, decision: PanelDecision) -> None:
    """Let what the decision says be found."""
    index.put(
        work.session,
        "panel_decision",
        decision.id,
        [decision.rationale, decision.disagreement],
        person_id=decision.person_id,
        place_code=decision.place_code,
    )
