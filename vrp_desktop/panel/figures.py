"""What the panel counts: the monitoring counts of a quarter (domain.md 2.3), each a query that returns its records."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String, cast, literal
from sqlalchemy.orm import join, outerjoin

from db.functions import days_between
from db.panel import CaseReview, CaseStatus, PanelCase, PanelDecision, Referral, SupportAgreement
from vrp_desktop.figures.figure import Col, Condition, Figure, Source, Unit, in_window
from vrp_desktop.panel import conditions as rule
from vrp_desktop.people.dimensions import (
    CHILD_DETAILS,
    aged,
    entry_days,
    entry_delay,
    person_dimensions,
    with_people,
)

YOUNGEST, OLDEST = 10, 17
OFFERS = ("OFFER_SUPPORT", "ALREADY_SUPPORTED_ENHANCE")
AGREED = ("AGREED_CHILD", "AGREED_PARENT", "AGREED_BOTH", "AGREED_16_17", "AGREED_GILLICK")
NOT_AGREED = ("DECLINED", "WITHDRAWN")
NOT_COUNTED_OUTCOMES = ("DEFER_INFO",)


def _source(kind: str, record: Any, on: Col, *, per_child: bool, no_record: str, **extra: Any) -> Source:
    """Records of a panel case, with its referral, the person and the profile on the record's day."""
    if record is Referral:
        origin: Any = outerjoin(Referral.__table__, PanelCase.__table__, PanelCase.referral_id == Referral.id)
    elif record is PanelCase:
        origin = join(PanelCase.__table__, Referral.__table__, PanelCase.referral_id == Referral.id)
    else:
        origin = join(record.__table__, PanelCase.__table__, PanelCase.id == record.case_id)
        origin = origin.join(Referral.__table__, PanelCase.referral_id == Referral.id)
    joined, profile = with_people(origin, Referral.person_id, on)
    dimensions = person_dimensions(profile, on, Referral.place_code)
    dimensions |= {"source": cast(Referral.source, String), "agency": cast(Referral.sending_agency, String), **extra}
    return Source(
        kind=kind,
        origin=joined,
        record_id=record.id,
        unit_id=Referral.person_id if per_child else record.id,
        person_id=Referral.person_id,
        on=on,
        place=Referral.place_code,
        dimensions=dimensions,
        no_record=no_record,
        opens=("panel_case", PanelCase.id),
    )


_NO_REFERRAL = "There is no referral into the panel on file."
_NO_DECISION = "No panel decision is on file."
REFERRED_CHILDREN = _source("referral", Referral, Referral.referred_on, per_child=True, no_record=_NO_REFERRAL)
REFERRALS = _source(
    "referral",
    Referral,
    Referral.referred_on,
    per_child=False,
    no_record=_NO_REFERRAL,
    entry_delay=entry_delay(Referral.referred_on, Referral.entered_at),
)
DISCUSSED_CHILDREN = _source(
    "panel_decision", PanelDecision, PanelDecision.decided_on, per_child=True, no_record=_NO_DECISION
)
DISCUSSIONS = _source(
    "panel_decision",
    PanelDecision,
    PanelDecision.decided_on,
    per_child=False,
    no_record=_NO_DECISION,
    decision=cast(PanelDecision.outcome, String),
    entry_delay=entry_delay(PanelDecision.decided_on, PanelDecision.entered_at),
)
AGREEMENTS = _source(
    "support_agreement",
    SupportAgreement,
    SupportAgreement.answered_on,
    per_child=True,
    no_record="No answer about agreement to support is on file.",
    agreement=cast(SupportAgreement.answer, String),
)
REVIEWS = _source("case_review", CaseReview, CaseReview.due_on, per_child=False, no_record="No review is on file.")
STARTS = _source(
    "case_status", CaseStatus, CaseStatus.reached_on, per_child=True, no_record="Support has not started on any case."
)
CASES = _source("panel_case", PanelCase, PanelCase.status_on, per_child=False, no_record="No panel case is on file.")
CLOSED_CASES = _source(
    "panel_case",
    PanelCase,
    PanelCase.closed_on,
    per_child=False,
    no_record="No panel case is on file.",
    closure=cast(PanelCase.closure_reason, String),
)
_FIRST_DECIDED = rule.first_decided(NOT_COUNTED_OUTCOMES)
DECIDED_CASES = _source("panel_case", PanelCase, _FIRST_DECIDED, per_child=False, no_record="No panel case is on file.")

_AGE_AT_REFERRAL = aged(YOUNGEST, OLDEST, Referral.referred_on, "on the referral date")
_BY_REFERRAL = in_window(Referral.referred_on, "Referred")
_BY_DECISION = in_window(PanelDecision.decided_on, "Discussed")
_COUNTED_DECISION = Condition(
    code="counted_decision",
    test=PanelDecision.outcome.not_in(NOT_COUNTED_OUTCOMES),
    passed="The discussion ended in a counted decision: {decision}.",
    failed="The discussion ended in a deferral, which is not counted; the decision that follows is.",
    values={"decision": PanelDecision.outcome},
)

_OPEN_WHEN_DUE = rule.is_not_closed_before(CaseReview.due_on, "the review was due")

ELIGIBILITY = (
    _AGE_AT_REFERRAL,
    rule.has_trigger_events(),
    rule.lives_in_area(),
    rule.partner_check("CHILD_PROTECTION_PLAN", "Child protection plan"),
    rule.partner_check("LOOKED_AFTER", "Looked after"),
    rule.partner_check("CHILD_IN_NEED", "Child in need or Family Help"),
    rule.partner_check("YOUTH_JUSTICE_STATUTORY", "Youth justice, statutory"),
    rule.partner_check("YOUTH_JUSTICE_PREVENTION", "Youth justice prevention or Turnaround"),
)
"""The eligibility sentences of a case come from these, through `figures.run.why_record`; nowhere else."""

IDENTIFIED = Figure(
    code="YFPP_IDENTIFIED",
    label="Children and young people identified",
    unit=Unit.CHILDREN,
    source=REFERRED_CHILDREN,
    conditions=(_BY_REFERRAL, rule.not_withdrawn()),
    breakdowns=CHILD_DETAILS,
    date_test="Referral date in the period",
    meaning="Children and young people with at least one referral into the panel in the period.",
)
REFERRED = Figure(
    code="YFPP_REFERRALS",
    label="Referrals received",
    unit=Unit.REFERRALS,
    source=REFERRALS,
    conditions=(_BY_REFERRAL, rule.not_withdrawn()),
    breakdowns=("place", "source", "agency"),
    date_test="Referral date in the period",
    meaning="Referrals into the panel in the period; a child referred twice counts twice.",
)
ELIGIBLE = Figure(
    code="YFPP_ELIGIBLE",
    label="Children and young people eligible",
    unit=Unit.CHILDREN,
    source=REFERRED_CHILDREN,
    conditions=(_BY_REFERRAL, rule.not_withdrawn(), *ELIGIBILITY),
    breakdowns=CHILD_DETAILS,
    date_test="Referral date in the period",
    age_test="10 to 17 on the referral date",
    meaning="Identified children for whom every eligibility check is answered and passed.",
)
DISCUSSED = Figure(
    code="YFPP_DISCUSSED",
    label="Children and young people discussed",
    unit=Unit.CHILDREN,
    source=DISCUSSED_CHILDREN,
    conditions=(_BY_DECISION, rule.not_withdrawn(), _AGE_AT_REFERRAL, _COUNTED_DECISION),
    breakdowns=CHILD_DETAILS,
    date_test="Day of the panel's decision in the period",
    age_test="10 to 17 on the referral date",
    meaning="Children and young people on whom the panel made a counted main decision in the period.",
)
DECISIONS = Figure(
    code="YFPP_DECISIONS",
    label="Panel decisions",
    unit=Unit.DECISIONS,
    source=DISCUSSIONS,
    conditions=(_BY_DECISION, rule.not_withdrawn(), _AGE_AT_REFERRAL, _COUNTED_DECISION),
    breakdowns=("decision", "place"),
    date_test="Day of the panel's decision in the period",
    age_test="10 to 17 on the referral date",
    meaning="Counted main decisions of the panel; a child decided on twice counts twice.",
)
OFFERED = Figure(
    code="YFPP_OFFERED",
    label="Children and young people offered support",
    unit=Unit.CHILDREN,
    source=DISCUSSED_CHILDREN,
    conditions=(_BY_DECISION, rule.not_withdrawn(), _AGE_AT_REFERRAL, rule.outcome_in(OFFERS, "an offer of support")),
    breakdowns=CHILD_DETAILS,
    date_test="Day of the panel's decision in the period",
    age_test="10 to 17 on the referral date",
    meaning="Children and young people to whom the panel decided to offer support.",
)


def _answered(code: str, label: str, answers: tuple[str, ...], words: str, meaning: str) -> Figure:
    return Figure(
        code=code,
        label=label,
        unit=Unit.CHILDREN,
        source=AGREEMENTS,
        conditions=(
            in_window(SupportAgreement.answered_on, "Answered"),
            rule.not_withdrawn(),
            _AGE_AT_REFERRAL,
            Condition(
                code="answer",
                test=SupportAgreement.answer.in_(answers),
                passed="The answer was {agreement}.",
                failed=f"The answer was {{agreement}}, not {words}.",
                values={"agreement": SupportAgreement.answer},
            ),
        ),
        breakdowns=CHILD_DETAILS,
        date_test="Day of the answer in the period",
        age_test="10 to 17 on the referral date",
        meaning=meaning,
    )


ACCEPTED = _answered(
    "YFPP_ACCEPTED",
    "Children and young people who agreed to support",
    AGREED,
    "an agreement",
    "Children and young people for whom agreement to support was given in the period, by any route.",
)
DECLINED = _answered(
    "YFPP_DECLINED",
    "Children and young people who declined support",
    NOT_AGREED,
    "declined or withdrawn",
    "Children and young people for whom support was declined, or agreement withdrawn, in the period.",
)
STARTED_IN_TIME = Figure(
    code="YFPP_STARTED_28",
    label="Started support within 28 days of the panel",
    unit=Unit.CHILDREN,
    source=DISCUSSED_CHILDREN,
    conditions=(
        _BY_DECISION,
        rule.not_withdrawn(),
        _AGE_AT_REFERRAL,
        rule.outcome_in(OFFERS, "an offer of support"),
        rule.has_case_status("IN_SUPPORT", PanelDecision.decided_on, 28, "Support started"),
    ),
    breakdowns=CHILD_DETAILS,
    date_test="Day of the panel's decision in the period",
    age_test="10 to 17 on the referral date",
    meaning="Of those offered support in the period, those in support within 28 days.",
)
STARTED = Figure(
    code="YFPP_STARTED",
    label="Children and young people who started support",
    unit=Unit.CHILDREN,
    source=STARTS,
    conditions=(
        in_window(CaseStatus.reached_on, "Support started"),
        rule.not_withdrawn(),
        _AGE_AT_REFERRAL,
        Condition(
            code="in_support",
            test=CaseStatus.status == literal("IN_SUPPORT"),
            passed="The case went into support.",
            failed="This step of the case is not the start of support.",
        ),
    ),
    breakdowns=CHILD_DETAILS,
    date_test="Day support started in the period",
    age_test="10 to 17 on the referral date",
    meaning="Children and young people whose case went into support in the period.",
)
REVIEWS_DUE = Figure(
    code="YFPP_REVIEWS_DUE",
    label="Reviews due",
    unit=Unit.REVIEWS,
    source=REVIEWS,
    conditions=(in_window(CaseReview.due_on, "Due"), rule.not_withdrawn(), _OPEN_WHEN_DUE),
    breakdowns=("place",),
    date_test="Day the review was due in the period",
    meaning="Reviews of support that were due in the period.",
)
REVIEWED_ON_TIME = Figure(
    code="YFPP_REVIEWED_ON_TIME",
    label="Reviews held on time",
    unit=Unit.REVIEWS,
    source=REVIEWS,
    conditions=(in_window(CaseReview.due_on, "Due"), rule.not_withdrawn(), _OPEN_WHEN_DUE, rule.review_held_on_time()),
    breakdowns=("place",),
    date_test="Day the review was due in the period",
    meaning="Reviews due in the period that were held on or before their day.",
)
CLOSED = Figure(
    code="YFPP_CLOSED",
    label="Panel cases closed",
    unit=Unit.CASES,
    source=CLOSED_CASES,
    conditions=(in_window(CLOSED_CASES.on, "Closed"), rule.not_withdrawn()),
    breakdowns=("closure", "place"),
    date_test="Closing day in the period",
    meaning="Panel cases closed in the period, by reason. Withdrawn referrals are not counted.",
)
_OPEN_AT_END = (rule.is_decided(_FIRST_DECIDED), rule.not_withdrawn(), rule.is_open_at_end())
OPEN_AFTER_PANEL = Figure(
    code="YFPP_OPEN_CASES",
    label="Panel cases open after the panel's decision",
    unit=Unit.CASES,
    source=DECIDED_CASES,
    conditions=_OPEN_AT_END,
    breakdowns=("place",),
    date_test="Decided by the last day of the period, and open on it",
    meaning="Panel cases with a counted decision that were still open on the period's last day, or today if earlier.",
)
WITH_LEAD = Figure(
    code="YFPP_WITH_LEAD",
    label="Open panel cases with a lead professional",
    unit=Unit.CASES,
    source=DECIDED_CASES,
    conditions=(*_OPEN_AT_END, rule.has_lead()),
    breakdowns=("place",),
    date_test="Decided by the last day of the period, open on it, and led on it",
    meaning="Of the cases open after the panel's decision, those whose child had a lead professional on that last day.",
)
REPEATED = Figure(
    code="YFPP_REPEAT",
    label="Repeat referrals within 12 months",
    unit=Unit.REFERRALS,
    source=REFERRALS,
    conditions=(_BY_REFERRAL, rule.not_withdrawn(), rule.is_repeat()),
    breakdowns=("place", "source"),
    date_test="Referral date in the period",
    meaning="Referrals of a child who had been referred in the 12 months before.",
)
DAYS_TO_PANEL = Figure(
    code="YFPP_DAYS_TO_PANEL",
    label="Referral to panel, children discussed",
    unit=Unit.CHILDREN,
    source=DISCUSSED_CHILDREN,
    conditions=(_BY_DECISION, rule.not_withdrawn(), _AGE_AT_REFERRAL, _COUNTED_DECISION),
    breakdowns=("place",),
    date_test="Day of the panel's decision in the period",
    age_test="10 to 17 on the referral date",
    meaning="Days from the referral date to the panel's decision.",
    measure=days_between(Referral.referred_on, PanelDecision.decided_on),
)
REFERRERS_TOLD = Figure(
    code="YFPP_REFERRERS_TOLD",
    label="Decisions of which the referrer was told",
    unit=Unit.DISCUSSIONS,
    source=DISCUSSIONS,
    conditions=(_BY_DECISION, rule.not_withdrawn(), rule.has_referrer(), rule.referrer_told()),
    breakdowns=("place", "agency"),
    date_test="Day of the panel's decision in the period",
    meaning="Decisions on an agency's referral after which a letter to the referrer is on file.",
)
DAYS_TO_ENTER_REFERRALS = Figure(
    code="YFPP_DAYS_TO_ENTER_REFERRALS",
    label="Referrals, from the referral date to being entered",
    unit=Unit.REFERRALS,
    source=REFERRALS,
    conditions=(_BY_REFERRAL, rule.not_withdrawn()),
    breakdowns=("entry_delay", "place"),
    date_test="Referral date in the period",
    meaning="Days from the referral date to the day on which the referral was entered.",
    measure=entry_days(Referral.referred_on, Referral.entered_at),
)
DAYS_TO_ENTER_DECISIONS = Figure(
    code="YFPP_DAYS_TO_ENTER_DECISIONS",
    label="Panel decisions, from the sitting to being entered",
    unit=Unit.DECISIONS,
    source=DISCUSSIONS,
    conditions=(_BY_DECISION, rule.not_withdrawn(), _AGE_AT_REFERRAL, _COUNTED_DECISION),
    breakdowns=("entry_delay", "place"),
    date_test="Day of the panel's decision in the period",
    age_test="10 to 17 on the referral date",
    meaning="Days from the panel's decision to the day on which it was entered.",
    measure=entry_days(PanelDecision.decided_on, PanelDecision.entered_at),
)
FIGURES = (
    IDENTIFIED,
    REFERRED,
    ELIGIBLE,
    DISCUSSED,
    DECISIONS,
    OFFERED,
    ACCEPTED,
    DECLINED,
    STARTED,
    STARTED_IN_TIME,
    REVIEWS_DUE,
    REVIEWED_ON_TIME,
    CLOSED,
    OPEN_AFTER_PANEL,
    WITH_LEAD,
    REPEATED,
    DAYS_TO_PANEL,
    DAYS_TO_ENTER_REFERRALS,
    DAYS_TO_ENTER_DECISIONS,
    REFERRERS_TOLD,
)
