"""The panel's rules of order: which status may follow which, and what a decision needs. No store, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from vrp_desktop.reference.lists import Lists
from vrp_desktop.reference.steps import check_day, check_next, next_codes

STATUSES: Final = "case_statuses"

IDENTIFIED: Final = "IDENTIFIED"
PARTNER_CHECKS: Final = "PARTNER_CHECKS"
SCREENED: Final = "SCREENED"
ON_AGENDA: Final = "ON_AGENDA"
DISCUSSED: Final = "DISCUSSED"
AWAITING_ENGAGEMENT: Final = "AWAITING_ENGAGEMENT"
IN_SUPPORT: Final = "IN_SUPPORT"
DEFERRED: Final = "DEFERRED"
CLOSED: Final = "CLOSED"


def check_step(lists: Lists, status: str, following: str, status_on: date, on: date, today: date) -> None:
    """Refuse a status that may not follow, or a day before the last step or in the future."""
    check_next(lists, STATUSES, status, following, "A case", "A closed case stays closed: add a new referral.")
    check_day(status_on, on, today, "the case's")


def next_statuses(lists: Lists, status: str) -> tuple[str, ...]:
    """The statuses that a case may go to."""
    return next_codes(lists, STATUSES, status)


def way_to_discussion(lists: Lists, status: str) -> tuple[str, ...]:
    """The steps that recording a decision takes; a case that was discussed goes by the agenda again."""
    if status == DISCUSSED:
        return (ON_AGENDA, DISCUSSED)
    return route(lists, status, DISCUSSED) or (DISCUSSED,)


def route(lists: Lists, start: str, goal: str) -> tuple[str, ...]:
    """The shortest way of steps from one status to another, without the start; empty where there is none."""
    paths: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while paths:
        path = paths.pop(0)
        if path[-1] == goal:
            return path[1:]
        for following in next_statuses(lists, path[-1]):
            if following not in seen and following not in (CLOSED, DEFERRED):
                seen.add(following)
                paths.append((*path, following))
    return ()


def check_decision(
    lists: Lists, outcome: str, rationale: str, owner_agency: str, decided_on: date, keep_until: date | None, note: str
) -> dict[str, str]:
    """What is wrong with a decision as typed, by field: it needs an outcome, a rationale and an owner (M4)."""
    wrong: dict[str, str] = {}
    entry = lists.entry("panel_decisions", outcome)
    if entry is None:
        return {"outcome": "Choose the decision."}
    if not rationale.strip():
        wrong["rationale"] = "Write the reasons for the decision."
    if not owner_agency:
        wrong["owner_agency"] = "Choose the agency that owns what happens next."
    if entry.extra.get("needs_note") and not note.strip():
        wrong["disagreement"] = "Write what the panel could not agree on."
    if entry.extra.get("needs_date"):
        wrong |= _check_end(entry.extra.get("longest_weeks"), decided_on, keep_until)
    return wrong


def _check_end(longest_weeks: int | None, decided_on: date, keep_until: date | None) -> dict[str, str]:
    if keep_until is None or keep_until <= decided_on:
        return {"keep_until": "Give the day by which the panel comes back to this, after the decision."}
    if longest_weeks and keep_until > decided_on + timedelta(weeks=longest_weeks):
        return {"keep_until": f"This may run for {longest_weeks} weeks at most."}
    return {}


def status_after(lists: Lists, outcome: str) -> str:
    """Where a case stands after a decision: the one clear next step, else Discussed."""
    entry = lists.entry("panel_decisions", outcome)
    leads: Iterable[str] = entry.extra.get("leads_to", ()) if entry else ()
    first = next(iter(leads), DISCUSSED)
    return first if first in (AWAITING_ENGAGEMENT, DEFERRED) else DISCUSSED
