"""A full agenda: children who were helped before are referred again, so that a panel of twelve can be tried at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import func, select

from db.panel import PanelCase
from db.people import Person
from vrp_desktop.access.work import Read
from vrp_desktop.calendar import add_months, age_on
from vrp_desktop.panel import commands as panel
from vrp_desktop.panel import referring, rules
from vrp_desktop.panel.conditions import PARTNER_FACTS
from vrp_desktop.panel.forms import CheckForm, ReferralForm
from vrp_desktop.panel.partner_checks import record_check
from vrp_desktop.practice.chance import stream
from vrp_desktop.practice.world import World
from vrp_desktop.workspace.workspace import Workspace

_STREAM: Final = 50_000_041
_SOURCES: Final = ("SCHOOL_EXCLUSION", "SCHOOL_ABSENCE", "EXPLOITATION", "ASB", "MISSING", "VCSE")
_SCHOOL: Final = ("SCHOOL_EXCLUSION", "SCHOOL_ABSENCE")
_REFERRED: Final = timedelta(days=16)
_ASKED: Final = timedelta(days=13)
_SCREENED: Final = timedelta(days=6)
_AGES: Final = range(10, 18)


def refer_more(workspace: Workspace, world: World, do: Callable[..., Any], place: str, many: int) -> None:
    """Refer so many children of a place anew, ask the partners, and accept them for the panel."""
    today, chance = world.order.as_at, stream(world.order.seed, _STREAM, 0)
    for at, person_id in enumerate(workspace.read(_helped_before, place, today, many)):
        source = _SOURCES[at % len(_SOURCES)]
        kind = "SCHOOL" if source in _SCHOOL else "OTHER"
        reason = world.sentences.say(chance, "reason", kind, first="The child")
        referred = today - _REFERRED - timedelta(days=chance.between(0, 5))
        entry = world.lists.entry("identification_sources", source)
        agency = str(entry.extra["agency"]) if entry is not None else None
        do(referring.add_referral, ReferralForm(person_id, place, referred, referred, agency, source, reason))
        case_id, version = workspace.read(_open_case, person_id)
        for fact in (*PARTNER_FACTS, "LIVES_IN_AREA"):
            if chance.yes(0.85):
                answer = "YES" if fact == "LIVES_IN_AREA" or chance.yes(0.12) else "NO"
                asked = today - _ASKED
                do(record_check, case_id, CheckForm(fact, answer, asked_on=asked, answered_on=today - _SCREENED))
        case_id, version = workspace.read(_open_case, person_id)
        do(panel.screen_case, case_id, version, today - _SCREENED, accepted=True)


def _helped_before(read: Read, place: str, today: date, many: int) -> list[str]:
    """Children of the panel's age with no open case, those first whose last one ended longest ago."""
    newest = select(PanelCase.person_id, func.max(PanelCase.status_on).label("last_on"))
    newest = newest.where(PanelCase.place_code == place).group_by(PanelCase.person_id)
    still_open = select(PanelCase.person_id).where(PanelCase.status != rules.CLOSED)
    last = newest.subquery()
    statement = (
        select(Person.id, Person.born_on)
        .join(last, last.c.person_id == Person.id)
        .where(Person.erased_at.is_(None), Person.born_on.is_not(None), Person.id.not_in(still_open))
        .where(last.c.last_on < add_months(today, -2))
        .order_by(last.c.last_on, Person.id)
    )
    found = [row.id for row in read.session.execute(statement) if age_on(row.born_on, today) in _AGES]
    return found[:many]


def _open_case(read: Read, person_id: str) -> tuple[str, int]:
    mine = select(PanelCase.id, PanelCase.version).where(
        PanelCase.person_id == person_id, PanelCase.status != rules.CLOSED
    )
    row = read.session.execute(mine).one()
    return row.id, row.version
