"""Records that still say who they are of: what was erased is not written on again."""

from __future__ import annotations

from db.people import Person
from vrp_desktop.access.work import Work
from vrp_desktop.errors import RuleBroken


def kept_person(work: Work, person_id: str) -> Person:
    """The person's row, in the actor's places; refuses one that was erased."""
    person = work.get(Person, person_id, "child or young person")
    if person.erased_at is not None:
        raise RuleBroken(
            "This record was erased.", means="Nothing was changed.", do="Add a new record if the child comes back."
        )
    return person
