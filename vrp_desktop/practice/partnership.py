"""What is about no single child: boards' actions, and the totals that providers send without names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from db.interventions import ProviderTotal
from vrp_desktop.actions import rules
from vrp_desktop.calendar import Quarter
from vrp_desktop.conferences.rules import HELD
from vrp_desktop.interventions.rules import is_by_name
from vrp_desktop.practice.action_rows import write_action
from vrp_desktop.practice.chance import Chance, stream
from vrp_desktop.practice.ledger import Ledger
from vrp_desktop.practice.plans import ActionPlan
from vrp_desktop.practice.season import working_day, working_day_before
from vrp_desktop.practice.timetable import Sitting
from vrp_desktop.practice.world import World
from vrp_desktop.reference.lists import ListEntry

_BOARDS, _TOTALS = 30_000_001, 30_000_002
_BANDS: Final = ("A10_13", "A14_15", "A16_17")
_SEXES: Final = ("FEMALE", "MALE", "NOT_KNOWN")
_ADULTS: Final = "A25_PLUS"
_FORGOTTEN: Final = timedelta(days=75)
_SOURCE: Final = "Quarterly report of the provider"


@dataclass(frozen=True, slots=True)
class ReportedTotal:
    """One total, as reported on a day."""

    intervention: str
    place: str
    quarter: Quarter
    measure: str
    age_band: str
    sex: str
    number: int
    reported_on: date


def board_actions(world: World) -> list[tuple[date, ActionPlan]]:
    """The actions of boards and conferences, each with the day of its last step."""
    chance = stream(world.order.seed, _BOARDS, 0)
    found = []
    for sitting in world.timetable.sittings:
        if sitting.is_panel or sitting.status != HELD:
            continue
        for _ in range(chance.between(1, 3)):
            plan = _board_action(world, chance, sitting)
            found.append((plan.closed_on or plan.opened_on, plan))
    return found


def _board_action(world: World, chance: Chance, sitting: Sitting) -> ActionPlan:
    due = working_day(sitting.held_on + timedelta(days=chance.one((14, 28, 60, 90))))
    closed = working_day_before(due + timedelta(days=chance.between(-12, 15)))
    is_closed = closed <= world.horizon and (chance.yes(0.9) or due < world.horizon - _FORGOTTEN)
    return ActionPlan(
        owner=chance.one(sitting.core),
        opened_on=sitting.held_on,
        due_on=due,
        status=rules.COMPLETE if is_closed else rules.OPEN,
        closed_on=max(closed, sitting.held_on) if is_closed else None,
        undone_reason=None,
        sitting=sitting,
    )


def write_board_action(ledger: Ledger, world: World, plan: ActionPlan) -> None:
    """One action of a board or conference; those of the whole area have no place."""
    if plan.sitting is None:
        return
    sitting_id = ledger.register.sittings[plan.sitting.key]
    chance = stream(world.order.seed, _BOARDS, plan.opened_on.toordinal() * 1024 + plan.due_on.toordinal() % 1024)
    write_action(ledger, world, chance, plan, sitting_id, plan.sitting.place)


def provider_totals(world: World) -> list[ReportedTotal]:
    """What providers without names have reported of each quarter that is over."""
    chance = stream(world.order.seed, _TOTALS, 0)
    found: list[ReportedTotal] = []
    quarter = Quarter.of(world.order.start)
    while quarter.end < world.horizon:
        for entry in sorted(world.lists.entries["interventions"].values(), key=lambda entry: entry.code):
            if not is_by_name(entry) and entry.holds_on(quarter.start):
                found += _of_quarter(world, chance, entry, quarter)
        quarter = quarter.next()
    return [total for total in found if total.reported_on <= world.horizon]


def _of_quarter(world: World, chance: Chance, entry: ListEntry, quarter: Quarter) -> list[ReportedTotal]:
    found = []
    is_for_adults = int(entry.extra.get("youngest", 0)) >= 18
    for place in world.place_codes:
        reported_on = working_day(quarter.end + timedelta(days=chance.between(5, 21)))
        groups = [(_ADULTS, "NOT_KNOWN")] if is_for_adults else [(band, sex) for band in _BANDS for sex in _SEXES]
        for band, sex in groups:
            number = chance.between(3, 14) if sex == "NOT_KNOWN" else chance.between(18, 140)
            total = ReportedTotal(entry.code, place, quarter, "REACHED", band, sex, number, reported_on)
            found.append(total)
            if chance.yes(0.04):
                found.append(_put_right(chance, total))
        sessions = chance.between(4, 30)
        found.append(
            ReportedTotal(entry.code, place, quarter, "SESSIONS", "NOT_KNOWN", "NOT_KNOWN", sessions, reported_on)
        )
    return found


def _put_right(chance: Chance, total: ReportedTotal) -> ReportedTotal:
    """The same total as its provider reported it again some weeks later."""
    later = total.reported_on + timedelta(days=chance.between(20, 40))
    return ReportedTotal(
        total.intervention,
        total.place,
        total.quarter,
        total.measure,
        total.age_band,
        total.sex,
        total.number + chance.between(1, 9),
        later,
    )


def write_total(ledger: Ledger, total: ReportedTotal) -> None:
    """One provider's total."""
    ledger.add(
        ProviderTotal,
        intervention_code=total.intervention,
        place_code=total.place,
        period_start=total.quarter.start,
        period_end=total.quarter.end,
        measure=total.measure,
        age_band=total.age_band,
        sex=total.sex,
        ethnicity="NOT_KNOWN",
        number=total.number,
        reported_on=total.reported_on,
        source=_SOURCE,
    )
