"""Who sees a concern: whoever sees the child's record, a case of the child, or the place where it was raised."""

from __future__ import annotations

from typing import Any

from sqlalchemy import or_, select

from db.panel import PanelCase
from db.people import Person
from db.safeguarding import SafeguardingConcern as Concern
from vrp_desktop.access.work import Read
from vrp_desktop.errors import NotFound


def seen(read: Read) -> list[Any]:
    """The conditions on concerns by the reader's places; none for those who see every place.

    A concern is never hidden from those who work with the child because it was raised somewhere else.
    """
    if read.actor.places is None:
        return []
    mine = sorted(read.actor.places)
    people = select(Person.id).where(Person.place_code.in_(mine))
    cases = select(PanelCase.person_id).where(PanelCase.place_code.in_(mine))
    return [or_(Concern.place_code.in_(mine), Concern.person_id.in_(people), Concern.person_id.in_(cases))]


def seen_concern(read: Read, concern_id: str) -> Concern:
    """The mapped row; raises NotFound."""
    found = read.session.scalar(select(Concern).where(Concern.id == concern_id, *seen(read)))
    if found is None:
        raise NotFound(
            "This safeguarding concern is not in the workspace, or not in your places.", do="Go back to the list."
        )
    return found
