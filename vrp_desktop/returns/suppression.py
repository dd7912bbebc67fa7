"""What is published hides small numbers so that no sum gives them away (domain.md 6.5, a proposed default).

Numbers from 1 to 4 are hidden. In each breakdown further cells are hidden until at least two are, and their sum leaves
each of them more than one possible value. A crossed breakdown with a hidden cell is hidden whole, because its margins
are printed beside it; a year to date goes with a hidden quarter, which could else be had by subtraction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from vrp_desktop.returns.content import Audience, CheckResult, Line, ReturnContent, State, Value
from vrp_desktop.returns.template import LineKind

SMALLEST_SHOWN = 5
RULE = "Numbers from 1 to 4, and others that would give them away, are hidden and shown as [c]."
HIDDEN = "[c]"

Cells = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class AlsoHidden:
    """Lines hidden for what other returns show: the area's total less other places, earlier quarters of the year."""

    quarter: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    year: frozenset[str] = frozenset()


def published(content: ReturnContent, also: AlsoHidden | None = None) -> ReturnContent:
    """The return as it may be published: no evidence, no record ids, None for each hidden value.

    A place's return prints no breakdowns: the area's, less those of the other places, would give small groups away.
    """
    also = also or AlsoHidden()
    lines: dict[str, Line] = {}
    for line in content.lines:
        shown = line if content.place_code is None else replace(line, breakdowns={})
        lines[line.spec.code] = _hide_line(shown, lines, also)
    lines = {code: _hide_what_adds_up(line, lines) for code, line in lines.items()}
    checks = tuple(_without_numbers(check) for check in content.checks if check.note)
    return replace(content, audience=Audience.PUBLISHED, lines=tuple(lines.values()), checks=checks, supply=())


def hidden_cells(cells: Cells, total: int | None) -> frozenset[str]:
    """Which cells of one breakdown are hidden. With a hidden total every cell that is not nought is."""
    known = {label: n for label, n in cells.items() if n is not None}
    not_nought = {label: n for label, n in known.items() if n > 0}
    if total is None or is_small(total):
        return frozenset(not_nought)
    hidden = {label for label, n in known.items() if is_small(n)}
    if not hidden:
        return frozenset()
    for label in sorted(not_nought, key=lambda name: (not_nought[name], name)):
        if _is_safe([known[name] for name in hidden]):
            break
        hidden.add(label)
    return frozenset(hidden if _is_safe([known[name] for name in hidden]) else not_nought)


def is_small(value: Value) -> bool:
    """Whether a number must not be shown."""
    return isinstance(value, int | float) and 0 < value < SMALLEST_SHOWN


def _is_safe(hidden: list[int]) -> bool:
    """At least two cells, whose sum leaves each more than one possible value (each is at least 1)."""
    return not hidden or (len(hidden) >= 2 and sum(hidden) > len(hidden))


def _hide_line(line: Line, so_far: Mapping[str, Line], also: AlsoHidden) -> Line:
    if line.spec.kind is LineKind.TYPED:
        return line
    if line.spec.kind is LineKind.DERIVED:
        return _hide_derived(line, so_far)
    code = line.spec.code
    hide_value = is_small(line.value) or code in also.quarter
    hide_before = is_small(line.last_quarter) or code in also.before
    hide_year = hide_value or hide_before or is_small(line.year_to_date) or code in also.year
    total = None if hide_value or not isinstance(line.value, int) else line.value
    return replace(
        line,
        value=None if hide_value else line.value,
        state=State.HIDDEN if hide_value else line.state,
        last_quarter=None if hide_before else line.last_quarter,
        year_to_date=None if hide_year else line.year_to_date,
        breakdowns={name: _hide_cells(name, cells, total) for name, cells in line.breakdowns.items()},
        evidence=(),
        year_evidence=(),
    )


def _hide_what_adds_up(line: Line, lines: Mapping[str, Line]) -> Line:
    """A line that is the sum of cells of another goes with any of them (`hidden_with` in the template)."""
    if not line.spec.hidden_with:
        return line
    code, name, *labels = line.spec.hidden_with
    cells = lines[code].breakdowns.get(name, {}) if code in lines else {}
    if not any(label in cells and cells[label] is None for label in labels):
        return line
    return replace(line, value=None, state=State.HIDDEN, year_to_date=None)


def _hide_cells(name: str, cells: Cells, total: int | None) -> dict[str, int | None]:
    if total is None:
        # How many groups are listed would tell how small a hidden total is.
        return {}
    hidden = hidden_cells(cells, total)
    if hidden and " by " in name:
        hidden = frozenset(cells)
    return {label: None if label in hidden else n for label, n in cells.items()}


def _hide_derived(line: Line, so_far: Mapping[str, Line]) -> Line:
    parts = [so_far[code] for code in line.spec.parts if code in so_far]
    if line.spec.figure:
        parts += [other for other in so_far.values() if other.spec.figure == line.spec.figure]
    if not parts:
        # A median whose own count is not printed stands alone: it is hidden, because its base is not known here.
        return replace(line, value=None, state=State.HIDDEN, year_to_date=None, last_quarter=None)
    hide = any(part.state is State.HIDDEN for part in parts)
    return replace(
        line,
        value=None if hide else line.value,
        state=State.HIDDEN if hide else line.state,
        year_to_date=None if any(part.year_to_date is None for part in parts) else line.year_to_date,
        last_quarter=None if any(part.last_quarter is None for part in parts) else line.last_quarter,
    )


def _without_numbers(check: CheckResult) -> CheckResult:
    """What is published of a query is its note alone: the sentence may hold a small number."""
    return replace(check, sentence="A note on this return.", records=())
