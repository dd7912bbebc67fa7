"""What changes referrals: taken in, put right, their trigger events, withdrawn."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from db.actions import Action
from db.panel import (
    CaseContact,
    CaseReview,
    CaseStatus,
    PanelCase,
    PanelDecision,
    Referral,
    TriggerEvent,
)
from db.people import Person
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.panel import checks, rules, steps
from vrp_desktop.panel.deciding import index_decision
from vrp_desktop.panel.forms import (
    EventForm,
    ReferralAdded,
    ReferralForm,
)
from vrp_desktop.people.living import kept_person
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.search import index

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
            index_decision(work, decision)
        for review in work.session.scalars(select(CaseReview).where(CaseReview.case_id == case.id)):
            review.place_code = form.place_code
        for contact in work.session.scalars(select(CaseContact).where(CaseContact.case_id == case.id)):
            contact.place_code = form.place_code
        for action in work.session.scalars(select(Action).where(Action.case_id == case.id)):
            action.place_code = form.place_code
            index.move(work.session, "action", action.id, form.place_code)
