"""Partner checks as rows: what each agency found, and the few that were asked again later and had changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from db.panel import EligibilityAnswer
from vrp_desktop.practice.chance import Chance, stream
from vrp_desktop.practice.ledger import Ledger
from vrp_desktop.practice.plans import CasePlan, CheckPlan
from vrp_desktop.practice.season import working_day
from vrp_desktop.practice.world import World

_STREAM: Final = 50_000_013
_NUMBERS: Final = (1 << 47) - 1
_SERVICES: Final = {
    "CHILD_PROTECTION_PLAN": ("Children's social care", "Safeguarding and support team"),
    "LOOKED_AFTER": ("Children in care team", "Children's social care"),
    "CHILD_IN_NEED": ("Family Help", "Children in need team", "Family Help, locality team"),
    "YOUTH_JUSTICE_STATUTORY": ("Youth justice service",),
    "YOUTH_JUSTICE_PREVENTION": ("Turnaround", "Youth justice prevention team"),
}
_CLOSED_LATER: Final = 0.3
_OPENED_LATER: Final = 0.012


def write_checks(ledger: Ledger, world: World, plan: CasePlan, case_id: str, person_id: str) -> None:
    """Every check of a case; its own chance, so that nothing else of the case depends on it."""
    chance = stream(world.order.seed, int(case_id.replace("-", ""), 16) & _NUMBERS, _STREAM)
    last = plan.status_on if plan.closure else world.horizon
    for check in plan.checks:
        for answer in (_answer(world, chance, check), *_again(world, chance, check, last)):
            ledger.add(EligibilityAnswer, case_id=case_id, person_id=person_id, note="", **answer)


def _answer(world: World, chance: Chance, check: CheckPlan) -> dict[str, Any]:
    finding = _finding(chance, check)
    known = finding in ("OPEN", "CLOSED")
    return {
        "fact": check.fact,
        "answer": check.answer,
        "finding": finding,
        "agency_code": check.agency,
        "asked_on": check.asked_on,
        "answered_on": check.answered_on,
        "service": chance.one(_SERVICES[check.fact]) if known else "",
        "lead_professional": world.names.professional(chance) if finding == "OPEN" else "",
    }


def _finding(chance: Chance, check: CheckPlan) -> str | None:
    if check.fact not in _SERVICES or check.answer not in ("YES", "NO"):
        return None
    return "OPEN" if check.answer == "YES" else ("CLOSED" if chance.yes(0.12) else "NOTHING_KNOWN")


def _again(world: World, chance: Chance, check: CheckPlan, last: date) -> Iterator[dict[str, Any]]:
    """A service that has closed since, or opened since; the earlier answer stays beside it."""
    if check.fact not in _SERVICES or check.answered_on is None or check.answer == "NOT_KNOWN":
        return
    asked = working_day(check.answered_on + timedelta(days=chance.between(40, 110)))
    answered = asked + timedelta(days=chance.between(1, 9))
    is_open = check.answer == "YES"
    if not chance.yes(_CLOSED_LATER if is_open else _OPENED_LATER) or answered > last:
        return
    changed = CheckPlan(check.fact, check.agency, "NO" if is_open else "YES", asked, answered)
    yield _answer(world, chance, changed) | {"finding": "CLOSED" if is_open else "OPEN"}
