"""Reading the audit, for roles that may. Free text stays with those who read notes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import select

from db.people import Person
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read
from vrp_desktop.audit import events as audit
from vrp_desktop.audit.events import ChangeRow, EventRow

FREE_TEXT: Final = frozenset(
    {
        "access_note",
        "answer",
        "asked_by",
        "authority_how",
        "brief",
        "cells",
        "childs_voice",
        "closure_note",
        "communication_note",
        "details",
        "disagreement",
        "end_note",
        "extend_reason",
        "file_name",
        "given_to",
        "how",
        "hub_reference",
        "identity_how",
        "language_note",
        "lift_reason",
        "may_be_said",
        "method",
        "named",
        "needs",
        "no_contact_reason",
        "note",
        "occurrence",
        "our_answer",
        "outcome_note",
        "police_reference",
        "purpose",
        "rationale",
        "read_back",
        "reason",
        "reply",
        "safe_how",
        "safe_when",
        "safety",
        "sender_reference",
        "sent_to",
        "service",
        "should_be",
        "strengths",
        "strike",
        "text",
        "their_query",
        "title",
        "told_by",
        "undone_note",
        "undone_reason",
        "unmet_need",
        "used_for",
        "what",
        "why_not",
        "withdrawn_note",
        "words",
        "wrong",
    }
)
"""Columns that hold free text, whatever their table: kept from who may not read notes."""

_OF_CHILDREN: Final = frozenset(
    {
        *("action", "attachment", "conference", "contact", "intervention_referral", "panel_case", "panel_decision"),
        *("person", "referral", "safeguarding_concern", "screening_deed", "share_entry"),
    }
)
_OWN_DEEDS: Final = frozenset(
    {"erase_person", "erase_person_again", "erase_contact", "approve_erasure", audit.WHY_OPENED}
)
"""Deeds that data protection does, or looks after: why they were done is said to those who read no notes too."""


@dataclass(frozen=True, slots=True)
class LastChange:
    """Who changed a record last, and when."""

    user_name: str
    at: datetime


def last_change(read: Read, kind: str, record_id: str) -> LastChange | None:
    """The last change of one record, for someone whose own edit meets it; None where it has none."""
    found = audit.last_change_of(read.session, kind, record_id)
    return None if found is None else LastChange(*found)


@command(Permission.SEE_AUDIT)
def events_page(read: Read, typed: str = "", *, offset: int = 0, limit: int = 200) -> list[EventRow]:
    """One page of events, newest first; of the places of who is limited, and what they did themselves."""
    found = audit.events(read.session, typed, reach=_reach(read), offset=offset, limit=limit)
    return [_as_told(read, row) for row in found]


@command(Permission.SEE_AUDIT)
def events_total(read: Read, typed: str = "") -> int:
    """How many events there are."""
    return audit.events_count(read.session, typed, reach=_reach(read))


@command(Permission.SEE_AUDIT)
def event_changes(read: Read, seq: int) -> list[ChangeRow]:
    """What one event changed; free text is withheld from roles that may not read notes."""
    rows = audit.changes_of_event(read.session, seq, _reach(read))
    return rows if read.actor.may(Permission.SEE_NOTES) else [_without_text(row) for row in rows]


def who_looked(read: Read, person_id: str, limit: int = 50) -> list[EventRow]:
    """Who opened or changed a child's record, and any merged into it, newest first: shown on the record (M16)."""
    read.get(Person, person_id, "child or young person")
    merged = read.session.scalars(select(Person.id).where(Person.merged_into_id == person_id))
    found = audit.events(read.session, record_ids=(person_id, *merged), limit=limit)
    return [_as_told(read, row) for row in found]


def _reach(read: Read) -> audit.Reach | None:
    places = read.actor.places
    return None if places is None else audit.Reach(read.actor.user_id, places)


def _as_told(read: Read, row: EventRow) -> EventRow:
    """A reason given about a child's record is free text like any other."""
    hide = row.kind in _OF_CHILDREN and row.deed not in _OWN_DEEDS and not read.actor.may(Permission.SEE_NOTES)
    return replace(row, reason="…") if hide and row.reason else row


def _without_text(row: ChangeRow) -> ChangeRow:
    if row.values is None:
        return row
    values = {name: ("…", "…") if name in FREE_TEXT else pair for name, pair in row.values.items()}
    return ChangeRow(row.kind, row.record_id, row.operation, row.fields, values)
