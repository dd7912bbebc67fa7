"""A child's plan as rows: the person, names, dated attributes, identifiers, notes, and what they are found by."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from db.people import FOR_EVER, FROM_BIRTH, Note, Person, PersonIdentifier, PersonName, PersonProfile
from vrp_desktop.people.fingerprint import fingerprint
from vrp_desktop.people.forms import KNOWN, NO_RESTRICTION, PROFILE_FIELDS, PersonForm, index_words
from vrp_desktop.people.matching import blocking_keys
from vrp_desktop.practice.around_rows import write_family, write_leads
from vrp_desktop.practice.case_rows import write_case
from vrp_desktop.practice.chance import Chance, Weighted, stream
from vrp_desktop.practice.ledger import Ledger
from vrp_desktop.practice.link_rows import write_links
from vrp_desktop.practice.plans import ChildPlan
from vrp_desktop.practice.season import ONE_DAY, moment
from vrp_desktop.practice.world import World
from vrp_desktop.search.folding import fold_name

_OPENS, _CLOSES = 8 * 60 + 30, 17 * 60
"""The minutes of the day between which people type."""

_AFTER_TYPING: Final = 3

_RESTRICTIONS: Final = 0x4E07E
"""The stream of restrictions on notes, apart from every other so that records keep theirs."""

_RESTRICTED: Final = Weighted(
    {
        NO_RESTRICTION: 84,
        "NOT_FOR_PROVIDER": 6,
        "NOT_FOR_FAMILY": 6,
        "NOT_RECORDED": 2,
        "NOT_FOR_FAMILY NOT_FOR_PROVIDER": 2,
    }
)


def write_child(ledger: Ledger, world: World, number: int, plan: ChildPlan, chance: Chance) -> None:
    """Everything about child number N."""
    form = plan.form
    person_id, code = _person(ledger, plan, chance)
    _names(ledger, person_id, form)
    _profiles(ledger, person_id, plan)
    for kind, value in form.identifiers.items():
        ledger.add(PersonIdentifier, person_id=person_id, kind=kind, value=value)
    ledger.add_keys(person_id, blocking_keys(form.candidate()))
    ledger.find_by("person", person_id, index_words(form, code), person_id, form.place_code)
    programmes: dict[str, str] = {}
    leads = [write_case(ledger, world, case, person_id, chance, programmes) for case in plan.cases]
    _notes(ledger, world, plan, person_id, chance)
    write_leads(ledger, plan, person_id, [lead for lead in leads if lead is not None])
    write_family(ledger, world, number, plan, person_id)
    write_links(ledger, world, number, plan, person_id)


def _person(ledger: Ledger, plan: ChildPlan, chance: Chance) -> tuple[str, str]:
    form, code = plan.form, ledger.code("YP")
    is_known = form.born_on is not None and form.born_basis == KNOWN
    person_id = ledger.add(
        Person,
        code=code,
        place_code=form.place_code,
        born_on=form.born_on,
        born_basis=form.born_basis,
        entered_at=moment(plan.entered_on, chance.between(_OPENS, _CLOSES)),
        erased_at=None,
        fingerprint=fingerprint(ledger.register.fingerprint_key, form) if is_known else None,
    )
    return person_id, code


def _names(ledger: Ledger, person_id: str, form: PersonForm) -> None:
    names = (("CURRENT", form.forenames, form.surname), *(("FORMER", *name) for name in form.former_names))
    for kind, forenames, surname in names:
        folded = fold_name(forenames, surname)
        ledger.add(PersonName, person_id=person_id, kind=kind, forenames=forenames, surname=surname, folded=folded)


def _profiles(ledger: Ledger, person_id: str, plan: ChildPlan) -> None:
    values = {name: getattr(plan.form, name) for name in PROFILE_FIELDS}
    if plan.changed_on is None:
        ledger.add(PersonProfile, person_id=person_id, from_on=FROM_BIRTH, until_on=FOR_EVER, **values)
        return
    until = plan.changed_on - ONE_DAY
    ledger.add(PersonProfile, person_id=person_id, from_on=FROM_BIRTH, until_on=until, **values)
    changed = values | plan.changed
    ledger.add(PersonProfile, person_id=person_id, from_on=plan.changed_on, until_on=FOR_EVER, **changed)


def _notes(ledger: Ledger, world: World, plan: ChildPlan, person_id: str, chance: Chance) -> None:
    first = plan.form.forenames.split()[0]
    for day in plan.notes:
        text = world.sentences.say(chance, "note", first=first)
        typed_at = moment(day, chance.between(_OPENS, _CLOSES)) + timedelta(minutes=_AFTER_TYPING)
        note_id = ledger.add(
            Note,
            person_id=person_id,
            place_code=plan.form.place_code,
            about_kind="person",
            about_id=person_id,
            dated_on=day,
            text=text,
            restriction=_restriction(world, day, text),
            written_by=ledger.user_id,
            written_at=typed_at,
        )
        ledger.find_by("note", note_id, [text], person_id, plan.form.place_code)


def _restriction(world: World, day: date, text: str) -> str:
    return _RESTRICTED.draw(stream(world.order.seed, _RESTRICTIONS, day.toordinal() * 4096 + len(text)))
