"""What is typed about a child or young person, and its checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

from vrp_desktop.errors import Invalid
from vrp_desktop.people.candidate import Candidate

KNOWN, ESTIMATED, NOT_KNOWN = "KNOWN", "ESTIMATED", "NOT_KNOWN"
_OLDEST = 110

NO_RESTRICTION: Final = "MAY_BE_DISCUSSED"
"""The code of the list `restrictions` that keeps nothing from anyone."""


@dataclass(frozen=True, slots=True)
class PersonForm:
    """A child or young person as typed; None is blank, which differs from not asked, not known and refused."""

    forenames: str
    surname: str
    place_code: str
    born_on: date | None = None
    born_basis: str = NOT_KNOWN
    sex: str | None = None
    ethnicity: str | None = None
    postcode: str | None = None
    home_authority: str | None = None
    school: str | None = None
    school_status: str | None = None
    send: str | None = None
    care_experience: str | None = None
    former_names: tuple[tuple[str, str], ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def candidate(self) -> Candidate:
        """The form as the matching rules see it."""
        return Candidate(
            names=((self.forenames, self.surname), *self.former_names),
            born_on=self.born_on,
            born_basis=self.born_basis,
            sex=self.sex,
            postcode=self.postcode,
            school=self.school,
            identifiers=self.identifiers,
        )


PROFILE_FIELDS = (
    "sex",
    "ethnicity",
    "postcode",
    "home_authority",
    "school",
    "school_status",
    "send",
    "care_experience",
)
"""The dated attributes, kept in the profile."""


def check_person(form: PersonForm, today: date) -> None:
    """Raise `Invalid` where the form cannot be kept."""
    wrong: dict[str, str] = {}
    if not form.forenames.strip() and not form.surname.strip():
        wrong["surname"] = "Give at least one name."
    if form.born_on is not None and form.born_on > today:
        wrong["born_on"] = "The date of birth is in the future."
    if form.born_on is not None and form.born_on.year < today.year - _OLDEST:
        wrong["born_on"] = "The date of birth is too long ago."
    if form.born_on is None and form.born_basis != NOT_KNOWN:
        wrong["born_on"] = "Give the date of birth, or say that it is not known."
    if not form.place_code:
        wrong["place_code"] = "Choose the place."
    if wrong:
        raise Invalid(wrong)


def index_words(form: PersonForm, code: str) -> list[str]:
    """The words that someone is found by: names, code, birth date as people type it, identifiers."""
    names = [form.forenames, form.surname, *(part for name in form.former_names for part in name)]
    born = [f"{form.born_on:%d/%m/%Y}"] if form.born_on and form.born_basis == KNOWN else []
    return [*names, code, *born, *form.identifiers.values()]
