"""Forty identified children and what was there before them, and the return as it stands before and after a deed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from tests.journeys.hands import Hands
from tests.support.making import Making
from vrp_desktop.calendar import Quarter
from vrp_desktop.panel import commands as panel
from vrp_desktop.panel.forms import AgreementForm, EventForm
from vrp_desktop.returns.queries import live_content, why_not_counted
from vrp_desktop.returns.template import LineKind
from vrp_desktop.workspace.workspace import Workspace

QUARTER: Final = Quarter(2026, 2)
MONDAY: Final = date(2026, 9, 14)
REFERRED: Final = date(2026, 9, 7)
IN_JULY: Final = date(2026, 7, 6)
PLACE: Final = "PORTSMOUTH"
AGENCIES: Final = {
    "POLICE": (),
    "EDUCATION": (),
    "HEALTH_ICB": (),
    "VRU": (),
    "YOUTH_JUSTICE": ("YOUTH_JUSTICE_STATUTORY", "YOUTH_JUSTICE_PREVENTION"),
    "CHILDRENS_SERVICES": ("CHILD_PROTECTION_PLAN", "LOOKED_AFTER", "CHILD_IN_NEED"),
}
"""Who is asked, and what besides whether the child lives in the area."""


@dataclass
class Week:
    """The children of the week: those just identified, and those in support since July."""

    cases: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    supported: list[str] = field(default_factory=list)
    supported_people: list[str] = field(default_factory=list)


def make_week(make: Making) -> Week:
    """Entered by commands; the deeds of the week are done by hand."""
    week = Week()
    for number in range(7):
        make.on(date(2026, 7, 6))
        case = make.screened(make.person(f"July{number}"), IN_JULY)
        make.answer_all(case, on=IN_JULY)
        make.on(date(2026, 7, 20))
        make.decide(case, on=date(2026, 7, 20))
        make.on(date(2026, 7, 27))
        make.do(panel.record_agreement, case, AgreementForm("AGREED_BOTH", date(2026, 7, 27)))
        make.move(case, "IN_SUPPORT", date(2026, 7, 27))
        week.supported.append(case)
        week.supported_people.append(person_of(make, case))
    make.on(REFERRED)
    for number in range(40):
        born = date(2010 + number % 4, 1 + number % 12, 1 + number % 27)
        # Two pairs that may be one child each.
        first, born = ("Jonathan", date(2012, 3, 4)) if number in (4, 5) else (f"Child{number:02}", born)
        first, born = (("Isabella", "Isabela")[number - 6], date(2011, 8, 9)) if number in (6, 7) else (first, born)
        first = "Jonathon" if number == 5 else first
        person = make.person(first, born)
        events = (EventForm(date(2026, 8, 3), "44/1"), EventForm(date(2026, 8, 20), "44/2")) if number == 9 else ()
        source = "POLICE_SUSPECT_2ND" if events else "SCHOOL_EXCLUSION"
        week.cases.append(make.case(person, REFERRED, sending_agency="POLICE", source=source, events=events))
        week.people.append(person)
    make.clock.moment = make.clock.moment.replace(month=MONDAY.month, day=MONDAY.day, hour=9)
    return week


def person_of(make: Making, case_id: str) -> str:
    """The child of a case."""
    from db.panel import PanelCase

    return str(make.row(PanelCase, case_id).person_id)


def return_of(workspace: Workspace) -> Mapping[str, Any]:
    """Every line of the live return that has a value; one worked out of others follows from those."""
    content = workspace.read(live_content, QUARTER, None)
    numbers = (line for line in content.lines if line.spec.kind is not LineKind.DERIVED)
    return {line.spec.code: line.value for line in numbers if isinstance(line.value, int | float | Decimal | None)}


@contextmanager
def moves(hands: Hands, **expected: Any) -> Iterator[None]:
    """What is done inside moves these lines by so much, and no other line of the return at all."""
    workspace = hands.desk.workspace
    assert workspace is not None
    before = return_of(workspace)
    yield
    after = return_of(workspace)
    moved = {
        code: after[code] - before[code] if None not in (after[code], before[code]) else (before[code], after[code])
        for code in after
        if after[code] != before[code]
    }
    assert moved == expected


def why_not(hands: Hands, person_id: str, line: str) -> str:
    """What the program says of a child who is not counted in a line; empty where the child is."""
    workspace = hands.desk.workspace
    assert workspace is not None
    rows = workspace.read(why_not_counted, QUARTER, None, person_id)
    row = next(row for row in rows if row.line.code == line)
    return "" if row.is_counted else " ".join(row.sentences)
