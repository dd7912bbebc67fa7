"""Records that still say who they are of: what was erased, or merged into another, is not written on again."""

from __future__ import annotations

from db.people import Person
from vrp_desktop.access.work import Work
from vrp_desktop.errors import RuleBroken


def kept_person(work: Work, person_id: str, *, even_restricted: bool = False) -> Person:
    """The person's row, in the actor's places; refuses one that was erased or merged."""
    person = work.get(Person, person_id, "child or young person", even_restricted=even_restricted)
    if person.erased_at is not None:
        raise RuleBroken(
            "This record was erased.", means="Nothing was changed.", do="Add a new record if the child comes back."
        )
    if person.merged_into_id is not None:
        carries_on = work.session.get_one(Person, person.merged_into_id)
        raise RuleBroken(
            f"This record was merged into {carries_on.code}.",
            means="Nothing was changed.",
            do=f"Work on {carries_on.code}, or undo the merge there.",
        )
    return person
