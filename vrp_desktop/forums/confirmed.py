"""What is changed of a sitting whose record is confirmed: never in silence, with an addendum in the same deed."""

from __future__ import annotations

import hashlib
import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions import Action
from db.conferences import AgendaItem, Attendance, Conference, RecordAddendum
from db.panel import PanelDecision
from vrp_desktop.access.work import Work
from vrp_desktop.errors import Invalid

CONFIRMED = "CONFIRMED"
LATE_REASON = "late_reason"
"""The field that asks why something is added after a record was confirmed."""


def is_confirmed(session: Session, conference_id: str | None) -> bool:
    """Whether the record of a sitting is confirmed, so that a correction is an addendum."""
    sitting = session.get(Conference, conference_id) if conference_id else None
    return sitting is not None and sitting.state == CONFIRMED


def record_digest(session: Session, conference_id: str) -> str:
    """A digest over what a record says: who was there, what became of each item, which decisions and actions."""
    where = {
        "attendance": select(Attendance.agency_code, Attendance.state, Attendance.role).where(
            Attendance.conference_id == conference_id
        ),
        "items": select(
            AgendaItem.id, AgendaItem.position, AgendaItem.kind, AgendaItem.state, AgendaItem.outcome
        ).where(AgendaItem.conference_id == conference_id),
        "decisions": select(PanelDecision.id, PanelDecision.outcome, PanelDecision.owner_agency).where(
            PanelDecision.conference_id == conference_id
        ),
        "actions": select(Action.id, Action.owner_agency).where(Action.conference_id == conference_id),
    }
    said = {name: sorted([list(map(str, row)) for row in session.execute(rows)]) for name, rows in where.items()}
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def amend(
    work: Work, conference_id: str | None, what: str, why: str, *, case_id: str | None = None, field: str = LATE_REASON
) -> None:
    """After a deed: where the record is confirmed, write what was changed and why beside it, by whom and when."""
    if conference_id is None or not is_confirmed(work.session, conference_id):
        return
    if not why.strip():
        raise Invalid({field: "The record of this sitting is confirmed. Say why: it is kept as an addendum to it."})
    mine = select(AgendaItem).where(AgendaItem.conference_id == conference_id, AgendaItem.case_id == case_id)
    item = work.session.scalars(mine).first() if case_id else None
    work.add(
        RecordAddendum(
            id=work.new_id(),
            conference_id=conference_id,
            item_id=item.id if item else None,
            person_id=item.person_id if item else None,
            text=f"{what} Why: {why.strip()}",
            digest="",
            written_by=work.actor.user_id,
            written_at=work.now,
        )
    )
    settle(work, conference_id)
    work.changed("conference", conference_id)


def settle(work: Work, conference_id: str) -> None:
    """Keep with the newest addendum what the record says since, so that any other change shows."""
    if not is_confirmed(work.session, conference_id):
        return
    work.session.flush()
    mine = select(RecordAddendum).where(RecordAddendum.conference_id == conference_id)
    newest = mine.order_by(RecordAddendum.written_at.desc(), RecordAddendum.id.desc()).limit(1)
    addendum = work.session.scalars(newest).first()
    if addendum is not None:
        addendum.digest = record_digest(work.session, conference_id)
