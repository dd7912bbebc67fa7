"""What changes referrals and panel cases: one function for each deed."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from db.panel import (
    CaseReview,
    CaseStatus,
    EligibilityAnswer,
    FurtherReferral,
    PanelCase,
    PanelDecision,
    Referral,
    SupportAgreement,
    ToldAboutPanel,
    TriggerEvent,
)
from db.people import Person
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.panel import rules
from vrp_desktop.panel.forms import (
    AgreementForm,
    CaseForm,
    CheckForm,
    ClosureForm,
    DecisionForm,
    EventForm,
    ReferralAdded,
    ReferralForm,
    ToldForm,
)
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.search import index

_CASE = "panel case"
_WITHDRAWN = "SUSPECT_STATUS_REMOVED"


@command(Permission.EDIT_CASES)
def add_referral(work: Work, form: ReferralForm, batch_id: str | None = None) -> ReferralAdded:
    """Add a referral with its trigger events, and open its panel case as Identified."""
    person = work.get(Person, form.person_id, "child or young person")
    work.need_place(form.place_code)
    _check_referral(form, person.born_on, work.today)
    referral = Referral(
        id=work.new_id(),
        person_id=form.person_id,
        place_code=form.place_code,
        referred_on=form.referred_on,
        received_on=form.received_on,
        sending_agency=form.sending_agency,
        source=form.source,
        reason=form.reason.strip(),
        sender_reference=form.sender_reference.strip(),
        batch_id=batch_id,
        entered_at=work.now,
    )
    work.add(referral)
    work.session.flush()
    for event in form.events:
        _add_event(work, referral, event)
    case = PanelCase(
        id=work.new_id(),
        code=work.new_code("PC"),
        referral_id=referral.id,
        person_id=form.person_id,
        place_code=form.place_code,
        status=rules.IDENTIFIED,
        status_on=form.referred_on,
    )
    work.add(case)
    work.session.flush()
    _add_step(work, case, rules.IDENTIFIED, form.referred_on)
    index.put(
        work.session, "panel_case", case.id, [case.code, form.reason], person_id=person.id, place_code=form.place_code
    )
    work.names("referral", referral.id, form.place_code)
    return ReferralAdded(referral.id, case.id)


@command(Permission.EDIT_CASES)
def edit_referral(work: Work, referral_id: str, version: int, form: ReferralForm, reason: str) -> None:
    """Put a referral right, with the reason."""
    referral = work.get(Referral, referral_id, "referral")
    check_version(referral, version)
    person = work.get(Person, referral.person_id, "child or young person")
    _check_referral(form, person.born_on, work.today)
    work.need_place(form.place_code)
    referral.referred_on, referral.received_on = form.referred_on, form.received_on
    referral.sending_agency, referral.source = form.sending_agency, form.source
    referral.reason, referral.sender_reference = form.reason.strip(), form.sender_reference.strip()
    referral.place_code = form.place_code
    work.names("referral", referral_id, form.place_code, _needed(reason))


@command(Permission.EDIT_CASES)
def add_trigger_event(work: Work, referral_id: str, form: EventForm) -> str:
    """Add an occurrence; returns its id. An occurrence already on file for this child is refused."""
    referral = work.get(Referral, referral_id, "referral")
    if form.named_on > work.today:
        raise Invalid({"named_on": "The day named as suspect is in the future."})
    event_id = _add_event(work, referral, form)
    work.names("referral", referral_id, referral.place_code)
    return event_id


@command(Permission.EDIT_CASES)
def remove_suspect_status(work: Work, event_id: str, on: date, reason: str) -> None:
    """Suspect status removed, or the crime cancelled: withdraws the referral and ends its case (domain.md 2.3)."""
    event = work.get(TriggerEvent, event_id, "trigger event")
    referral = work.get(Referral, event.referral_id, "referral")
    if on > work.today:
        raise Invalid({"on": "That day is in the future."})
    event.status_removed_on = on
    _withdraw(work, referral, on, _WITHDRAWN)
    work.names("referral", referral.id, referral.place_code, reason)


@command(Permission.EDIT_CASES)
def withdraw_referral(work: Work, referral_id: str, version: int, on: date, reason_code: str, reason: str) -> None:
    """Take a referral made in error, or as a duplicate, out of the figures; its case closes."""
    referral = work.get(Referral, referral_id, "referral")
    check_version(referral, version)
    _withdraw(work, referral, on, reason_code)
    work.names("referral", referral_id, referral.place_code, _needed(reason))


@command(Permission.EDIT_CASES)
def record_check(work: Work, case_id: str, form: CheckForm) -> None:
    """Record that a partner was asked, or what it answered. An Identified case goes to Partner checks."""
    case = work.get(PanelCase, case_id, _CASE)
    _check_answer(form, work.today)
    found = work.session.scalars(
        select(EligibilityAnswer).where(EligibilityAnswer.case_id == case_id, EligibilityAnswer.fact == form.fact)
    ).one_or_none()
    row = found or work.add(
        EligibilityAnswer(id=work.new_id(), case_id=case_id, person_id=case.person_id, fact=form.fact)
    )
    row.answer, row.agency_code, row.service, row.note = form.answer, form.agency_code, form.service, form.note
    row.asked_on, row.answered_on = form.asked_on or row.asked_on, form.answered_on
    if case.status == rules.IDENTIFIED:
        on = max(case.status_on, form.asked_on or form.answered_on or work.today)
        _step(work, read_lists_of(work.session), case, rules.PARTNER_CHECKS, min(on, work.today))
    work.changed("panel_case", case_id)
    work.names("panel_case", case_id, case.place_code)


@command(Permission.EDIT_CASES)
def screen_case(
    work: Work, case_id: str, version: int, on: date, *, accepted: bool, redirect: str | None = None, note: str = ""
) -> None:
    """Screen a case: accepted for the panel, or not, with the reason why and then closed."""
    case = work.get(PanelCase, case_id, _CASE)
    check_version(case, version)
    lists = read_lists_of(work.session)
    if not accepted and not redirect:
        raise Invalid({"redirect": "Choose why this is not for the panel."})
    _step(work, lists, case, rules.SCREENED, on, note)
    if not accepted:
        case.redirect_reason = redirect
        _close(work, lists, case, ClosureForm("NOT_FOR_PANEL", on, note))
    work.names("panel_case", case_id, case.place_code)


@command(Permission.EDIT_CASES)
def move_case(work: Work, case_id: str, version: int, status: str, on: date, note: str = "") -> None:
    """Take a case to its next status; only steps that the rules allow. Going into support plans the first review."""
    case = work.get(PanelCase, case_id, _CASE)
    check_version(case, version)
    if status == rules.CLOSED:
        raise RuleBroken("A case is closed with its reason.", means="Nothing was changed.", do="Use Close the case.")
    _step(work, read_lists_of(work.session), case, status, on, note)
    if status == rules.IN_SUPPORT:
        _plan_first_review(work, case, on)
    work.names("panel_case", case_id, case.place_code)


@command(Permission.EDIT_CASES)
def edit_case(work: Work, case_id: str, version: int, form: CaseForm) -> None:
    """Save the unmet need and who leads."""
    case = work.get(PanelCase, case_id, _CASE)
    check_version(case, version)
    case.unmet_need = form.unmet_need.strip()
    case.lead_agency, case.lead_professional = form.lead_agency, form.lead_professional.strip()
    work.names("panel_case", case_id, case.place_code)


@command(Permission.EDIT_CASES)
def record_decision(work: Work, case_id: str, version: int, form: DecisionForm) -> str:
    """Record the panel's discussion with its main decision and further referrals; returns the decision's id."""
    case = work.get(PanelCase, case_id, _CASE)
    check_version(case, version)
    lists = read_lists_of(work.session)
    _check_decision(lists, form, work.today)
    for status in rules.route(lists, case.status, rules.DISCUSSED):
        _step(work, lists, case, status, max(form.decided_on, case.status_on))
    if case.status != rules.DISCUSSED:
        rules.check_step(lists, case.status, rules.DISCUSSED, case.status_on, form.decided_on, work.today)
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
    )
    work.add(decision)
    work.session.flush()
    _add_further(work, decision, form)
    following = rules.status_after(lists, form.outcome)
    if following != case.status:
        _step(work, lists, case, following, form.decided_on)
    _index_decision(work, decision)
    work.names("panel_case", case_id, case.place_code)
    return decision.id


@command(Permission.EDIT_CASES)
def correct_decision(work: Work, decision_id: str, version: int, form: DecisionForm, reason: str) -> None:
    """Put a recorded decision right, with the reason; the case's status is left to whoever corrects it."""
    decision = work.get(PanelDecision, decision_id, "decision")
    check_version(decision, version)
    _check_decision(read_lists_of(work.session), form, work.today)
    decision.decided_on, decision.outcome, decision.rationale = form.decided_on, form.outcome, form.rationale.strip()
    decision.owner_agency, decision.owner_name = form.owner_agency, form.owner_name.strip()
    decision.disagreement, decision.keep_until = form.disagreement.strip(), form.keep_until
    decision.conference_id = form.conference_id
    for old in work.session.scalars(select(FurtherReferral).where(FurtherReferral.decision_id == decision_id)):
        work.session.delete(old)
    _add_further(work, decision, form)
    _index_decision(work, decision)
    work.changed("panel_case", decision.case_id)
    work.names("panel_decision", decision_id, decision.place_code, _needed(reason))


@command(Permission.EDIT_CASES)
def record_agreement(work: Work, case_id: str, form: AgreementForm) -> str:
    """Record an answer about agreement to support; returns its id. Earlier answers stay."""
    case = work.get(PanelCase, case_id, _CASE)
    entry = read_lists_of(work.session).entry("agreement_to_support", form.answer)
    wrong: dict[str, str] = {}
    if entry is None:
        wrong["answer"] = "Choose the answer."
    elif entry.extra.get("needs_note") and not form.note.strip():
        wrong["note"] = "Say who, when or why."
    if form.answered_on > work.today:
        wrong["answered_on"] = "That day is in the future."
    if wrong:
        raise Invalid(wrong)
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
    if form.told_on is None and not form.why_not.strip():
        raise Invalid({"told_on": "Give the day they were told, or say why not."})
    if form.told_on is not None and form.told_on > work.today:
        raise Invalid({"told_on": "That day is in the future."})
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
def hold_review(work: Work, review_id: str, held_on: date, note: str, next_due_on: date | None) -> None:
    """Record that a review was held, and plan the next one."""
    review = work.get(CaseReview, review_id, "review")
    case = work.get(PanelCase, review.case_id, _CASE)
    if held_on > work.today:
        raise Invalid({"held_on": "That day is in the future."})
    if next_due_on is not None and next_due_on <= held_on:
        raise Invalid({"next_due_on": "The next review must be later than this one."})
    review.held_on, review.note = held_on, note.strip()
    case.review_due_on = next_due_on
    if next_due_on is not None:
        _add_review(work, case, next_due_on)
    work.names("panel_case", case.id, case.place_code)


@command(Permission.EDIT_CASES)
def close_case(work: Work, case_id: str, version: int, form: ClosureForm) -> None:
    """Close a case with its reason."""
    case = work.get(PanelCase, case_id, _CASE)
    check_version(case, version)
    lists = read_lists_of(work.session)
    entry = lists.entry("closure_reasons", form.reason)
    wrong: dict[str, str] = {}
    if entry is None:
        wrong["reason"] = "Choose why the case closes."
    elif entry.extra.get("needs_note") and not form.note.strip():
        wrong["note"] = "Say a little more about this reason."
    if entry is not None and entry.extra.get("needs_lead") and not form.leads_now.strip():
        wrong["leads_now"] = "Say who leads now."
    if wrong:
        raise Invalid(wrong)
    _close(work, lists, case, form)
    if entry is not None and entry.extra.get("withdraws"):
        referral = work.get(Referral, case.referral_id, "referral")
        referral.withdrawn_on, referral.withdrawn_reason = form.closed_on, form.reason
    work.names("panel_case", case_id, case.place_code)


def _add_event(work: Work, referral: Referral, form: EventForm) -> str:
    same = select(TriggerEvent.id).where(
        TriggerEvent.person_id == referral.person_id,
        TriggerEvent.occurrence == form.occurrence.strip(),
        TriggerEvent.occurrence != "",
    )
    on_file = work.session.scalar(same)
    if on_file is not None:
        # Two crimes of one occurrence are one event (domain.md 2.3).
        return on_file
    event = TriggerEvent(
        id=work.new_id(),
        referral_id=referral.id,
        person_id=referral.person_id,
        named_on=form.named_on,
        occurrence=form.occurrence.strip(),
        offence_kind=form.offence_kind,
    )
    work.add(event)
    work.session.flush()
    return event.id


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


def _index_decision(work: Work, decision: PanelDecision) -> None:
    index.put(
        work.session,
        "panel_decision",
        decision.id,
        [decision.rationale, decision.disagreement],
        person_id=decision.person_id,
        place_code=decision.place_code,
    )
