"""Handing out the papers of a sitting: each with its receipt, and a line in the share log for every child in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from db.access import WorkspaceFact
from db.conferences import AgendaItem
from db.discussion import InformationRequest
from db.panel import PanelCase
from db.people import Person
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read, Work
from vrp_desktop.conferences.queries import conference_record
from vrp_desktop.conferences.requests import ask_agency, cases_to_ask
from vrp_desktop.conferences.rows import AgendaRow, ConferenceRecord
from vrp_desktop.conferences.titles import item_title
from vrp_desktop.documents.sitting_papers import PaperHead, PaperItem, Ticks, agenda_pdf, request_pdf
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.exports.commands import ReceiptForm, record_export
from vrp_desktop.forums.standing import forum_entry
from vrp_desktop.partnership.rules import ShareForm
from vrp_desktop.partnership.sharing import log_share
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.sitting.rules import OTHER_OUTCOMES, PANEL_OUTCOMES, outcome_list
from vrp_desktop.workspace.facts import PRACTICE

_FIELDS = ("Case", "Name", "Why on the agenda")
_WHAT = "Name and case, as on the agenda of a sitting"
_TITLES = {PANEL_OUTCOMES: "Outcomes of the panel's cases", OTHER_OUTCOMES: "Outcomes of other items"}
_ASKED = "Name, date of birth and case, to ask what is known"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to be saved: its name says nothing of a child."""

    name: str
    content: bytes
    items: int


def items_for(record: ConferenceRecord, asked: frozenset[str], agency_code: str) -> tuple[AgendaRow, ...]:
    """The items that an agency attends for: all where it is a core member, else those that it joins or was asked about.

    Of a person under MAPPA nothing goes to anyone but the agency that leads.
    """
    is_core = agency_code in record.core
    found = [row for row in record.agenda if is_core or agency_code in row.joins or row.case_id in asked]
    return tuple(row for row in found if not row.is_mappa or row.lead_agency == agency_code)


@command(Permission.EXPORT)
def print_agenda(work: Work, conference_id: str, agency_code: str | None, with_ticks: bool, form: ReceiptForm) -> Paper:
    """The agenda as a PDF: whole for the chair, or with the items of one agency; each child in it is shared with it."""
    work.actor.need(Permission.SEE_NOTES)
    record, lists = conference_record(work, conference_id), read_lists_of(work.session)
    if agency_code is not None and lists.entry("agencies", agency_code) is None:
        raise Invalid({"agency_code": "Choose the agency."})
    rows = record.agenda
    if agency_code is not None:
        rows = items_for(record, _asked(work, conference_id, agency_code), agency_code)
    if not rows:
        raise RuleBroken(
            "Nothing is on the agenda for this agency.", means="Nothing was printed.", do="Build the agenda first."
        )
    for row in rows:
        if row.words is not None:
            work.need_open(row.words.person_id)
    items = [
        replace(item, keys=keys)
        for item, keys in zip(_paper_items(lists, rows), _keys(lists, record, rows), strict=True)
    ]
    content = agenda_pdf(
        _head(lists, record, agency_code),
        items,
        _ticks(lists, record, rows) if with_ticks else None,
        printed_by=work.actor.full_name,
        printed_at=work.now,
        watermark=watermark_of(work),
    )
    receipt = replace(form, what="Agenda of a sitting", form="PDF", fields=_FIELDS, rows=len(items))
    receipt_id = record_export(work, receipt, content)
    if agency_code is not None:
        for row in rows:
            if row.words is not None:
                _share(work, row.words.person_id, row.case_id or None, agency_code, receipt, receipt_id, _WHAT)
    return Paper(_name("agenda", agency_code, record.row.held_on), content, len(items))


@command(Permission.EXPORT)
def send_request(work: Work, conference_id: str, agency_code: str, due_on: date | None, form: ReceiptForm) -> Paper:
    """Ask an agency what it knows of the cases of a sitting: put down as asked today, and handed out as a document."""
    work.actor.need(Permission.EDIT_CONFERENCES)
    record, lists = conference_record(work, conference_id), read_lists_of(work.session)
    cases = cases_to_ask(work, conference_id, agency_code)
    if not cases:
        raise RuleBroken(
            "This agency was asked about every case of the agenda.",
            means="Nothing was asked again.",
            do="Write down what it answered.",
        )
    for case in cases:
        work.need_open(case.person_id)
    ask_agency(work, conference_id, agency_code, cases, due_on)
    wanted = {case.id for case in cases}
    items = _paper_items(lists, [row for row in record.agenda if row.case_id in wanted], _births(work, wanted))
    head = _head(lists, record, agency_code)
    until = (("Answer by", f"{due_on:%d/%m/%Y}"),) if due_on else ()
    content = request_pdf(
        replace(head, facts=(*head.facts, *until), statement=""),
        items,
        printed_by=work.actor.full_name,
        printed_at=work.now,
        watermark=watermark_of(work),
    )
    receipt = replace(form, what="Request for what is known", form="PDF", fields=(*_FIELDS, "Born"), rows=len(items))
    receipt_id = record_export(work, receipt, content)
    for case in cases:
        _share(work, case.person_id, case.id, agency_code, receipt, receipt_id, _ASKED)
    return Paper(_name("request", agency_code, record.row.held_on), content, len(items))


def _share(
    work: Work, person_id: str, case_id: str | None, agency: str, receipt: ReceiptForm, receipt_id: str, what: str
) -> None:
    """Without an agreement the purpose is why, as for partner checks."""
    log_share(
        work,
        ShareForm(
            person_id=person_id,
            shared_on=work.today,
            what=what,
            kinds=("IDENTITY",),
            agencies=(agency,),
            named=receipt.recipient,
            agreement_id=receipt.agreement_id,
            purpose=receipt.purpose,
            reason=receipt.purpose,
            case_id=case_id,
            about=("export_receipt", receipt_id),
        ),
    )


def _asked(read: Read, conference_id: str, agency_code: str) -> frozenset[str]:
    statement = select(InformationRequest.case_id).where(
        InformationRequest.conference_id == conference_id, InformationRequest.agency_code == agency_code
    )
    return frozenset(read.session.scalars(statement))


def _births(read: Read, case_ids: set[str]) -> dict[str, date]:
    statement = (
        select(AgendaItem.case_id, Person.born_on)
        .join(PanelCase, PanelCase.id == AgendaItem.case_id)
        .join(Person, Person.id == PanelCase.person_id)
        .where(AgendaItem.case_id.in_(sorted(case_ids)), Person.born_on.is_not(None))
    )
    return {case_id: born for case_id, born in read.session.execute(statement) if case_id and born}


def _paper_items(lists: Lists, rows: Sequence[AgendaRow], born: dict[str, date] | None = None) -> list[PaperItem]:
    return [
        PaperItem(
            number=number,
            code=row.case_code,
            name=item_title(lists, row),
            about=_why(lists, row),
            minutes=row.target_minutes,
            notes=row.brief,
            born_on=(born or {}).get(row.case_id),
            is_mappa=row.is_mappa,
        )
        for number, row in enumerate(rows, start=1)
    ]


def _why(lists: Lists, row: AgendaRow) -> str:
    reason = lists.label("agenda_reasons", row.reason) if row.reason else ""
    return ", ".join(filter(None, ("Repeat" if row.is_repeat else "", reason)))


def _head(lists: Lists, record: ConferenceRecord, agency_code: str | None) -> PaperHead:
    form, forum = record.form, record.forum
    hour = f"{form.starts}, {form.minutes} minutes" if form.starts and form.minutes else form.starts
    host = lists.label("agencies", form.host_agency) if form.host_agency else ""
    facts = (("Begins", hour), ("Venue", form.venue), ("Host", host), ("Chair", form.chair))
    return PaperHead(
        forum=lists.label("forums", record.row.forum_code),
        on=record.row.held_on,
        facts=tuple((name, words) for name, words in facts if words),
        marking=lists.label("markings", forum.marking),
        statement="" if agency_code else forum.opening,
        agency=lists.label("agencies", agency_code) if agency_code else "",
    )


def _ticks(lists: Lists, record: ConferenceRecord, rows: Sequence[AgendaRow]) -> Ticks:
    """What can be ringed: who was there, and the outcomes of each list of the agenda, in the order of the keys."""
    names = dict.fromkeys(_list_of(lists, record, row) for row in rows)
    return Ticks(
        agencies=tuple(lists.label("agencies", code) for code in record.core),
        states=_keyed(lists, "attendance_states", record.row.held_on),
        outcomes=tuple((_TITLES[name], _keyed(lists, name, record.row.held_on)) for name in names),
    )


def _keys(lists: Lists, record: ConferenceRecord, rows: Sequence[AgendaRow]) -> list[tuple[str, ...]]:
    """The letters of each item's outcomes."""
    day = record.row.held_on
    return [tuple(key for key, _ in _keyed(lists, _list_of(lists, record, row), day)) for row in rows]


def _list_of(lists: Lists, record: ConferenceRecord, row: AgendaRow) -> str:
    return outcome_list(row.kind, str(forum_entry(lists, record.row.forum_code).extra.get("kind", "")))


def _keyed(lists: Lists, name: str, day: date) -> tuple[tuple[str, str], ...]:
    return tuple((str(entry.extra["key"]), entry.label) for entry in lists.choices(name, day) if entry.extra.get("key"))


def watermark_of(work: Work) -> str:
    """A word across every page of a rehearsal's papers."""
    fact = work.session.get(WorkspaceFact, PRACTICE)
    return "PRACTICE" if fact is not None and fact.value is True else ""


def _name(kind: str, agency_code: str | None, on: date) -> str:
    agency = f"-{agency_code.lower().replace('_', '-')}" if agency_code else ""
    return f"{kind}{agency}-{on.isoformat()}.pdf"
