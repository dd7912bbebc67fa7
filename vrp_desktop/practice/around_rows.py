"""The people around each practice child: carers with safe ways to reach them, trusted adults, who leads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from db.around import Contact, ContactWay
from vrp_desktop.people.around.finding import KIND, contact_words
from vrp_desktop.people.around.forms import OWN, WayForm
from vrp_desktop.practice.chance import Chance, Weighted, stream
from vrp_desktop.practice.children import DUPLICATE_AT, DUPLICATE_EVERY, TWIN_AT, TWIN_EVERY
from vrp_desktop.practice.ledger import Ledger
from vrp_desktop.practice.plans import ChildPlan, LeadPlan
from vrp_desktop.practice.season import moment
from vrp_desktop.practice.world import World

FAMILY: Final = 7
"""The purpose of this stream of chance."""

_MORNING: Final = 10 * 60
_SAFE: Final[Weighted[str | None]] = Weighted(
    {"ANY_WAY": 34, "NOT_ASKED": 24, "ONLY_THIS_WAY": 20, "DO_NOT_CONTACT": 4, "NOT_KNOWN": 5, "REFUSED": 2, None: 11}
)
_LANGUAGES: Final[Weighted[str | None]] = Weighted(
    {"ENGLISH": 72, "POLISH": 4, "ROMANIAN": 2, "ARABIC": 2, "BENGALI": 2, "SOMALI": 1, "BSL": 1, "NOT_ASKED": 6},
    {"NOT_KNOWN": 4, "REFUSED": 0.5, None: 5.5},
)
_INTERPRETED: Final[Weighted[str | None]] = Weighted({"YES": 55, "NO": 25, "NOT_ASKED": 12, "REFUSED": 3, None: 5})
_NEEDS: Final[Weighted[str | None]] = Weighted(
    {"NO_NEEDS": 45, "HAS_NEEDS": 12, "NOT_ASKED": 22, "NOT_KNOWN": 8, "REFUSED": 1, None: 12}
)
_ANSWERS: Final[Weighted[str | None]] = Weighted(
    {"YES": 64, "NO": 16, "NOT_KNOWN": 9, "NOT_ASKED": 7, "REFUSED": 1, None: 3}
)
_STREETS: Final = ("Madeup Road", "Nowhere Street", "Paper Lane", "Inkwell Close", "Example Terrace")
_FOR: Final = {"MOBILE": ("First call", "Texts alone", ""), "PHONE": ("Evenings", ""), "EMAIL": ("Letters", "")}


def write_leads(ledger: Ledger, plan: ChildPlan, person_id: str, leads: Sequence[LeadPlan]) -> None:
    """One lead at a time: the next one begins the day after the last one ended."""
    ordered = sorted({lead.on: lead for lead in leads}.values(), key=lambda lead: lead.on)
    for at, lead in enumerate(ordered):
        following = ordered[at + 1] if at + 1 < len(ordered) else None
        values = {"agency_code": lead.agency, "name": lead.name, "from_on": lead.on, "job": "Lead practitioner"}
        until = following.on - timedelta(days=1) if following else None
        _write(ledger, plan, person_id, "LEAD_PROFESSIONAL", values | {"until_on": until}, [])


def write_family(ledger: Ledger, world: World, number: int, plan: ChildPlan, person_id: str) -> None:
    """Carers and others. Twins, and a child who was sent twice, have the family of the one before."""
    is_same = number % TWIN_EVERY == TWIN_AT or number % DUPLICATE_EVERY == DUPLICATE_AT
    chance = stream(world.order.seed, number - is_same, FAMILY)
    for relationship in _relationships(chance, plan):
        _carer(ledger, world, chance, plan, person_id, relationship)
    if chance.yes(0.3):
        job = {"name": world.names.professional(chance), "job": "Form tutor", "agency_code": "EDUCATION"}
        _write(ledger, plan, person_id, chance.one(("TRUSTED_ADULT", "SCHOOL_CONTACT")), job, [])
    if chance.yes(0.55):
        own = _safe(world, chance) | _needs(world, chance)
        _write(ledger, plan, person_id, OWN, own, _ways(chance, "", ("MOBILE",)))


def _relationships(chance: Chance, plan: ChildPlan) -> list[str]:
    if plan.form.care_experience == "LOOKED_AFTER":
        return ["FOSTER_CARER", *(["MOTHER"] if chance.yes(0.5) else [])]
    found = ["MOTHER"] if chance.yes(0.86) else []
    found += ["FATHER"] if chance.yes(0.5) else []
    found += ["STEP_PARENT"] if chance.yes(0.1) else []
    found += ["GRANDPARENT"] if not found or chance.yes(0.12) else []
    return found


def _carer(ledger: Ledger, world: World, chance: Chance, plan: ChildPlan, person_id: str, relationship: str) -> None:
    is_woman = relationship in ("MOTHER", "GRANDPARENT", "FOSTER_CARER")
    is_of_the_name = relationship != "FOSTER_CARER" and chance.yes(0.7)
    surname = plan.form.surname if is_of_the_name else world.names.surname(chance)
    name = f"{world.names.forename(chance, is_woman)} {surname}".strip()
    kinds = ["MOBILE", *(["PHONE"] if chance.yes(0.25) else []), *(["EMAIL"] if chance.yes(0.4) else [])]
    kinds += ["ADDRESS"] if chance.yes(0.6) else []
    values: dict[str, Any] = {
        "name": name,
        "parental_responsibility": "NO" if relationship in ("FOSTER_CARER", "STEP_PARENT") else _ANSWERS.draw(chance),
        "lives_with": "YES" if relationship == "FOSTER_CARER" else _ANSWERS.draw(chance),
        "source_agency": plan.cases[0].agency,
        "told_on": plan.cases[0].referred_on if plan.cases[0].agency else None,
    }
    values |= _safe(world, chance) | _needs(world, chance)
    _write(ledger, plan, person_id, relationship, values, _ways(chance, name, kinds))


def _safe(world: World, chance: Chance) -> dict[str, Any]:
    code, say = _SAFE.draw(chance), world.sentences.say
    values: dict[str, Any] = {"safe_contact": code}
    if code == "ONLY_THIS_WAY":
        values |= {"safe_how": say(chance, "safe_how"), "may_be_said": say(chance, "may_be_said")}
        values |= {"safe_when": say(chance, "safe_when")} if chance.yes(0.7) else {}
    if code == "DO_NOT_CONTACT":
        values |= {"no_contact_reason": say(chance, "no_contact")}
    return values


def _needs(world: World, chance: Chance) -> dict[str, Any]:
    language, say = _LANGUAGES.draw(chance), world.sentences.say
    values: dict[str, Any] = {"language": language, "access_needs": _NEEDS.draw(chance)}
    values |= {"interpreter": "NO" if language == "ENGLISH" else _INTERPRETED.draw(chance)} if language else {}
    values |= {"communication_needs": _NEEDS.draw(chance)}
    for kind in ("access", "communication"):
        if values[f"{kind}_needs"] == "HAS_NEEDS":
            values[f"{kind}_note"] = say(chance, kind)
    return values


def _ways(chance: Chance, name: str, kinds: Sequence[str]) -> list[WayForm]:
    """Numbers from the ranges kept for made-up people, and the domain kept for examples."""
    words = ".".join(name.encode("ascii", "ignore").decode().lower().split()) or "someone"
    details = {
        "MOBILE": f"07700 900{chance.between(0, 999):03}",
        "PHONE": f"01632 960{chance.between(0, 999):03}",
        "EMAIL": f"{words}@example.org",
        "ADDRESS": f"{chance.between(1, 120)} {chance.one(_STREETS)}",
    }
    return [WayForm(kind, details[kind], chance.one(_FOR.get(kind, ("",)))) for kind in kinds]


def _write(
    ledger: Ledger, plan: ChildPlan, person_id: str, relationship: str, values: dict[str, Any], ways: Sequence[WayForm]
) -> None:
    row: dict[str, Any] = dict.fromkeys(_BLANK) | dict.fromkeys(_TEXTS, "") | values
    at = moment(plan.entered_on, _MORNING)
    contact_id = ledger.add(Contact, person_id=person_id, relationship=relationship, entered_at=at, **row)
    for position, way in enumerate(ways):
        ledger.add(
            ContactWay,
            contact_id=contact_id,
            person_id=person_id,
            position=position,
            kind=way.kind,
            details=way.details,
            used_for=way.used_for,
        )
    words = [word for word in contact_words(row["name"], row["job"], ways) if word]
    if words:
        ledger.find_by(KIND, contact_id, words, person_id, plan.form.place_code)


_TEXTS: Final = tuple(
    column.key for column in Contact.__table__.c if column.default is not None and column.key != "version"
)
_BLANK: Final = tuple(column.key for column in Contact.__table__.c if column.nullable)
