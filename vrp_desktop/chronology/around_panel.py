"""Entries from what lies around a panel case: partner checks, the agenda of its sittings, and its letters."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select

from db.conferences import AgendaItem, Conference
from db.letters import Letter
from db.panel import EligibilityAnswer, PanelCase
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.people.timeline import TimelineEntry
from vrp_desktop.reference.lists import read_lists_of


def checks_timeline(read: Read, person_id: str) -> list[TimelineEntry]:
    """Each question to a partner: asked, and answered."""
    lists = read_lists_of(read.session)
    may_read = read.actor.may(Permission.SEE_NOTES)
    found: list[TimelineEntry] = []
    asked = select(EligibilityAnswer).join(PanelCase, PanelCase.id == EligibilityAnswer.case_id)
    for row in read.session.scalars(asked.where(EligibilityAnswer.person_id == person_id, *_mine(read, PanelCase))):
        fact, agency = lists.label("eligibility_facts", row.fact), row.agency_code or ""
        who = lists.label("agencies", agency) if agency else "A partner"
        if row.asked_on is not None:
            words = f"{who} was asked: {fact}"
            found.append(TimelineEntry(row.asked_on, "panel_case", row.case_id, words, agency=agency))
        if row.answered_on is not None:
            named = ("partner_check_answers", row.finding) if row.finding else ("yes_no_known", row.answer)
            answer = lists.label(*named).lower()
            said = ", ".join(filter(None, (row.service, row.lead_professional, row.note))) if may_read else ""
            words = f"{who} answered: {fact}: {answer}"
            found.append(TimelineEntry(row.answered_on, "panel_case", row.case_id, words, said, True, agency=agency))
    return found


def agenda_timeline(read: Read, person_id: str) -> list[TimelineEntry]:
    """Each sitting whose agenda the child's case was on."""
    lists = read_lists_of(read.session)
    statement = (
        select(Conference.id, Conference.held_on, Conference.forum_code, Conference.status)
        .join(AgendaItem, AgendaItem.conference_id == Conference.id)
        .join(PanelCase, PanelCase.id == AgendaItem.case_id)
        .where(PanelCase.person_id == person_id, *_mine(read, PanelCase))
    )
    return [
        TimelineEntry(
            row.held_on,
            "conference",
            row.id,
            f"On the agenda of {lists.label('forums', row.forum_code)}",
            lists.label("conference_statuses", row.status),
        )
        for row in read.session.execute(statement)
    ]


def letters_timeline(read: Read, person_id: str) -> list[TimelineEntry]:
    """Each letter that was sent about the child: when, how, and for whom it was made."""
    lists = read_lists_of(read.session)
    return [
        TimelineEntry(
            row.sent_on,
            "panel_case",
            row.case_id or "",
            f"Letter sent to the {row.audience.lower()}",
            lists.label("letter_ways", row.way),
        )
        for row in read.session.scalars(select(Letter).where(Letter.person_id == person_id, *_mine(read, Letter)))
    ]


def _mine(read: Read, kind: type[PanelCase | Letter]) -> list[ColumnElement[bool]]:
    """The limit to the reader's places: what hangs on a case is of the case's place."""
    return [] if read.actor.places is None else [kind.place_code.in_(sorted(read.actor.places))]
