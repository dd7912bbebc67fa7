"""Everyone who may be named in what is on file about a child, each with one steady code for the whole workspace."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import or_, select

from db.access import UserAccount
from db.actions import Action
from db.around import Contact
from db.covering import uncovered
from db.links import PersonLink
from db.panel import EligibilityAnswer, PanelDecision, ToldAboutPanel
from db.people import Person, PersonName
from vrp_desktop.access.work import Read
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.search.folding import fold
from vrp_desktop.workspace.facts import fingerprint_key

_SYMBOLS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH: Final = 6
_PROFESSIONALS: Final = (
    (EligibilityAnswer, EligibilityAnswer.lead_professional),
    (PanelDecision, PanelDecision.owner_name),
    (ToldAboutPanel, ToldAboutPanel.told_by),
    (Action, Action.owner_name),
)


@dataclass(frozen=True, slots=True)
class Around:
    """The child's names under its own code, and everybody else's under codes that nobody can work out from a name."""

    child: tuple[PersonWords, ...]
    others: tuple[PersonWords, ...]
    workers: frozenset[str] = frozenset()
    """The codes of those who are named in their work alone."""

    @property
    def family_and_friends(self) -> tuple[PersonWords, ...]:
        """The others without those who are named in their work."""
        return tuple(one for one in self.others if one.code not in self.workers)


def steady_code(key: str, who: str) -> str:
    """A code for someone: always the same in one workspace, and nothing without its key."""
    number = int.from_bytes(hmac.digest(bytes.fromhex(key), f"code\x1f{who}".encode(), "sha256"))
    found = ""
    for _ in range(_LENGTH):
        number, at = divmod(number, len(_SYMBOLS))
        found += _SYMBOLS[at]
    return f"A-{found}"


def names_around(read: Read, person_id: str) -> Around:
    """Everyone on file around a child: who is linked, who is a contact, and the workers who are named."""
    read.get(Person, person_id, "child or young person")
    # To be struck out a name must be known, also of someone whose own record is restricted.
    with uncovered():
        return _around(read, person_id)


def _around(read: Read, person_id: str) -> Around:
    key = fingerprint_key(read.session)
    child = read.session.get_one(Person, person_id)
    own = tuple(PersonWords(person_id, child.code, *names) for names in _names(read, person_id))
    others: dict[tuple[str, str, str], PersonWords] = {}
    for other_id in sorted(_others(read, person_id)):
        for forenames, surname in _names(read, other_id):
            words = PersonWords(other_id, steady_code(key, other_id), forenames, surname)
            others[words.code, forenames, surname] = words
    private, at_work = _private(read, person_id), _at_work(read, person_id)
    for name in sorted(private | at_work):
        first, _, last = name.rpartition(" ")
        # One name that stands with several children is one person, whatever row it was typed in.
        words = PersonWords("", steady_code(key, fold(name)), first, last)
        others[words.code, first, last] = words
    workers = {steady_code(key, fold(name)) for name in at_work} - {steady_code(key, fold(name)) for name in private}
    return Around(own, tuple(others.values()), frozenset(workers))


def _names(read: Read, person_id: str) -> list[tuple[str, str]]:
    rows = select(PersonName.forenames, PersonName.surname).where(PersonName.person_id == person_id)
    return [(row[0], row[1]) for row in read.session.execute(rows.order_by(PersonName.kind, PersonName.id))]


def _others(read: Read, person_id: str) -> set[str]:
    linked = select(PersonLink.person_id, PersonLink.other_id).where(
        or_(PersonLink.person_id == person_id, PersonLink.other_id == person_id)
    )
    found = {one for row in read.session.execute(linked) for one in row}
    around = select(Contact.other_id).where(Contact.person_id == person_id, Contact.other_id.is_not(None))
    found |= {str(other) for other in read.session.scalars(around)}
    return found - {person_id}


def _private(read: Read, person_id: str) -> set[str]:
    """The names of contacts who are neither on file nor of an agency."""
    mine = select(Contact.name).where(Contact.person_id == person_id, Contact.agency_code.is_(None))
    return _tidy(read.session.scalars(mine))


def _at_work(read: Read, person_id: str) -> set[str]:
    """The names of workers around the child or on its records, and of users."""
    mine = select(Contact.name).where(Contact.person_id == person_id, Contact.agency_code.is_not(None))
    said = list(read.session.scalars(mine))
    for kind, column in _PROFESSIONALS:
        said += read.session.scalars(select(column).where(kind.person_id == person_id))
    said += read.session.scalars(select(UserAccount.full_name))
    return _tidy(said)


def _tidy(names: Iterable[str]) -> set[str]:
    return {" ".join(name.split()) for name in names if name and len(name.strip()) > 1}
