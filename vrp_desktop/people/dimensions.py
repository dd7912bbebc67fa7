"""How people are broken down: by their attributes on the day of the event that counts them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, String, and_, case, cast
from sqlalchemy.orm import aliased

from db.functions import age_at, day_of, days_between
from db.people import Person, PersonProfile
from vrp_desktop.figures.figure import Col, Condition

AGE_BANDS: tuple[tuple[str, int, int], ...] = (
    ("UNDER_10", 0, 9),
    ("A10_13", 10, 13),
    ("A14_15", 14, 15),
    ("A16_17", 16, 17),
    ("A18_24", 18, 24),
    ("A25_PLUS", 25, 200),
)
"""The return's age bands (list `age_bands`, cut `return`); a test holds this against the list that ships."""

ENTRY_DELAYS: tuple[tuple[str, int], ...] = (("SAME_DAY", 0), ("D1_7", 7), ("D8_14", 14), ("D15_28", 28))
"""The bands of days from an event to its entry (list `entry_delays`); a test holds this against the list that ships."""

AGE_NOT_KNOWN = "NOT_KNOWN"

DIMENSION_LISTS = {
    "age_band": "age_bands",
    "sex": "sex",
    "ethnicity": "ethnicity",
    "school_status": "school_statuses",
    "send": "send_statuses",
    "care_experience": "care_experience",
    "place": "places",
    "source": "identification_sources",
    "agency": "agencies",
    "decision": "panel_decisions",
    "closure": "closure_reasons",
    "agreement": "agreement_to_support",
    "intervention": "interventions",
    "forum": "forums",
    "referral_status": "intervention_referral_statuses",
    "conference_status": "conference_statuses",
    "attendance_state": "attendance_states",
    "action_status": "action_statuses",
    "action_end": "action_ends",
    "undone_reason": "undone_reasons",
    "entry_delay": "entry_delays",
}
"""Which reference list holds the labels of each dimension, and of each deciding value that is a code."""

DEMOGRAPHICS = ("age_band", "sex", "ethnicity", "place")
CHILD_DETAILS = (*DEMOGRAPHICS, "source", "send", "school_status", "care_experience")


def with_people(origin: FromClause, person_id: Col, on: Col) -> tuple[FromClause, Any]:
    """The records joined to their person and to the person's profile on the day; returns both."""
    profile = aliased(PersonProfile)
    joined = origin.join(Person.__table__, Person.id == person_id).outerjoin(
        profile, and_(profile.person_id == person_id, profile.from_on <= on, on <= profile.until_on)
    )
    return joined, profile


def entry_days(on: Col, entered_at: Col) -> ColumnElement[int]:
    """Whole days from what happened to the day on which it was entered."""
    return days_between(on, day_of(entered_at))


def entry_delay(on: Col, entered_at: Col) -> ColumnElement[Any]:
    """The band in which those days lie (M14)."""
    days = entry_days(on, entered_at)
    return case((days.is_(None), "NOT_KNOWN"), *((days <= most, code) for code, most in ENTRY_DELAYS), else_="OVER_28")


def person_dimensions(profile: Any, on: Col, place: Col) -> dict[str, Col]:
    """The dimensions that every figure about people shares."""
    age = age_at(Person.born_on, on)
    bands = [(age.between(low, high), code) for code, low, high in AGE_BANDS]
    return {
        "age_band": case(*bands, else_=AGE_NOT_KNOWN),
        "sex": cast(profile.sex, String),
        "ethnicity": cast(profile.ethnicity, String),
        "school_status": cast(profile.school_status, String),
        "send": cast(profile.send, String),
        "care_experience": cast(profile.care_experience, String),
        "place": cast(place, String),
    }


def aged(youngest: int, oldest: int, on: Col, when: str) -> Condition:
    """The age test: full years on a day, both ends counted; nearly passed within a year of either end."""
    age = age_at(Person.born_on, on)
    return Condition(
        code="age",
        test=age.between(youngest, oldest),
        near=age.between(youngest - 1, oldest + 1),
        passed=f"Aged {{age}} {when}, within {youngest} to {oldest}.",
        failed=f"Aged {{age}} {when}, outside {youngest} to {oldest}.",
        unknown="The age is not known: there is no date of birth on file.",
        values={"age": age},
        field_to_mend="born_on",
    )
