"""The rules of the panel as conditions: each stands once, here, in SQL (domain.md 2.3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from db.around import Contact
from db.functions import days_between, ymd
from db.letters import Letter
from db.panel import CaseReview, CaseStatus, EligibilityAnswer, PanelCase, PanelDecision, Referral, TriggerEvent
from db.people import Person
from db.reference import CodeEntry
from vrp_desktop.figures.figure import END, NEAR_END, Col, Condition, Kind

ROUTE_BY_EVENTS = "POLICE_SUSPECT_2ND"
"""The identification source that asks for two trigger events within 12 months (Home Office starting point, Leeds)."""

PARTNER_FACTS = (
    "CHILD_PROTECTION_PLAN",
    "LOOKED_AFTER",
    "CHILD_IN_NEED",
    "YOUTH_JUSTICE_STATUTORY",
    "YOUTH_JUSTICE_PREVENTION",
)
ONE_YEAR = 10000
"""Twelve months in `ymd` numbers: the window runs over (d - 12 months, d]."""


def not_withdrawn() -> Condition:
    """A withdrawn referral counts nowhere, whenever it was withdrawn: it leaves every figure that is not signed."""
    return Condition(
        code="not_withdrawn",
        test=Referral.withdrawn_on.is_(None),
        passed="The referral stands.",
        failed="The referral was withdrawn on {withdrawn_on}.",
        values={"withdrawn_on": Referral.withdrawn_on},
    )


def has_trigger_events() -> Condition:
    """Two occurrences within 12 months, where that is the route; other routes pass."""
    first, second = aliased(TriggerEvent), aliased(TriggerEvent)
    pair = (
        select(second.id)
        .join(first, first.person_id == second.person_id)
        .where(
            second.person_id == Referral.person_id,
            second.named_on <= Referral.referred_on,
            or_(first.named_on < second.named_on, and_(first.named_on == second.named_on, first.id < second.id)),
            ymd(first.named_on) > ymd(second.named_on) - ONE_YEAR,
            or_(first.occurrence == "", second.occurrence == "", first.occurrence != second.occurrence),
            _stands(first),
            _stands(second),
        )
        .correlate(Referral)
        .exists()
    )
    any_event = exists().where(TriggerEvent.person_id == Referral.person_id).correlate(Referral)
    return Condition(
        code="trigger_events",
        test=case((func.coalesce(Referral.source, "") != ROUTE_BY_EVENTS, True), (~any_event, None), else_=pair),
        passed="Trigger events on file: {events}; what this route asks for is met.",
        failed="Not named as suspect at two events within 12 months ({events} on file).",
        unknown="No trigger event is on file, and this route needs two within 12 months.",
        values={"events": _number_of_events()},
        field_to_mend="trigger_events",
    )


def lives_in_area() -> Condition:
    """The child lives in the panel's area (the home authority is kept when placed from elsewhere)."""
    return Condition(
        code="lives_in_area",
        test=case({"YES": True, "NO": False}, value=_latest("LIVES_IN_AREA"), else_=None),
        passed="Lives in the panel's area (answered on {answered_on}).",
        failed="Lives outside the panel's area (answered on {answered_on}).",
        unknown="Whether the child lives in the panel's area: nobody has been asked yet.",
        unknown_with=_not_known("Whether the child lives in the panel's area"),
        values=_answer_values("LIVES_IN_AREA"),
        field_to_mend="LIVES_IN_AREA",
    )


def partner_check(fact: str, service: str) -> Condition:
    """Being open to one service asks for the unmet need; it does not exclude by itself."""
    has_need = func.coalesce(PanelCase.unmet_need, "") != ""
    return Condition(
        code=fact.lower(),
        test=case({"NO": True, "YES": has_need}, value=_latest(fact), else_=None),
        passed=f"{service}: answered {{answer}} on {{answered_on}}; nothing stands in the way.",
        failed=f"{service}: answered {{answer}} on {{answered_on}}, and no unmet need is written down.",
        unknown=f"{service}: nobody has been asked yet.",
        unknown_with=_not_known(service),
        values=_answer_values(fact),
        field_to_mend=fact,
    )


def has_case_status(status: str, after: Col, within_days: int, words: str) -> Condition:
    """The case reached a status within some days of another date."""
    reached = (
        select(func.min(CaseStatus.reached_on))
        .where(
            CaseStatus.case_id == PanelCase.id,
            CaseStatus.status == status,
            CaseStatus.reached_on >= after,
            CaseStatus.reached_on <= END,
        )
        .correlate(PanelCase, PanelDecision)
        .scalar_subquery()
    )
    days = days_between(after, reached)
    return Condition(
        code=f"{status.lower()}_in_time",
        test=case((reached.is_(None), False), else_=days.between(0, within_days)),
        near=days.between(0, within_days + 28),
        passed=f"{words} after {{days}} days, within {within_days}.",
        failed=f"{words}: not within {within_days} days.",
        values={"days": days},
    )


def review_held_on_time() -> Condition:
    """The review was held on or before the day it was due."""
    return Condition(
        code="held_on_time",
        test=case((CaseReview.held_on.is_(None), False), else_=CaseReview.held_on <= CaseReview.due_on),
        near=days_between(CaseReview.due_on, CaseReview.held_on).between(1, 28),
        passed="Due on {due_on}, held on {held_on}.",
        failed="Due on {due_on}, held on {held_on}.",
        values={"due_on": CaseReview.due_on, "held_on": CaseReview.held_on},
        field_to_mend="held_on",
    )


def is_repeat() -> Condition:
    """Another referral of the same child in the 12 months before; an erased child is known by the fingerprint.

    A child whose records were merged is known by the fingerprint of each of them.
    """
    by_person = _earlier_referral(aliased(Referral), lambda earlier: earlier.person_id == Referral.person_id)
    merged = aliased(Person)
    of_merged = select(merged.fingerprint).where(merged.merged_into_id == Person.id).correlate(Person)
    by_fingerprint = _earlier_namesake(lambda namesake: namesake.fingerprint == Person.fingerprint)
    by_merged = _earlier_namesake(lambda namesake: namesake.fingerprint.in_(of_merged))
    return Condition(
        code="repeat",
        test=or_(by_person, by_fingerprint, by_merged),
        passed="Referred before, within the last 12 months.",
        failed="Not referred before within 12 months.",
    )


def _earlier_namesake(is_namesake: Callable[[Any], ColumnElement[bool]]) -> ColumnElement[bool]:
    """Whether someone of the same fingerprint, or the record that one was merged into, was referred before."""
    namesake = aliased(Person)
    whose = func.coalesce(namesake.merged_into_id, namesake.id)
    earlier = _earlier_referral(aliased(Referral), lambda referral: referral.person_id == whose, namesake)
    return select(namesake.id).where(is_namesake(namesake), earlier).correlate(Referral, Person).exists()


def _earlier_referral(earlier: Any, of_whom: Callable[[Any], Any], *correlated: Any) -> ColumnElement[bool]:
    """Whether someone has a standing referral in the 12 months before this one; each way in has its index."""
    return (
        select(earlier.id)
        .where(
            of_whom(earlier),
            earlier.id != Referral.id,
            earlier.withdrawn_on.is_(None),
            or_(
                earlier.referred_on < Referral.referred_on,
                and_(earlier.referred_on == Referral.referred_on, earlier.id < Referral.id),
            ),
            ymd(earlier.referred_on) > ymd(Referral.referred_on) - ONE_YEAR,
        )
        .correlate(Referral, *correlated)
        .exists()
    )


def is_not_closed_before(day: Col, words: str) -> Condition:
    """The case was still open on a day; what was planned for later than its closing is no longer due."""
    return Condition(
        code="open_then",
        test=or_(PanelCase.closed_on.is_(None), PanelCase.closed_on >= day),
        passed=f"The case was open on the day {words}.",
        failed=f"The case closed on {{closed_on}}, before the day {words}.",
        values={"closed_on": PanelCase.closed_on},
        kind=Kind.SCOPE,
    )


def first_decided(not_counted: tuple[str, ...]) -> ColumnElement[Any]:
    """The day of a case's first counted decision by the last day that counts."""
    return (
        select(func.min(PanelDecision.decided_on))
        .where(
            PanelDecision.case_id == PanelCase.id,
            PanelDecision.outcome.not_in(not_counted),
            PanelDecision.decided_on <= END,
        )
        .correlate(PanelCase)
        .scalar_subquery()
    )


def is_decided(first_on: Col) -> Condition:
    """The panel has made a counted decision on the case: before it there is nothing yet to lead."""
    return Condition(
        code="decided",
        test=first_on.is_not(None),
        passed="The panel decided on {decided_on}.",
        failed="The panel had made no counted decision by the end of the period.",
        values={"decided_on": first_on},
    )


def is_open_at_end() -> Condition:
    """The case was not closed by the last day that counts."""
    return Condition(
        code="open_at_end",
        test=or_(PanelCase.closed_on.is_(None), PanelCase.closed_on > END),
        passed="The case was open at the end of the period.",
        failed="The case closed on {closed_on}, by the end of the period.",
        values={"closed_on": PanelCase.closed_on},
    )


def has_lead() -> Condition:
    """The child had a lead professional on the last day that counts; one that began soon after nearly counts."""
    leads = select(CodeEntry.code).where(
        CodeEntry.list_name == "relationships", CodeEntry.extra["lead"].as_boolean().is_(True)
    )
    is_lead = and_(Contact.person_id == Referral.person_id, Contact.relationship.in_(leads))
    then = exists().where(
        is_lead,
        or_(Contact.from_on.is_(None), Contact.from_on <= END),
        or_(Contact.until_on.is_(None), Contact.until_on >= END),
    )
    soon = exists().where(is_lead, Contact.from_on > END, Contact.from_on <= NEAR_END)
    return Condition(
        code="lead",
        test=then.correlate(Referral),
        passed="The child had a lead professional at the end of the period.",
        failed="No lead professional is on file for the end of the period.",
        near=soon.correlate(Referral),
        field_to_mend="lead",
    )


def outcome_in(codes: tuple[str, ...], words: str) -> Condition:
    """The counted main decision is one of some."""
    return Condition(
        code="outcome",
        test=PanelDecision.outcome.in_(codes),
        passed="The decision was {decision}.",
        failed=f"The decision was {{decision}}, not {words}.",
        values={"decision": PanelDecision.outcome},
    )


def _stands(event: Any) -> ColumnElement[bool]:
    return cast("ColumnElement[bool]", event.status_removed_on.is_(None))


def _number_of_events() -> ColumnElement[Any]:
    """Two entries of one occurrence are one event, as they are where records of one child were merged."""
    occurrence = func.coalesce(func.nullif(TriggerEvent.occurrence, ""), TriggerEvent.id)
    return (
        select(func.count(occurrence.distinct()))
        .where(TriggerEvent.person_id == Referral.person_id, TriggerEvent.named_on <= Referral.referred_on)
        .where(_stands(TriggerEvent))
        .correlate(Referral)
        .scalar_subquery()
    )


def _not_known(what: str) -> dict[str, str]:
    return {
        "answer": f"{what}: answered {{answer}} on {{answered_on}}.",
        "asked_on": f"{what}: asked on {{asked_on}}, not yet answered.",
    }


def _answer_values(fact: str) -> dict[str, Col]:
    return {
        "answer": _latest(fact),
        "answered_on": _latest(fact, EligibilityAnswer.answered_on),
        "asked_on": _asked_on(fact),
    }


def _latest(fact: str, column: Col = EligibilityAnswer.answer) -> ColumnElement[Any]:
    """Of the newest answer to a fact by the last day that counts; a later one does not move a quarter that is over."""
    return (
        select(column)
        .where(*_about(fact), EligibilityAnswer.answered_on <= END)
        .order_by(EligibilityAnswer.answered_on.desc(), EligibilityAnswer.id.desc())
        .limit(1)
        .correlate(PanelCase)
        .scalar_subquery()
    )


def _asked_on(fact: str) -> ColumnElement[Any]:
    """The newest day on which a question was put that had no answer by the last day that counts."""
    return (
        select(func.max(EligibilityAnswer.asked_on))
        .where(
            *_about(fact),
            EligibilityAnswer.asked_on <= END,
            or_(EligibilityAnswer.answered_on.is_(None), EligibilityAnswer.answered_on > END),
        )
        .correlate(PanelCase)
        .scalar_subquery()
    )


def _about(fact: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return EligibilityAnswer.case_id == PanelCase.id, EligibilityAnswer.fact == fact


def has_referrer() -> Condition:
    """A referral that an agency sent has someone who waits to hear what happened."""
    return Condition(
        code="has_referrer",
        test=Referral.sending_agency.is_not(None),
        passed="An agency made the referral.",
        failed="No agency is named that made the referral.",
    )


def referrer_told() -> Condition:
    """The referrer was written to on the day of the decision or after it."""
    return Condition(
        code="referrer_told",
        test=_told_since(PanelDecision.decided_on, PanelDecision.case_id, PanelDecision).exists(),
        passed="The referrer was told what the panel decided.",
        failed="No letter to the referrer is on file since the decision.",
    )


def referrer_waits() -> ColumnElement[bool]:
    """A case of an agency's referral in which a decision, or its closing, was followed by no letter to the referrer."""
    sent = select(Referral.id).where(
        Referral.id == PanelCase.referral_id, Referral.sending_agency.is_not(None), Referral.withdrawn_on.is_(None)
    )
    decided = select(PanelDecision.id).where(
        PanelDecision.case_id == PanelCase.id,
        ~_told_since(PanelDecision.decided_on, PanelDecision.case_id, PanelDecision).exists(),
    )
    closed = and_(PanelCase.closed_on.is_not(None), ~_told_since(PanelCase.closed_on, PanelCase.id, PanelCase).exists())
    return and_(sent.correlate(PanelCase).exists(), or_(decided.correlate(PanelCase).exists(), closed))


def _told_since(day: Any, case_id: Any, correlated: Any) -> Any:
    return (
        select(Letter.id)
        .where(Letter.case_id == case_id, Letter.audience == "REFERRER", Letter.sent_on >= day)
        .correlate(correlated)
    )
