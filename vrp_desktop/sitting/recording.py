"""What the record of a sitting says now, gathered from the records: printed until it is confirmed, and then kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import select

from db.conferences import AgendaItem
from db.discussion import Contribution
from vrp_desktop.access.work import Read
from vrp_desktop.actions.queries import actions_of_conference, actions_to_review
from vrp_desktop.actions.rows import ActionRow
from vrp_desktop.conferences import rules
from vrp_desktop.conferences.queries import conference_record
from vrp_desktop.conferences.rows import AgendaRow, ConferenceRecord, DecidedRow
from vrp_desktop.conferences.titles import item_title
from vrp_desktop.forums.rules import parts_of_record
from vrp_desktop.partnership.audience import Audience, may_reach
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.sitting.record_words import ACTION, EARLIER, ITEM, Part, Whole

_WORDS: Final = ("childs_voice", "strengths", "needs", "safety")


def record_now(read: Read, conference_id: str) -> Whole:
    """The record as the store stands."""
    record, lists = conference_record(read, conference_id), read_lists_of(read.session)
    return Whole(
        head=_head(lists, record),
        parts=(
            *_items(read, lists, record),
            *_actions(lists, EARLIER, actions_to_review(read, conference_id)),
            *_actions(lists, ACTION, actions_of_conference(read, conference_id)),
        ),
    )


def _head(lists: Lists, record: ConferenceRecord) -> dict[str, Any]:
    row, form = record.row, record.form
    facts = (
        ("Venue", form.venue),
        ("Chair", form.chair),
        ("Note-taker", form.note_taker),
        ("Status", lists.label("conference_statuses", row.status)),
    )
    return {
        "forum": lists.label("forums", row.forum_code),
        "on": row.held_on.isoformat(),
        "marking": lists.label("markings", record.forum.marking),
        "parts": sorted(parts_of_record(lists, record.forum.records)),
        "facts": [[name, words] for name, words in facts if words],
        "attendance": [
            [
                lists.label("agencies", each.form.agency_code),
                lists.label("attendance_states", each.form.state) if each.form.state else "Not recorded",
                each.form.representative,
                each.form.information_on.isoformat() if each.form.information_on else "",
            ]
            for each in record.attendance
        ],
        "statement": record.forum.opening if record.statement_read else "",
        "next_on": form.next_on.isoformat() if form.next_on else "",
    }


def _items(read: Read, lists: Lists, record: ConferenceRecord) -> list[Part]:
    rows = select(AgendaItem).where(AgendaItem.conference_id == record.row.conference_id)
    kept = {item.id: item for item in read.session.scalars(rows)}
    decided = {each.case_id: each for each in record.decisions}
    told = _told(read, lists, record.row.conference_id)
    return [
        Part(
            section=ITEM,
            position=number,
            code=row.case_code,
            person_id=row.person_id or None,
            content=_item(lists, row, kept[row.item_id], told.get(row.item_id, []), decided.get(row.case_id)),
        )
        for number, row in enumerate(record.agenda, start=1)
    ]


def _item(
    lists: Lists, row: AgendaRow, item: AgendaItem, said: list[dict[str, str]], decision: DecidedRow | None
) -> dict[str, Any]:
    """Of a person under MAPPA nothing but the flag, the lead agency and the outcome."""
    about = {
        "title": ", ".join(filter(None, (item_title(lists, row), row.case_code))),
        "outcome": _outcome(lists, row),
        "said": [],
        "words": {},
        "reasons": "",
        "disagreement": "",
    }
    if row.is_mappa:
        return about
    return about | {
        "said": said,
        "words": {name: getattr(item, name) for name in _WORDS},
        "reasons": (decision.rationale if decision else "") or item.rationale,
        "disagreement": (decision.disagreement if decision else "") or item.disagreement,
    }


def _outcome(lists: Lists, row: AgendaRow) -> str:
    if row.outcome is not None:
        return rules.outcome_words(lists, row.outcome)
    return "Not reached" if row.is_settled else ""


def _told(read: Read, lists: Lists, conference_id: str) -> dict[str, list[dict[str, str]]]:
    """What each agency told, by item; what may not be written into the record stays out of it."""
    statement = select(Contribution).where(Contribution.conference_id == conference_id)
    found: dict[str, list[dict[str, str]]] = {}
    for row in read.session.scalars(statement.order_by(Contribution.recorded_at, Contribution.id)):
        if may_reach(lists, row.restriction, Audience.RECORD):
            said = {
                "agency": lists.label("agencies", row.agency_code),
                "text": "Nothing known" if row.nothing_known else row.text,
                "restriction": row.restriction,
            }
            found.setdefault(row.item_id, []).append(said)
    return found


def _actions(lists: Lists, section: str, rows: Iterable[ActionRow]) -> list[Part]:
    return [
        Part(
            section=section,
            position=number,
            code=row.code,
            person_id=row.words.person_id if row.words is not None else None,
            content={
                "text": row.text,
                "owner": ", ".join(filter(None, (row.owner_name, lists.label("agencies", row.owner_agency)))),
                "due_on": row.due_on.isoformat(),
            },
        )
        for number, row in enumerate(rows, start=1)
    ]
