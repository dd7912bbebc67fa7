"""What puts a case on each of the panel's work lists, as conditions in SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

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
from db.people import Person
from vrp_desktop.calendar import add_months
from vrp_desktop.figures.figure import Col, Condition
from vrp_desktop.panel import rules
from vrp_desktop.panel.conditions import is_repeat, referrer_waits
from vrp_desktop.panel.rhythm import Rhythm

BEFORE_PANEL = (rules.IDENTIFIED, rules.PARTNER_CHECKS, rules.SCREENED, rules.ON_AGENDA)
OPEN_STATUSES = (*BEFORE_PANEL, rules.DISCUSSED, rules.AWAITING_ENGAGEMENT, rules.IN_SUPPORT, rules.DEFERRED)
NO_ANSWER = ("NOT_ASKED", "PARENT_NOT_ASKED")


def _stands_at(*statuses: str) -> Condition:
    return Condition(
        code="status",
        test=PanelCase.status.in_(statuses),
        passed="The case is: {case_status}.",
        failed="The case is: {case_status}.",
        values={"case_status": PanelCase.status},
    )


def _rule(code: str, test: Any, passed: str, failed: str, **values: Any) -> Condition:
    return Condition(code=code, test=test, passed=passed, failed=failed, values=values)


def _of_case(table: Any, *more: Any) -> ColumnElement[bool]:
    return select(table.id).where(table.case_id == PanelCase.id, *more).correlate(PanelCase).exists()


@dataclass(frozen=True, slots=True)
class ListRules:
    """The conditions of each list, one method for each code, by today and the rhythm."""

    rhythm: Rhythm
    today: date

    def new(self) -> list[Condition]:
        return [_stands_at(rules.IDENTIFIED)]

    def checks_late(self) -> list[Condition]:
        came = func.coalesce(Referral.received_on, Referral.referred_on)
        late = came <= self._late_since("CHECKS_OUT")
        return [
            _stands_at(rules.IDENTIFIED),
            _rule("late", late, "It came on {came_on}: the time is over.", "There is time.", came_on=came),
        ]

    def awaiting_answer(self) -> list[Condition]:
        return [_stands_at(rules.PARTNER_CHECKS), self._is_waiting(waits=True)]

    def answer_late(self) -> list[Condition]:
        late = EligibilityAnswer.asked_on <= self._late_since("CHECKS_BACK")
        waits = _of_case(EligibilityAnswer, EligibilityAnswer.answered_on.is_(None), late)
        return [
            _stands_at(rules.PARTNER_CHECKS),
            _rule("late", waits, "An agency has not answered in its time.", "Every agency has answered or has time."),
        ]

    def to_screen(self) -> list[Condition]:
        return [_stands_at(rules.PARTNER_CHECKS), self._is_waiting(waits=False)]

    def to_discuss(self) -> list[Condition]:
        return [_stands_at(rules.SCREENED, rules.ON_AGENDA, rules.DEFERRED)]

    def to_close(self) -> list[Condition]:
        return [_stands_at(rules.DISCUSSED)]

    def keep_until(self) -> list[Condition]:
        later = aliased(PanelDecision)
        newer = select(later.id).where(
            later.case_id == PanelDecision.case_id,
            or_(
                later.decided_on > PanelDecision.decided_on,
                and_(later.decided_on == PanelDecision.decided_on, later.id > PanelDecision.id),
            ),
        )
        last = ~newer.correlate(PanelDecision).exists()
        passed = _of_case(PanelDecision, PanelDecision.keep_until < self.today, last)
        return [
            _stands_at(*OPEN_STATUSES),
            _rule("keep_until", passed, "The day by which the panel comes back has passed.", "No such day has passed."),
        ]

    def awaiting_engagement(self) -> list[Condition]:
        return [_stands_at(rules.AWAITING_ENGAGEMENT)]

    def family_answer(self) -> list[Condition]:
        answered = _of_case(SupportAgreement, SupportAgreement.answer.not_in(NO_ANSWER))
        words = ("No answer about agreement to support is on file.", "An answer is on file.")
        return [_stands_at(rules.AWAITING_ENGAGEMENT), _rule("no_answer", ~answered, *words)]

    def family_answer_late(self) -> list[Condition]:
        return [*self.family_answer(), self._offered_before("FAMILY_ANSWER")]

    def start_late(self) -> list[Condition]:
        return [_stands_at(rules.AWAITING_ENGAGEMENT), self._offered_before("START_SUPPORT")]

    def first_contact(self) -> list[Condition]:
        reached = _of_case(CaseContact, CaseContact.is_reached, CaseContact.contacted_on >= PanelCase.status_on)
        return [
            _stands_at(rules.AWAITING_ENGAGEMENT),
            self._offered_before("FIRST_CONTACT"),
            _rule("not_reached", ~reached, "Nobody has been reached yet.", "The child or family was reached."),
        ]

    def not_seen(self) -> list[Condition]:
        late = self._late_since("NOT_SEEN")
        seen = _of_case(CaseContact, CaseContact.is_seen, CaseContact.contacted_on > late)
        return [
            _stands_at(rules.IN_SUPPORT),
            _rule("began", PanelCase.status_on <= late, "Support began on {began_on}.", "Support has just begun.",
                  began_on=PanelCase.status_on),
            _rule("not_seen", ~seen, "No contact in which the child was seen lately.", "The child was seen lately."),
        ]  # fmt: skip

    def review_due(self) -> list[Condition]:
        soon = self.rhythm.due("REVIEW_SOON", self.today)
        return [_stands_at(*OPEN_STATUSES), self._review(PanelCase.review_due_on <= soon, "within the time ahead")]

    def review_overdue(self) -> list[Condition]:
        return [_stands_at(*OPEN_STATUSES), self._review(PanelCase.review_due_on < self.today, "before today")]

    def six_months(self) -> list[Condition]:
        began = (
            select(func.min(CaseStatus.reached_on))
            .where(CaseStatus.case_id == PanelCase.id, CaseStatus.status == rules.IN_SUPPORT)
            .correlate(PanelCase)
            .scalar_subquery()
        )
        extended = _of_case(CaseReview, CaseReview.held_on > self._late_since("NEXT_REVIEW"))
        late = began <= self._late_since("CLOSE_OR_EXTEND")
        return [
            _stands_at(rules.IN_SUPPORT),
            _rule("long", late, "In support since {began_on}.", "In support since {began_on}: there is still time.",
                  began_on=began),
            _rule("not_extended", ~extended, "No review has extended it lately.", "A review extended it lately."),
        ]  # fmt: skip

    def not_told(self) -> list[Condition]:
        told = _of_case(ToldAboutPanel)
        return [
            _stands_at(rules.AWAITING_ENGAGEMENT, rules.IN_SUPPORT, rules.DISCUSSED),
            _rule("not_told", ~told, "Nothing says that they were told.", "They were told, or it says why not."),
        ]

    def told_late(self) -> list[Condition]:
        first = (
            select(func.min(PanelDecision.decided_on))
            .where(PanelDecision.case_id == PanelCase.id)
            .correlate(PanelCase)
            .scalar_subquery()
        )
        late = first <= self._late_since("TOLD")
        words = ("First discussed on {discussed_on}: the time is over.", "There is time.")
        return [*self.not_told(), _rule("late", late, *words, discussed_on=first)]

    def referrer_not_told(self) -> list[Condition]:
        return [_rule("waits", referrer_waits(), "The referrer has not been told.", "The referrer does not wait.")]

    def transition(self) -> list[Condition]:
        clock = self.rhythm.clock("TRANSITION")
        soon = add_months(self.rhythm.due(clock.code, self.today), -18 * 12)
        return [
            _stands_at(rules.AWAITING_ENGAGEMENT, rules.IN_SUPPORT),
            _rule("turns_18", Person.born_on <= soon, "Turns 18 soon, or is 18.", "Does not turn 18 soon."),
        ]

    def repeat(self) -> list[Condition]:
        return [_stands_at(*BEFORE_PANEL), is_repeat()]

    def lapsing(self) -> list[Condition]:
        later = aliased(Referral)
        newer = select(later.id).where(
            later.person_id == Referral.person_id,
            later.withdrawn_on.is_(None),
            or_(
                later.referred_on > Referral.referred_on,
                and_(later.referred_on == Referral.referred_on, later.id > Referral.id),
            ),
        )
        first = add_months(self.today, -12) + timedelta(days=1)
        last = add_months(self.rhythm.due("REPEAT_LAPSES", self.today), -12)
        lapses = Referral.referred_on.between(first, last)
        return [
            _rule("stands", Referral.withdrawn_on.is_(None), "The referral stands.", "The referral was withdrawn."),
            _rule("lapses", lapses, "Its twelve months end soon.", "Its twelve months do not end soon."),
            _rule("last", ~newer.correlate(Referral).exists(), "It is the last one.", "Another came later."),
        ]  # fmt: skip

    def _offered_before(self, code: str) -> Condition:
        """The time since support was offered is over."""
        late = PanelCase.status_on <= self._late_since(code)
        return _rule("late", late, "Offered on {offered_on}.", "There is time.", offered_on=PanelCase.status_on)

    def _late_since(self, code: str) -> Col:
        return self.rhythm.late_since_at(code, self.today, PanelCase.place_code)

    def _is_waiting(self, *, waits: bool) -> Condition:
        """Whether an agency was asked and has still to answer; a case in checks of which nobody was asked waits too."""
        open_question = _of_case(EligibilityAnswer, EligibilityAnswer.answered_on.is_(None))
        waiting = or_(open_question, ~_of_case(EligibilityAnswer))
        words = ("An agency has still to answer.", "Every agency has answered.")
        return _rule("waits", waiting if waits else ~waiting, *(words if waits else words[::-1]))

    def _review(self, test: Any, when: str) -> Condition:
        due = PanelCase.review_due_on
        return _rule("review", test, "The review is due on {due_on}.", f"No review is due {when}.", due_on=due)
