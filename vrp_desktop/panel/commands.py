"""What changes referrals and panel cases: one function for each deed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from db.actions import Action
from db.panel import (
    CaseContact,
    CaseReview,
    CaseStatus,
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
from vrp_desktop.forums.confirmed import amend
from vrp_desktop.panel import checks, rules, steps
from vrp_desktop.panel.forms import (
    AgreementForm,
    CaseForm,
    ClosureForm,
    DecisionForm,
    EventForm,
    ReferralAdded,
    ReferralForm,
    ToldForm,
)
from vrp_desktop.people.living import kept_person
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.search import index

_CASE = "panel case"
_NOT_FOR_PANEL = "NOT_FOR_PANEL"
_STATUS_REMOVED = "SUSPECT_STATUS_REMOVED"


@command(Permission.EDIT_CASES)
def add_referral(work: Work, form: ReferralForm, batch_id: str | None = None) -> ReferralAdded:
    """Add a referral with its trigger events, and open its panel case as Identified."""
    person = kept_person(work, form.person_id)
    work.need_place(form.place_code)
    checks.check_referral(form, person.born_on, work.today)
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
        code=work.new_code_for(PanelCase, "PC"),
        referral_id=referral.id,
        person_id=form.person_id,
        place_code=form.place_code,
        status=rules.IDENTIFIED,
        status_on=form.referred_on,
    )
    work.add(case)
    work.session.flush()
    steps.write_step(work, case, rules.IDENTIFIED, form.referred_on)
    _index_case(work, case, referral)
    work.names("referral", referral.id, form.place_code)
    return ReferralAdded(referral.id, case.id)


@command(Permission.EDIT_CASES)
def edit_referral(work: Work, referral_id: str, version: int, form: ReferralForm, reason: str) -> None:
    """Put a referral right, with the reason; its case follows. Trigger events have deeds of their own."""
    referral = work.get(Referral, referral_id, "referral")
    check_version(referral, version)
    # The referral's own place was checked; the child may live in another by now.
    person = work.session.get_one(Person, referral.person_id)
    checks.check_referral(form, person.born_on, work.today)
    work.need_place(form.place_code)
    case = steps.case_of(work, referral_id)
    if case is not None:
        _follow_referral(work, case, form)
    referral.referred_on, referral.received_on = form.referred_on, form.received_on
    referral.sending_agency, referral.source = form.sending_agency, form.source
    referral.reason, referral.sender_reference = form.reason.strip(), form.sender_reference.strip()
    referral.place_code = form.place_code
    if case is not None:
        _index_case(work, case, referral)
        work.changed("panel_case", case.id)
    work.names("referral", referral_id, form.place_code, checks.needed(reason))


@command(Permission.EDIT_CASES)
def add_trigger_event(work: Work, referral_id: str, form: EventForm) -> str:
    """Add an occurrence; returns its id. One that is on file for this child stays the one event that it is."""
    referral = work.get(Referral, referral_id, "referral")
    if form.named_on > work.today:
        raise Invalid({"named_on": "The day named as suspect is in the future."})
    event_id = _add_event(work, referral, form)
    work.changed("referral", referral_id)
    work.names("referral", referral_id, referral.place_code)
    return event_id


@command(Permission.EDIT_CASES)
def remove_suspect_status(work: Work, event_id: str, on: date, reason: str) -> None:
    """Suspect status removed, or the crime cancelled: withdraws the referral and ends its case (domain.md 2.3)."""
    event = work.get(TriggerEvent, event_id, "trigger event")
    referral = work.get(Referral, event.referral_id, "referral")
    checks.not_future("on", on, work.today)
    if on < event.named_on:
        raise Invalid({"on": "That day is before the child was named as suspect."})
    event.status_removed_on = on
    steps.withdraw(work, read_lists_of(work.session), referral, on, _STATUS_REMOVED)
    work.changed("referral", referral.id)
    work.names("referral", referral.id, referral.place_code, reason)


@command(Permission.EDIT_CASES)
def withdraw_referral(work: Work, referral_id: str, version: int, on: date, reason_code: str, reason: str) -> None:
    """Take a referral made in error, or as a duplicate, out of the figures; its case closes."""
    referral = work.get(Referral, referral_id, "referral")
    check_version(referral, version)
    checks.not_future("on", on, work.today)
    lists = read_lists_of(work.session)
    if not checks.withdraws(lists, "closure_reasons", reason_code):
        raise Invalid({"reason_code": "Choose why the referral is withdrawn."})
    if referral.withdrawn_on is not None:
        raise RuleBroken("This referral is withdrawn already.", means="Nothing was changed.")
    steps.withdraw(work, lists, referral, on, reason_code)
    work.names("referral", referral_id, referral.place_code, checks.needed(reason))


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
    _index_decision(work, decision)
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
    _index_decision(work, decision)
    _amend(work, lists, decision, case.code, *stood, why=reason)
    work.changed("panel_case", decision.case_id)
    work.names("panel_decision", decision_id, decision.place_code, checks.needed(reason))


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


def _amend(
    work: Work, lists: Lists, decision: PanelDecision, case_code: str, sitting: str | None, before: str, *, why: str
) -> None:
    """A correction is said beside each confirmed record that it touches: its sitting's, and that which it left."""
    now, then = (lists.label("panel_decisions", code) for code in (decision.outcome, before))
    what = f"now {now}, until then {then}" if now != then else f"{now} stays, what stands with it was put right"
    for sitting_id in dict.fromkeys((sitting, decision.conference_id)):
        text = f"The decision on {case_code} was corrected: {what}."
        amend(work, sitting_id, text, why, case_id=decision.case_id, field="reason")


def _add_event(work: Work, referral: Referral, form: EventForm) -> str:
    same = select(TriggerEvent.id).where(
        TriggerEvent.person_id == referral.person_id,
        TriggerEvent.occurrence == form.occurrence.strip(),
        TriggerEvent.occurrence != "",
        TriggerEvent.status_removed_on.is_(None),
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


def _index_case(work: Work, case: PanelCase, referral: Referral) -> None:
    words = [case.code, referral.reason]
    index.put(work.session, "panel_case", case.id, words, person_id=case.person_id, place_code=referral.place_code)


def _follow_referral(work: Work, case: PanelCase, form: ReferralForm) -> None:
    """A referral's date and place are its case's first day and place; the first step never lies after the second."""
    history = select(CaseStatus).where(CaseStatus.case_id == case.id).order_by(CaseStatus.reached_on, CaseStatus.id)
    first, *others = work.session.scalars(history)
    if others and others[0].reached_on < form.referred_on:
        raise Invalid(
            {"referred_on": f"The case's next step was on {others[0].reached_on:%d/%m/%Y}, before this date."}
        )
    first.reached_on = form.referred_on
    if not others:
        case.status_on = form.referred_on
    if case.place_code != form.place_code:
        case.place_code = form.place_code
        for decision in work.session.scalars(select(PanelDecision).where(PanelDecision.case_id == case.id)):
            decision.place_code = form.place_code
            _index_decision(work, decision)
        for review in work.session.scalars(select(CaseReview).where(CaseReview.case_id == case.id)):
            review.place_code = form.place_code
        for contact in work.session.scalars(select(CaseContact).where(CaseContact.case_id == case.id)):
            contact.place_code = form.place_code
        for action in work.session.scalars(select(Action).where(Action.case_id == case.id)):
            action.place_code = form.place_code
            index.move(work.session, "action", action.id, form.place_code)
