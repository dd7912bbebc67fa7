"""What is refused of what was typed about referrals and panel cases, a sentence for each field."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import select

from db.conferences import Conference
from db.panel import PanelDecision
from vrp_desktop.access.work import Work
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.panel import rules
from vrp_desktop.panel.forms import AgreementForm, CheckForm, ClosureForm, DecisionForm, ReferralForm, ToldForm
from vrp_desktop.reference.lists import Lists

_FUTURE: Final = "That day is in the future."


def check_referral(form: ReferralForm, born_on: date | None, today: date) -> None:
    """Refuse impossible dates."""
    wrong: dict[str, str] = {}
    if form.referred_on > today:
        wrong["referred_on"] = "The referral date is in the future."
    if born_on is not None and born_on > form.referred_on:
        wrong["referred_on"] = "The referral date is before the date of birth."
    if form.received_on is not None and form.received_on > today:
        wrong["received_on"] = "The day it came is in the future."
    if any(event.named_on > today for event in form.events):
        wrong["events"] = "A day named as suspect is in the future."
    raise_if(wrong)


def check_answer(lists: Lists, form: CheckForm, today: date) -> None:
    """Refuse an answer to no question, or one without its day."""
    answered = lists.entry("yes_no_known", form.answer)
    wrong: dict[str, str] = {}
    if lists.entry("eligibility_facts", form.fact) is None:
        wrong["fact"] = "Choose what was asked."
    finding = lists.entry("partner_check_answers", form.finding) if form.finding else None
    if answered is None or (form.finding and (finding is None or finding.extra.get("fact") != form.answer)):
        wrong["answer"] = "Choose the answer."
    elif not answered.extra.get("answered"):
        wrong |= _waiting(form)
    elif form.answered_on is None:
        wrong["answered_on"] = "Give the day of the answer."
    if form.asked_on and form.answered_on and form.answered_on < form.asked_on:
        wrong["answered_on"] = "The answer cannot be older than the question."
    for name in ("asked_on", "answered_on"):
        day = getattr(form, name)
        if day is not None and day > today:
            wrong[name] = _FUTURE
    raise_if(wrong)


def _waiting(form: CheckForm) -> dict[str, str]:
    wrong = {} if form.asked_on else {"asked_on": "Give the day it was asked."}
    return wrong if form.answered_on is None else wrong | {"answered_on": "An answer that has a day is an answer."}


def check_redirect(lists: Lists, redirect: str | None, note: str) -> None:
    """A case that is not for the panel says why, and more where the reason asks for it."""
    entry = lists.entry("redirect_reasons", redirect or "")
    if entry is None:
        raise Invalid({"redirect": "Choose why this is not for the panel."})
    if entry.extra.get("needs_note") and not note.strip():
        raise Invalid({"note": "Say a little more about this reason."})


def check_decision(lists: Lists, form: DecisionForm, today: date) -> None:
    """A decision needs an outcome, the reasons and an owner; some need a note or an end (M4, domain.md 2.3)."""
    wrong = rules.check_decision(
        lists, form.outcome, form.rationale, form.owner_agency, form.decided_on, form.keep_until, form.disagreement
    )
    if form.decided_on > today:
        wrong["decided_on"] = "The day of the decision is in the future."
    raise_if(wrong)


def check_sitting(work: Work, case_id: str, conference_id: str | None, decision_id: str | None = None) -> None:
    """One counted main decision for a case at a sitting, and none at a sitting that could not decide."""
    if conference_id is None:
        return
    sitting = work.get(Conference, conference_id, "sitting")
    if sitting.status in ("CANCELLED", "NOT_QUORATE"):
        raise RuleBroken(
            "This sitting was cancelled, or did not have its quorum, so it could not decide.",
            means="Nothing was changed.",
            do="Choose the sitting that decided, or record the decision without one.",
        )
    same = select(PanelDecision.id).where(
        PanelDecision.case_id == case_id, PanelDecision.conference_id == conference_id
    )
    if set(work.session.scalars(same)) - {decision_id}:
        raise RuleBroken(
            "A decision on this case is on file for this sitting.",
            means="Nothing was changed.",
            do="Put that decision right instead of adding another.",
        )


def check_agreement(lists: Lists, form: AgreementForm, today: date) -> None:
    """An answer of the list, with a note where it asks for one (Gillick: who and when; parent not asked: why)."""
    entry = lists.entry("agreement_to_support", form.answer)
    wrong: dict[str, str] = {}
    if entry is None:
        wrong["answer"] = "Choose the answer."
    elif entry.extra.get("needs_note") and not form.note.strip():
        wrong["note"] = "Say who, when or why."
    if form.answered_on > today:
        wrong["answered_on"] = _FUTURE
    raise_if(wrong)


def check_told(form: ToldForm, today: date) -> None:
    """A day on which they were told, or why they were not."""
    if form.told_on is None and not form.why_not.strip():
        raise Invalid({"told_on": "Give the day they were told, or say why not."})
    not_future("told_on", form.told_on, today)


def check_closure(lists: Lists, form: ClosureForm) -> None:
    """A reason of the list, but screening's own; with a note, and who leads now, where it asks for them."""
    entry = lists.entry("closure_reasons", form.reason)
    if entry is None or entry.extra.get("at_screening"):
        raise Invalid({"reason": "Choose why the case closes."})
    wrong: dict[str, str] = {}
    if entry.extra.get("needs_note") and not form.note.strip():
        wrong["note"] = "Say a little more about this reason."
    if entry.extra.get("needs_lead") and not form.leads_now.strip():
        wrong["leads_now"] = "Say who leads now."
    raise_if(wrong)


def withdraws(lists: Lists, list_name: str, code: str | None) -> bool:
    """Whether a reason takes the referral out of the figures."""
    entry = lists.entry(list_name, code or "")
    return bool(entry and entry.extra.get("withdraws"))


def not_future(name: str, day: date | None, today: date) -> None:
    """Refuse a day that has not come."""
    if day is not None and day > today:
        raise Invalid({name: _FUTURE})


def needed(reason: str) -> str:
    """The reason for a correction, which is always asked for."""
    if not reason.strip():
        raise Invalid({"reason": "Say why this is put right."})
    return reason.strip()


def raise_if(wrong: dict[str, str]) -> None:
    """Raise `Invalid` where anything is wrong."""
    if wrong:
        raise Invalid(wrong)
