"""One record of the practice data is restricted, and was opened some times in the month before, each time with why."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import select

from db.panel import PanelCase
from db.people import Person
from db.restricted import RestrictedLook, Restriction
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work
from vrp_desktop.panel.rules import IN_SUPPORT
from vrp_desktop.restricted.commands import MARKED
from vrp_desktop.restricted.queries import hours_open

_DAYS_AGO: Final = 45
_LOOKS: Final = (
    (0, "", MARKED),
    (4, "WORKING_ON_CASE", "To agree the next step with the mentor"),
    (19, "PANEL_PREPARATION", "The review is on the next agenda"),
    (33, "DATA_QUALITY", "A check of the return asked for the school"),
)
"""Days after the record was marked, why it was opened, and in words."""


@command(Permission.RESTRICT)
def add_past_restriction(work: Work) -> None:
    """Restrict the child who has been in support longest; nobody has the record open now."""
    longest = (
        select(Person)
        .join(PanelCase, PanelCase.person_id == Person.id)
        .where(PanelCase.status == IN_SUPPORT, Person.erased_at.is_(None), Person.merged_into_id.is_(None))
        .order_by(PanelCase.status_on, PanelCase.id)
        .limit(1)
    )
    person = work.session.scalars(longest).first()
    if person is None:
        return
    marked_at = work.now - timedelta(days=_DAYS_AGO)
    work.add(
        Restriction(
            id=work.new_id(),
            person_id=person.id,
            place_code=person.place_code,
            reason="A relative works for one of the partners",
            set_at=marked_at,
            set_by=work.actor.user_id,
        )
    )
    for days, why, words in _LOOKS:
        opened_at = marked_at + timedelta(days=days)
        work.add(
            RestrictedLook(
                id=work.new_id(),
                person_id=person.id,
                place_code=person.place_code,
                user_id=work.actor.user_id,
                why=why,
                words=words,
                opened_at=opened_at,
                until=opened_at + timedelta(hours=hours_open(work)),
            )
        )
    work.names("person", person.id, person.place_code)
