"""The form of a child or young person: its fields, and the way between values and the WORK floor's form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ui.desk import Desk
from ui.widgets.fields import Choose, Day, FormPart, Lines, Option, Section, Text
from vrp_desktop.clock import london_day
from vrp_desktop.people.forms import ESTIMATED, KNOWN, NOT_KNOWN, PersonForm
from vrp_desktop.workspace.facts import SWITCHED_IDENTIFIERS

LISTED = {
    "sex": "sex",
    "ethnicity": "ethnicity",
    "home_authority": "places",
    "school_status": "school_statuses",
    "send": "send_statuses",
    "care_experience": "care_experience",
}
"""Which reference list each chosen attribute comes from."""

IDENTIFIERS = ("UPN", "LOCAL", *SWITCHED_IDENTIFIERS)

BASES = (Option(KNOWN, "Known"), Option(ESTIMATED, "Estimated"), Option(NOT_KNOWN, "Not known"))


def name_fields() -> list[FormPart]:
    """The fields that a search needs first."""
    return [
        Text(name="forenames", label="Forenames", half=True),
        Text(name="surname", label="Surname", half=True),
        Day(name="born_on", label="Date of birth", half=True),
        Choose(name="born_basis", label="The date of birth is", options=BASES, half=True),
    ]


def person_fields(desk: Desk, form: PersonForm | None) -> list[FormPart]:
    """All fields, with the choices that hold today and what is kept already."""
    today = london_day(desk.clock.now())
    asks = desk.shelf.asks_for

    def choose(name: str, label: str, help_: str = "") -> Choose:
        kept = getattr(form, name) if form else None
        options = desk.shelf.options(LISTED[name], today, kept)
        return Choose(name=name, label=label, options=options, help=help_, half=True, blank="Blank: not entered")

    return [
        *name_fields(),
        Lines(name="former_names", label="Former names", lines=2, help="One on each line, forenames first."),
        Section("Where and who"),
        Choose(name="place_code", label="Place", options=desk.shelf.options("places", today), required=True, half=True),
        Text(name="postcode", label="Postcode", half=True),
        choose("home_authority", "Home authority", "Where the child is placed from elsewhere."),
        choose("sex", "Sex"),
        choose("ethnicity", "Self-defined ethnicity", "As the child says it. Never inferred, never as seen by others."),
        Section("School and support"),
        Text(name="school", label="School", half=True),
        choose("school_status", "School status"),
        choose("send", "SEND and EHCP"),
        choose("care_experience", "Care experience"),
        Section("Identifiers", "Optional. A number that looks wrong is pointed out, and kept all the same."),
        Text(name="UPN", label="UPN", half=True),
        Text(name="LOCAL", label="Local reference", half=True),
        *(Text(name=kind, label=words, half=True) for kind, words in SWITCHED_IDENTIFIERS.items() if asks(kind)),
    ]


def as_values(form: PersonForm) -> dict[str, object]:
    """A form's values for the screen."""
    values: dict[str, object] = {
        name: getattr(form, name)
        for name in ("forenames", "surname", "born_on", "born_basis", "place_code", "postcode", "school", *LISTED)
    }
    values["postcode"], values["school"] = form.postcode or "", form.school or ""
    values["former_names"] = "\n".join(f"{first} {last}".strip() for first, last in form.former_names)
    values |= {kind: form.identifiers.get(kind, "") for kind in IDENTIFIERS}
    return values


def as_form(values: Mapping[str, Any], before: PersonForm | None = None) -> PersonForm:
    """What was typed, as the WORK floor takes it; identifiers that the form does not show are kept."""
    born: date | None = values.get("born_on")
    basis = values.get("born_basis") or (KNOWN if born else NOT_KNOWN)
    kept = dict(before.identifiers) if before else {}
    typed = {kind: str(values.get(kind) or "") for kind in IDENTIFIERS if kind in values}
    return PersonForm(
        forenames=str(values.get("forenames") or ""),
        surname=str(values.get("surname") or ""),
        place_code=str(values.get("place_code") or ""),
        born_on=born,
        born_basis=basis if born else NOT_KNOWN,
        postcode=values.get("postcode") or None,
        school=values.get("school") or None,
        former_names=_former(str(values.get("former_names") or ""), before),
        identifiers={**kept, **typed},
        **{name: values.get(name) for name in LISTED},
    )


def _former(text: str, before: PersonForm | None) -> tuple[tuple[str, str], ...]:
    """Each line is a name; one that was there before keeps its split into forenames and surname."""
    known = {f"{first} {last}".strip(): (first, last) for first, last in (before.former_names if before else ())}
    names = []
    for line in filter(None, (" ".join(part.split()) for part in text.splitlines())):
        first, _, last = line.rpartition(" ")
        names.append(known.get(line, (first, last)))
    return tuple(names)
