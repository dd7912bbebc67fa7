"""What a link is found by: its occurrence and note, from either end."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select

from db.links import PersonLink
from db.people import Person
from vrp_desktop.access.work import Work
from vrp_desktop.search import index

KIND: Final = "person_link"


def put_link(work: Work, link: PersonLink) -> None:
    """Let a link be found by its occurrence and note, from either end, each in its own place."""
    index.remove(work.session, KIND, link.id)
    words = [link.occurrence, link.note]
    if not any(words):
        return
    ends = work.session.execute(
        select(Person.id, Person.place_code).where(
            Person.id.in_((link.person_id, link.other_id)), Person.erased_at.is_(None)
        )
    )
    rows = [index.row(KIND, link.id, words, person_id=end.id, place_code=end.place_code) for end in ends]
    index.bulk_rows(rows, work.session)
