"""Reading the chair's brief: per case what changed since the last time, what is missing, what is open to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select

from db.actions import Action
from db.conferences import Conference
from db.discussion import InformationRequest
from db.panel import EligibilityAnswer, PanelCase, PanelDecision, Referral, SupportAgreement, ToldAboutPanel
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.actions import rules as action_rules
from vrp_desktop.calendar import british
from vrp_desktop.chronology.sources import SOURCES
from vrp_desktop.conferences.queries import agenda_of
from vrp_desktop.conferences.rows import AgendaRow, Waits
from vrp_desktop.conferences.sittings import sitting_of
from vrp_desktop.people.around.queries import lead_on
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.people.timeline import TimelineEntry
from vrp_desktop.reference.lists import Lists, read_lists_of

_LEFT_OUT: Final = ("agenda", "sharing", "letters")
"""Sources of the chronology that tell of paper, not of the child."""

_MOST: Final = 12
"""Facts of a case, so that it stays on one page; the chronology has all."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened since the last time."""

    on: date
    heading: str
    detail: str
    is_free_text: bool


@dataclass(frozen=True, slots=True)
class CaseBrief:
    """One case on one page. `since` is the day of the last discussion, or of the referral where there was none.

    `more` counts the earlier facts since then that have no room.
    """

    number: int
    case_id: str
    case_code: str
    words: PersonWords
    reason: str
    is_repeat: bool
    since: date
    was_discussed: bool
    last_outcome: str
    changed: tuple[Fact, ...]
    more: int
    missing: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The brief of a sitting. `others` are the items that are about no panel case."""

    conference_id: str
    forum_code: str
    held_on: date
    cases: tuple[CaseBrief, ...]
    others: tuple[AgendaRow, ...]


def chairs_brief(read: Read, conference_id: str) -> Brief:
    """The brief of a sitting, only for who may read notes; its cases in the order of the agenda."""
    read.actor.need(Permission.SEE_NOTES)
    sitting, lists = sitting_of(read, conference_id), read_lists_of(read.session)
    rows = agenda_of(read, conference_id)
    return Brief(
        conference_id=conference_id,
        forum_code=sitting.forum_code,
        held_on=sitting.held_on,
        cases=tuple(
            _case(read, lists, sitting, row, number) for number, row in enumerate(rows, start=1) if row.case_id
        ),
        others=tuple(row for row in rows if not row.case_id),
    )


def _case(read: Read, lists: Lists, sitting: Conference, row: AgendaRow, number: int) -> CaseBrief:
    case = read.session.get_one(PanelCase, row.case_id)
    last = _last_decision(read, sitting, case)
    since = last.decided_on if last else read.session.get_one(Referral, case.referral_id).referred_on
    facts = _changed(read, case, since, is_first=last is None)
    is_shut = case.person_id in read.closed
    return CaseBrief(
        number=number,
        case_id=case.id,
        case_code=row.case_code,
        words=row.words or PersonWords(case.person_id, "", "", ""),
        reason=row.reason,
        is_repeat=row.is_repeat,
        since=since,
        was_discussed=last is not None,
        last_outcome=lists.label("panel_decisions", last.outcome) if last else "",
        changed=() if is_shut else tuple(facts[-_MOST:]),
        more=max(0, len(facts) - _MOST),
        missing=tuple(_missing(read, lists, sitting, case)),
        open=tuple(_open(read, sitting, case, row, last)),
    )


def _last_decision(read: Read, sitting: Conference, case: PanelCase) -> PanelDecision | None:
    """The discussion before this sitting."""
    statement = select(PanelDecision).where(
        PanelDecision.case_id == case.id,
        PanelDecision.decided_on <= sitting.held_on,
        PanelDecision.conference_id.is_distinct_from(sitting.id),
    )
    found = statement.order_by(PanelDecision.decided_on.desc(), PanelDecision.id.desc()).limit(1)
    return read.session.scalars(found).first()


def _changed(read: Read, case: PanelCase, since: date, *, is_first: bool) -> list[Fact]:
    """What the chronology tells from then on; what was decided on the last day itself is known."""

    def is_new(entry: TimelineEntry) -> bool:
        return entry.on >= since if is_first else entry.on > since

    entries = [
        entry
        for source in SOURCES
        if source.key not in _LEFT_OUT
        for entry in source.entries(read, case.person_id)
        if is_new(entry)
    ]
    entries.sort(key=lambda entry: entry.on)
    return [Fact(entry.on, entry.heading, entry.detail, entry.is_free_text) for entry in entries]


def _missing(read: Read, lists: Lists, sitting: Conference, case: PanelCase) -> list[str]:
    """What the panel does not know yet, a sentence each."""
    checks = select(EligibilityAnswer).where(
        EligibilityAnswer.case_id == case.id, EligibilityAnswer.answer == "NOT_YET_ANSWERED"
    )
    asked = select(InformationRequest).where(
        InformationRequest.case_id == case.id,
        InformationRequest.conference_id == sitting.id,
        InformationRequest.answered_on.is_(None),
    )
    found = [
        f"Partner check not answered: {lists.label('eligibility_facts', check.fact)}{_of(lists, check.agency_code)}"
        for check in read.session.scalars(checks.order_by(EligibilityAnswer.id))
    ]
    found += [
        f"{lists.label('agencies', request.agency_code)} was asked on {british(request.asked_on)} and has not answered"
        for request in read.session.scalars(asked.order_by(InformationRequest.id))
    ]
    if read.session.scalar(select(ToldAboutPanel.id).where(ToldAboutPanel.case_id == case.id).limit(1)) is None:
        found.append("The family was not told about the panel, or it is not recorded")
    agreed = select(SupportAgreement.id).where(SupportAgreement.case_id == case.id).limit(1)
    if read.session.scalar(agreed) is None:
        found.append("Agreement to support: nothing is recorded")
    if lead_on(read, case.person_id, read.today) is None:
        found.append("No lead professional")
    return found


def _open(read: Read, sitting: Conference, case: PanelCase, row: AgendaRow, last: PanelDecision | None) -> list[str]:
    """What is open to decide: first why the case is here, then its actions, then who leads."""
    found = [_question(case, row, last)]
    if row.is_repeat:
        found.append("Referred again within 12 months: what would be different this time?")
    late = select(Action).where(
        Action.case_id == case.id,
        Action.status.in_(action_rules.OPEN_STATUSES),
        Action.due_on < sitting.held_on,
    )
    found += [
        f"Action {action.code} was due on {british(action.due_on)}: done, could not be done, was not done, or carried?"
        for action in read.session.scalars(late.order_by(Action.due_on, Action.id))
    ]
    if lead_on(read, case.person_id, read.today) is None:
        found.append("Who leads the work with this child?")
    return found


def _question(case: PanelCase, row: AgendaRow, last: PanelDecision | None) -> str:
    back = f" The review was due on {british(case.review_due_on)}." if case.review_due_on else ""
    match row.reason:
        case Waits.REVIEW_DUE.value:
            return f"Go on with the support, change it or end it?{back}"
        case Waits.DEFERRED.value:
            when = f" on {british(last.decided_on)}" if last else ""
            return f"Deferred{when}: is what was waited for there now?"
        case Waits.CARRIED.value:
            return "Carried over undecided: which support, if any, and from whom?"
    return "Which support, if any, and from whom?"


def _of(lists: Lists, agency_code: str | None) -> str:
    return f" ({lists.label('agencies', agency_code)})" if agency_code else ""


def person_ids(cases: Sequence[CaseBrief]) -> frozenset[str]:
    """The children whom a brief is about."""
    return frozenset(case.words.person_id for case in cases)
