"""A computed return as plain values: its lines, their states, its checks; and its canonical JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from vrp_desktop.figures.run import Evidence
from vrp_desktop.returns.template import LineSpec, Template

Value = int | float | str | None


class State(StrEnum):
    """What is known of a line: a value, a nought that waits for someone to confirm it, or nothing yet."""

    VALUE = "value"
    NIL_TO_CONFIRM = "nil to confirm"
    NIL = "nil"
    UNKNOWN = "unknown"
    HIDDEN = "hidden"


class Grade(StrEnum):
    """An error blocks signing; a query needs a fix or a note that is printed."""

    ERROR = "error"
    QUERY = "query"


class Audience(StrEnum):
    """Who reads: the funder sees exact figures; what is published hides small numbers (domain.md 6.5)."""

    FUNDER = "funder"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class TypedOn:
    """What was typed for a line: the version that a form has seen, where the value is from, and its day."""

    version: int
    source: str
    as_at: date


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a computed return. `breakdowns` go from name to label to number; `evidence` holds no names."""

    spec: LineSpec
    value: Value
    state: State
    year_to_date: Value = None
    last_quarter: Value = None
    breakdowns: Mapping[str, Mapping[str, int | None]] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    year_evidence: tuple[Evidence, ...] = ()
    source: str = ""
    note: str = ""
    typed: TypedOn | None = None


@dataclass(frozen=True, slots=True)
class RecordRef:
    """A record to open and mend."""

    kind: str
    record_id: str
    person_id: str | None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One thing that is wrong or odd, the rule by name, where to mend it, and the note that answers it."""

    code: str
    grade: Grade
    sentence: str
    line: str = ""
    field: str = ""
    records: tuple[RecordRef, ...] = ()
    note: str = ""
    note_version: int = 0

    @property
    def is_settled(self) -> bool:
        """Whether it no longer stands in the way of signing."""
        return self.grade is Grade.QUERY and bool(self.note)


@dataclass(frozen=True, slots=True)
class PlaceSupply:
    """Whether a place has records of the quarter and of the year."""

    place_code: str
    label: str
    quarter: int
    year: int


@dataclass(frozen=True, slots=True)
class ReturnContent:
    """A return as it stands. `version` is 0 while nothing is signed."""

    template: Template
    quarter: str
    place_code: str | None
    place_label: str
    area_name: str
    as_at: date
    audience: Audience
    version: int
    lines: tuple[Line, ...]
    checks: tuple[CheckResult, ...]
    supply: tuple[PlaceSupply, ...]

    def line(self, code: str) -> Line:
        """One line; raises KeyError."""
        for line in self.lines:
            if line.spec.code == code:
                return line
        raise KeyError(code)

    @property
    def blocking(self) -> tuple[CheckResult, ...]:
        """The checks that stand in the way of signing."""
        return tuple(check for check in self.checks if not check.is_settled)


def as_json(content: ReturnContent) -> dict[str, Any]:
    """The return as JSON says it (the command line's `return --json`), with the digest of the rest."""
    said: dict[str, Any] = {
        "template": content.template.code,
        "quarter": content.quarter,
        "place": content.place_code,
        "as_at": content.as_at.isoformat(),
        "audience": content.audience.value,
        "version": content.version,
        "lines": [_line_json(line) for line in content.lines],
        "checks": [_check_json(check, content.audience) for check in content.checks],
        "places": [
            {"place": item.place_code, "quarter": item.quarter, "year_to_date": item.year}
            for item in content.supply
            if content.audience is Audience.FUNDER
        ],
    }
    said["digest"] = digest(said)
    return said


def canonical(said: Mapping[str, Any]) -> str:
    """One spelling of a JSON value: sorted keys, no spaces, UTF-8."""
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(said: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON, without a digest in it."""
    rest = {key: value for key, value in said.items() if key != "digest"}
    return hashlib.sha256(canonical(rest).encode()).hexdigest()


def _line_json(line: Line) -> dict[str, Any]:
    return {
        "code": line.spec.code,
        "number": line.spec.number,
        "label": line.spec.label,
        "kind": line.spec.kind.value,
        "unit": line.spec.unit,
        "value": line.value,
        "state": line.state.value,
        "year_to_date": line.year_to_date,
        "last_quarter": line.last_quarter,
        "breakdowns": {name: dict(cells) for name, cells in line.breakdowns.items()},
        "evidence": [item.unit_id for item in line.evidence],
        "source": line.source,
        "note": line.note,
    }


def _check_json(check: CheckResult, audience: Audience) -> dict[str, Any]:
    records = [record.record_id for record in check.records] if audience is Audience.FUNDER else []
    return {
        "code": check.code,
        "grade": check.grade.value,
        "sentence": check.sentence,
        "line": check.line,
        "records": records,
        "note": check.note,
    }
