"""Reading retention: what is due, what was proposed and decided, the holds, the rules, the work lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased

from db.access import UserAccount
from db.people import Person
from db.reference import CodeEntry
from db.retention import LegalHold, RetentionItem
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.people.queries import person_words
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.retention.due import due_records, numbers_due, period_of
from vrp_desktop.retention.figures import LIST, PROPOSED, RULES
from vrp_desktop.work_list import WorkList


@dataclass(frozen=True, slots=True)
class DueRow:
    """A record that may go, and by which rule."""

    words: PersonWords
    place_code: str
    rule: str
    last_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A record that was proposed, and what was decided."""

    item_id: str
    version: int
    words: PersonWords
    place_code: str
    rule: str
    due_on: date
    state: str
    proposed_on: date
    proposed_by: str
    is_own: bool
    decided_on: date | None
    decided_by: str
    keep_until: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A legal hold. `words` is None where it is not of one child."""

    hold_id: str
    version: int
    words: PersonWords | None
    place_code: str | None
    authority: str
    reason: str
    set_on: date
    set_by: str
    review_on: date | None
    lifted_on: date | None
    lift_reason: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule, its period in days, and how many records are due by it."""

    rule: str
    version: int
    label: str
    meaning: str
    days: int
    due: int


@command(Permission.KEEP_RETENTION)
def due_rows(read: Read) -> list[DueRow]:
    """Every record that is due, by the rules in their order."""
    due = [item for rule in RULES for item in due_records(read, rule)]
    words = person_words(read, [item.person_id for item in due])
    return [DueRow(words[item.person_id], item.place_code, item.rule, item.last_on, item.due_on) for item in due]


@command(Permission.KEEP_RETENTION)
def item_rows(read: Read) -> list[ItemRow]:
    """What was proposed, waiting ones first, then the latest decisions; erased records by their code alone."""
    by, decided = aliased(UserAccount), aliased(UserAccount)
    statement = (
        select(RetentionItem, by.full_name, decided.full_name)
        .join(by, by.id == RetentionItem.proposed_by)
        .outerjoin(decided, decided.id == RetentionItem.decided_by)
        .order_by(RetentionItem.state != PROPOSED, RetentionItem.decided_on.desc(), RetentionItem.due_on)
        .limit(2_000)
    )
    if read.actor.places is not None:
        statement = statement.where(RetentionItem.place_code.in_(read.actor.places))
    found = list(read.session.execute(statement))
    words = person_words(read, [item.person_id for item, _by, _decided in found])
    may_read = read.actor.may(Permission.SEE_NOTES)
    return [
        ItemRow(
            item.id,
            item.version,
            words[item.person_id],
            item.place_code,
            item.rule,
            item.due_on,
            item.state,
            item.proposed_on,
            proposed_by,
            item.proposed_by == read.actor.user_id,
            item.decided_on,
            decided_by or "",
            item.keep_until,
            item.reason if may_read or item.state != PROPOSED else "",
        )
        for item, proposed_by, decided_by in found
    ]


@command(Permission.KEEP_RETENTION)
def hold_rows(read: Read) -> list[HoldRow]:
    """Every hold, standing ones first."""
    statement = (
        select(LegalHold, UserAccount.full_name)
        .join(UserAccount, UserAccount.id == LegalHold.set_by)
        .outerjoin(Person, Person.id == LegalHold.person_id)
        .where(*_of_my_places(read))
        .order_by(LegalHold.lifted_on.is_not(None), LegalHold.set_on.desc())
    )
    found = list(read.session.execute(statement))
    words = person_words(read, [hold.person_id for hold, _name in found if hold.person_id])
    return [
        HoldRow(
            hold.id,
            hold.version,
            words.get(hold.person_id or ""),
            hold.place_code,
            hold.authority,
            hold.reason,
            hold.set_on,
            name,
            hold.review_on,
            hold.lifted_on,
            hold.lift_reason,
        )
        for hold, name in found
    ]


@command(Permission.KEEP_RETENTION)
def rule_rows(read: Read) -> list[RuleRow]:
    """The rules with their periods, and how many records each lets go now."""
    lists = read_lists_of(read.session)
    versions = {
        row.code: row.version for row in read.session.scalars(select(CodeEntry).where(CodeEntry.list_name == LIST))
    }
    rows = []
    for rule, due in numbers_due(read):
        entry = lists.entry(LIST, rule)
        if entry is not None:
            rows.append(RuleRow(rule, versions.get(rule, 1), entry.label, entry.meaning, period_of(lists, rule), due))
    return rows


def work_lists(read: Read) -> list[WorkList]:
    """What waits for a decision, to those whose business it is. How much is due is counted apart: it takes longer."""
    if not read.actor.may(Permission.KEEP_RETENTION):
        return []
    found = []
    if read.actor.may(Permission.ERASE):
        waiting = select(func.count()).select_from(RetentionItem).where(RetentionItem.state == PROPOSED)
        if read.actor.places is not None:
            waiting = waiting.where(RetentionItem.place_code.in_(read.actor.places))
        words = "Approve each, or keep it back with the reason."
        found.append(WorkList("RETENTION_PROPOSED", "Erasing to approve", words, read.session.scalar(waiting) or 0))
    review = select(func.count()).select_from(LegalHold).outerjoin(Person, Person.id == LegalHold.person_id)
    review = review.where(LegalHold.lifted_on.is_(None), LegalHold.review_on <= read.today, *_of_my_places(read))
    number = read.session.scalar(review) or 0
    found.append(WorkList("HOLD_REVIEW", "Legal holds to look at", "Lift the hold, or leave it standing.", number))
    return found


def due_number(read: Read) -> int:
    """How many records are due to go."""
    return sum(number for _rule, number in numbers_due(read)) if read.actor.may(Permission.KEEP_RETENTION) else 0


def _of_my_places(read: Read) -> list[ColumnElement[bool]]:
    """Holds of the reader's places; one of everything is everybody's to know."""
    if read.actor.places is None:
        return []
    everything = LegalHold.person_id.is_(None) & LegalHold.place_code.is_(None)
    mine = read.actor.places
    return [or_(everything, LegalHold.place_code.in_(mine), Person.place_code.in_(mine))]
