"""Deeds on the workspace itself: founding it, and taking in the reference lists that a newer program ships."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from db.access import UserAccount, WorkspaceFact
from db.reference import Place
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work
from vrp_desktop.errors import Invalid
from vrp_desktop.reference.files import read_lists
from vrp_desktop.reference.lists import load_shipped
from vrp_desktop.workspace.facts import AREA_NAME, FINGERPRINT_KEY, LISTS_DIGEST, PRACTICE, digest_of_shipped_lists


@command(Permission.MANAGE_SETTINGS)
def found_workspace(work: Work, area_name: str, places: Sequence[str], practice: bool) -> None:
    """Write the first user, who is the actor, the facts and the shipped lists."""
    actor = work.actor
    work.add(
        UserAccount(
            id=actor.user_id,
            name=actor.name,
            full_name=actor.full_name,
            role=actor.role.value,
            started_on=work.today,
        )
    )
    facts = {AREA_NAME: area_name.strip(), PRACTICE: practice, FINGERPRINT_KEY: secrets.token_hex(32)}
    for key, value in facts.items():
        work.add(WorkspaceFact(key=key, value=value))
    _load_lists(work)
    _choose_places(work, places)


@command(Permission.OWN_WORK)
def take_in_shipped_lists(work: Work) -> int:
    """Add and end-date what a newer program ships; whoever opens the workspace first does it. Returns the changes."""
    return _load_lists(work)


def _load_lists(work: Work) -> int:
    changed = load_shipped(work.session, read_lists())
    work.session.merge(WorkspaceFact(key=LISTS_DIGEST, value=digest_of_shipped_lists()))
    return changed


def _choose_places(work: Work, codes: Sequence[str]) -> None:
    places = {place.code: place for place in work.session.scalars(select(Place))}
    unknown = [code for code in codes if code not in places]
    if unknown:
        raise Invalid({"places": f"These are not places of the list: {', '.join(unknown)}."})
    for place in places.values():
        if place.code in codes if codes else place.extra.get("default") is True:
            place.in_use = True


@command(Permission.BACK_UP)
def note_backup(work: Work, digest: str) -> None:
    """Put into the audit that a backup was taken."""
    work.names("backup", digest[:36], reason="A backup was made.")


@command(Permission.OWN_WORK)
def note_restore(work: Work, made_at: datetime, audit_head: str) -> None:
    """Put into the audit that this workspace came out of a backup, and where the audit stood then."""
    work.names("backup", audit_head[:36], reason=f"Restored from a backup made at {made_at.isoformat()}.")
