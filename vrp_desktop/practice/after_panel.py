"""After the panel: agreement, being told, support and its reviews, interventions, actions and the end of a case."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from vrp_desktop.calendar import age_on
from vrp_desktop.panel import rules
from vrp_desktop.people.forms import PersonForm
from vrp_desktop.practice.chance import Weighted
from vrp_desktop.practice.plans import ActionPlan, DecisionPlan, InterventionPlan, ReviewPlan, Step
from vrp_desktop.practice.season import working_day, working_day_before
from vrp_desktop.practice.walk import Walk

_ANSWERS: Final = Weighted(
    {"AGREED_CHILD": 12, "AGREED_PARENT": 18, "AGREED_BOTH": 44, "DECLINED": 13, "UNABLE_TO_CONTACT": 7},
    {"PARENT_NOT_ASKED": 2, "AGREED_GILLICK": 2},
)
_ALONE: Final = "AGREED_16_17"
_AGREED: Final = frozenset({"AGREED_CHILD", "AGREED_PARENT", "AGREED_BOTH", "AGREED_GILLICK", _ALONE})
_ENDS: Final = Weighted(
    {"SUPPORT_COMPLETED": 62, "NO_LONGER_TAKING_PART": 14, "NEEDS_MET_ELSEWHERE": 8, "MOVED_AWAY": 5},
    {"MOVED_TO_STATUTORY": 6, "TURNED_18": 2, "UNABLE_TO_CONTACT": 3},
)
_WITHOUT_SUPPORT: Final = {
    "ALREADY_SUPPORTED": "NEEDS_MET_ELSEWHERE",
    "REFER_STATUTORY": "MOVED_TO_STATUTORY",
    "SIGNPOST": "NO_FURTHER_STEP",
    "NO_SUPPORT_NEEDED": "NO_FURTHER_STEP",
}
_LATENESS: Final[Weighted[tuple[int, int] | None]] = Weighted({(-6, 0): 68, (1, 21): 21, None: 11})
_TO_START: Final = Weighted({(0, 9): 62, (10, 30): 28, (31, 60): 10})
_FIRST_REVIEW_DAYS: Final = 49
_SECOND_REVIEW: Final = 84
_FORGOTTEN: Final = timedelta(days=75)
"""What is still open so long after its day has been seen to by somebody."""
_ACTION_STATES: Final = Weighted({"COMPLETE": 78, "NOT_DONE": 9, "OPEN": 8, "IN_PROGRESS": 3, "CANCELLED": 2})
_UNDONE: Final = Weighted(
    {"COULD_NOT_NO_CONTACT": 24, "COULD_NOT_FAMILY_DECLINED": 18, "COULD_NOT_NO_SERVICE": 14, "COULD_NOT_WAITING": 14},
    {"DID_NOT_NO_TIME": 16, "DID_NOT_MISSED": 10, "DID_NOT_NO_REASON": 4},
)
_OWNERS: Final = Weighted(
    {"POLICE": 12, "YOUTH_JUSTICE": 18, "CHILDRENS_SERVICES": 20, "EDUCATION": 20, "HEALTH_ICB": 12, "VRU": 10},
    {"YOUTH_SERVICE": 5, "VCSE": 3},
)
_HOW_MANY: Final = Weighted({0: 38, 1: 34, 2: 20, 3: 8})
_PROVIDERS_WAYS: Final = Weighted(
    {
        ("SCREENING", "ACCEPTED", "CONTACTED", "AGREED", "STARTED", "COMPLETED"): 40,
        ("ACCEPTED", "STARTED", "COMPLETED"): 18,
        ("ACCEPTED", "CONTACTED", "STARTED", "NO_LONGER_TAKING_PART"): 14,
        ("SCREENING", "UNSUITABLE"): 6,
        ("DECLINED_BY_PROVIDER",): 6,
        ("ACCEPTED", "CONTACTED", "DECLINED"): 8,
        ("ACCEPTED", "AGREED", "STARTED", "TRANSFERRED"): 3,
        (): 5,
    },
)


def walk_after_panel(walk: Walk, form: PersonForm, decision: DecisionPlan) -> None:
    """Take a decided case to its end, or as far as the days go (NotYet)."""
    if decision.outcome not in ("OFFER_SUPPORT", "ALREADY_SUPPORTED_ENHANCE"):
        is_long_ago = decision.on < walk.world.horizon - _FORGOTTEN
        if walk.chance.yes(0.9) or is_long_ago:
            walk.close(_WITHOUT_SUPPORT[decision.outcome], walk.after(0, 12))
        return
    answer, on = _agreement(walk, form, decision)
    if answer == "DECLINED":
        walk.close("DECLINED", walk.after(0, 10, on))
    elif answer == "UNABLE_TO_CONTACT":
        walk.close("UNABLE_TO_CONTACT", walk.after(14, 40, on))
    elif answer in _AGREED:
        _support(walk, form, decision, on)


def _agreement(walk: Walk, form: PersonForm, decision: DecisionPlan) -> tuple[str, date]:
    chance = walk.chance
    on = walk.reached(walk.after(1, 21, decision.on))
    answer = _ANSWERS.draw(chance)
    is_older = form.born_on is not None and 16 <= age_on(form.born_on, on) <= 17
    if is_older and answer in ("AGREED_CHILD", "AGREED_GILLICK"):
        answer = _ALONE
    walk.case.agreements.append((answer, on))
    if answer == "PARENT_NOT_ASKED":
        on = walk.reached(walk.after(5, 20, on))
        answer = "AGREED_BOTH"
        walk.case.agreements.append((answer, on))
    return answer, on


def _support(walk: Walk, form: PersonForm, decision: DecisionPlan, agreed_on: date) -> None:
    chance, case = walk.chance, walk.case
    case.has_lead = True
    if chance.yes(0.75):
        _intervention(walk, form, decision, agreed_on)
    walk.step(rules.IN_SUPPORT, walk.after(*_TO_START.draw(chance), agreed_on))
    end = walk.after(60, 230)
    due: date | None = walk.day + timedelta(days=_FIRST_REVIEW_DAYS)
    while due is not None and due <= end:
        held = _held_on(walk, due, end)
        case.reviews.append(ReviewPlan(due, held))
        due = held + timedelta(days=_SECOND_REVIEW) if held else None
    if due is not None and end > walk.world.horizon:
        # The next one is planned, as holding a review or starting support plans it.
        case.reviews.append(ReviewPlan(due, None))
    elif not case.reviews and due is not None:
        case.reviews.append(ReviewPlan(due, None))
    _end_support(walk, form, end)


def _held_on(walk: Walk, due: date, end: date) -> date | None:
    lateness = _LATENESS.draw(walk.chance)
    if lateness is None:
        return None
    held = working_day_before(min(due + timedelta(days=walk.chance.between(*lateness)), end))
    return held if held <= walk.world.horizon else None


def _end_support(walk: Walk, form: PersonForm, end: date) -> None:
    reason = _ENDS.draw(walk.chance)
    on = walk.reached(end)
    if reason == "TURNED_18" and (form.born_on is None or age_on(form.born_on, on) < 18):
        reason = "SUPPORT_COMPLETED"
    if reason == "NO_LONGER_TAKING_PART" and walk.chance.yes(0.5):
        walk.case.agreements.append(("WITHDRAWN", on))
    walk.close(reason, on)


def _intervention(walk: Walk, form: PersonForm, decision: DecisionPlan, agreed_on: date) -> None:
    """A referral to a programme that takes children of this age, as far as its provider has come."""
    chance = walk.chance
    age = age_on(form.born_on, agreed_on) if form.born_on else 14
    fitting = [
        entry.code
        for entry in walk.world.lists.choices("interventions", agreed_on)
        if entry.extra.get("panel_may_refer")
        and int(entry.extra.get("youngest", 0)) <= age <= int(entry.extra.get("oldest", 99))
    ]
    if not fitting:
        return
    plan = InterventionPlan(chance.one(fitting), [Step("RECEIVED", agreed_on)])
    walk.case.interventions.append(plan)
    decision.further.append((None, plan.code))
    way = _PROVIDERS_WAYS.draw(chance)
    if not way and agreed_on < walk.world.horizon - _FORGOTTEN:
        way = ("WITHDRAWN",)
    for status in way:
        gap = chance.between(45, 160) if status in ("COMPLETED", "TRANSFERRED") else chance.between(1, 14)
        day = working_day(plan.steps[-1].on + timedelta(days=gap))
        if day > walk.world.horizon:
            return
        plan.steps.append(Step(status, day))


def tell(walk: Walk) -> None:
    """The child or family is told about the panel, or it is written down why not yet."""
    chance, case = walk.chance, walk.case
    drawn = chance.random()
    if drawn < 0.82:
        day = working_day(case.referred_on + timedelta(days=chance.between(3, 21)))
        case.told_on = day if day <= walk.world.horizon else None
    elif drawn < 0.91:
        case.told_why_not = True


def act(walk: Walk) -> None:
    """The actions that the panel agreed with each of its decisions."""
    chance, horizon = walk.chance, walk.world.horizon
    for decision in walk.case.decisions:
        for _ in range(_HOW_MANY.draw(chance)):
            due = working_day(decision.on + timedelta(days=chance.one((7, 14, 14, 21, 28, 42))))
            owner, state = _OWNERS.draw(chance), _ACTION_STATES.draw(chance)
            closed = working_day_before(due + timedelta(days=chance.between(-9, 12)))
            if closed > horizon and state in ("COMPLETE", "NOT_DONE", "CANCELLED"):
                state = "OPEN"
            if (
                state in ("OPEN", "IN_PROGRESS")
                and (due < horizon - _FORGOTTEN or chance.yes(0.3))
                and closed <= horizon
            ):
                state = "COMPLETE"
            is_closed = state not in ("OPEN", "IN_PROGRESS")
            walk.case.actions.append(
                ActionPlan(
                    owner=owner,
                    opened_on=decision.on,
                    due_on=due,
                    status=state,
                    closed_on=max(closed, decision.on) if is_closed else None,
                    undone_reason=_UNDONE.draw(chance) if state == "NOT_DONE" else None,
                    sitting=decision.sitting,
                )
            )


def withdraw(walk: Walk) -> None:
    """Now and then suspect status is removed or a referral was a mistake; it leaves the figures and its case ends."""
    chance, case = walk.chance, walk.case
    is_police = bool(case.events)
    if not chance.yes(0.03 if is_police else 0.008):
        return
    day = working_day(max(case.status_on, case.entered_on) + timedelta(days=chance.between(3, 60)))
    if day > walk.world.horizon:
        return
    case.withdrawn_on = day
    case.withdrawn_reason = "SUSPECT_STATUS_REMOVED" if is_police else "ERROR_OR_DUPLICATE"
    if is_police:
        case.events[-1].removed_on = day
    if case.status != rules.CLOSED:
        walk.close(case.withdrawn_reason, day)
