"""Contacts with the child and family on a case as rows: the first after the panel, and those while support lasts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from db.panel import CaseContact
from vrp_desktop.panel import rules
from vrp_desktop.practice.chance import Chance, stream
from vrp_desktop.practice.ledger import Ledger
from vrp_desktop.practice.plans import CasePlan
from vrp_desktop.practice.season import working_day
from vrp_desktop.practice.world import World

_STREAM: Final = 50_000_029
_NUMBERS: Final = (1 << 47) - 1
_OUTCOMES: Final = {"SEEN": (True, True), "SPOKEN": (True, False), "NOT_REACHED": (False, False)}


def write_contacts(ledger: Ledger, world: World, plan: CasePlan, case_id: str, person_id: str) -> None:
    """Every contact of a case; its own chance, so that nothing else of the case depends on it."""
    offered = next((step.on for step in plan.steps if step.status == rules.AWAITING_ENGAGEMENT), None)
    if offered is None:
        return
    chance = stream(world.order.seed, int(case_id.replace("-", ""), 16) & _NUMBERS, _STREAM)
    last = min(plan.status_on if plan.closure else world.horizon, world.horizon)
    began = next((step.on for step in plan.steps if step.status == rules.IN_SUPPORT), None)
    day = working_day(offered + timedelta(days=chance.between(1, 9)))
    if chance.yes(0.2) and day <= last:
        _write(ledger, world, plan, chance, case_id, person_id, day, "NOT_REACHED")
        day = working_day(day + timedelta(days=chance.between(1, 4)))
    while day <= last and (began is not None or chance.yes(0.8)):
        in_person = began is not None and day >= began and chance.yes(0.75)
        outcome = "SEEN" if in_person else "SPOKEN"
        _write(ledger, world, plan, chance, case_id, person_id, day, outcome)
        if began is None:
            return
        day = working_day(max(day, began) + timedelta(days=chance.between(9, 24)))


def _write(
    ledger: Ledger, world: World, plan: CasePlan, chance: Chance, case_id: str, person_id: str, day: date, outcome: str
) -> None:
    is_reached, is_seen = _OUTCOMES[outcome]
    ledger.add(
        CaseContact,
        case_id=case_id,
        person_id=person_id,
        place_code=plan.place,
        contacted_on=day,
        outcome=outcome,
        is_reached=is_reached,
        is_seen=is_seen,
        by_agency=plan.decisions[-1].owner if plan.decisions else None,
        by_name=world.names.professional(chance),
        note="",
    )
