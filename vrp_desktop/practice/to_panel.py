"""From a referral to the panel's table: partner checks, screening, the agenda, and what the panel decides."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from vrp_desktop.calendar import age_on
from vrp_desktop.conferences.rules import HELD
from vrp_desktop.panel import rules
from vrp_desktop.people.forms import PersonForm
from vrp_desktop.practice.chance import Weighted
from vrp_desktop.practice.plans import CheckPlan, DecisionPlan
from vrp_desktop.practice.timetable import Sitting
from vrp_desktop.practice.walk import NotYet, Walk

LIVES_IN_AREA: Final = "LIVES_IN_AREA"
COULD_NOT_AGREE: Final = "PANEL_COULD_NOT_AGREE"
_OPEN_TO: Final = {
    "CHILD_PROTECTION_PLAN": 0.04,
    "LOOKED_AFTER": 0.05,
    "CHILD_IN_NEED": 0.14,
    "YOUTH_JUSTICE_STATUTORY": 0.06,
    "YOUTH_JUSTICE_PREVENTION": 0.1,
}
_REDIRECTS: Final = Weighted(
    {"OPEN_TO_SOCIAL_CARE": 26, "OPEN_TO_YOUTH_JUSTICE": 20, "FAMILY_HELP_LEAD": 14, "OUT_OF_COURT_PENDING": 8},
    {"OUT_OF_AREA": 8, "DUPLICATE": 6, "POLICE_HOLD": 5, "SAFEGUARDING_REFERRAL": 7, "KNIFE_YOUTH_JUSTICE_PLAN": 6},
)
_OUTCOMES: Final = Weighted(
    {"OFFER_SUPPORT": 46, "ALREADY_SUPPORTED_ENHANCE": 8, "ALREADY_SUPPORTED": 7, "REFER_STATUTORY": 7, "SIGNPOST": 10},
    {"DEFER_INFO": 8, "KEEP_UNDER_REVIEW": 5, "NO_SUPPORT_NEEDED": 7.5, COULD_NOT_AGREE: 1.5},
)
_SETTLED: Final = Weighted({"OFFER_SUPPORT": 60, "SIGNPOST": 15, "NO_SUPPORT_NEEDED": 15, "REFER_STATUTORY": 10})
_OWNERS: Final = Weighted(
    {
        "YOUTH_JUSTICE": 22,
        "CHILDRENS_SERVICES": 24,
        "EDUCATION": 20,
        "VRU": 16,
        "YOUTH_SERVICE": 10,
        "POLICE": 5,
        "VCSE": 3,
    },
)
_FURTHER_AGENCIES: Final = ("CAMHS", "SUBSTANCE_USE", "YOUTH_SERVICE", "SCHOOL_NURSING", "VCSE", "HOUSING")
_LATEST_REVIEW: Final = 11


def walk_to_panel(walk: Walk, form: PersonForm) -> DecisionPlan | None:
    """Take a case to its settling discussion; None where it is not for the panel. NotYet where it came less far."""
    _checks(walk)
    if not _screening(walk, form):
        return None
    decision = _discussion(walk, _OUTCOMES)
    while decision.outcome in ("DEFER_INFO", "KEEP_UNDER_REVIEW", COULD_NOT_AGREE):
        decision = _discussion(walk, _SETTLED, since=_back_on(walk, decision))
    return decision


def _checks(walk: Walk) -> None:
    chance, case = walk.chance, walk.case
    asked = walk.after(1, 7, case.received_on or case.referred_on)
    if asked > walk.world.horizon:
        raise NotYet
    goes_straight_on = chance.yes(0.05)
    if not goes_straight_on:
        walk.step(rules.PARTNER_CHECKS, asked)
    for fact, share in _OPEN_TO.items():
        entry = walk.world.lists.entry("eligibility_facts", fact)
        agency = str(entry.extra["agency"]) if entry else None
        case.checks.append(_check(walk, fact, agency, asked, "YES" if chance.yes(share) else "NO"))
    if chance.yes(0.96):
        case.checks.append(_check(walk, LIVES_IN_AREA, case.agency, asked, "NO" if chance.yes(0.03) else "YES"))
    case.has_need = any(check.answer == "YES" and check.fact in _OPEN_TO for check in case.checks) and chance.yes(0.8)


def _check(walk: Walk, fact: str, agency: str | None, asked: date, answer: str) -> CheckPlan:
    answered = asked + timedelta(days=walk.chance.between(1, 12))
    if answered > walk.world.horizon or walk.chance.yes(0.012):
        return CheckPlan(fact, agency, "NOT_YET_ANSWERED", asked, None)
    return CheckPlan(fact, agency, "NOT_KNOWN" if walk.chance.yes(0.015) else answer, asked, answered)


def _screening(walk: Walk, form: PersonForm) -> bool:
    chance, case = walk.chance, walk.case
    walk.step(rules.SCREENED, walk.after(4, 15))
    too_young_or_old = form.born_on is not None and not 10 <= age_on(form.born_on, case.referred_on) <= 17
    if chance.yes(0.85 if too_young_or_old else 0.11):
        case.redirect = "OUT_OF_AGE" if too_young_or_old else _REDIRECTS.draw(chance)
        walk.close("NOT_FOR_PANEL", walk.day)
        return False
    if chance.yes(0.03):
        walk.step(rules.DEFERRED, walk.after(1, 6))
    return True


def _discussion(walk: Walk, outcomes: Weighted[str], since: date | None = None) -> DecisionPlan:
    """Put the case on the next agenda and have it decided there."""
    chance, case = walk.chance, walk.case
    listed = max(since, walk.day) if since else walk.after(0, 4)
    sitting = walk.world.timetable.next_panel(case.place, listed + timedelta(days=2))
    walk.step(rules.ON_AGENDA, listed)
    if sitting is None:
        raise NotYet
    case.agenda.append(sitting)
    if sitting.status != HELD:
        raise NotYet
    walk.step(rules.DISCUSSED, sitting.held_on)
    outcome = outcomes.draw(chance)
    decision = DecisionPlan(
        on=sitting.held_on,
        outcome=outcome,
        sitting=sitting,
        owner=_OWNERS.draw(chance),
        keep_until=_keep_until(walk, outcome, sitting),
        further=_further(walk, outcome),
    )
    case.decisions.append(decision)
    following = rules.status_after(walk.world.lists, outcome)
    if following != case.status:
        walk.step(following, sitting.held_on)
    return decision


def _keep_until(walk: Walk, outcome: str, sitting: Sitting) -> date | None:
    if outcome == "DEFER_INFO":
        return sitting.held_on + timedelta(days=28)
    if outcome == "KEEP_UNDER_REVIEW":
        return sitting.held_on + timedelta(weeks=walk.chance.between(4, _LATEST_REVIEW))
    return None


def _back_on(walk: Walk, decision: DecisionPlan) -> date:
    """When a case that was put off comes back."""
    if decision.outcome == "KEEP_UNDER_REVIEW" and decision.keep_until:
        return decision.keep_until - timedelta(days=7)
    return walk.after(5, 16)


def _further(walk: Walk, outcome: str) -> list[tuple[str | None, str | None]]:
    chance = walk.chance
    if outcome in ("OFFER_SUPPORT", "SIGNPOST", "REFER_STATUTORY") and chance.yes(0.35):
        agency = "CHILDRENS_SERVICES" if outcome == "REFER_STATUTORY" else chance.one(_FURTHER_AGENCIES)
        return [(agency, None)]
    return []
