"""What is said when children are marked, and what came of it for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MARKS = "screening_marks"


@dataclass(frozen=True, slots=True)
class MarkForm:
    """One mark for some cases: who said so, as of which day. `facts` are chosen of the mark's own."""

    mark: str
    on: date
    agency_code: str | None = None
    facts: tuple[str, ...] = ()
    redirect: str | None = None
    service: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A case to which a deed did nothing, and why."""

    case_id: str
    code: str
    why: str


@dataclass(frozen=True, slots=True)
class Marked:
    """What a deed came to, case by case; `deed_id` is empty where no case was marked."""

    deed_id: str
    mark: str
    done: tuple[str, ...]
    left_alone: tuple[LeftAlone, ...]
