"""Handing out the record of a sitting as a PDF: as it stands, and once confirmed as it was then, with its addenda."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read, Work
from vrp_desktop.calendar import british
from vrp_desktop.clock import london_day
from vrp_desktop.conferences.sittings import sitting_of
from vrp_desktop.documents.sitting_record_pdf import RecordPaper, sitting_record_pdf
from vrp_desktop.exports.commands import ReceiptForm, record_export
from vrp_desktop.exports.sitting_papers import Paper, watermark_of
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.sitting.confirming import WAYS, RecordState, record_of, record_state
from vrp_desktop.sitting.kept import kept_record
from vrp_desktop.sitting.record_words import ACTION, EARLIER, ITEM, Whole, action_of, item_of
from vrp_desktop.sitting.recording import record_now

_FIELDS = ("Attendance", "Items", "Decisions", "Actions")


@command(Permission.EXPORT)
def print_record(work: Work, conference_id: str, form: ReceiptForm) -> Paper:
    """The record of a sitting; each child in it must be open to the reader."""
    work.actor.need(Permission.SEE_NOTES)
    sitting = sitting_of(work, conference_id)
    kept = record_of(work, conference_id)
    whole = kept_record(work, kept) if kept is not None else record_now(work, conference_id)
    items = whole.of(ITEM)
    for part in items:
        work.need_open(part.person_id)
    content = sitting_record_pdf(
        _paper(work, whole, record_state(work, conference_id)),
        printed_by=work.actor.full_name,
        printed_at=work.now,
        watermark=watermark_of(work),
    )
    receipt = replace(form, what="Record of a sitting", form="PDF", fields=_FIELDS, rows=len(items))
    record_export(work, receipt, content)
    return Paper(f"record-{sitting.held_on.isoformat()}.pdf", content, len(items))


def _paper(read: Read, whole: Whole, state: RecordState) -> RecordPaper:
    head, lists = whole.head, read_lists_of(read.session)
    return RecordPaper(
        forum=head["forum"],
        on=date.fromisoformat(head["on"]),
        marking=head["marking"],
        parts=frozenset(head["parts"]),
        facts=tuple((name, words) for name, words in head["facts"]),
        attendance=tuple((agency, came, who, british(_day(sent))) for agency, came, who, sent in head["attendance"]),
        statement=head["statement"],
        earlier=tuple(map(action_of, whole.of(EARLIER))),
        items=tuple(item_of(lists, part) for part in whole.of(ITEM)),
        actions=tuple(map(action_of, whole.of(ACTION))),
        next_on=_day(head["next_on"]),
        confirmed=_confirmed(state),
        addenda=tuple(
            f"{british(london_day(each.written_at))}, {each.written_by}: {each.text}" for each in state.addenda
        ),
    )


def _confirmed(state: RecordState) -> str:
    if state.confirmed_at is None:
        return ""
    on = f"On {british(london_day(state.confirmed_at))} by {state.confirmed_by}, {WAYS[state.how]}."
    if not state.is_as_kept:
        return f"{on} What is kept of it is not what was confirmed: do not rely on this print."
    since = " What was put right since stands at its end, under Addenda." if state.addenda else ""
    return f"{on} Printed as it was confirmed.{since}"


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
