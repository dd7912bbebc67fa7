"""Reading the audit, for roles that may. Free text stays with those who read notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from db.people import Person
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read
from vrp_desktop.audit import events as audit
from vrp_desktop.audit.events import ChangeRow, EventRow

_FREE_TEXT = frozenset(
    {
        "title",
        "file_name",
        "text",
        "reason",
        "rationale",
        "note",
        "end_note",
        "disagreement",
        "unmet_need",
        "closure_note",
        "details",
        "used_for",
        "safe_how",
        "safe_when",
        "may_be_said",
        "no_contact_reason",
        "access_note",
        "communication_note",
        "brief",
        "childs_voice",
        "strengths",
        "needs",
        "safety",
        "read_back",
        "answer",
        "asked_by",
        "identity_how",
        "authority_how",
        "extend_reason",
        "undone_reason",
        "wrong",
        "should_be",
        "words",
        "named",
        "how",
        "why_not",
        "reply",
        "given_to",
        "strike",
    }
)


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
    """One page of events, newest first."""
    return audit.events(read.session, typed, offset=offset, limit=limit)


@command(Permission.SEE_AUDIT)
def events_total(read: Read, typed: str = "") -> int:
    """How many events there are."""
    return audit.events_count(read.session, typed)


@command(Permission.SEE_AUDIT)
def event_changes(read: Read, seq: int) -> list[ChangeRow]:
    """What one event changed; free text is withheld from roles that may not read notes."""
    rows = audit.changes_of_event(read.session, seq)
    return rows if read.actor.may(Permission.SEE_NOTES) else [_without_text(row) for row in rows]


def who_looked(read: Read, person_id: str, limit: int = 50) -> list[EventRow]:
    """Who opened or changed a child's record, and any merged into it, newest first: shown on the record (M16)."""
    merged = read.session.scalars(select(Person.id).where(Person.merged_into_id == person_id))
    return audit.events(read.session, record_ids=(person_id, *merged), limit=limit)


def _without_text(row: ChangeRow) -> ChangeRow:
    if row.values is None:
        return row
    values = {name: ("…", "…") if name in _FREE_TEXT else pair for name, pair in row.values.items()}
    return ChangeRow(row.kind, row.record_id, row.operation, row.fields, values)
