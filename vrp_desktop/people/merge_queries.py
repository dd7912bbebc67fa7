"""What a merge would do, said before it is done; what was merged; what came later and may go with either child."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Date, func, select
from sqlalchemy.orm import Session

from db.access import UserAccount
from db.conferences import AgendaItem, Conference
from db.merging import PersonMerge
from db.panel import PanelCase
from db.people import Person
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.identity import made_at
from vrp_desktop.people.duplicates import said_apart
from vrp_desktop.people.merging import moved_by
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.people.queries import PersonRecord, person_record, person_words
from vrp_desktop.people.references import MOVES, Reference, hanging_on, moving, names_both, parents_of, staying

KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "referral": ("referral into the panel", "referrals into the panel"),
    "panel_case": ("panel case", "panel cases"),
    "panel_decision": ("decision", "decisions"),
    "trigger_event": ("trigger event", "trigger events"),
    "case_status": ("step of a case", "steps of cases"),
    "eligibility_answer": ("partner check", "partner checks"),
    "further_referral": ("further referral", "further referrals"),
    "support_agreement": ("answer about support", "answers about support"),
    "told_about_panel": ("entry of being told about the panel", "entries of being told about the panel"),
    "case_review": ("review", "reviews"),
    "intervention_referral": ("referral to an intervention", "referrals to interventions"),
    "intervention_status": ("step at an intervention", "steps at interventions"),
    "action": ("action", "actions"),
    "action_step": ("step of an action", "steps of actions"),
    "note": ("note", "notes"),
    "attachment": ("file", "files"),
    "contact": ("entry about people around the child", "entries about people around the child"),
    "contact_way": ("way to reach someone", "ways to reach someone"),
    "person_link": ("link with another child", "links with other children"),
    "restriction": ("restriction of the record", "restrictions of the record"),
    "restricted_look": ("look at a restricted record", "looks at a restricted record"),
    "import_row": ("row of a list that waits", "rows of lists that wait"),
}
"""The words for one record and for several; a table without words goes by its own name."""


@dataclass(frozen=True, slots=True)
class MovedKind:
    """How many records of one kind would move."""

    kind: str
    count: int

    @property
    def words(self) -> str:
        if self.count == 1:
            return f"1 {one_of(self.kind)}"
        plain = f"{self.kind.replace('_', ' ')} records"
        return f"{self.count} {KINDS.get(self.kind, ('', plain))[1]}"


def one_of(kind: str) -> str:
    """The words for one record of a kind."""
    return KINDS.get(kind, (kind.replace("_", " "), ""))[0]


@dataclass(frozen=True, slots=True)
class MergePreview:
    """Two records side by side, and what merging either into the other would do."""

    one: PersonRecord
    other: PersonRecord
    moves: Mapping[str, tuple[MovedKind, ...]]
    staying: Mapping[str, int]
    sittings: tuple[date, ...]
    was_said_apart: bool
    is_linked: bool


@dataclass(frozen=True, slots=True)
class MergedRow:
    """A record that was merged into another, and may be taken out again."""

    merge_id: str
    words: PersonWords
    born_on: date | None
    merged_at: datetime
    merged_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class LaterRecord:
    """A record added to the one that carried on since a merge; it stays there unless someone says otherwise."""

    kind: str
    record_id: str
    code: str
    on: date | None
    made_at: datetime


@dataclass(frozen=True, slots=True)
class UndoPreview:
    """What undoing a merge moves back, and what came later."""

    merge_id: str
    kept: PersonWords
    merged: PersonWords
    moves: tuple[MovedKind, ...]
    later: tuple[LaterRecord, ...]


def merge_preview(read: Read, one_id: str, other_id: str) -> MergePreview:
    """What the dialog shows before two records are merged."""
    return MergePreview(
        one=person_record(read, one_id),
        other=person_record(read, other_id),
        moves={person_id: _hanging(read, person_id) for person_id in (one_id, other_id)},
        staying={
            merged_id: sum(map(len, staying(read.session, merged_id, kept_id).values()))
            for merged_id, kept_id in ((one_id, other_id), (other_id, one_id))
        },
        sittings=_sittings_of_both(read, one_id, other_id),
        was_said_apart=said_apart(read, one_id, other_id),
        is_linked=bool(names_both(read.session, one_id, other_id)),
    )


def merged_rows(read: Read, person_id: str) -> list[MergedRow]:
    """The records merged into this one, by merges that stand, oldest first; raises NotFound."""
    read.get(Person, person_id, "child or young person")
    hide = not read.actor.may(Permission.SEE_NOTES)
    statement = (
        select(PersonMerge, Person.born_on, UserAccount.full_name)
        .join(Person, Person.id == PersonMerge.merged_id)
        .join(UserAccount, UserAccount.id == PersonMerge.merged_by)
        .where(Person.merged_into_id == person_id, PersonMerge.undone_at.is_(None))
        .order_by(PersonMerge.id)
    )
    found = list(read.session.execute(statement))
    words = person_words(read, [merge.merged_id for merge, _, _ in found])
    return [
        MergedRow(merge.id, words[merge.merged_id], born_on, merge.merged_at, by, "" if hide else merge.reason)
        for merge, born_on, by in found
    ]


def kept_of(read: Read, merge_id: str) -> str:
    """The id of the record that carries on after a merge."""
    merge = read.get(PersonMerge, merge_id, "merge")
    return read.get(Person, merge.person_id, "child or young person").id


def newest_merge(read: Read) -> str:
    """The id of the newest merge that stands; empty where there is none."""
    newest = select(PersonMerge.id).join(Person, Person.id == PersonMerge.person_id)
    newest = newest.where(PersonMerge.undone_at.is_(None)).order_by(PersonMerge.id.desc()).limit(1)
    if read.actor.places is not None:
        newest = newest.where(Person.place_code.in_(sorted(read.actor.places)))
    return read.session.scalar(newest) or ""


def undo_preview(read: Read, merge_id: str) -> UndoPreview:
    """What the dialog shows before a merge is undone."""
    merge = read.get(PersonMerge, merge_id, "merge")
    merged = read.get(Person, merge.merged_id, "child or young person")
    carries_on = read.get(Person, merged.merged_into_id or merge.person_id, "child or young person")
    back = hanging_on(read.session, carries_on.id, moved_by(read, merge_id))
    names = person_words(read, [carries_on.id, merged.id])
    counted: Counter[str] = Counter()
    for name, ids in back.items():
        counted[name.partition(".")[0]] += len(ids)
    moves = tuple(MovedKind(kind, number) for kind, number in sorted(counted.items()) if number)
    later = _later(read, carries_on.id, merge_id, back)
    return UndoPreview(merge_id, names[carries_on.id], names[merged.id], moves, later)


def merged_since(session: Session, moment: datetime) -> Mapping[str, str]:
    """The children of merges made or undone since a moment, each with what happened last."""
    found: dict[str, str] = {}
    made = select(PersonMerge).where((PersonMerge.merged_at > moment) | (PersonMerge.undone_at > moment))
    for merge in session.scalars(made.order_by(PersonMerge.id)):
        words = "Merged with another record after signing" if merge.undone_at is None else "Merge undone after signing"
        if merge.undone_at is not None and merge.merged_at > moment:
            continue
        found |= {merge.person_id: words, merge.merged_id: words}
    return found


def _hanging(read: Read, person_id: str) -> tuple[MovedKind, ...]:
    counted: Counter[str] = Counter()
    for found in moving():
        counted[found.table.name] += len(found.ids_of(read.session, person_id))
    order = {kind: at for at, kind in enumerate(KINDS)}
    kinds = (MovedKind(kind, count) for kind, count in counted.items() if count)
    return tuple(sorted(kinds, key=lambda moved: order.get(moved.kind, len(order))))


def _sittings_of_both(read: Read, one_id: str, other_id: str) -> tuple[date, ...]:
    """The days of sittings that have a case of either child on the agenda: both cases stay there."""
    statement = (
        select(Conference.held_on)
        .join(AgendaItem, AgendaItem.conference_id == Conference.id)
        .join(PanelCase, PanelCase.id == AgendaItem.case_id)
        .where(PanelCase.person_id.in_((one_id, other_id)))
        .group_by(Conference.id, Conference.held_on)
        .having(func.count(PanelCase.person_id.distinct()) > 1)
        .order_by(Conference.held_on)
    )
    return tuple(read.session.scalars(statement))


def _later(read: Read, person_id: str, since: str, back: Mapping[str, set[str]]) -> tuple[LaterRecord, ...]:
    """The records of their own that are newer than the merge, newest first, without what goes back anyway."""
    found: list[LaterRecord] = []
    for reference in moving():
        if f"{reference.table.name}.person_id" not in MOVES or reference.column.name != "person_id":
            continue
        ids = {one for one in reference.ids_of(read.session, person_id) if one > since}
        ids -= back.get(reference.name, set())
        ids -= parents_of(read.session, reference, person_id, ids)
        found += _told(read, reference, ids)
    return tuple(sorted(found, key=lambda record: record.made_at, reverse=True))


def _told(read: Read, reference: Reference, ids: Iterable[str]) -> Iterable[LaterRecord]:
    table = reference.table
    days: list[Any] = [column for column in table.columns if isinstance(column.type, Date)]
    for record_id in sorted(ids):
        row = read.session.execute(select(table).where(table.c.id == record_id)).mappings().one()
        on = next((row[day.name] for day in days if row[day.name] is not None), None)
        yield LaterRecord(table.name, record_id, str(row.get("code") or ""), on, made_at(record_id))
