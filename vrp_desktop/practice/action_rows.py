"""Actions as rows: agreed at a sitting, with the dated steps by which they came to where they stand."""

from __future__ import annotations

from datetime import date
from typing import Final

from db.actions import Action, ActionStep
from vrp_desktop.actions import rules
from vrp_desktop.practice.chance import Chance, Weighted
from vrp_desktop.practice.ledger import Ledger
from vrp_desktop.practice.plans import ActionPlan
from vrp_desktop.practice.world import World

_PRIORITIES: Final = Weighted({"NORMAL": 76, "HIGH": 14, "LOW": 7, "URGENT": 3})


def write_action(
    ledger: Ledger,
    world: World,
    chance: Chance,
    plan: ActionPlan,
    sitting_id: str | None,
    place: str | None,
    case_id: str | None = None,
    person_id: str | None = None,
) -> None:
    """One action; of a board's where it is about no child."""
    about = plan.owner if world.sentences.knows("action", plan.owner) else "OTHER"
    text = world.sentences.say(chance, "action", about if case_id else "BOARD")
    serves = world.sentences.say(chance, "serves") if case_id and chance.yes(0.5) else ""
    owner_name = world.names.professional(chance) if chance.yes(0.6) else ""
    code = ledger.code("A")
    note = world.sentences.say(chance, "undone") if plan.status in (rules.NOT_DONE, rules.CANCELLED) else ""
    action_id = ledger.add(
        Action,
        code=code,
        place_code=place,
        conference_id=sitting_id,
        case_id=case_id,
        person_id=person_id,
        text=text,
        serves=serves,
        owner_agency=plan.owner,
        owner_name=owner_name,
        opened_on=plan.opened_on,
        due_on=plan.due_on,
        priority=_PRIORITIES.draw(chance),
        status=plan.status,
        closed_on=plan.closed_on,
        undone_reason=plan.undone_reason,
        undone_note=note if plan.status == rules.NOT_DONE else "",
    )
    for status, on in _steps(plan):
        ledger.add(
            ActionStep,
            action_id=action_id,
            person_id=person_id,
            conference_id=None,
            status=status,
            reached_on=on,
            due_on=plan.due_on,
            undone_reason=plan.undone_reason if status == plan.status else None,
            note=note if status == plan.status else "",
        )
    ledger.find_by("action", action_id, [code, text, serves, owner_name], person_id, place)


def _steps(plan: ActionPlan) -> list[tuple[str, date]]:
    steps = [(rules.OPEN, plan.opened_on)]
    if plan.status == rules.IN_PROGRESS:
        steps.append((rules.IN_PROGRESS, plan.opened_on))
    elif plan.closed_on is not None:
        steps.append((plan.status, plan.closed_on))
    return steps
