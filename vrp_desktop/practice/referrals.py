"""How children come to the panel: sources with their seasons, late entries, trigger events and repeat referrals."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from vrp_desktop.panel import rules
from vrp_desktop.practice.chance import Chance, Weighted
from vrp_desktop.practice.plans import CasePlan, EventPlan, Step
from vrp_desktop.practice.season import is_school_holiday, working_day
from vrp_desktop.practice.world import World

TWO_EVENTS: Final = "POLICE_SUSPECT_2ND"

_IN_TERM: Final[Weighted[str | None]] = Weighted(
    {TWO_EVENTS: 36, "POLICE_OTHER": 11, "SCHOOL_EXCLUSION": 14, "SCHOOL_ABSENCE": 9, "ASB": 5, "MISSING": 4},
    {"EXPLOITATION": 4, "SUBSTANCE": 2, "VAWG_HARM": 2, "HEALTH_ED": 3, "YJS": 3, "CHILDRENS_SERVICES": 3},
    {"VCSE": 2, "OTHER": 1, None: 1},
)
_IN_HOLIDAYS: Final[Weighted[str | None]] = Weighted(
    {TWO_EVENTS: 52, "POLICE_OTHER": 14, "ASB": 10, "MISSING": 7, "EXPLOITATION": 4, "SUBSTANCE": 2, "VAWG_HARM": 2},
    {"HEALTH_ED": 4, "YJS": 2, "CHILDRENS_SERVICES": 2, "VCSE": 1, None: 1},
)
_OFFENCES: Final[Weighted[str | None]] = Weighted(
    {
        "VIOLENCE_AND_SEXUAL_OFFENCES": 30,
        "POSSESSION_OF_WEAPONS": 12,
        "PUBLIC_ORDER": 10,
        "CRIMINAL_DAMAGE_AND_ARSON": 12,
    },
    {"SHOPLIFTING": 9, "ROBBERY": 6, "DRUGS": 6, "VEHICLE_CRIME": 4, "OTHER_THEFT": 4, "ANTI_SOCIAL_BEHAVIOUR": 4},
    {"BICYCLE_THEFT": 2, None: 1},
)
_LATENESS: Final = Weighted({(0, 2): 60, (3, 7): 25, (8, 30): 11, (31, 75): 4})
_AGAIN: Final[Weighted[tuple[int, int] | None]] = Weighted({None: 85, (35, 330): 13, (370, 480): 2})
_MOST: Final = 3


def referrals(world: World, chance: Chance, place: str, arrived: date) -> list[CasePlan]:
    """A child's referrals in order, each with its case as Identified."""
    found = [_referral(world, chance, place, arrived, is_first=True)]
    while len(found) < _MOST:
        gap = _AGAIN.draw(chance)
        if gap is None:
            break
        day = found[-1].referred_on + timedelta(days=chance.between(*gap))
        # A few families have moved to another of the places by then.
        if chance.yes(0.06):
            place = world.places.draw(chance)
        following = _referral(world, chance, place, day, is_first=False)
        if following.entered_on > world.horizon:
            break
        found.append(following)
    return found


def _referral(world: World, chance: Chance, place: str, day: date, *, is_first: bool) -> CasePlan:
    source = (_IN_HOLIDAYS if is_school_holiday(day) else _IN_TERM).draw(chance)
    came = day + timedelta(days=chance.between(0, 4))
    entered = working_day(came + timedelta(days=chance.between(*_LATENESS.draw(chance))))
    if is_first:
        # Every child that was asked for is on file by the last day.
        came, entered = min(came, world.horizon), min(entered, world.horizon)
    case = CasePlan(
        place=place,
        referred_on=day,
        received_on=came if chance.yes(0.88) else None,
        entered_on=entered,
        source=source,
        agency=_agency(world, chance, source),
        steps=[Step(rules.IDENTIFIED, day)],
    )
    case.events = _events(chance, case)
    return case


def _agency(world: World, chance: Chance, source: str | None) -> str | None:
    entry = world.lists.entry("identification_sources", source) if source else None
    if entry is None or chance.yes(0.02):
        return None
    return str(entry.extra["agency"])


def _events(chance: Chance, case: CasePlan) -> list[EventPlan]:
    """Two events within a year on the police's usual route, now and then one too few or too long ago."""
    if case.source != TWO_EVENTS:
        if case.source != "POLICE_OTHER" or chance.yes(0.5):
            return []
        return [EventPlan(case.referred_on - timedelta(days=chance.between(0, 20)), _OFFENCES.draw(chance))]
    last = case.referred_on - timedelta(days=chance.between(0, 12))
    gaps = {0.04: (), 0.1: (chance.between(366, 420),), 0.9: (chance.between(6, 360),)}
    drawn = chance.random()
    before = next(
        (days for limit, days in gaps.items() if drawn < limit), (chance.between(6, 90), chance.between(91, 300))
    )
    days = sorted([last, *(last - timedelta(days=gap) for gap in before)])
    return [EventPlan(day, _OFFENCES.draw(chance)) for day in days]
