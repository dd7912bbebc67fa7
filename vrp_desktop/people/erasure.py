"""Erasing a child: reduced to counts and a keyed fingerprint; signed figures stay true, the audit's chain still holds.

Which columns of which table are personal is said once, by `PERSONAL` and `REMOVED`; a test walks every table that
names a person and fails where a text column is in neither list nor known to be harmless.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from sqlalchemy import Column, Date, Table, delete, or_, select, update

from db.drafts import Draft
from db.people import DistinctPair, MatchKey, Note, Person, PersonIdentifier, PersonName
from db.schema import metadata
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work
from vrp_desktop.audit.chain import erase_values
from vrp_desktop.calendar import age_on
from vrp_desktop.errors import Invalid
from vrp_desktop.search import index

REMOVED: Final = (PersonName, PersonIdentifier, Note, MatchKey)
"""Tables whose rows of the person go altogether."""

PERSONAL: Final[dict[str, tuple[str, ...]]] = {
    "person_profile": ("postcode", "school"),
    "referral": ("reason", "sender_reference"),
    "trigger_event": ("occurrence",),
    "panel_case": ("unmet_need", "lead_professional", "closure_note", "leads_now"),
    "case_status": ("note",),
    "eligibility_answer": ("service", "note"),
    "panel_decision": ("rationale", "owner_name", "disagreement"),
    "further_referral": ("note",),
    "support_agreement": ("asked_by", "method", "note"),
    "told_about_panel": ("told_by", "why_not"),
    "case_review": ("note",),
    "intervention_status": ("reason",),
    "action": ("text", "owner_name", "undone_note"),
    "action_step": ("note",),
    "import_row": ("cells",),
}
"""Columns that are emptied: free text, and what points at one child."""

ERASED_TEXT: Final = ""

_WAITED: Final = "The record that this row may have belonged to was erased."


@command(Permission.ERASE)
def erase_person(work: Work, person_id: str, reason: str) -> None:
    """Erase everything that says who a child is. It cannot be undone, except by a backup made before."""
    if not reason.strip():
        raise Invalid({"reason": "Say why this record is erased."})
    person = work.get(Person, person_id, "child or young person")
    person.born_on = _blurred(work, person)
    person.born_basis = "ESTIMATED" if person.born_on else person.born_basis
    person.erased_at = work.now
    work.session.flush()
    for removed in REMOVED:
        _run(work, delete(removed).where(removed.person_id == person_id))
    either = or_(DistinctPair.first_id == person_id, DistinctPair.second_id == person_id)
    _run(work, delete(DistinctPair).where(either))
    for name, columns in PERSONAL.items():
        table = metadata.tables[name]
        _run(work, update(table).where(table.c.person_id == person_id).values(_emptied(table, columns)))
    rows = metadata.tables["import_row"]
    # A row that waits because it may be of this child may hold its name: its cells go with the record.
    mine = rows.c.likely_id == person_id
    _run(work, update(rows).where(mine, rows.c.state == "HELD").values(state="SET_ASIDE", cells=None, reason=_WAITED))
    _run(work, update(rows).where(mine).values(likely_id=None, version=rows.c.version + 1))
    _run(work, delete(Draft).where(Draft.record_id == person_id))
    index.remove_person(work.session, person_id)
    _forget_audit(work, person_id)
    work.names("person", person_id, person.place_code, reason.strip())


def _emptied(table: Table, columns: Iterable[str]) -> dict[str, Any]:
    return {name: None if table.c[name].nullable else ERASED_TEXT for name in columns}


def _forget_audit(work: Work, person_id: str) -> None:
    """Clear the audit's values of this person; this deed's own change would hold the birth date, so it goes too."""
    erase_values(work.session, person_id)
    work.capture.forget_values(person_id)


def _blurred(work: Work, person: Person) -> date | None:
    """The birth date made coarse: a day of its month that changes no age on any day the person was counted."""
    born = person.born_on
    if born is None:
        return None
    days = list(_event_days(work, person.id))
    month_end = (date(born.year + born.month // 12, born.month % 12 + 1, 1)).toordinal() - 1
    for candidate in (born.replace(day=1), date.fromordinal(month_end)):
        if all(age_on(candidate, day) == age_on(born, day) for day in days):
            return candidate
    return born


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
