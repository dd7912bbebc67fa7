"""A panel case's plan as rows: the referral, checks, steps, decisions and what follows from them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from db.conferences import AgendaItem
from db.interventions import InterventionReferral, InterventionStatus
from db.panel import (
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
from vrp_desktop.conferences import rules as conference_rules
from vrp_desktop.interventions import rules as programme_rules
from vrp_desktop.panel import rules
from vrp_desktop.practice.action_rows import write_action
from vrp_desktop.practice.chance import Chance, stream
from vrp_desktop.practice.check_rows import write_checks
from vrp_desktop.practice.contact_rows import write_contacts
from vrp_desktop.practice.ledger import Ledger
from vrp_desktop.practice.plans import CasePlan, DecisionPlan, InterventionPlan, LeadPlan
from vrp_desktop.practice.season import moment
from vrp_desktop.practice.world import World

_OPENS, _CLOSES = 8 * 60 + 30, 17 * 60
_NOTICE: Final = "Panel notice, version 2"
_ASKING: Final = ("Home visit", "At school", "Telephone", "Youth hub")
_ENTERING: Final = 50_000_021
_GILLICK: Final = "AGREED_GILLICK"


class _CaseWriter:
    """One case on its way into the ledger."""

    def __init__(self, ledger: Ledger, world: World, plan: CasePlan, person_id: str, chance: Chance) -> None:
        self.ledger, self.world, self.plan = ledger, world, plan
        self.person_id, self.chance = person_id, chance
        self.case_id = ""
        self.lead: LeadPlan | None = None

    def say(self, kind: str, about: str = "any") -> str:
        return self.world.sentences.say(self.chance, kind, about)

    def needs_note(self, list_name: str, code: str | None) -> bool:
        entry = self.world.lists.entry(list_name, code or "")
        return bool(entry and entry.extra.get("needs_note"))

    def name(self) -> str:
        return self.world.names.professional(self.chance)


def write_case(
    ledger: Ledger, world: World, plan: CasePlan, person_id: str, chance: Chance, programmes: dict[str, str]
) -> LeadPlan | None:
    """The referral and all that hangs on it; `programmes` holds the child's last referral to each programme.

    Returns who leads from then on, where the case named somebody.
    """
    writer = _CaseWriter(ledger, world, plan, person_id, chance)
    reason = _reason(writer)
    referral_id = _referral(writer, reason)
    _case(writer, referral_id, reason)
    write_checks(ledger, world, plan, writer.case_id, person_id)
    write_contacts(ledger, world, plan, writer.case_id, person_id)
    _agenda(writer)
    for decision in plan.decisions:
        _decision(writer, decision)
    _agreements(writer)
    for programme in plan.interventions:
        _programme(writer, programme, programmes)
    for action in plan.actions:
        sitting_id = ledger.register.sittings[action.sitting.key] if action.sitting else None
        write_action(ledger, world, chance, action, sitting_id, plan.place, writer.case_id, person_id)
    return writer.lead


def _reason(writer: _CaseWriter) -> str:
    agency = writer.plan.agency or ""
    about = {"POLICE": "POLICE", "EDUCATION": "SCHOOL"}.get(agency, "OTHER")
    return writer.say("reason", about) if writer.chance.yes(0.92) else ""


def _referral(writer: _CaseWriter, reason: str) -> str:
    plan, chance = writer.plan, writer.chance
    referral_id = writer.ledger.add(
        Referral,
        person_id=writer.person_id,
        place_code=plan.place,
        referred_on=plan.referred_on,
        received_on=plan.received_on,
        sending_agency=plan.agency,
        source=plan.source,
        reason=reason,
        sender_reference=f"REF-{chance.between(10_000, 99_999)}" if chance.yes(0.6) else "",
        batch_id=None,
        withdrawn_on=plan.withdrawn_on,
        withdrawn_reason=plan.withdrawn_reason,
        entered_at=moment(plan.entered_on, chance.between(_OPENS, _CLOSES)),
    )
    for event in plan.events:
        writer.ledger.add(
            TriggerEvent,
            referral_id=referral_id,
            person_id=writer.person_id,
            named_on=event.named_on,
            occurrence=f"44{event.named_on:%y}{chance.between(0, 9_999_999):07}",
            offence_kind=event.offence_kind,
            status_removed_on=event.removed_on,
        )
    return referral_id


def _case(writer: _CaseWriter, referral_id: str, reason: str) -> None:
    plan, ledger = writer.plan, writer.ledger
    code = ledger.code("PC")
    closing = _closing_note(writer)
    leads_now = writer.say("leads") if plan.closure == "MOVED_TO_STATUTORY" else ""
    need = writer.say("need") if plan.has_need else ""
    if plan.has_lead:
        decision = plan.decisions[-1]
        writer.lead = LeadPlan(decision.owner, writer.name(), decision.on)
    writer.case_id = ledger.add(
        PanelCase,
        code=code,
        referral_id=referral_id,
        person_id=writer.person_id,
        place_code=plan.place,
        status=plan.status,
        status_on=plan.status_on,
        redirect_reason=plan.redirect,
        unmet_need=need,
        review_due_on=plan.comes_back_on,
        closed_on=plan.status_on if plan.closure else None,
        closure_reason=plan.closure,
        closure_note=closing,
        leads_now=leads_now,
    )
    for step in plan.steps:
        is_closing = step.status == rules.CLOSED or (plan.redirect and step.status == rules.SCREENED)
        ledger.add(
            CaseStatus,
            case_id=writer.case_id,
            person_id=writer.person_id,
            status=step.status,
            reached_on=step.on,
            note=closing if is_closing else "",
        )
    ledger.find_by("panel_case", writer.case_id, [code, reason], writer.person_id, plan.place)


def _closing_note(writer: _CaseWriter) -> str:
    plan = writer.plan
    if plan.redirect:
        return writer.say("redirect") if writer.needs_note("redirect_reasons", plan.redirect) else ""
    if plan.closure and plan.closure != plan.withdrawn_reason and writer.needs_note("closure_reasons", plan.closure):
        return writer.say("closure")
    return ""


def _agenda(writer: _CaseWriter) -> None:
    for sitting in writer.plan.agenda:
        sitting_id = writer.ledger.register.sittings[sitting.key]
        writer.ledger.add(
            AgendaItem,
            conference_id=sitting_id,
            case_id=writer.case_id,
            person_id=writer.person_id,
            kind=conference_rules.CASE,
            joins=[],
            reason="READY",
            target_minutes=10,
            position=writer.ledger.position(sitting_id),
        )


def _decision(writer: _CaseWriter, plan: DecisionPlan) -> None:
    ledger, chance = writer.ledger, writer.chance
    rationale = writer.say("rationale", plan.outcome)
    needs_note = writer.needs_note("panel_decisions", plan.outcome)
    disagreement = writer.say("disagreement") if needs_note or chance.yes(0.03) else ""
    decision_id = ledger.add(
        PanelDecision,
        case_id=writer.case_id,
        person_id=writer.person_id,
        place_code=writer.plan.place,
        conference_id=ledger.register.sittings[plan.sitting.key],
        decided_on=plan.on,
        entered_at=_entered(writer, plan.on),
        outcome=plan.outcome,
        rationale=rationale,
        owner_agency=plan.owner,
        owner_name=writer.name() if chance.yes(0.7) else "",
        disagreement=disagreement,
        keep_until=plan.keep_until,
    )
    for agency, programme in plan.further:
        ledger.add(
            FurtherReferral,
            decision_id=decision_id,
            person_id=writer.person_id,
            agency_code=agency,
            intervention_code=programme,
            made_on=plan.on,
            note=writer.say("further") if chance.yes(0.4) else "",
        )
    ledger.find_by("panel_decision", decision_id, [rationale, disagreement], writer.person_id, writer.plan.place)


def _agreements(writer: _CaseWriter) -> None:
    plan, chance, ledger = writer.plan, writer.chance, writer.ledger
    for answer, on in plan.agreements:
        note = ""
        if writer.needs_note("agreement_to_support", answer):
            note = writer.say("gillick" if answer == _GILLICK else "not_asked")
        ledger.add(
            SupportAgreement,
            case_id=writer.case_id,
            person_id=writer.person_id,
            answer=answer,
            answered_on=on,
            asked_by=writer.name(),
            method=chance.one(_ASKING),
            note=note,
        )
    if plan.told_on or plan.told_why_not:
        ledger.add(
            ToldAboutPanel,
            case_id=writer.case_id,
            person_id=writer.person_id,
            told_on=plan.told_on,
            told_by=writer.name() if plan.told_on else "",
            notice_version=_NOTICE if plan.told_on else "",
            why_not="" if plan.told_on else writer.say("told"),
        )
    for review in plan.reviews:
        ledger.add(
            CaseReview,
            case_id=writer.case_id,
            person_id=writer.person_id,
            place_code=plan.place,
            due_on=review.due_on,
            held_on=review.held_on,
            note=writer.say("review") if review.held_on else "",
        )


def _programme(writer: _CaseWriter, plan: InterventionPlan, programmes: dict[str, str]) -> None:
    last = plan.steps[-1]
    referral_id = writer.ledger.add(
        InterventionReferral,
        person_id=writer.person_id,
        place_code=writer.plan.place,
        intervention_code=plan.code,
        case_id=writer.case_id,
        previous_id=programmes.get(plan.code),
        referred_on=plan.steps[0].on,
        status=last.status,
        status_on=last.on,
    )
    programmes[plan.code] = referral_id
    for step in plan.steps:
        needs_reason = programme_rules.needs_reason(writer.world.lists, step.status)
        writer.ledger.add(
            InterventionStatus,
            intervention_referral_id=referral_id,
            person_id=writer.person_id,
            status=step.status,
            reached_on=step.on,
            reason=writer.say("provider") if needs_reason else "",
        )


def _entered(writer: _CaseWriter, on: date) -> datetime:
    """When a decision was entered: mostly on the day or the next, now and then weeks later; by a chance of its own."""
    chance = stream(writer.world.order.seed, on.toordinal() * 4096 + int(writer.case_id[-3:], 16), _ENTERING)
    delay = 0 if chance.yes(0.6) else chance.between(1, 6) if chance.yes(0.75) else chance.between(7, 40)
    return moment(min(on + timedelta(days=delay), writer.world.horizon), _CLOSES)
