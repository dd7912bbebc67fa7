"""The panel's work lists: each a figure over the cases, with what will clear a case from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import and_, func, select

from db.panel import (
    PanelCase,
    Referral,
)
from db.people import Person
from vrp_desktop.access.work import Read
from vrp_desktop.figures.figure import Col, Condition, Figure, Unit
from vrp_desktop.panel.figures import CASES
from vrp_desktop.panel.list_rules import OPEN_STATUSES, ListRules
from vrp_desktop.panel.rhythm import Rhythm
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.work_list import WorkList

__all__ = ["OPEN_STATUSES", "WORK_LIST_CLEARS", "WORK_LIST_LABELS", "work_lists"]

_ANY_DAY = ("LAPSING", "REFERRER_NOT_TOLD")
"""Lists that hold closed cases too."""


_LISTS = (
    ("NEW", "New: to be screened", "Send the partner checks, or screen the case."),
    ("CHECKS_LATE", "Checks not sent in time", "Send the partner checks, or screen the case."),
    ("AWAITING_ANSWER", "Checks not answered", "Record the partners' answers, then screen the case."),
    ("ANSWER_LATE", "Partner's answer is late", "Record the partner's answer, or ask again."),
    ("TO_SCREEN", "Answered: to be screened", "Screen the case: for the panel, or not."),
    ("TO_DISCUSS", "Ready for the panel", "Record the panel's decision."),
    ("TO_CLOSE", "Discussed: what next?", "Start support, put it back on the agenda, or close the case."),
    ("KEEP_UNTIL", "Day to come back has passed", "Record the panel's next decision, or close the case."),
    ("AWAITING_ENGAGEMENT", "Awaiting engagement", "Record agreement and the start, or close."),
    ("FAMILY_ANSWER", "Waiting for the family's answer", "Record the answer about agreement to support."),
    ("FAMILY_ANSWER_LATE", "Family's answer is late", "Record the answer about agreement to support."),
    ("FIRST_CONTACT", "First contact overdue", "Record a contact in which the child or family was reached."),
    ("START_LATE", "Support not started in time", "Record that support has started, or close the case."),
    ("NOT_SEEN", "Not seen lately", "Record a contact in which the child was seen."),
    ("REVIEW_DUE", "Review due", "Record that the review was held."),
    ("REVIEW_OVERDUE", "Review overdue", "Record that the review was held."),
    ("SIX_MONTHS", "Close or extend", "Close the case; or hold a review that extends it, which clears it for a while."),
    ("NOT_TOLD", "Not yet told", "Record that they were told, or why not."),
    ("TOLD_LATE", "Not told in time", "Record that they were told, or why not."),
    ("REFERRER_NOT_TOLD", "Referrer not yet told", "Write to the referrer, under Letters on the case."),
    ("TRANSITION", "Turning 18 soon", "Plan the transition, or close."),
    (
        "REPEAT",
        "Repeat within 12 months",
        "Nothing to mend: tell the chair. It clears once discussed.",
    ),
    ("LAPSING", "Repeat window about to lapse", "Nothing to mend: another referral after that day is not a repeat."),
)
WORK_LIST_LABELS = {code: label for code, label, _ in _LISTS}
WORK_LIST_CLEARS = {code: clears for code, _, clears in _LISTS}


def work_lists(read: Read, place: str | None = None) -> list[WorkList]:
    """The work lists with their numbers, for Home, in one pass over the open cases; each number opens its list."""
    figures = figures_of(read)
    numbers = [
        func.count().filter(and_(*_tests(figures[code]))).label(code) for code, _, _ in _LISTS if code not in _ANY_DAY
    ]
    counting = _cases(read, place, *numbers).where(PanelCase.status.in_(OPEN_STATUSES))
    found = dict(read.session.execute(counting).one()._mapping)
    for code in _ANY_DAY:
        found[code] = read.session.scalar(_cases(read, place, func.count()).where(*_tests(figures[code]))) or 0
    return [WorkList(code, label, clears, found[code]) for code, label, clears in _LISTS]


def conditions_of(read: Read, code: str) -> list[Col]:
    """What makes a case stand on a list; the statement joins its referral and its child."""
    return _tests(figures_of(read)[code])


def figures_of(read: Read) -> dict[str, Figure]:
    """Each list as a figure, by today and the panel's rhythm."""
    return _figures(Rhythm.of(read_lists_of(read.session)), read.today)


def _tests(figure: Figure) -> list[Col]:
    return [condition.test for condition in figure.conditions]


def _cases(read: Read, place: str | None, *columns: Any) -> Any:
    statement = (
        select(*columns)
        .select_from(PanelCase)
        .join(Referral, Referral.id == PanelCase.referral_id)
        .join(Person, Person.id == PanelCase.person_id)
    )
    if read.actor.places is not None:
        statement = statement.where(PanelCase.place_code.in_(sorted(read.actor.places)))
    return statement if place is None else statement.where(PanelCase.place_code == place)


@lru_cache(maxsize=8)
def _figures(rhythm: Rhythm, today: date) -> dict[str, Figure]:
    made = ListRules(rhythm, today)
    return {code: _figure(code, label, getattr(made, code.lower())()) for code, label, _ in _LISTS}


def _figure(code: str, label: str, conditions: Sequence[Condition]) -> Figure:
    return Figure(
        code=f"WORK_{code}",
        label=label,
        unit=Unit.CASES,
        source=CASES,
        conditions=tuple(conditions),
        breakdowns=("place",),
        date_test="As things stand today",
        meaning=WORK_LIST_CLEARS[code],
    )
