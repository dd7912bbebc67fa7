"""Turning a person into words for the screen: the only place that does, so that the view is kept everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class View(StrEnum):
    """How names are shown: in full, as initials and codes, or not at all."""

    NAMES = "names"
    INITIALS = "initials"
    COVERED = "covered"


@dataclass(frozen=True, slots=True)
class PersonWords:
    """What is needed to name someone on a page."""

    person_id: str
    code: str
    forenames: str
    surname: str


def full_name(forenames: str, surname: str) -> str:
    """Forenames and surname as they are said."""
    return f"{forenames} {surname}".strip() or "Name not known"


def name_on_screen(person: PersonWords, view: View) -> str:
    """The words for a person in a view. Outside *names* neither name nor part of it can be read."""
    match view:
        case View.NAMES:
            return full_name(person.forenames, person.surname)
        case View.INITIALS:
            initials = "".join(part[0].upper() for part in (person.forenames, person.surname) if part)
            return f"{initials} {person.code}".strip()
        case View.COVERED:
            return person.code


def sorting_name(person: PersonWords) -> str:
    """SURNAME, Forenames, for lists in order of surname."""
    return f"{person.surname.upper()}, {person.forenames}".strip(", ")


def free_text(text: str, view: View) -> str:
    """Free text is withheld outside *names*."""
    return text if view is View.NAMES or not text else "Hidden in this view"
