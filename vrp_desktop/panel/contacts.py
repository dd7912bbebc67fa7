"""Contact with a child or family on a case: each try with its day, by whom, and whether they were reached or seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.panel import CaseContact, PanelCase
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read, Work
from vrp_desktop.errors import Invalid
from vrp_desktop.panel import checks, rules
from vrp_desktop.panel.rhythm import Rhythm
from vrp_desktop.reference.lists import ListEntry, read_lists_of

OUTCOMES = "contact_outcomes"


@dataclass(frozen=True, slots=True)
class CaseContactForm:
    """A contact as typed."""

    contacted_on: date
    outcome: str
    by_agency: str | None = None
    by_name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CaseContactRow:
    """A contact as the case shows it."""

    contact_id: str
    version: int
    contacted_on: date
    outcome: str
    by_agency: str | None
    by_name: str
    note: str


@dataclass(frozen=True, slots=True)
class CaseContacts:
    """All contacts of a case, newest first, and the day by which the first one is wanted, where one is."""

    rows: tuple[CaseContactRow, ...]
    first_on: date | None
    first_due_on: date | None


@command(Permission.EDIT_CASES)
def record_contact(work: Work, case_id: str, form: CaseContactForm) -> str:
    """Record that somebody was in contact, or tried; returns its id."""
    case = work.get(PanelCase, case_id, "panel case")
    entry = check_contact(work, form)
    row = CaseContact(id=work.new_id(), case_id=case_id, person_id=case.person_id, place_code=case.place_code)
    write_contact(row, form, entry)
    work.add(row)
    work.changed("panel_case", case_id)
    work.names("panel_case", case_id, case.place_code)
    return row.id


def check_contact(work: Work, form: CaseContactForm) -> ListEntry:
    """The entry of the list for what came of a contact; refuses what is not in it, and a day that has not come."""
    entry = read_lists_of(work.session).entry(OUTCOMES, form.outcome)
    if entry is None:
        raise Invalid({"outcome": "Choose what came of it."})
    checks.not_future("contacted_on", form.contacted_on, work.today)
    return entry


def write_contact(row: CaseContact, form: CaseContactForm, entry: ListEntry) -> None:
    """Put what was typed into a contact; whether they were reached or seen is what the list says of the outcome."""
    row.contacted_on, row.outcome = form.contacted_on, form.outcome
    row.is_reached, row.is_seen = bool(entry.extra.get("reached")), bool(entry.extra.get("seen"))
    row.by_agency, row.by_name, row.note = form.by_agency, form.by_name.strip(), form.note.strip()


def contacts_of(read: Read, case_id: str) -> CaseContacts:
    """The contacts of a case; free text is left out for roles that may not read notes."""
    case = read.get(PanelCase, case_id, "panel case")
    hide = not read.actor.may(Permission.SEE_NOTES)
    statement = select(CaseContact).where(CaseContact.case_id == case_id)
    found = list(read.session.scalars(statement.order_by(CaseContact.contacted_on.desc(), CaseContact.id.desc())))
    reached = [row.contacted_on for row in found if row.is_reached]
    rows = tuple(
        CaseContactRow(r.id, r.version, r.contacted_on, r.outcome, r.by_agency, r.by_name, "" if hide else r.note)
        for r in found
    )
    return CaseContacts(rows, min(reached, default=None), None if reached else _first_due(read, case))


def _first_due(read: Read, case: PanelCase) -> date | None:
    if case.status != rules.AWAITING_ENGAGEMENT:
        return None
    rhythm = Rhythm.of(read_lists_of(read.session))
    return rhythm.due("FIRST_CONTACT", case.status_on, case.place_code)
