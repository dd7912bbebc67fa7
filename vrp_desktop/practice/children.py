"""Who the made-up children are: names, birth dates, attributes with their gaps, likely duplicates and twins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from vrp_desktop.people.forms import ESTIMATED, KNOWN, NOT_KNOWN, PersonForm
from vrp_desktop.practice.chance import Chance, Weighted, stream
from vrp_desktop.practice.words import MadeUpName
from vrp_desktop.practice.world import World

IDENTITY: Final = 1
TWIN_EVERY, TWIN_AT = 160, 81
DUPLICATE_EVERY, DUPLICATE_AT = 45, 44

_AGES: Final = Weighted({9: 1, 10: 4, 11: 7, 12: 12, 13: 17, 14: 20, 15: 18, 16: 13, 17: 8, 18: 1.2})
_SEXES: Final[Weighted[str | None]] = Weighted(
    {"MALE": 66, "FEMALE": 28, "NOT_KNOWN": 2, "NOT_ASKED": 2, "REFUSED": 0.6, None: 1.4},
)
_ETHNICITIES: Final[Weighted[str | None]] = Weighted(
    {"W1": 61, "W9": 3, "W2": 0.6, "W3": 1, "W5": 0.5, "A1": 1.5, "A2": 2, "A3": 2, "A4": 0.5, "A9": 1.4, "B1": 1.6},
    {"B2": 3, "B9": 1, "M1": 2.4, "M2": 1, "M3": 1.2, "M9": 1.5, "O2": 1, "O9": 0.8},
    {"NOT_ASKED": 5, "NOT_KNOWN": 4, "REFUSED": 1.5, None: 3},
)
_SCHOOL_STATUSES: Final[Weighted[str | None]] = Weighted(
    {"MAINSTREAM": 56, "REDUCED_TIMETABLE": 9, "SUSPENDED": 5, "PERMANENTLY_EXCLUDED": 4, "ALTERNATIVE_PROVISION": 8},
    {"SPECIAL_SCHOOL": 3, "ELECTIVE_HOME_EDUCATION": 3, "MISSING_EDUCATION": 1, "NOT_KNOWN": 5, "NOT_ASKED": 2},
    {None: 4},
)
_AFTER_SCHOOL: Final[Weighted[str | None]] = Weighted(
    {"COLLEGE": 55, "TRAINING_OR_WORK": 12, "NEET": 20, "NOT_KNOWN": 8, None: 5},
)
_SEND: Final[Weighted[str | None]] = Weighted(
    {"NONE": 52, "SEN_SUPPORT": 22, "EHC_ASSESSMENT": 4, "EHCP": 9, "NOT_KNOWN": 6, "NOT_ASKED": 3, None: 4},
)
_CARE: Final[Weighted[str | None]] = Weighted(
    {"NEVER": 78, "LOOKED_AFTER": 6, "PREVIOUSLY_LOOKED_AFTER": 3, "ADOPTED_OR_GUARDIANSHIP": 2, "NOT_KNOWN": 6},
    {"NOT_ASKED": 2, "REFUSED": 0.5, None: 2.5},
)
_BIRTHS: Final = Weighted({KNOWN: 93.5, ESTIMATED: 2, NOT_KNOWN: 4.5})
_IN_NO_SCHOOL: Final = frozenset({"PERMANENTLY_EXCLUDED", "ELECTIVE_HOME_EDUCATION", "MISSING_EDUCATION", "NEET"})
_NEVER_IN_POSTCODES: Final = "CIKMOV"
_UPN_LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"


def child(world: World, number: int) -> tuple[PersonForm, date, Chance]:
    """Who child number N is, the day of the first referral, and the chance that the rest is drawn from."""
    chance = stream(world.order.seed, number, IDENTITY)
    arrived = world.arrival(chance, number)
    if number % TWIN_EVERY == TWIN_AT:
        return _twin(world, chance, child(world, number - 1)[0]), arrived, chance
    if number % DUPLICATE_EVERY == DUPLICATE_AT:
        return _again(chance, child(world, number - 1)[0]), arrived, chance
    return _someone(world, chance, arrived), arrived, chance


def _someone(world: World, chance: Chance, arrived: date) -> PersonForm:
    sex = _SEXES.draw(chance)
    name = world.names.draw(chance, sex == "FEMALE" or (sex != "MALE" and chance.yes(0.4)))
    age = _AGES.draw(chance)
    born_on, basis = _birth(chance, arrived, age)
    place = world.places.draw(chance)
    form = PersonForm(
        forenames=name.forenames,
        surname=name.surname,
        place_code=place,
        born_on=born_on,
        born_basis=basis,
        sex=sex,
        ethnicity=_ethnicity(chance, name),
        send=_SEND.draw(chance),
        care_experience=_CARE.draw(chance),
    )
    return _with_past(world, chance, _settled(world, chance, form, age))


def _birth(chance: Chance, arrived: date, age: int) -> tuple[date | None, str]:
    basis = _BIRTHS.draw(chance)
    if basis == NOT_KNOWN:
        return None, NOT_KNOWN
    if basis == ESTIMATED:
        return date(arrived.year - age, 1, 1), ESTIMATED
    birthday = date(arrived.year - age, arrived.month, min(arrived.day, 28))
    born = birthday - timedelta(days=chance.between(0, 363))
    # The first of January stands for "about then" in many files; a made-up child is born on another day.
    return (born.replace(day=2) if (born.month, born.day) == (1, 1) else born), KNOWN


def _ethnicity(chance: Chance, name: MadeUpName) -> str | None:
    if name.ethnicities and chance.yes(0.85):
        return chance.one(name.ethnicities)
    return _ETHNICITIES.draw(chance)


def _settled(world: World, chance: Chance, form: PersonForm, age: int) -> PersonForm:
    """With where the child lives and learns."""
    area = world.neighbourhood(form.place_code)
    status = (_AFTER_SCHOOL if age >= 16 and chance.yes(0.6) else _SCHOOL_STATUSES).draw(chance)
    return replace(
        form,
        postcode=_postcode(chance, area.outward) if chance.yes(0.84) else None,
        home_authority=_authority(chance, area.county),
        school=None if status in _IN_NO_SCHOOL or chance.yes(0.06) else chance.one(area.schools),
        school_status=status,
    )


def _postcode(chance: Chance, outward: tuple[str, ...]) -> str:
    """A postcode with letters that real ones never end in, so that it can be nobody's."""
    letters = chance.one(_NEVER_IN_POSTCODES) + chance.one(_NEVER_IN_POSTCODES)
    return f"{chance.one(outward)} {chance.between(0, 9)}{letters}"


def _authority(chance: Chance, county: str | None) -> str | None:
    if chance.yes(0.02):
        return "BRISTOL"
    return county if chance.yes(0.9) else None


def _with_past(world: World, chance: Chance, form: PersonForm) -> PersonForm:
    former = ((form.forenames, world.names.surname(chance)),) if chance.yes(0.02) else ()
    identifiers = {"UPN": _upn(chance)} if chance.yes(0.35) else {}
    return replace(form, former_names=former, identifiers=identifiers)


def _upn(chance: Chance) -> str:
    """A pupil number whose check letter fits, of an authority that is not there (000)."""
    digits = f"000{chance.between(0, 9999):04}{chance.between(0, 99999):05}"
    total = sum(int(digit) * position for position, digit in enumerate(digits, start=2))
    return _UPN_LETTERS[total % len(_UPN_LETTERS)] + digits


def _twin(world: World, chance: Chance, other: PersonForm) -> PersonForm:
    """Another child of the same family and birthday, who must never be taken for the first."""
    is_girl = chance.yes(0.5)
    forename = world.names.forename(chance, is_girl)
    while forename[0] == other.forenames[0]:
        forename = world.names.forename(chance, is_girl)
    return replace(
        other, forenames=forename, sex="FEMALE" if is_girl else "MALE", former_names=(), identifiers={}, send="NONE"
    )


def _again(chance: Chance, other: PersonForm) -> PersonForm:
    """The same child, sent by another agency and written another way: a likely pair left on file."""
    gaps = replace(other, former_names=(), identifiers={}, ethnicity="NOT_KNOWN", send=None, school=None)
    born = other.born_on
    kind = chance.between(0, 2)
    if kind == 0 and born is not None and other.born_basis == KNOWN and born.day <= 12 and born.day != born.month:
        return replace(gaps, born_on=date(born.year, born.day, born.month))
    if kind == 1 and other.surname.isascii():
        return replace(gaps, surname=one_letter_less(chance, other.surname))
    return replace(gaps, forenames=f"{other.forenames.split()[0]} {chance.one(('Lee', 'Jay', 'Rae', 'Kit'))}")


def one_letter_less(chance: Chance, surname: str) -> str:
    """The name as someone in a hurry types it."""
    place = chance.between(3, max(3, len(surname) - 3))
    return surname[:place] + surname[place + 1 :]
