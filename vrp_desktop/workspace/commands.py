"""Deeds on the workspace itself: founding it, its places and reference lists, and which identifiers it asks for."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from db.access import UserAccount, WorkspaceFact
from db.backup_copies import BackupCopy
from db.partnership import RegisterEntry
from db.reference import Place
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.errors import Invalid, NotFound, RuleBroken, Stale
from vrp_desktop.reference.editing import CONFIRMED, LOCAL, EntryForm, check_entry, check_words, need_open, new_code
from vrp_desktop.reference.files import Mark, read_lists
from vrp_desktop.reference.lists import load_shipped, local_row, read_lists_of, row_of
from vrp_desktop.reference.reminders import AMOUNTS, LONGEST
from vrp_desktop.workspace.agreed import in_force
from vrp_desktop.workspace.facts import (
    AREA_NAME,
    FINGERPRINT_KEY,
    IDENTIFIERS,
    LISTS_DIGEST,
    PRACTICE,
    SWITCHED_IDENTIFIERS,
    digest_of_shipped_lists,
)


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
    for key, value in {AREA_NAME: area_name.strip(), PRACTICE: practice}.items():
        work.add(WorkspaceFact(key=key, value=value))
    work.add(WorkspaceFact(key=FINGERPRINT_KEY, value=None, secret=secrets.token_hex(32)))
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


@command(Permission.MANAGE_SETTINGS)
def set_places_in_use(work: Work, codes: Sequence[str], seen: Sequence[str]) -> None:
    """Choose the places that the workspace works in. `seen` are those that were in use when the user looked.

    Records of a place that is no longer in use stay as they are; it is only no longer offered.
    """
    places = {place.code: place for place in work.session.scalars(select(Place))}
    in_use = {code for code, place in places.items() if place.in_use}
    if in_use != set(seen):
        raise Stale("place", "", {"places": tuple(sorted(in_use))})
    if not codes:
        raise Invalid({"places": "Choose at least one place: every record belongs to one."})
    if unknown := [code for code in codes if code not in places]:
        raise Invalid({"places": f"These are not places of the list: {', '.join(unknown)}."})
    for code, place in places.items():
        if place.in_use != (code in codes):
            place.in_use = code in codes
            place.version += 1


@command(Permission.MANAGE_SETTINGS)
def add_list_entry(work: Work, list_name: str, form: EntryForm) -> str:
    """Add a local entry at the end of a list; returns its code."""
    need_open(list_name)
    check_entry(list_name, form)
    entries = read_lists_of(work.session).entries.get(list_name, {})
    _refuse_same_label(form.label, [entry.label for entry in entries.values()])
    code = new_code(form.label, frozenset(entries))
    values: dict[str, Any] = {
        "code": code,
        "label": form.label.strip(),
        "meaning": form.meaning.strip(),
        "starts_on": form.starts_on or work.today,
        "position": max((entry.position for entry in entries.values()), default=0) + 10,
        "origin": LOCAL,
        "mark": CONFIRMED,
        "extra": {"kind": form.kind} if form.kind else {},
    }
    if form.kind:
        values["kind"] = form.kind
    if list_name == "forums":
        values["place_code"] = form.place_code
    work.add(local_row(list_name, values))
    work.names(list_name, code[:36])
    return code


@command(Permission.MANAGE_SETTINGS)
def edit_list_entry(work: Work, list_name: str, code: str, version: int, label: str, meaning: str) -> None:
    """Change an entry's words for this workspace; from then on no upgrade touches it."""
    row = _entry(work, list_name, code, version)
    check_words(label)
    others = [e.label for e in read_lists_of(work.session).entries[list_name].values() if e.code != code]
    _refuse_same_label(label, others)
    row.label, row.meaning = label.strip(), meaning.strip()
    _written(work, row, list_name)


@command(Permission.MANAGE_SETTINGS)
def end_list_entry(work: Work, list_name: str, code: str, version: int, ends_on: date | None) -> None:
    """Let an entry be chosen until a day and no longer, or with None without end; what is recorded keeps it."""
    need_open(list_name)
    row = _entry(work, list_name, code, version)
    if ends_on is not None and row.starts_on is not None and ends_on < row.starts_on:
        raise Invalid({"ends_on": f"The entry begins on {row.starts_on:%d/%m/%Y}; it cannot end before."})
    row.ends_on = ends_on
    _written(work, row, list_name)


@command(Permission.MANAGE_SETTINGS)
def confirm_list_entry(work: Work, list_name: str, code: str, version: int, source: str) -> None:
    """Say that an entry known from general knowledge alone is right, and by what this was confirmed."""
    row = _entry(work, list_name, code, version)
    if row.mark != Mark.GENERAL.value:
        raise RuleBroken("This entry needs no confirming.", means="Nothing was changed.", do="Go on to the next.")
    if not source.strip():
        raise Invalid({"source": "Say what confirms it: a paper, a website, or who said so."})
    row.mark = CONFIRMED
    row.version += 1
    work.names(list_name, code[:36], reason=f"Confirmed: {source.strip()}")


@command(Permission.MANAGE_SETTINGS)
def set_reminder(work: Work, list_name: str, code: str, version: int, amount: int | None) -> None:
    """Say from when somebody is reminded, or how far a list looks back."""
    if list_name not in AMOUNTS:
        raise NotFound("This time limit is not in the workspace.", do="Go back to the list.")
    row = _entry(work, list_name, code, version)
    if amount is None or not 0 < amount <= LONGEST:
        raise Invalid({"amount": f"Give a number from 1 to {LONGEST}."})
    # A new value: a change within the old one would not be seen.
    row.extra = {**row.extra, AMOUNTS[list_name]: amount}
    _written(work, row, list_name)


@command(Permission.MANAGE_SETTINGS)
def switch_identifier_on(work: Work, kind: str, agreement_id: str | None) -> None:
    """Ask for NHS numbers or PNC IDs from now on, under an agreement of the register that allows it and is in force.

    When the agreement ends, nothing is asked under it any longer.
    """
    if kind not in SWITCHED_IDENTIFIERS:
        raise Invalid({"kind": "This identifier has no switch."})
    agreement = work.session.get(RegisterEntry, agreement_id) if agreement_id else None
    if agreement is None:
        raise Invalid({"agreement_id": "Choose the agreement of the register that allows it."})
    if kind not in agreement.identifiers:
        raise Invalid({"agreement_id": f"This agreement does not allow the {SWITCHED_IDENTIFIERS[kind]} to be held."})
    if not in_force(agreement, work.today):
        raise Invalid({"agreement_id": "This agreement is not in force today."})
    _switch(work, kind, {"agreement_id": agreement.id})
    work.names("workspace_fact", IDENTIFIERS, reason=f"{SWITCHED_IDENTIFIERS[kind]}: on, {agreement.title}")


@command(Permission.MANAGE_SETTINGS)
def switch_identifier_off(work: Work, kind: str) -> None:
    """Ask no longer; numbers that are on file stay until they are removed on the record."""
    _switch(work, kind, None)
    work.names("workspace_fact", IDENTIFIERS, reason=f"{SWITCHED_IDENTIFIERS.get(kind, kind)}: off")


def _switch(work: Work, kind: str, said: dict[str, str] | None) -> None:
    fact = work.session.get(WorkspaceFact, IDENTIFIERS)
    kept = dict(fact.value) if fact is not None else {}
    kept.pop(kind, None)
    if said is not None:
        kept[kind] = said
    work.session.merge(WorkspaceFact(key=IDENTIFIERS, value=kept))


def _entry(work: Work, list_name: str, code: str, version: int) -> Any:
    row = row_of(work.session, list_name, code)
    if row is None:
        raise NotFound("This entry is not in the list.", means="Nothing was changed.", do="Look at the list again.")
    check_version(row, version)
    return row


def _written(work: Work, row: Any, list_name: str) -> None:
    row.origin = LOCAL
    row.version += 1
    work.names(list_name, row.code[:36])


def _refuse_same_label(label: str, others: Sequence[str]) -> None:
    wanted = " ".join(label.casefold().split())
    if any(" ".join(other.casefold().split()) == wanted for other in others):
        raise Invalid({"label": "Another entry of this list has these words already."})


@command(Permission.BACK_UP)
def note_backup(work: Work, digest: str, made_at: datetime, size: int, folder: str, file_name: str) -> None:
    """Put into the audit and the list of backups that one was taken; it was read back before this is called."""
    row = BackupCopy(
        id=work.new_id(),
        made_at=made_at,
        made_by=work.actor.user_id,
        folder=folder[:1000],
        file_name=file_name[:200],
        size=size,
        digest=digest,
        verified_at=work.now,
    )
    work.add(row)
    work.names("backup", digest[:36], reason="A backup was made.")


@command(Permission.OWN_WORK)
def note_restore(work: Work, made_at: datetime, audit_head: str) -> None:
    """Put into the audit that this workspace came out of a backup, and where the audit stood then."""
    work.names("backup", audit_head[:36], reason=f"Restored from a backup made at {made_at.isoformat()}.")
