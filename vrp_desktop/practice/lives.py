"""One child's plan from the first referral to the last day of the records."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from vrp_desktop.interventions.rules import ENDED
from vrp_desktop.people.forms import PersonForm
from vrp_desktop.practice import after_panel
from vrp_desktop.practice.chance import Chance, Weighted
from vrp_desktop.practice.children import child
from vrp_desktop.practice.plans import CasePlan, ChildPlan, InterventionPlan
from vrp_desktop.practice.referrals import referrals
from vrp_desktop.practice.season import working_day
from vrp_desktop.practice.to_panel import walk_to_panel
from vrp_desktop.practice.walk import NotYet, Walk
from vrp_desktop.practice.world import World

_NOTES: Final = Weighted({0: 55, 1: 25, 2: 12, 4: 8})
_AFTER_A_CHANGE: Final = ("PERMANENTLY_EXCLUDED", "ALTERNATIVE_PROVISION", "REDUCED_TIMETABLE", "MAINSTREAM")


def plan_child(world: World, number: int) -> tuple[ChildPlan, Chance]:
    """The plan of child number N, and the chance from which its words are drawn next."""
    form, arrived, chance = child(world, number)
    cases = referrals(world, chance, form.place_code, arrived)
    for case in cases:
        _live(Walk(world, chance, case), form)
    _keep_apart(cases)
    plan = ChildPlan(form, cases[0].entered_on, cases)
    _change(world, chance, plan)
    plan.notes = _note_days(world.horizon, chance, plan.entered_on)
    return plan, chance


def _live(walk: Walk, form: PersonForm) -> None:
    try:
        decision = walk_to_panel(walk, form)
        if decision is not None:
            after_panel.walk_after_panel(walk, form, decision)
    except NotYet:
        pass
    after_panel.tell(walk)
    after_panel.act(walk)
    after_panel.withdraw(walk)


def _change(world: World, chance: Chance, plan: ChildPlan) -> None:
    """A few change school or leave it while they are known."""
    if not chance.yes(0.07):
        return
    day = plan.entered_on + timedelta(days=chance.between(20, 200))
    status = chance.one(_AFTER_A_CHANGE)
    if day > world.horizon or status == plan.form.school_status:
        return
    schools = world.neighbourhood(plan.form.place_code).schools
    plan.changed_on = day
    plan.changed = {"school_status": status, "school": None if status == _AFTER_A_CHANGE[0] else chance.one(schools)}


def _note_days(horizon: date, chance: Chance, since: date) -> list[date]:
    days = [working_day(since + timedelta(days=chance.between(0, 120))) for _ in range(_NOTES.draw(chance))]
    return sorted(day for day in days if day <= horizon)


def _keep_apart(cases: list[CasePlan]) -> None:
    """Nobody is referred again to a programme before the first referral to it has ended."""
    last: dict[str, InterventionPlan] = {}
    for case in cases:
        for plan in list(case.interventions):
            before = last.get(plan.code)
            if before and (before.steps[-1].status not in ENDED or before.steps[-1].on > plan.steps[0].on):
                case.interventions.remove(plan)
            else:
                last[plan.code] = plan
