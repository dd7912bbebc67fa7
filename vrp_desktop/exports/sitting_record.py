"""Handing out the record of a sitting as a PDF, by its forum's own list, with its receipt."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from db.conferences import AgendaItem
from db.discussion import Contribution
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read, Work
from vrp_desktop.actions.queries import actions_of_conference, actions_to_review
from vrp_desktop.actions.rows import ActionRow
from vrp_desktop.calendar import british
from vrp_desktop.clock import london_day
from vrp_desktop.conferences import rules
from vrp_desktop.conferences.queries import conference_record
from vrp_desktop.conferences.rows import AgendaRow, ConferenceRecord
from vrp_desktop.documents.sitting_record_pdf import RecordAction, RecordItem, RecordPaper, sitting_record_pdf
from vrp_desktop.exports.commands import ReceiptForm, record_export
from vrp_desktop.exports.sitting_papers import Paper, item_title, watermark_of
from vrp_desktop.forums.rules import parts_of_record
from vrp_desktop.partnership.audience import Audience, may_reach
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.sitting.confirming import WAYS, RecordState, record_state

_FIELDS = ("Attendance", "Items", "Decisions", "Actions")
_WORDS = ("childs_voice", "strengths", "needs", "safety")


@command(Permission.EXPORT)
def print_record(work: Work, conference_id: str, form: ReceiptForm) -> Paper:
    """The record of a sitting; each child in it must be open to the reader."""
    work.actor.need(Permission.SEE_NOTES)
    record, lists = conference_record(work, conference_id), read_lists_of(work.session)
    for row in record.agenda:
        if row.words is not None:
            work.need_open(row.words.person_id)
    paper = _paper(work, lists, record)
    content = sitting_record_pdf(
        paper, printed_by=work.actor.full_name, printed_at=work.now, watermark=watermark_of(work)
    )
    receipt = replace(form, what="Record of a sitting", form="PDF", fields=_FIELDS, rows=len(record.agenda))
    record_export(work, receipt, content)
    return Paper(f"record-{record.row.held_on.isoformat()}.pdf", content, len(record.agenda))


def _paper(read: Read, lists: Lists, record: ConferenceRecord) -> RecordPaper:
    row, form = record.row, record.form
    state = record_state(read, row.conference_id)
    facts = (
        ("Venue", form.venue),
        ("Chair", form.chair),
        ("Note-taker", form.note_taker),
        ("Status", lists.label("conference_statuses", row.status)),
    )
    return RecordPaper(
        forum=lists.label("forums", row.forum_code),
        on=row.held_on,
        marking=lists.label("markings", record.forum.marking),
        parts=parts_of_record(lists, record.forum.records),
        facts=tuple((name, words) for name, words in facts if words),
        attendance=tuple(
            (
                lists.label("agencies", each.form.agency_code),
                lists.label("attendance_states", each.form.state) if each.form.state else "Not recorded",
                each.form.representative,
                british(each.form.information_on),
            )
            for each in record.attendance
        ),
        statement=record.forum.opening if record.statement_read else "",
        earlier=tuple(_action(lists, each) for each in actions_to_review(read, row.conference_id)),
        items=tuple(_items(read, lists, record)),
        actions=tuple(_action(lists, each) for each in actions_of_conference(read, row.conference_id)),
        next_on=form.next_on,
        confirmed=_confirmed(state),
        addenda=tuple(
            f"{british(london_day(each.written_at))}, {each.written_by}: {each.text}" for each in state.addenda
        ),
    )


def _confirmed(state: RecordState) -> str:
    if state.confirmed_at is None:
        return ""
    return f"On {british(london_day(state.confirmed_at))} by {state.confirmed_by}, {WAYS[state.how]}."


def _items(read: Read, lists: Lists, record: ConferenceRecord) -> list[RecordItem]:
    rows = select(AgendaItem).where(AgendaItem.conference_id == record.row.conference_id)
    kept = {item.id: item for item in read.session.scalars(rows)}
    decided = {each.case_id: each for each in record.decisions}
    told = _told(read, lists, record.row.conference_id)
    return [
        _item(lists, number, row, kept[row.item_id], told.get(row.item_id, ()), decided.get(row.case_id))
        for number, row in enumerate(record.agenda, start=1)
    ]


def _item(
    lists: Lists, number: int, row: AgendaRow, item: AgendaItem, said: tuple[tuple[str, str], ...], decision: object
) -> RecordItem:
    title = ", ".join(filter(None, (item_title(lists, row), row.case_code)))
    return RecordItem(
        number=number,
        title=title,
        said=said,
        words={} if row.is_mappa else {name: getattr(item, name) for name in _WORDS},
        outcome=_outcome(lists, row),
        reasons=str(getattr(decision, "rationale", "") or item.rationale),
        disagreement=str(getattr(decision, "disagreement", "") or item.disagreement),
    )


def _outcome(lists: Lists, row: AgendaRow) -> str:
    if row.outcome is not None:
        return rules.outcome_words(lists, row.outcome)
    return "Not reached" if row.is_settled else ""


def _told(read: Read, lists: Lists, conference_id: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """What each agency told, by item; what may not be written into the record stays out of it."""
    statement = select(Contribution).where(Contribution.conference_id == conference_id)
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in read.session.scalars(statement.order_by(Contribution.recorded_at, Contribution.id)):
        if not may_reach(lists, row.restriction, Audience.RECORD):
            continue
        line = (lists.label("agencies", row.agency_code), "Nothing known" if row.nothing_known else row.text)
        found[row.item_id] = (*found.get(row.item_id, ()), line)
    return found


def _action(lists: Lists, row: ActionRow) -> RecordAction:
    owner = ", ".join(filter(None, (row.owner_name, lists.label("agencies", row.owner_agency))))
    return RecordAction(row.code, row.text, owner, row.due_on)
