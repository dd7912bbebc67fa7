"""Sittings as rows: who chaired, which agencies came, sent a deputy or stayed away; one agency is often absent."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from db.conferences import Attendance, Conference
from vrp_desktop.conferences.rules import CANCELLED, CORE, HELD, NOT_QUORATE, PRESENT, TOOK_PLACE
from vrp_desktop.practice.chance import Chance, Weighted, stream
from vrp_desktop.practice.ledger import Ledger
from vrp_desktop.practice.timetable import Sitting
from vrp_desktop.practice.world import World

CHAIR: Final = "CHAIR"
_CHAIRS: Final = "VRU"
_STREAM: Final = 20_000_003
_OFTEN_AWAY: Final = ("HEALTH_ICB", "PORTSMOUTH")
_COMES: Final = Weighted({"ATTENDED": 82, "SUBSTITUTE": 6, "APOLOGIES": 8, "ABSENT": 4})
_STAYS_AWAY: Final = Weighted({"ATTENDED": 24, "SUBSTITUTE": 4, "APOLOGIES": 18, "ABSENT": 54})
_MODES: Final = Weighted({"IN_PERSON": 70, "ONLINE": 30})
_GUESTS: Final = (
    "CAMHS",
    "YOUTH_SERVICE",
    "SUBSTANCE_USE",
    "VCSE",
    "HOUSING",
    "COMMUNITY_SAFETY",
    "MISSING_EXPLOITATION",
)


def write_sitting(ledger: Ledger, world: World, sitting: Sitting) -> None:
    """One sitting and, where it opened, everybody's attendance."""
    chance = stream(world.order.seed, _STREAM, _number_of(sitting))
    took_place = sitting.status in TOOK_PLACE
    venues = world.neighbourhood(sitting.place or "").venues
    sitting_id = ledger.add(
        Conference,
        forum_code=sitting.forum,
        place_code=sitting.place,
        held_on=sitting.held_on,
        status=sitting.status,
        venue=chance.one(venues),
        chair=world.names.professional(stream(world.order.seed, _STREAM, len(sitting.forum))),
        chair_agency=_CHAIRS,
        statement_read=took_place,
        next_on=sitting.next_on,
        note=_note(world, chance, sitting),
        starts=sitting.starts,
        minutes=sitting.minutes,
        mode=sitting.mode,
        host_agency=sitting.host,
    )
    ledger.register.sittings[sitting.key] = sitting_id
    if took_place:
        _attendance(ledger, world, chance, sitting, sitting_id)


def _number_of(sitting: Sitting) -> int:
    """A small number that differs between sittings and is the same on every machine."""
    letters = sum(ord(letter) * place for place, letter in enumerate(sitting.forum, start=1))
    return letters + sitting.held_on.toordinal() * 65_536


def _note(world: World, chance: Chance, sitting: Sitting) -> str:
    if sitting.status == CANCELLED:
        return "Cancelled: too few could come in the school holidays."
    if sitting.status == HELD and chance.yes(0.3):
        return world.sentences.say(chance, "conference_note")
    return ""


def _attendance(ledger: Ledger, world: World, chance: Chance, sitting: Sitting, sitting_id: str) -> None:
    guests = [agency for agency in _GUESTS if sitting.is_panel and agency not in sitting.core and chance.yes(0.3)]
    states = {agency: _state(chance, sitting, agency) for agency in (*sitting.core, *guests)}
    _settle_quorum(sitting, states)
    for agency, state in states.items():
        there = state in PRESENT
        is_core = agency in sitting.core
        sends = state == "APOLOGIES" and chance.yes(0.5)
        ledger.add(
            Attendance,
            conference_id=sitting_id,
            agency_code=agency,
            representative=world.names.professional(chance) if there else "",
            state=state,
            is_core=is_core,
            role=(CHAIR if agency == _CHAIRS else CORE) if is_core else "INVITED",
            mode=_MODES.draw(chance) if there else None,
            information_on=sitting.held_on - timedelta(days=chance.between(1, 4)) if sends else None,
        )


def _state(chance: Chance, sitting: Sitting, agency: str) -> str:
    if agency == _CHAIRS:
        return "ATTENDED"
    is_often_away = (agency, sitting.place) == _OFTEN_AWAY
    return (_STAYS_AWAY if is_often_away else _COMES).draw(chance)


def _settle_quorum(sitting: Sitting, states: dict[str, str]) -> None:
    """A sitting that was held had one agency of each group; one without its quorum had none of the first."""
    for group in sitting.quorum:
        if sitting.status == HELD and not any(states.get(agency) in PRESENT for agency in group):
            states[group[0]] = "ATTENDED"
    if sitting.status == NOT_QUORATE:
        for agency in sitting.quorum[0]:
            if agency in states:
                states[agency] = "APOLOGIES"
