"""What is due to go, by the one mechanism: each rule is a figure over people, counted by the day of their last event.

A rule's period is not in the statement: the figure is asked for a window that ends so many days ago, so that a change
of the period needs no other query, and what is *nearly counted* is what falls due within the next 28 days.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Date, String, case, cast, exists, func, select, type_coerce

from db.interventions import InterventionReferral, InterventionStatus
from db.panel import CaseStatus, PanelCase, PanelDecision, Referral
from db.people import Person
from db.retention import RetentionItem
from vrp_desktop.figures.figure import AS_AT, Col, Condition, Figure, Kind, Source, Unit, in_window
from vrp_desktop.interventions.rules import ENDED
from vrp_desktop.panel.rules import CLOSED, IN_SUPPORT
from vrp_desktop.people.holds import covers

LIST: Final = "retention_rules"
PROPOSED, KEPT, ERASED = "PROPOSED", "KEPT", "ERASED"
_STATUS_REMOVED: Final = "SUSPECT_STATUS_REMOVED"


def _of_person(table: Any, *conditions: Any) -> Any:
    return exists().where(table.person_id == Person.id, *conditions).correlate(Person)


def _latest(column: Any, table: Any) -> Any:
    return select(func.max(column)).where(table.person_id == Person.id).correlate(Person).scalar_subquery()


def _later(first: Any, second: Any) -> Any:
    """The later of two days, either of which may not be known."""
    return case((first.is_(None), second), (second.is_(None), first), (first >= second, first), else_=second)


_ADDED = type_coerce(func.date(Person.entered_at), Date())
_LAST: Col = type_coerce(
    func.coalesce(
        _later(_latest(CaseStatus.reached_on, CaseStatus), _latest(InterventionStatus.reached_on, InterventionStatus)),
        _latest(Referral.referred_on, Referral),
        _ADDED,
    ),
    Date(),
)
"""The day of the last step of a case or a programme; else of the last referral; else the record's own."""

_IS_REFERRED = _of_person(Referral)
_IS_SUPPORTED = _of_person(CaseStatus, CaseStatus.status == IN_SUPPORT) | _of_person(InterventionReferral)
_IS_DISCUSSED = _of_person(PanelDecision)
_STANDS = _of_person(Referral, Referral.withdrawn_on.is_(None))
_WAS_REMOVED = _of_person(Referral, Referral.withdrawn_reason == _STATUS_REMOVED) & ~_STANDS

PEOPLE = Source(
    kind="person",
    origin=Person.__table__,
    record_id=Person.id,
    unit_id=Person.id,
    person_id=Person.id,
    on=_LAST,
    place=Person.place_code,
    dimensions={"place": cast(Person.place_code, String)},
    no_record="No such record is on file.",
)


def _scope(code: str, test: Any, passed: str, failed: str) -> Condition:
    return Condition(code=code, test=test, passed=passed, failed=failed, kind=Kind.SCOPE)


_ON_FILE = _scope(
    "on_file",
    Person.erased_at.is_(None) & Person.merged_into_id.is_(None),
    "The record is on file.",
    "The record was erased or merged already.",
)
_NO_CASE = Condition(
    code="no_open_case",
    test=~_of_person(PanelCase, PanelCase.status != CLOSED),
    passed="No panel case is open.",
    failed="A panel case is still open.",
)
_NO_PROGRAMME = Condition(
    code="no_open_programme",
    test=~_of_person(InterventionReferral, InterventionReferral.status.not_in(ENDED)),
    passed="No programme is under way.",
    failed="A programme is still under way.",
)
_NOT_HELD = Condition(
    code="not_held", test=~covers(AS_AT), passed="No legal hold covers the record.", failed="A legal hold covers it."
)
_NOT_DECIDED = Condition(
    code="not_decided",
    test=~_of_person(
        RetentionItem,
        (RetentionItem.state == PROPOSED) | ((RetentionItem.state == KEPT) & (RetentionItem.keep_until > AS_AT)),
    ),
    passed="Nothing has been proposed or decided on it yet.",
    failed="It was proposed already, or is kept until a day that has not come.",
)


def _rule(code: str, label: str, group: Any, words: str) -> Figure:
    return Figure(
        code=f"RETENTION_{code}",
        label=label,
        unit=Unit.PEOPLE,
        source=PEOPLE,
        conditions=(
            _ON_FILE,
            _scope("group", group, f"The record is one of this kind: {words}.", f"The record is not {words}."),
            in_window(_LAST, "Something last happened"),
            _NO_CASE,
            _NO_PROGRAMME,
            _NOT_HELD,
            _NOT_DECIDED,
        ),
        breakdowns=("place",),
        date_test="So many days since the last thing that happened",
        meaning=f"Records that have been kept as long as the rule says: {words}.",
    )


ASKED_FOR: Final = "ASKED_FOR"
"""Stands for the rule where erasing was asked for: nothing falls due by it."""

RULES: Final[dict[str, Figure]] = {
    _STATUS_REMOVED: _rule(
        _STATUS_REMOVED, "Suspect status removed", _WAS_REMOVED, "whose only referral was withdrawn for that reason"
    ),
    "NOT_FOR_PANEL": _rule(
        "NOT_FOR_PANEL",
        "Not for the panel",
        _IS_REFERRED & ~_IS_SUPPORTED & ~_IS_DISCUSSED & ~_WAS_REMOVED,
        "referred, and neither discussed nor supported",
    ),
    "DISCUSSED": _rule(
        "DISCUSSED",
        "Discussed, without support",
        _IS_DISCUSSED & ~_IS_SUPPORTED & ~_WAS_REMOVED,
        "discussed by a panel, and not supported",
    ),
    "SUPPORTED": _rule("SUPPORTED", "Supported", _IS_SUPPORTED & ~_WAS_REMOVED, "supported, or in a programme"),
    "NEVER_REFERRED": _rule(
        "NEVER_REFERRED", "On file without a referral", ~_IS_REFERRED & ~_IS_SUPPORTED, "never referred"
    ),
}
"""Each kind of record by the rule that lets it go; a record is of one kind alone."""

FIGURES = tuple(RULES.values())
