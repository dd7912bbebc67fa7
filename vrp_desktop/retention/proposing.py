"""Proposing a record to be erased, within a running deed of retention or of data rights."""

from __future__ import annotations

from sqlalchemy import select

from db.people import Person
from db.retention import RetentionItem
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Work
from vrp_desktop.errors import RuleBroken
from vrp_desktop.people.holds import refuse_held
from vrp_desktop.retention.due import Due
from vrp_desktop.retention.figures import ASKED_FOR, PROPOSED


def propose_as_asked(work: Work, person: Person) -> str:
    """Within a deed of data rights: propose a record that is asked to be erased; returns the item's id."""
    work.actor.need(Permission.KEEP_RETENTION)
    waiting = select(RetentionItem.id).where(RetentionItem.person_id == person.id, RetentionItem.state == PROPOSED)
    if work.session.scalar(waiting.limit(1)) is not None:
        raise RuleBroken(
            "This record was proposed already.", means="Nothing was changed.", do="Someone else approves it."
        )
    refuse_held(work.session, person.id, work.today)
    return propose(work, Due(person.id, person.place_code, ASKED_FOR, work.today, work.today))


def propose(work: Work, item: Due) -> str:
    """Put a record on the list of those that wait for a second person; returns the item's id."""
    proposed = RetentionItem(
        id=work.new_id(),
        person_id=item.person_id,
        place_code=item.place_code,
        rule=item.rule,
        last_on=item.last_on,
        due_on=item.due_on,
        state=PROPOSED,
        proposed_on=work.today,
        proposed_by=work.actor.user_id,
    )
    work.add(proposed)
    return proposed.id
