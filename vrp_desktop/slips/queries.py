"""Reading chaser slips: which agencies have actions to be reminded of, what was sent, what an answer would do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from db.actions import Action
from db.slips import ChaserSlip, SlipLine
from vrp_desktop.access.work import Read
from vrp_desktop.actions import rules as action_rules
from vrp_desktop.actions.queries import Show, actions_page
from vrp_desktop.actions.rows import ActionRow
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.slips import rules
from vrp_desktop.slips.rules import Answer, read_answers

_EVERY = 100_000


@dataclass(frozen=True, slots=True)
class AgencyToChase:
    """An agency with actions to be reminded of: how many, to whom the last slip went, and which step comes next."""

    agency_code: str
    actions: int
    overdue: int
    last_recipient: str
    last_on: date | None
    step: str


@dataclass(frozen=True, slots=True)
class SlipSent:
    """One slip on which an action stood, for the action's own page."""

    slip_code: str
    made_on: date
    step: str
    recipient: str
    reply_by: date
    line_code: str
    replied_on: date | None
    reply: str | None
    note: str


class Verdict(StrEnum):
    """What taking an answer does. The value is how a list shows it."""

    CLOSES = "Closes the action"
    MOVES = "In hand"
    KEPT = "Kept: close it by hand, with the reason"
    ANSWERED = "Answered before"
    CLOSED = "The action is closed already"
    UNCLEAR = "Say done, in hand, could not or did not"
    UNKNOWN = "No such reply code"


@dataclass(frozen=True, slots=True)
class AnswerVerdict:
    """One answer and what it would do."""

    answer: Answer
    verdict: Verdict
    action_code: str = ""
    line_id: str = ""
    action_id: str = ""
    reason: str = ""


def to_chase(read: Read, show: Show, place: str | None) -> list[AgencyToChase]:
    """The agencies in their own order; those without anything to be reminded of are left out."""
    lists = read_lists_of(read.session)
    found: dict[str, list[ActionRow]] = {}
    for row in actions_page(read, show=show, place=place, limit=_EVERY):
        found.setdefault(row.owner_agency, []).append(row)
    entries = sorted(lists.entries.get("agencies", {}).values(), key=lambda entry: (entry.position, entry.label))
    return [_agency(read, lists, entry.code, found[entry.code]) for entry in entries if entry.code in found]


def slips_of_action(read: Read, action_id: str) -> list[SlipSent]:
    """The slips on which an action stood, newest first."""
    statement = (
        select(SlipLine, ChaserSlip)
        .join(ChaserSlip, ChaserSlip.id == SlipLine.slip_id)
        .where(SlipLine.action_id == read.get(Action, action_id, "action").id)
        .order_by(ChaserSlip.made_on.desc(), ChaserSlip.id.desc())
    )
    return [
        SlipSent(
            slip.code, slip.made_on, slip.step, slip.recipient, slip.reply_by,
            line.code, line.replied_on, line.reply, line.note,
        )
        for line, slip in read.session.execute(statement)
    ]  # fmt: skip


def weigh_answers(read: Read, text: str) -> list[AnswerVerdict]:
    """What each answer in a text would do; nothing is written."""
    lists = read_lists_of(read.session)
    return [_verdict(read, lists, answer) for answer in read_answers(lists, text, read.today)]


def _agency(read: Read, lists: Lists, agency_code: str, rows: Sequence[ActionRow]) -> AgencyToChase:
    last = read.session.scalars(
        select(ChaserSlip)
        .where(ChaserSlip.agency_code == agency_code)
        .order_by(ChaserSlip.made_on.desc(), ChaserSlip.id.desc())
        .limit(1)
    ).first()
    step = rules.next_step(lists, read.today, last.step if last else "", is_answered=_is_answered(read, last))
    overdue = sum(row.is_overdue for row in rows)
    return AgencyToChase(
        agency_code, len(rows), overdue, last.recipient if last else "", last.made_on if last else None, step.code
    )


def _is_answered(read: Read, slip: ChaserSlip | None) -> bool:
    """Whether nothing that stood on it waits: answered, closed since, or its day for answers has not come."""
    if slip is None:
        return True
    waiting = (
        select(SlipLine.id)
        .join(Action, Action.id == SlipLine.action_id)
        .where(
            SlipLine.slip_id == slip.id,
            SlipLine.replied_on.is_(None),
            Action.status.in_(action_rules.OPEN_STATUSES),
        )
    )
    return read.session.scalar(waiting.limit(1)) is None


def _verdict(read: Read, lists: Lists, answer: Answer) -> AnswerVerdict:
    found = read.session.execute(
        select(SlipLine, Action).join(Action, Action.id == SlipLine.action_id).where(SlipLine.code == answer.code)
    ).first()
    if found is None or not read.actor.sees_place(found[1].place_code):
        return AnswerVerdict(answer, Verdict.UNKNOWN)
    line, action = found
    reply = lists.entry(rules.REPLIES, answer.reply)
    verdict, reason = Verdict.UNCLEAR, ""
    if line.replied_on is not None and (line.reply, line.note) == (answer.reply, answer.note):
        verdict = Verdict.ANSWERED
    elif not action_rules.is_open(action.status):
        verdict = Verdict.CLOSED
    elif reply is not None:
        reason = _reason(lists, str(reply.extra.get("kind", "")), answer.note)
        status = reply.extra.get("status")
        verdict = {
            action_rules.COMPLETE: Verdict.CLOSES,
            action_rules.IN_PROGRESS: Verdict.MOVES,
        }.get(str(status), Verdict.CLOSES if reason and answer.note else Verdict.KEPT)
    return AnswerVerdict(answer, verdict, action.code, line.id, action.id, reason)


def _reason(lists: Lists, kind: str, note: str) -> str:
    """The reason of the list whose own words the note says, such as "no contact"; "" where none does."""
    said = note.casefold()
    for entry in lists.entries.get("undone_reasons", {}).values():
        words = entry.label.rpartition(":")[2].strip().casefold()
        if kind and entry.extra.get("kind") == kind and words and words in said:
            return entry.code
    return ""
