"""Return templates as data: when the funder changes the form, a file of `resources/returns` changes, not code."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from vrp_desktop.calendar import Quarter, add_months
from vrp_desktop.errors import KnownError
from vrp_desktop.paths import resource


class LineKind(StrEnum):
    """Where a line's value comes from."""

    COUNTED = "counted"
    REPORTED = "reported"
    TYPED = "typed"
    DERIVED = "derived"


class Rule(StrEnum):
    """How a derived line is worked out."""

    MEDIAN = "median"
    PER_CENT = "per_cent"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True)
class LineSpec:
    """One line as the template asks for it. `number` is what is printed, such as 5.2.

    `within` names the line of which this one counts a part: what is published of one says something of the other.
    `quarters` is how many quarters it looks back over, the return's own the last; such a line has no year to date.
    """

    code: str
    number: str
    label: str
    kind: LineKind
    unit: str
    figure: str = ""
    measure: str = ""
    rule: Rule | None = None
    parts: tuple[str, ...] = ()
    breakdowns: tuple[str, ...] = ()
    value_type: str = "number"
    is_required: bool = True
    nil_needs_confirming: bool = True
    help: str = ""
    hidden_with: tuple[str, ...] = ()
    within: str = ""
    quarters: int = 1

    @property
    def is_rolling(self) -> bool:
        """Whether it looks back over more than the return's quarter."""
        return self.quarters > 1

    def starts(self, quarter: Quarter) -> date:
        """The first day that counts for the return of a quarter."""
        return add_months(quarter.start, -3 * (self.quarters - 1))


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the form."""

    number: str
    title: str
    intro: str
    lines: tuple[LineSpec, ...]
    chart: str = ""


@dataclass(frozen=True, slots=True)
class Signatory:
    """A role that signs; the person need not be a user."""

    role: str
    label: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class Template:
    """One year's form. `text` is the file as it read, frozen with each signed version."""

    code: str
    title: str
    funder: str
    year_start: int
    rules: str
    grant: str
    marking: str
    statement: str
    due: dict[int, date]
    change_per_cent: float
    change_least: int
    sections: tuple[Section, ...]
    signatories: tuple[Signatory, ...]
    text: str

    def lines(self) -> Iterator[LineSpec]:
        """Every line, in the form's order."""
        for section in self.sections:
            yield from section.lines

    def line(self, code: str) -> LineSpec:
        """One line; raises KeyError."""
        for line in self.lines():
            if line.code == code:
                return line
        raise KeyError(code)


def template_for(quarter: Quarter) -> Template:
    """The template of the quarter's financial year; a plain error where none ships."""
    found = find_template(quarter)
    if found is None:
        raise KnownError(
            f"There is no return form for {quarter.financial_year}.",
            means="Nothing was changed.",
            do="Choose a quarter of a year that has a form.",
        )
    return found


def find_template(quarter: Quarter) -> Template | None:
    """The template of the quarter's financial year, or None."""
    for template in all_templates():
        if template.year_start == quarter.year_start:
            return template
    return None


@lru_cache(maxsize=1)
def all_templates() -> tuple[Template, ...]:
    """Every template that ships, oldest first; read once, since they do not change while the program runs."""
    found = [parse_template(path.read_text("utf-8")) for path in sorted(resource("returns").glob("*.toml"))]
    return tuple(sorted(found, key=lambda template: template.year_start))


def parse_template(text: str) -> Template:
    """Read a template, also a frozen one from a signed version."""
    raw = tomllib.loads(text)
    return Template(
        code=raw["code"],
        title=raw["title"],
        funder=raw["funder"],
        year_start=raw["year_start"],
        rules=raw["rules"],
        grant=raw.get("grant", ""),
        marking=raw.get("marking", "OFFICIAL-SENSITIVE"),
        statement=raw.get("statement", ""),
        due={int(key.removeprefix("Q")): day for key, day in raw["due"].items()},
        change_per_cent=float(raw.get("change_per_cent", 25)),
        change_least=int(raw.get("change_least", 5)),
        sections=tuple(_section(section) for section in raw["section"]),
        signatories=tuple(
            Signatory(item["role"], item["label"], item.get("required", False)) for item in raw.get("signatory", ())
        ),
        text=text,
    )


def _section(raw: dict[str, Any]) -> Section:
    lines = tuple(_line(raw["number"], place, line) for place, line in enumerate(raw.get("line", ()), start=1))
    return Section(raw["number"], raw["title"], raw.get("intro", ""), lines, raw.get("chart", ""))


def _line(section: str, place: int, raw: dict[str, Any]) -> LineSpec:
    kind = LineKind(raw["kind"])
    return LineSpec(
        code=raw["code"],
        number=f"{section}.{place}",
        label=raw["label"],
        kind=kind,
        unit=raw.get("unit", ""),
        figure=raw.get("figure", ""),
        measure=raw.get("measure", ""),
        rule=Rule(raw["rule"]) if "rule" in raw else None,
        parts=tuple(raw.get("parts", ())),
        breakdowns=tuple(raw.get("breakdowns", ())),
        value_type=raw.get("type", "number"),
        is_required=raw.get("required", True),
        nil_needs_confirming=raw.get("confirm_nil", kind in (LineKind.COUNTED, LineKind.REPORTED)),
        help=raw.get("help", ""),
        hidden_with=tuple(raw.get("hidden_with", ())),
        within=raw.get("within", ""),
        quarters=raw.get("quarters", 1),
    )
