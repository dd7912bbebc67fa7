"""Erasing a child: reduced to counts and a keyed fingerprint; signed figures stay true, the audit's chain still holds.

Which columns of which table are personal is said once, by `PERSONAL` and `REMOVED`; a test walks every table that
names a person and fails where a text column is in neither list nor known to be harmless.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Column, Date, String, Table, case, delete, func, or_, select, update

from db.around import Contact, ContactWay
from db.attachments import Attachment
from db.drafts import Draft
from db.panel import TriggerEvent
from db.people import DistinctPair, LikelyPair, MatchKey, Note, Person, PersonIdentifier, PersonName
from db.rights import CopyDecision
from db.schema import metadata
from db.sitting import SittingDeed
from db.views import DefaultView, SavedView
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work
from vrp_desktop.audit.chain import erase_values
from vrp_desktop.calendar import Quarter, age_on
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.people.around.erasing import forget_as_contact
from vrp_desktop.people.concerns import need_no_open_concern
from vrp_desktop.people.filing import merged_into
from vrp_desktop.people.holds import refuse_held
from vrp_desktop.people.links.erasing import forget_links
from vrp_desktop.search import index
from vrp_desktop.search.folding import fold

REMOVED: Final = (
    PersonName,
    PersonIdentifier,
    Note,
    MatchKey,
    Attachment,
    ContactWay,
    Contact,
    CopyDecision,
    SittingDeed,
)
"""Tables whose rows of the person go altogether."""

PERSONAL: Final[dict[str, tuple[str, ...]]] = {
    "person_profile": ("postcode", "school"),
    "referral": ("reason", "sender_reference"),
    "trigger_event": ("occurrence",),
    "panel_case": ("unmet_need", "closure_note", "leads_now"),
    "case_status": ("note",),
    "eligibility_answer": ("service", "lead_professional", "note"),
    "panel_decision": ("rationale", "owner_name", "disagreement"),
    "further_referral": ("note",),
    "support_agreement": ("asked_by", "method", "note"),
    "told_about_panel": ("told_by", "why_not"),
    "case_review": ("note",),
    "case_contact": ("by_name", "note"),
    "intervention_status": ("reason",),
    "person_link": ("occurrence", "note", "end_note"),
    "agenda_item": (
        "title",
        "brief",
        "childs_voice",
        "strengths",
        "needs",
        "safety",
        "rationale",
        "disagreement",
        "read_back",
        "on_behalf_of",
    ),
    "contribution": ("text",),
    "record_addendum": ("text",),
    "record_part": ("content", "salt"),
    "information_request": ("answered_by", "answer"),
    "action": ("text", "owner_name", "undone_note"),
    "action_step": ("note",),
    "slip_line": ("note",),
    "letter": ("recipient",),
    "import_row": ("cells",),
    "share_entry": ("what", "named", "purpose", "reason", "withdrawn_note"),
    "safeguarding_concern": (
        "text",
        "told_by",
        "called_time",
        "police_reference",
        "sent_time",
        "sent_to",
        "sent_by",
        "hub_reference",
        "outcome_note",
    ),
    "safeguarding_step": ("note",),
    "rights_request": ("asked_by", "text", "identity_how", "authority_how", "extend_reason", "reply", "given_to"),
    "rights_stop": ("reason",),
    "rights_point": ("wrong", "should_be", "words"),
    "rights_told": ("named", "how", "why_not"),
    "status_removal": ("reason", "undone_reason"),
    "retention_item": ("reason",),
    "legal_hold": ("authority", "reason", "lift_reason"),
    "restriction": ("reason", "lift_reason"),
    "restricted_look": ("words",),
    "person_merge": ("reason", "details", "undone_reason"),
}
"""Columns that are emptied: free text, and what points at one child."""

ERASED_TEXT: Final = "(erased)"
"""Stands where text stood, so that what asks whether there was any (reasons, an unmet need) still counts the same."""

Names = Sequence[frozenset[str]]
"""The folded words of each of someone's names."""

_WAITED: Final = "The record that this row may have belonged to was erased."


@command(Permission.ERASE)
def erase_person(work: Work, person_id: str, reason: str) -> None:
    """Erase everything that says who a child is, records merged into this one too. Only an older backup undoes it."""
    if not reason.strip():
        raise Invalid({"reason": "Say why this record is erased."})
    person = work.get(Person, person_id, "child or young person")
    if person.merged_into_id is not None:
        carries_on = work.session.get_one(Person, person.merged_into_id)
        raise RuleBroken(
            f"This record was merged into {carries_on.code}.",
            means="Nothing was erased.",
            do=f"Erase {carries_on.code}, which erases both, or undo the merge first.",
        )
    need_no_open_concern(work, person_id)
    everyone = [person, *merged_into(work.session, person_id)]
    for one in everyone:
        refuse_held(work.session, one.id, work.today)
    for one in everyone:
        _erase(work, one)
    for one in everyone:
        _forget_audit(work, one.id)
    work.names("person", person_id, person.place_code, reason.strip())


def _erase(work: Work, person: Person) -> None:
    names = _folded_names(work, person.id)
    _forget_drafts(work, person.id, names)
    _forget_waiting_rows(work, person.id, names)
    _forget_views(work, names)
    person.born_on = _blurred(work, person)
    person.born_basis = "ESTIMATED" if person.born_on else person.born_basis
    person.erased_at = work.now
    work.session.flush()
    for removed in REMOVED:
        _run(work, delete(removed).where(removed.person_id == person.id))
    for pair in (DistinctPair, LikelyPair):
        _run(work, delete(pair).where(or_(pair.first_id == person.id, pair.second_id == person.id)))
    _blur_occurrences(work, person.id)
    for name, columns in PERSONAL.items():
        if name == TriggerEvent.__tablename__:
            continue
        table = metadata.tables[name]
        _run(work, update(table).where(table.c.person_id == person.id).values(_emptied(table, columns)))
    merges = metadata.tables["person_merge"]
    mine = update(merges).where(merges.c.merged_id == person.id)
    _run(work, mine.values(_emptied(merges, PERSONAL["person_merge"])))
    index.remove_person(work.session, person.id)
    forget_as_contact(work, person.id)
    forget_links(work, person.id)


def _blur_occurrences(work: Work, person_id: str) -> None:
    """Occurrence numbers go, but two stay two: eligibility counts how many occurrences there were."""
    mine = select(TriggerEvent.id, TriggerEvent.occurrence).where(TriggerEvent.person_id == person_id)
    numbers: dict[str, int] = {}
    for event_id, occurrence in list(work.session.execute(mine.order_by(TriggerEvent.id))):
        if occurrence.strip():
            blurred = f"{ERASED_TEXT} {numbers.setdefault(occurrence.strip(), len(numbers) + 1)}"
            _run(work, update(TriggerEvent).where(TriggerEvent.id == event_id).values(occurrence=blurred))


def _folded_names(work: Work, person_id: str) -> list[frozenset[str]]:
    """The words of each name of the person."""
    names = work.session.scalars(select(PersonName.folded).where(PersonName.person_id == person_id))
    return [words for name in names if (words := frozenset(name.split()))]


def _forget_drafts(work: Work, person_id: str, names: Names) -> None:
    """Drop what anyone is typing about this person: on a record of theirs, or with their id or their name in it."""
    ids = {person_id, *_record_ids(work, person_id), *_ids_below(work, person_id)}
    for draft in list(work.session.scalars(select(Draft))):
        said = " ".join(_texts(draft.content))
        if any(id_ in f"{draft.record_id} {said}" for id_ in ids) or _holds_name(said, names):
            work.session.delete(draft)


def _forget_views(work: Work, names: Names) -> None:
    """Drop saved views that somebody called by the name of this person."""
    for view in list(work.session.scalars(select(SavedView))):
        if _holds_name(view.name, names):
            work.session.execute(delete(DefaultView).where(DefaultView.view_id == view.id))
            work.session.delete(view)


def _forget_waiting_rows(work: Work, person_id: str, names: Names) -> None:
    """Set aside the rows of lists that wait and may be of this person: by likeness, or by a whole name in their cells.

    A row of someone else of the same name goes too; its sender still has it, and the batch says that it was there.
    """
    rows = metadata.tables["import_row"]
    waiting = work.session.execute(select(rows.c.id, rows.c.cells, rows.c.likely_id).where(rows.c.state == "HELD"))
    for row_id, cells, likely_id in list(waiting):
        if likely_id == person_id or _holds_name(" ".join(_texts(cells)), names):
            aside = {"state": "SET_ASIDE", "cells": None, "reason": _WAITED}
            _run(work, update(rows).where(rows.c.id == row_id).values(**aside, version=rows.c.version + 1))
    mine = update(rows).where(rows.c.likely_id == person_id)
    _run(work, mine.values(likely_id=None, version=rows.c.version + 1))


def waiting_rows_of(work: Work, person_id: str) -> list[str]:
    """The ids of rows of lists that wait and hold a whole name of the person, whoever they are of."""
    names = _folded_names(work, person_id)
    rows = metadata.tables["import_row"]
    waiting = work.session.execute(select(rows.c.id, rows.c.cells).where(rows.c.state == "HELD"))
    return [row_id for row_id, cells in waiting if _holds_name(" ".join(_texts(cells)), names)]


def _holds_name(said: str, names: Names) -> bool:
    typed = frozenset(fold(said).split())
    return any(words <= typed for words in names)


def _texts(content: Any) -> Iterable[str]:
    """Every text in what a form keeps, however deep."""
    if isinstance(content, dict):
        content = list(content.values())
    if isinstance(content, list | tuple):
        for part in content:
            yield from _texts(part)
    elif isinstance(content, str):
        yield content


def _record_ids(work: Work, person_id: str) -> Iterable[str]:
    """The ids of all records of the person; those that are mere numbers would be found in any text."""
    for table in metadata.sorted_tables:
        if "person_id" in table.c and "id" in table.c and isinstance(table.c.id.type, String):
            yield from map(str, work.session.scalars(select(table.c.id).where(table.c.person_id == person_id)))


def _ids_below(work: Work, person_id: str) -> Iterable[str]:
    """The ids of what hangs on a record of the person and does not name the person itself, such as a partner check."""
    for table in metadata.sorted_tables:
        if "person_id" in table.c or "id" not in table.c or not isinstance(table.c.id.type, String):
            continue
        for key in table.foreign_keys:
            owner = key.column.table
            if "person_id" in owner.c and key.column.name == "id":
                mine = select(owner.c.id).where(owner.c.person_id == person_id)
                yield from map(str, work.session.scalars(select(table.c.id).where(key.parent.in_(mine))))


def _emptied(table: Table, columns: Iterable[str]) -> dict[str, Any]:
    def emptied(column: Column[Any]) -> Any:
        return None if column.nullable else case((func.trim(column) != "", ERASED_TEXT), else_="")

    return {name: emptied(table.c[name]) for name in columns}


def _forget_audit(work: Work, person_id: str) -> None:
    """Clear the audit's values of this person; this deed's own change would hold the birth date, so it goes too.

    What was written on a record while it hung on another child, under a merge that was undone, goes with the record.
    """
    erase_values(work.session, person_id, _record_ids(work, person_id))
    work.capture.forget_values(person_id)


def _blurred(work: Work, person: Person) -> date | None:
    """The birth date made coarse: another day that changes no age on any day the person was, or may be, counted by."""
    born = person.born_on
    if born is None:
        return None
    days = set(_event_days(work, person.id))
    days |= {start for day in days for start in _period_starts(day)}
    near = sorted((born + timedelta(days=step) for step in range(-45, 46) if step), key=lambda day: (day.day != 1, day))
    for candidate in near:
        if all(age_on(candidate, day) == age_on(born, day) for day in days):
            return candidate
    return born


def _period_starts(day: date) -> Iterable[date]:
    """The first days of the quarters and years that count the day: someone taking part is counted on those."""
    quarter = Quarter.of(day)
    return (quarter.start, quarter.next().start, quarter.year_begins, Quarter(quarter.year_start + 1, 1).start)


def _event_days(work: Work, person_id: str) -> Iterable[date]:
    """Every date on any record of the person: these are the days on which an age may have been counted."""
    for table in metadata.sorted_tables:
        if "person_id" not in table.c or table.name == "person_profile":
            continue
        columns: list[Column[Any]] = [column for column in table.c if isinstance(column.type, Date)]
        if columns:
            for row in work.session.execute(select(*columns).where(table.c.person_id == person_id)):
                yield from (day for day in row if day is not None)


def _run(work: Work, statement: Any) -> None:
    work.session.execute(statement.execution_options(synchronize_session=False))
