"""What interventions count: referrals, starts, endings, people reached. A provider's totals are a line of their own."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String, and_, case, cast, exists, func, or_, select
from sqlalchemy.orm import aliased, join

from db.interventions import InterventionReferral, InterventionStatus
from vrp_desktop.figures.figure import (
    END,
    NEAR_END,
    NEAR_START,
    START,
    Col,
    Condition,
    Figure,
    Kind,
    Source,
    Unit,
    in_window,
)
from vrp_desktop.interventions import rules
from vrp_desktop.interventions.reported import Reported, reported_totals
from vrp_desktop.people.dimensions import person_dimensions, with_people

BREAKDOWNS = ("intervention", "place", "age_band", "sex", "ethnicity")


def _source(kind: str, record: Any, on: Col, no_record: str, *, per_person: bool = False) -> Source:
    """Referrals, or their dated steps, with the person and the profile on the record's day."""
    if record is InterventionReferral:
        origin: Any = InterventionReferral.__table__
    else:
        origin = join(record.__table__, InterventionReferral.__table__, InterventionReferral.id == _referral_of(record))
    joined, profile = with_people(origin, InterventionReferral.person_id, on)
    dimensions = person_dimensions(profile, on, InterventionReferral.place_code)
    return Source(
        kind=kind,
        origin=joined,
        record_id=record.id,
        unit_id=InterventionReferral.person_id if per_person else InterventionReferral.id,
        person_id=InterventionReferral.person_id,
        on=on,
        place=InterventionReferral.place_code,
        dimensions=dimensions | {"intervention": cast(InterventionReferral.intervention_code, String)},
        no_record=no_record,
        opens=("intervention_referral", InterventionReferral.id),
    )


def _referral_of(record: Any) -> Any:
    return record.intervention_referral_id


_NO_REFERRAL = "No referral to an intervention is on file."
_NO_STEP = "No step of an intervention referral is on file."
_FROM_START = case((InterventionStatus.reached_on < START, START), else_=InterventionStatus.reached_on)
"""The day someone is reached by: the day of starting, or the period's first day for those who had started before."""

REFERRALS = _source("intervention_referral", InterventionReferral, InterventionReferral.referred_on, _NO_REFERRAL)
STEPS = _source("intervention_status", InterventionStatus, InterventionStatus.reached_on, _NO_STEP)
TAKING_PART = _source("intervention_status", InterventionStatus, _FROM_START, _NO_STEP, per_person=True)
TAKING_PART_IN_EACH = _source("intervention_status", InterventionStatus, _FROM_START, _NO_STEP)


def _is_step(statuses: tuple[str, ...], passed: str, failed: str) -> Condition:
    return Condition(
        code="status",
        test=InterventionStatus.status.in_(statuses),
        passed=passed,
        failed=failed,
        values={"referral_status": InterventionStatus.status},
        kind=Kind.SCOPE,
    )


def _first_of_its_kind() -> Condition:
    """A referral starts once: its first date counts."""
    earlier = aliased(InterventionStatus)
    found = exists().where(
        earlier.intervention_referral_id == InterventionStatus.intervention_referral_id,
        earlier.status == InterventionStatus.status,
        _before(earlier, InterventionStatus),
    )
    return Condition(
        code="first",
        test=~found.correlate(InterventionStatus),
        passed="It is the first such step of this referral.",
        failed="An earlier step of this referral says the same, and counts.",
        kind=Kind.SCOPE,
    )


def _had_started() -> Condition:
    started = aliased(InterventionStatus)
    found = exists().where(
        started.intervention_referral_id == InterventionStatus.intervention_referral_id,
        started.status == rules.STARTED,
        started.reached_on <= InterventionStatus.reached_on,
    )
    return Condition(
        code="had_started",
        test=found.correlate(InterventionStatus),
        passed="The young person had started.",
        failed="The young person had not started, so the referral ended before taking part.",
        kind=Kind.SCOPE,
    )


_STARTED = _is_step((rules.STARTED,), "This step is the start.", "This step of the referral is not the start.")
_STARTED_BY_END = Condition(
    code="started_by_end",
    test=InterventionStatus.reached_on <= END,
    passed="Started on {started_on}, on or before the end of the period.",
    failed="Started on {started_on}, after the end of the period.",
    values={"started_on": InterventionStatus.reached_on},
    near=InterventionStatus.reached_on <= NEAR_END,
)


def _ended_on(referral_id: Col) -> Any:
    """The day a referral ended, as known at the end of the period; NULL while it runs."""
    ended = aliased(InterventionStatus)
    return (
        select(func.min(ended.reached_on))
        .where(ended.intervention_referral_id == referral_id, ended.status.in_(rules.ENDED), ended.reached_on <= END)
        .correlate(InterventionStatus, InterventionReferral)
        .scalar_subquery()
    )


def _not_ended_before() -> Condition:
    ended_on = _ended_on(InterventionReferral.id)
    return Condition(
        code="not_ended_before",
        test=or_(ended_on.is_(None), ended_on >= START),
        passed="Was still taking part in the period.",
        failed="Ended on {ended_on}, before the period.",
        values={"ended_on": ended_on},
        near=ended_on >= NEAR_START,
    )


def _first_in_intervention() -> Condition:
    """Someone who comes back to the same intervention within the period is counted there once."""
    step, referral, ended = aliased(InterventionStatus), aliased(InterventionReferral), aliased(InterventionStatus)
    ended_before = (
        exists()
        .where(ended.intervention_referral_id == referral.id, ended.status.in_(rules.ENDED), ended.reached_on < START)
        .correlate(referral)
    )
    found = (
        select(step.id)
        .join(referral, referral.id == step.intervention_referral_id)
        .where(
            referral.person_id == InterventionReferral.person_id,
            referral.intervention_code == InterventionReferral.intervention_code,
            referral.id != InterventionReferral.id,
            step.status == rules.STARTED,
            _before(step, InterventionStatus),
            ~ended_before,
        )
        .correlate(InterventionStatus, InterventionReferral)
    )
    return Condition(
        code="first_in_intervention",
        test=~found.exists(),
        passed="It is the first time in the period that the young person takes part in this intervention.",
        failed="The young person is counted for this intervention already, by an earlier start.",
        kind=Kind.SCOPE,
    )


def _before(one: Any, other: Any) -> Any:
    return or_(one.reached_on < other.reached_on, and_(one.reached_on == other.reached_on, one.id < other.id))


REFERRED = Figure(
    code="INTERVENTION_REFERRALS",
    label="Referrals to interventions",
    unit=Unit.REFERRALS,
    source=REFERRALS,
    conditions=(in_window(InterventionReferral.referred_on, "Referred"),),
    breakdowns=BREAKDOWNS,
    date_test="Day of the referral in the period",
    meaning="Referrals of young people to interventions; someone referred twice counts twice.",
)
STARTS = Figure(
    code="INTERVENTION_STARTS",
    label="Starts of an intervention",
    unit=Unit.REFERRALS,
    source=STEPS,
    conditions=(in_window(InterventionStatus.reached_on, "Started"), _STARTED, _first_of_its_kind()),
    breakdowns=BREAKDOWNS,
    date_test="First day of taking part in the period",
    meaning="Referrals on which someone started in the period; who started two interventions counts in each.",
)
COMPLETIONS = Figure(
    code="INTERVENTION_COMPLETIONS",
    label="Completions of an intervention",
    unit=Unit.REFERRALS,
    source=STEPS,
    conditions=(
        in_window(InterventionStatus.reached_on, "Completed"),
        _is_step((rules.COMPLETED,), "This step is the planned end.", "This step of the referral is not the end."),
        _first_of_its_kind(),
    ),
    breakdowns=BREAKDOWNS,
    date_test="Day of the planned end in the period",
    meaning="Referrals whose support came to its planned end in the period, each counted once.",
)
LEFT_EARLY = Figure(
    code="INTERVENTION_LEFT_EARLY",
    label="No longer taking part",
    unit=Unit.REFERRALS,
    source=STEPS,
    conditions=(
        in_window(InterventionStatus.reached_on, "Stopped"),
        _is_step(
            rules.LEFT_EARLY,
            "The young person stopped before the planned end.",
            "This step of the referral is not a stop before the planned end.",
        ),
        _had_started(),
    ),
    breakdowns=BREAKDOWNS,
    date_test="Day of stopping in the period",
    meaning="Referrals that had started and stopped before the planned end, in the period, each counted once.",
)
REACHED = Figure(
    code="INTERVENTION_REACH",
    label="People reached by interventions",
    unit=Unit.PEOPLE,
    source=TAKING_PART,
    conditions=(_STARTED, _STARTED_BY_END, _not_ended_before()),
    breakdowns=BREAKDOWNS,
    date_test="Taking part on at least one day of the period",
    meaning="Different people who took part in an intervention in the period, each counted once, at the first of them.",
)
REACHED_IN_EACH = Figure(
    code="INTERVENTION_REACH_EACH",
    label="People reached, by intervention",
    unit=Unit.PEOPLE,
    source=TAKING_PART_IN_EACH,
    conditions=(_STARTED, _STARTED_BY_END, _not_ended_before(), _first_in_intervention()),
    breakdowns=BREAKDOWNS,
    date_test="Taking part on at least one day of the period",
    meaning="People who took part in the period, counted once in each intervention: not distinct across interventions.",
)

FIGURES = (REFERRED, STARTS, COMPLETIONS, LEFT_EARLY, REACHED, REACHED_IN_EACH)

__all__ = ["FIGURES", "Reported", "reported_totals"]
