"""Turning a person into words for the screen: the only place that does, so that the view is kept everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from db.stand_in import IN_TEXT, STAND_IN


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

    @property
    def is_restricted(self) -> bool:
        """Whether the store has kept the name back: the record is restricted and the reader has not opened it."""
        return self.surname == STAND_IN


class Standing(StrEnum):
    """How far someone at the other end of a link may be named: seen, in a place that is not the reader's, or erased."""

    SEEN = "seen"
    ELSEWHERE = "elsewhere"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class End:
    """Someone at the other end of a link or among the people around a child. Only who is seen has names here."""

    words: PersonWords
    standing: Standing = Standing.SEEN

    @property
    def person_id(self) -> str:
        return self.words.person_id

    @property
    def opens(self) -> bool:
        """Whether the reader may open this one's record."""
        return self.standing is Standing.SEEN


def full_name(forenames: str, surname: str) -> str:
    """Forenames and surname as they are said."""
    return f"{forenames} {surname}".strip() or "Name not known"


def name_on_screen(person: PersonWords, view: View) -> str:
    """The words for a person in a view. Outside *names* neither name nor part of it can be read."""
    if person.is_restricted:
        return person.code if view is not View.NAMES else f"Restricted ({person.code})"
    match view:
        case View.NAMES:
            return full_name(person.forenames, person.surname)
        case View.INITIALS:
            initials = "".join(part[0].upper() for part in (person.forenames, person.surname) if part)
            return f"{initials} {person.code}".strip()
        case View.COVERED:
            return person.code


def end_on_screen(end: End, view: View) -> str:
    """The words for someone at the other end: a code alone where the place is not the reader's; never a lost name."""
    match end.standing:
        case Standing.SEEN:
            return name_on_screen(end.words, view)
        case Standing.ELSEWHERE:
            return end.words.code
        case Standing.ERASED:
            return f"a person whose record was erased ({end.words.code})"


def contact_on_screen(name: str, view: View) -> str:
    """The words for someone around a child who is not on file, and so has no code: initials outside *names*."""
    match view:
        case View.NAMES:
            return name
        case View.INITIALS:
            return "".join(part[0].upper() for part in name.split())
        case View.COVERED:
            return ""


def sorting_name(person: PersonWords) -> str:
    """SURNAME, Forenames, for lists in order of surname."""
    if person.is_restricted:
        return name_on_screen(person, View.NAMES)
    return f"{person.surname.upper()}, {person.forenames}".strip(", ")


def free_text(text: str, view: View) -> str:
    """Free text is withheld outside *names*."""
    return text if view is View.NAMES or not text else "Hidden in this view"


def names_kept_back(text: str) -> int:
    """How many names in a text are not read, since they are of restricted records that are closed to the reader."""
    return text.count(IN_TEXT)
