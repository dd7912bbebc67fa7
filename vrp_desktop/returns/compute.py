"""Computing a return from the records, in one read transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.access import WorkspaceFact
from db.returns import NilConfirmation, QuarterlyReturn, TypedLine
from vrp_desktop.calendar import Quarter
from vrp_desktop.figures.figure import Figure, Window
from vrp_desktop.figures.run import Counted, Evidence, count, number
from vrp_desktop.interventions.figures import reported_totals
from vrp_desktop.people.dimensions import DIMENSION_LISTS
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.returns.catalogue import figure
from vrp_desktop.returns.checks import run_checks
from vrp_desktop.returns.content import Audience, Line, PlaceSupply, ReturnContent, State, TypedOn, Value
from vrp_desktop.returns.template import LineKind, LineSpec, Rule, Template, find_template

BY = " by "
"""Joins two dimensions of a crossed breakdown, such as "age_band by sex"."""

AREA = "AREA"
"""The scope of a return for the whole area."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Which return is asked for. `place_code` None is the whole area; `places` are those that count."""

    template: Template
    quarter: Quarter
    place_code: str | None
    as_at: date

    @property
    def scope(self) -> str:
        """How the store names the scope."""
        return self.place_code or AREA

    @property
    def places(self) -> tuple[str, ...] | None:
        """The places to count, or None for all."""
        return (self.place_code,) if self.place_code else None

    def window(self, spec: LineSpec | None = None) -> Window:
        """The days of the quarter, or of a line that looks further back. What is over is seen as at its end."""
        start = spec.starts(self.quarter) if spec is not None else self.quarter.start
        return Window(start, self.quarter.end, min(self.as_at, self.quarter.end))

    def year_window(self) -> Window:
        """The year to date: from April to the quarter's end."""
        return Window(self.quarter.year_begins, self.quarter.end, min(self.as_at, self.quarter.end))

    def reported_window(self, *, of_year: bool = False) -> Window:
        """For providers' totals: theirs arrive after the quarter, so what is on file by the as-at day counts."""
        start = self.quarter.year_begins if of_year else self.quarter.start
        return Window(start, self.quarter.end, self.as_at)

    def previous(self) -> Ask | None:
        """The same return a quarter earlier, where a form ships for it."""
        quarter = self.quarter.previous()
        template = find_template(quarter)
        return None if template is None else Ask(template, quarter, self.place_code, self.as_at)


def compute(session: Session, ask: Ask, *, for_signing: bool = False) -> ReturnContent:
    """The return as the records stand. `for_signing` gathers the deciding values and the year's evidence too."""
    lists = read_lists_of(session)
    typed, nils = _typed(session, ask), _nils(session, ask)
    earlier = _EarlierQuarter(session, ask)
    lines: dict[str, Line] = {}
    for spec in ask.template.lines():
        lines[spec.code] = _line(session, ask, spec, lists, typed, nils, lines, earlier, for_signing)
    supply = _supply(session, ask, lists)
    checks = run_checks(session, ask, tuple(lines.values()), supply, earlier.is_comparable)
    return ReturnContent(
        template=ask.template,
        quarter=ask.quarter.code,
        place_code=ask.place_code,
        place_label=lists.label("places", ask.place_code) if ask.place_code else "Whole area",
        area_name=_area_name(session),
        as_at=ask.window().as_at,
        audience=Audience.FUNDER,
        version=0,
        lines=tuple(lines.values()),
        checks=checks,
        supply=supply,
    )


def label_of(lists: Lists, dimension: str, code: str) -> str:
    """The words for a code of a dimension; crossed dimensions join theirs by a comma."""
    if BY in dimension:
        names, codes = dimension.split(BY), code.split("|")
        return ", ".join(label_of(lists, name, part) for name, part in zip(names, codes, strict=True))
    return lists.label(DIMENSION_LISTS.get(dimension, dimension), code)


def breakdown(lists: Lists, evidence: Sequence[Evidence], dimension: str) -> dict[str, int]:
    """How many for each label of a dimension, in the list's order, blank last; sums to the number of evidence."""
    names = dimension.split(BY)
    codes = Counter("|".join(item.dimensions[name] for name in names) for item in evidence)

    def position(code: str) -> tuple[tuple[int, str], ...]:
        found = []
        for name, part in zip(names, code.split("|"), strict=True):
            entry = lists.entry(DIMENSION_LISTS.get(name, name), part)
            found.append((entry.position if entry else 10**6, part))
        return tuple(found)

    cells: dict[str, int] = {}
    for code in sorted(codes, key=position):
        label = label_of(lists, dimension, code)
        cells[label] = cells.get(label, 0) + codes[code]
    return cells


class _EarlierQuarter:
    """The quarter before, for comparison: not there where no form ships for it."""

    def __init__(self, session: Session, ask: Ask) -> None:
        self._session = session
        self._ask = ask.previous()
        self._codes = {spec.code: spec for spec in self._ask.template.lines()} if self._ask else {}

    @property
    def is_comparable(self) -> bool:
        return self._ask is not None

    def counted(self, spec: LineSpec, item: Figure) -> int | None:
        """The figure a quarter earlier, where that form had the line."""
        if self._ask is None or spec.code not in self._codes:
            return None
        return number(self._session, item, self._ask.window(spec), self._ask.places)

    def reported(self, spec: LineSpec) -> int | None:
        """The providers' total a quarter earlier."""
        if self._ask is None or spec.code not in self._codes:
            return None
        value: int = reported_totals(self._session, spec.measure, self._ask.reported_window(), self._ask.places).value
        return value


def _line(
    session: Session,
    ask: Ask,
    spec: LineSpec,
    lists: Lists,
    typed: Mapping[str, TypedLine],
    nils: frozenset[str],
    so_far: Mapping[str, Line],
    earlier: _EarlierQuarter,
    for_signing: bool,
) -> Line:
    match spec.kind:
        case LineKind.COUNTED:
            return _counted(session, ask, spec, lists, nils, earlier, for_signing)
        case LineKind.REPORTED:
            return _reported(session, ask, spec, lists, nils, earlier)
        case LineKind.TYPED:
            return _typed_line(spec, typed.get(spec.code), nils)
        case LineKind.DERIVED:
            return _derived(session, ask, spec, so_far, lists)


def _counted(
    session: Session,
    ask: Ask,
    spec: LineSpec,
    lists: Lists,
    nils: frozenset[str],
    earlier: _EarlierQuarter,
    for_signing: bool,
) -> Line:
    item = figure(spec.figure)
    found = count(session, item, ask.window(spec), ask.places, with_values=for_signing)
    year: tuple[Evidence, ...] = ()
    year_value: int | None = None
    if for_signing and not spec.is_rolling:
        year = count(session, item, ask.year_window(), ask.places, with_values=True).evidence
        year_value = len(year)
    elif not spec.is_rolling:
        year_value = number(session, item, ask.year_window(), ask.places)
    return Line(
        spec=spec,
        value=found.value,
        state=_state(spec, found.value, nils),
        year_to_date=year_value,
        last_quarter=earlier.counted(spec, item),
        breakdowns={name: breakdown(lists, found.evidence, name) for name in spec.breakdowns},
        evidence=found.evidence,
        year_evidence=year,
    )


def _reported(
    session: Session, ask: Ask, spec: LineSpec, lists: Lists, nils: frozenset[str], earlier: _EarlierQuarter
) -> Line:
    found = reported_totals(session, spec.measure, ask.reported_window(), ask.places)
    year = reported_totals(session, spec.measure, ask.reported_window(of_year=True), ask.places)
    cells = {
        name: {label_of(lists, name, code): n for code, n in sorted(found.breakdowns.get(name, {}).items())}
        for name in spec.breakdowns
    }
    return Line(
        spec=spec,
        value=found.value,
        state=_state(spec, found.value, nils),
        year_to_date=year.value,
        last_quarter=earlier.reported(spec),
        breakdowns=cells,
        note="Reported by providers without names: not to be added to named people.",
    )


def _typed_line(spec: LineSpec, row: TypedLine | None, nils: frozenset[str]) -> Line:
    if row is None:
        return Line(spec=spec, value=None, state=State.UNKNOWN)
    source = f"{row.source}, as at {row.as_at:%d/%m/%Y}" if row.source else f"As at {row.as_at:%d/%m/%Y}"
    typed = TypedOn(row.version, row.source, row.as_at)
    if row.number is None:
        state = State.VALUE if row.text else State.UNKNOWN
        return Line(spec=spec, value=row.text, state=state, source=source, typed=typed)
    value = _as_number(row.number)
    return Line(spec=spec, value=value, state=_state(spec, value, nils), source=source, typed=typed)


def _as_number(text: str) -> int | float:
    value = float(text)
    return int(value) if value.is_integer() else value


def _derived(session: Session, ask: Ask, spec: LineSpec, so_far: Mapping[str, Line], lists: Lists) -> Line:
    """A line worked out of others, or the median of a figure, which may be shown in bands of its records."""
    value, year, before = (_worked_out(session, ask, spec, so_far, which) for which in ("quarter", "year", "before"))
    state = State.UNKNOWN if value is None else State.VALUE
    bands: dict[str, dict[str, int]] = {}
    if spec.breakdowns:
        evidence = count(session, figure(spec.figure), ask.window(spec), ask.places).evidence
        bands = {name: breakdown(lists, evidence, name) for name in spec.breakdowns}
    return Line(spec=spec, value=value, state=state, year_to_date=year, last_quarter=before, breakdowns=bands)


def _worked_out(session: Session, ask: Ask, spec: LineSpec, so_far: Mapping[str, Line], which: str) -> Value:
    if spec.rule is Rule.MEDIAN:
        earlier = ask.previous()
        if which == "before" and earlier is None:
            return None
        if which == "quarter" and (same := _same_records(spec, so_far)) is not None:
            return same.median()
        asked = earlier if which == "before" and earlier else ask
        window = asked.year_window() if which == "year" else asked.window(spec)
        return count(session, figure(spec.figure), window, ask.places).median()
    first, second = (_part(so_far[code], which) for code in spec.parts)
    if first is None or second is None:
        return None
    if spec.rule is Rule.DIFFERENCE:
        return round(first - second, 2)
    return round(100 * first / second, 1) if second else None


def _same_records(spec: LineSpec, so_far: Mapping[str, Line]) -> Counted | None:
    """What a counted line above found of the same figure and days, so that it is not counted twice."""
    for line in so_far.values():
        is_same = line.spec.figure == spec.figure and line.spec.quarters == spec.quarters
        if line.spec.kind is LineKind.COUNTED and is_same:
            return Counted(figure(spec.figure), line.evidence)
    return None


def _part(line: Line, which: str) -> float | None:
    value = {"quarter": line.value, "year": line.year_to_date, "before": line.last_quarter}[which]
    return float(value) if isinstance(value, int | float) else None


def _state(spec: LineSpec, value: int | float, nils: frozenset[str]) -> State:
    if value != 0:
        return State.VALUE
    return State.NIL if spec.code in nils or not spec.nil_needs_confirming else State.NIL_TO_CONFIRM


def return_row(session: Session, ask: Ask) -> QuarterlyReturn | None:
    """The return's row in the store, where someone has begun on it."""
    statement = select(QuarterlyReturn).where(
        QuarterlyReturn.template == ask.template.code,
        QuarterlyReturn.quarter == ask.quarter.code,
        QuarterlyReturn.scope == ask.scope,
    )
    return session.scalars(statement).one_or_none()


def _typed(session: Session, ask: Ask) -> dict[str, TypedLine]:
    row = return_row(session, ask)
    if row is None:
        return {}
    return {line.line: line for line in session.scalars(select(TypedLine).where(TypedLine.return_id == row.id))}


def _nils(session: Session, ask: Ask) -> frozenset[str]:
    row = return_row(session, ask)
    if row is None:
        return frozenset()
    return frozenset(session.scalars(select(NilConfirmation.line).where(NilConfirmation.return_id == row.id)))


def _supply(session: Session, ask: Ask, lists: Lists) -> tuple[PlaceSupply, ...]:
    """Which places have supplied data: distinct people referred, for the quarter and the year to date."""
    if ask.place_code is not None:
        return ()
    referred = figure("YFPP_IDENTIFIED")
    return tuple(
        PlaceSupply(
            entry.code,
            entry.label,
            number(session, referred, ask.window(), (entry.code,)),
            number(session, referred, ask.year_window(), (entry.code,)),
        )
        for entry in lists.choices("places", ask.quarter.end)
    )


def _area_name(session: Session) -> str:
    fact = session.get(WorkspaceFact, "area_name")
    return str(fact.value) if fact else ""
