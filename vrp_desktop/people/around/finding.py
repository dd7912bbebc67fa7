"""What someone around a child is found by; what is found leads to the child."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from vrp_desktop.people.around.forms import WayForm
from vrp_desktop.search import index

KIND: Final = "contact"
LED_BY_A_CHILD: Final = (KIND, "person_link")
"""Kinds whose place is their child's: they go along when the child's place changes."""


def contact_words(name: str, job: str, ways: Sequence[WayForm]) -> list[str]:
    """Name, role and each way; a number also without its spaces, as many people type it."""
    words = [name, job]
    for way in ways:
        words.append(way.details)
        if way.details[:1] in "+0" and "".join(way.details.split()).lstrip("+").isdigit():
            words.append("".join(way.details.split()))
    return words


def put_contact(
    session: Session, contact_id: str, words: Sequence[str], *, person_id: str, place_code: str | None
) -> None:
    """Let a contact be found by its words, in the place of its child."""
    if any(words):
        index.put(session, KIND, contact_id, words, person_id=person_id, place_code=place_code)
    else:
        index.remove(session, KIND, contact_id)


def take_along(session: Session, person_id: str, place_code: str | None) -> None:
    """The child's place has changed: what is led by the child is found there now."""
    for kind in LED_BY_A_CHILD:
        index.move_of_person(session, kind, person_id, place_code)
