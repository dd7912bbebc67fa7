"""After suspect status was removed: what data protection has to decide, by when, and what was decided or undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select

from db.access import UserAccount
from db.panel import PanelCase, Referral, TriggerEvent
from db.people import Person
from db.returns import ReturnEvidence
from db.rights import StatusRemoval
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read, Work
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.panel.rhythm import Rhythm
from vrp_desktop.people.living import kept_person
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.people.queries import person_words
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.retention.commands import propose_erasure
from vrp_desktop.rights.forms import flag
from vrp_desktop.work_list import WorkList

OUTCOMES: Final = "status_removal_outcomes"
CLOCK: Final = "STATUS_REMOVED"
"""The panel's clock, and the code of the work list."""
RULE: Final = "SUSPECT_STATUS_REMOVED"
_LATEST: Final = 2_000
_AT_ONCE: Final = 400


@dataclass(frozen=True, slots=True)
class RemovalRow:
    """One event whose suspect status was removed, and what was decided. `in_returns` is of signed versions."""

    event_id: str
    removal_id: str
    words: PersonWords
    place_code: str
    case_id: str
    named_on: date
    removed_on: date
    due_on: date
    days_left: int
    in_returns: int
    outcome: str | None
    done_on: date | None
    done_by: str
    reason: str
    undone_reason: str

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a decision."""
        return self.outcome is None


def removals(read: Read, place: str | None = None) -> list[RemovalRow]:
    """Every such event of the reader's places: those that wait first, the most urgent before the others."""
    if not read.actor.may(Permission.ANSWER_RIGHTS):
        return []
    chosen = _mine(read, place, select(TriggerEvent, Referral.place_code, PanelCase.id))
    latest = chosen.order_by(TriggerEvent.status_removed_on.desc(), TriggerEvent.id).limit(_LATEST)
    found = list(read.session.execute(latest.outerjoin(PanelCase, PanelCase.referral_id == Referral.id)))
    decided = _decided(read, [event.id for event, _place, _case in found])
    rhythm = Rhythm.of(read_lists_of(read.session))
    words = person_words(read, [event.person_id for event, _place, _case in found])
    names = {row[0]: row[1] for row in read.session.execute(select(UserAccount.id, UserAccount.full_name))}
    signed = _in_returns(read, [event.referral_id for event, _place, _case in found])
    with_text = read.actor.may(Permission.SEE_NOTES)
    rows = []
    for event, place_code, case_id in found:
        last = decided.get(event.id)
        stands = last if last is not None and last.undone_on is None else None
        due = rhythm.due(CLOCK, event.status_removed_on, place_code)
        rows.append(
            RemovalRow(
                event_id=event.id,
                removal_id=stands.id if stands else "",
                words=words[event.person_id],
                place_code=place_code,
                case_id=case_id or "",
                named_on=event.named_on,
                removed_on=event.status_removed_on,
                due_on=due,
                days_left=(due - read.today).days,
                in_returns=signed.get(event.referral_id, 0),
                outcome=stands.outcome if stands else None,
                done_on=stands.done_on if stands else None,
                done_by=names.get(stands.done_by, "") if stands else "",
                reason=stands.reason if stands and with_text else "",
                undone_reason=last.undone_reason if last and with_text else "",
            )
        )
    return sorted(rows, key=lambda row: (not row.is_open, row.due_on if row.is_open else date.max, row.words.code))


@command(Permission.ANSWER_RIGHTS)
def settle_removal(work: Work, event_id: str, outcome: str, reason: str = "") -> str:
    """Say what becomes of the record after an event lost its suspect status; returns the id of the decision."""
    event, place = _event(work, event_id)
    lists = read_lists_of(work.session)
    wrong = {} if lists.entry(OUTCOMES, outcome) else {"outcome": "Choose what was decided."}
    if flag(lists, OUTCOMES, outcome, "needs_reason") and not reason.strip():
        wrong["reason"] = "Say why."
    if wrong:
        raise Invalid(wrong)
    if event_id in _standing(work, [event_id]):
        raise RuleBroken("This was decided already.", means="Nothing was changed.", do="Undo that decision first.")
    if flag(lists, OUTCOMES, outcome, "proposes"):
        work.actor.need(Permission.KEEP_RETENTION)
        propose_erasure(work, RULE, [event.person_id])
    row = StatusRemoval(
        id=work.new_id(),
        event_id=event_id,
        person_id=event.person_id,
        place_code=place,
        outcome=outcome,
        done_on=work.today,
        done_by=work.actor.user_id,
        reason=reason.strip(),
    )
    work.add(row)
    work.names("person", event.person_id, place)
    return row.id


@command(Permission.ANSWER_RIGHTS)
def undo_removal(work: Work, removal_id: str, reason: str) -> None:
    """Take a decision back, with the reason: the event waits for one again. A proposal to erase is kept back apart."""
    row = work.get(StatusRemoval, removal_id, "decision")
    if row.undone_on is not None:
        raise RuleBroken("This was undone already.", means="Nothing was changed.")
    if not reason.strip():
        raise Invalid({"reason": "Say why it is undone."})
    kept_person(work, row.person_id)
    row.undone_on, row.undone_by, row.undone_reason = work.today, work.actor.user_id, reason.strip()
    work.names("person", row.person_id, row.place_code)


def work_lists(read: Read, place: str | None = None) -> list[WorkList]:
    """How many wait for a decision, to those whose business it is."""
    if not read.actor.may(Permission.ANSWER_RIGHTS):
        return []
    done = select(StatusRemoval.event_id).where(StatusRemoval.undone_on.is_(None))
    waiting = _mine(read, place, select(func.count()).select_from(TriggerEvent))
    number = read.session.scalar(waiting.where(TriggerEvent.id.not_in(done))) or 0
    words = "Decide whether the record is proposed to go, or why it is kept."
    return [WorkList(CLOCK, "Suspect status removed", words, number)]


def _mine(read: Read, place: str | None, statement: Any) -> Any:
    statement = (
        statement.join(Referral, Referral.id == TriggerEvent.referral_id)
        .join(Person, Person.id == TriggerEvent.person_id)
        .where(TriggerEvent.status_removed_on.is_not(None), Person.erased_at.is_(None))
    )
    if place is not None:
        statement = statement.where(Referral.place_code == place)
    if read.actor.places is not None:
        statement = statement.where(Referral.place_code.in_(sorted(read.actor.places)))
    return statement


def _event(work: Work, event_id: str) -> tuple[TriggerEvent, str]:
    event = work.get(TriggerEvent, event_id, "event")
    referral = work.get(Referral, event.referral_id, "referral")
    kept_person(work, event.person_id)
    if event.status_removed_on is None:
        raise RuleBroken("Suspect status stands for this event.", means="Nothing was changed.")
    return event, referral.place_code


def _decided(read: Read, event_ids: Sequence[str]) -> dict[str, StatusRemoval]:
    """The last decision of each event, undone or not."""
    found: dict[str, StatusRemoval] = {}
    for start in range(0, len(event_ids), _AT_ONCE):
        some = select(StatusRemoval).where(StatusRemoval.event_id.in_(event_ids[start : start + _AT_ONCE]))
        for row in read.session.scalars(some.order_by(StatusRemoval.id)):
            found[row.event_id] = row
    return found


def _standing(read: Read, event_ids: Sequence[str]) -> set[str]:
    return {event_id for event_id, row in _decided(read, event_ids).items() if row.undone_on is None}


def _in_returns(read: Read, referral_ids: Sequence[str]) -> dict[str, int]:
    """How many signed versions count each referral."""
    found: dict[str, int] = {}
    for start in range(0, len(referral_ids), _AT_ONCE):
        some = (
            select(ReturnEvidence.record_id, func.count(ReturnEvidence.version_id.distinct()))
            .where(ReturnEvidence.record_id.in_(referral_ids[start : start + _AT_ONCE]))
            .group_by(ReturnEvidence.record_id)
        )
        found.update({row[0]: row[1] for row in read.session.execute(some)})
    return found
