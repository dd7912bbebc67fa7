"""What a figure is made of: a source of records, conditions in SQL, dimensions to break it down by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Date, FromClause, String, bindparam
from sqlalchemy.orm import InstrumentedAttribute

Col = ColumnElement[Any] | InstrumentedAttribute[Any]
"""A column of a statement: of a table, of a mapped class, or computed."""

START: ColumnElement[date] = bindparam("window_start", type_=Date())
END: ColumnElement[date] = bindparam("window_end", type_=Date())
AS_AT: ColumnElement[date] = bindparam("as_at", type_=Date())
NEAR_START: ColumnElement[date] = bindparam("near_start", type_=Date())
NEAR_END: ColumnElement[date] = bindparam("near_end", type_=Date())
ASKED: ColumnElement[str] = bindparam("asked", type_=String())
ASKED_ALL = bindparam("asked_all", type_=String(), expanding=True)
PLACES = bindparam("places", type_=String(), expanding=True)

NEAR_DAYS = 28
"""How far outside the window a date may lie and the record still be *nearly counted*."""


class Unit(StrEnum):
    """What a figure counts."""

    CHILDREN = "children and young people"
    PEOPLE = "people"
    REFERRALS = "referrals"
    DISCUSSIONS = "discussions"
    DECISIONS = "decisions"
    REVIEWS = "reviews"
    CASES = "panel cases"
    CONFERENCES = "conferences"
    ATTENDANCES = "attendances"
    ACTIONS = "actions"
    DAYS = "days"
    PER_CENT = "per cent"
    POUNDS = "pounds"
    TEXT = "text"


class Kind(StrEnum):
    """A scope condition says which records a figure is about; a test condition decides whether one counts."""

    SCOPE = "scope"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Window:
    """The days that count, inclusive. Facts after `as_at` are not yet known to the figure."""

    start: date
    end: date
    as_at: date

    def parameters(self) -> dict[str, date]:
        """Values for the bound parameters of a figure's statement."""
        end = min(self.end, self.as_at)
        near = timedelta(days=NEAR_DAYS)
        return {
            "window_start": self.start,
            "window_end": end,
            "as_at": self.as_at,
            "near_start": self.start - near,
            "near_end": self.end + near,
        }


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """Where a figure's records come from: one row for each record, with the day it is counted by.

    `opens` says on whose page a record is looked at, where it has none of its own: a kind of record, and its id.
    """

    kind: str
    origin: FromClause
    record_id: Col
    unit_id: Col
    person_id: Col | None
    on: Col
    place: Col
    dimensions: Mapping[str, Col]
    no_record: str = "There is no record of this kind on file."
    opens: tuple[str, Col] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """One rule: a boolean in SQL (NULL is unknown), the values that decide it, and a sentence for each outcome.

    The sentences may name the deciding values in braces; dates are written out, codes become their labels.
    """

    code: str
    test: Col
    passed: str
    failed: str
    unknown: str = "It is not known: the record does not say."
    unknown_with: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Sentences for kinds of not knowing: the first whose value is there is said instead of `unknown`."""
    values: Mapping[str, Col] = field(default_factory=lambda: MappingProxyType({}))
    kind: Kind = Kind.TEST
    near: Col | None = None
    field_to_mend: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A named question about the records. `measure`, where given, is the number taken of each record (for medians)."""

    code: str
    label: str
    unit: Unit
    source: Source
    conditions: tuple[Condition, ...]
    breakdowns: tuple[str, ...] = ()
    date_test: str = ""
    age_test: str = ""
    meaning: str = ""
    measure: Col | None = None


def in_window(on: Col, what: str) -> Condition:
    """The test that a record's day lies in the window; `what` completes "… on {on}", such as "Discussed"."""
    return Condition(
        code="in_window",
        test=on.between(START, END),
        passed=f"{what} on {{on}}, within the period.",
        failed=f"{what} on {{on}}, outside the period.",
        unknown=f"No date on file: {what.lower()} when?",
        values={"on": on},
        near=on.between(NEAR_START, NEAR_END),
    )
