"""Erasing again, in a workspace restored from an older backup, who was erased since: children, and people around."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from db.around import Contact
from db.people import Person
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work
from vrp_desktop.people.around.commands import erase_contact
from vrp_desktop.people.erasure import erase_person
from vrp_desktop.people.merging import standing_merge_of, undo_merge

if TYPE_CHECKING:
    from vrp_desktop.workspace.workspace import Workspace

REASON: Final = "Erased before; the backup that was restored is older."


def erase_again(workspace: Workspace, person_ids: Sequence[str]) -> int:
    """Erase each of them, one deed each; returns how many were there to erase."""
    return sum(workspace.write(erase_person_again, person_id).result for person_id in person_ids)


@command(Permission.OWN_WORK)
def erase_person_again(work: Work, person_id: str) -> bool:
    """The erasure was decided by who had the right; repeating it does not depend on who restores the backup."""
    work.actor = replace(work.actor, places=None)
    contact = work.session.get(Contact, person_id)
    if contact is not None and contact.erased_at is None:
        erase_contact(work, person_id, REASON)
        return True
    person = work.session.get(Person, person_id)
    if person is None or person.erased_at is not None:
        return False
    merge = standing_merge_of(work, person_id)
    if merge is not None:
        # Whoever was erased alone had been taken out of the merge first; the older backup does not know that yet.
        undo_merge(work, merge.id, REASON)
    erase_person(work, person_id, REASON)
    return True
