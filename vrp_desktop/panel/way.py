"""A case's way through the panel as clocks: each thing to do, by when by the panel's rhythm, and when it was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import func, select

from db.conferences import Conference
from db.letters import Letter
from db.panel import (
    CaseContact,
    CaseReview,
    CaseStatus,
    EligibilityAnswer,
    PanelCase,
    PanelDecision,
    Referral,
    SupportAgreement,
    ToldAboutPanel,
)
from db.reference import Forum
from vrp_desktop.access.work import Read
from vrp_desktop.panel import rules
from vrp_desktop.panel.list_rules import BEFORE_PANEL, NO_ANSWER
from vrp_desktop.panel.rhythm import Rhythm
from vrp_desktop.reference.lists import read_lists_of


class Standing(Enum):
    """Where one thing stands today."""

    DONE = "Done"
    DONE_LATE = "Done late"
    IN_TIME = "In time"
    OVERDUE = "Overdue"
    OPEN = "Open"
    NO_LONGER = "No longer due"


@dataclass(frozen=True, slots=True)
class Milestone:
    """One thing on a case's way. `code` is that of its clock; `due_on` is None where its time has not begun."""

    code: str
    due_on: date | None
    done_on: date | None
    standing: Standing


def way_of(read: Read, case_id: str) -> tuple[Milestone, ...]:
    """What has begun on a case, in the order in which it comes; what has not begun yet is left out."""
    case = read.get(PanelCase, case_id, "panel case")
    return tuple(_Way(read, case).milestones())


class _Way:
    """Gathers the days of one case and puts them beside the rhythm."""

    def __init__(self, read: Read, case: PanelCase) -> None:
        self._read = read
        self._case = case
        self._rhythm = Rhythm.of(read_lists_of(read.session))
        self._referral = read.session.get_one(Referral, case.referral_id)
        self._first_decided, self._last_decided = self._days(
            func.min(PanelDecision.decided_on), func.max(PanelDecision.decided_on), kind=PanelDecision
        )
        reached = select(CaseStatus.status, func.min(CaseStatus.reached_on)).where(CaseStatus.case_id == case.id)
        self._reached = {row[0]: row[1] for row in read.session.execute(reached.group_by(CaseStatus.status))}

    def milestones(self) -> Iterable[Milestone]:
        yield from self._checks()
        yield from self._discussion()
        if self._first_decided is not None:
            yield self._made("TOLD", self._due("TOLD", self._first_decided), self._told())
        yield from self._engagement()
        yield from self._support()
        yield from self._referrer()

    def _checks(self) -> Iterable[Milestone]:
        came = self._referral.received_on or self._referral.referred_on
        asked, answered = self._days(
            func.min(func.coalesce(EligibilityAnswer.asked_on, EligibilityAnswer.answered_on)),
            func.max(EligibilityAnswer.answered_on),
            kind=EligibilityAnswer,
        )
        yield self._made("CHECKS_OUT", self._due("CHECKS_OUT", came), asked or self._reached.get(rules.SCREENED))
        if asked is None:
            return
        open_since = self._day(
            func.min(EligibilityAnswer.asked_on), EligibilityAnswer, EligibilityAnswer.answered_on.is_(None)
        )
        start = open_since or asked
        yield self._made("CHECKS_BACK", self._due("CHECKS_BACK", start), None if open_since else answered)

    def _discussion(self) -> Iterable[Milestone]:
        asked = self._day(func.min(EligibilityAnswer.asked_on), EligibilityAnswer)
        start = asked or self._reached.get(rules.SCREENED)
        if start is None or (self._first_decided is None and self._case.status not in (*BEFORE_PANEL, rules.DEFERRED)):
            return
        yield self._made("BEFORE_PANEL", self._sitting_from(self._due("BEFORE_PANEL", start)), self._first_decided)

    def _engagement(self) -> Iterable[Milestone]:
        offered = self._reached.get(rules.AWAITING_ENGAGEMENT)
        if offered is None:
            return
        answer = self._day(
            func.min(SupportAgreement.answered_on), SupportAgreement, SupportAgreement.answer.not_in(NO_ANSWER)
        )
        contact = self._day(
            func.min(CaseContact.contacted_on), CaseContact, CaseContact.is_reached, CaseContact.contacted_on >= offered
        )
        yield self._made("FAMILY_ANSWER", self._due("FAMILY_ANSWER", offered), answer)
        yield self._made("FIRST_CONTACT", self._due("FIRST_CONTACT", offered), contact)
        yield self._made("START_SUPPORT", self._due("START_SUPPORT", offered), self._reached.get(rules.IN_SUPPORT))

    def _support(self) -> Iterable[Milestone]:
        began = self._reached.get(rules.IN_SUPPORT)
        reviews = select(CaseReview).where(CaseReview.case_id == self._case.id)
        for at, review in enumerate(self._read.session.scalars(reviews.order_by(CaseReview.due_on, CaseReview.id))):
            yield self._made("FIRST_REVIEW" if at == 0 else "NEXT_REVIEW", review.due_on, review.held_on)
        if began is not None:
            yield self._made("CLOSE_OR_EXTEND", self._due("CLOSE_OR_EXTEND", began), self._case.closed_on)

    def _referrer(self) -> Iterable[Milestone]:
        event = self._case.closed_on or self._last_decided
        if self._referral.sending_agency is None or self._referral.withdrawn_on is not None or event is None:
            return
        told = self._day(func.min(Letter.sent_on), Letter, Letter.audience == "REFERRER", Letter.sent_on >= event)
        yield self._made("REFERRER_TOLD", self._due("REFERRER_TOLD", event), told, after_closing=True)

    def _told(self) -> date | None:
        """The day they were told; the day of the discussion where it says why they were not, which settles it."""
        told = self._day(func.min(ToldAboutPanel.told_on), ToldAboutPanel)
        why_not = self._day(func.count(ToldAboutPanel.id), ToldAboutPanel, ToldAboutPanel.told_on.is_(None))
        return told or (self._first_decided if why_not else None)

    def _made(self, code: str, due: date | None, done: date | None, *, after_closing: bool = False) -> Milestone:
        if done is not None:
            standing = Standing.DONE_LATE if due is not None and done > due else Standing.DONE
        elif self._case.closed_on is not None and not after_closing:
            standing = Standing.NO_LONGER
        elif due is None:
            standing = Standing.OPEN
        else:
            standing = Standing.OVERDUE if due < self._read.today else Standing.IN_TIME
        return Milestone(code, due, done, standing)

    def _due(self, code: str, start: date) -> date:
        return self._rhythm.due(code, start, self._case.place_code)

    def _sitting_from(self, day: date) -> date | None:
        """The first sitting of the panel of the case's place on a day or after it; None where none is planned."""
        mine = (
            select(func.min(Conference.held_on))
            .join(Forum, Forum.code == Conference.forum_code)
            .where(Forum.kind == "panel", Conference.place_code == self._case.place_code)
            .where(Conference.held_on >= day, Conference.status.in_(("PLANNED", "HELD")))
        )
        return self._read.session.scalar(mine)

    def _day(self, what: Any, kind: Any, *more: Any) -> Any:
        return self._days(what, kind=kind, more=more)[0]

    def _days(self, *what: Any, kind: Any, more: tuple[Any, ...] = ()) -> tuple[Any, ...]:
        return tuple(self._read.session.execute(select(*what).where(kind.case_id == self._case.id, *more)).one())
