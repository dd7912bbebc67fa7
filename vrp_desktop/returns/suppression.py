"""What is published hides small numbers so that no sum gives them away (domain.md 6.5, a proposed default).

Numbers from 1 to 4 are hidden. In each breakdown further cells are hidden until at least two are, and a breakdown is
not printed where someone who knows this rule and the total could still work a hidden cell out. A crossed breakdown
with a hidden cell is hidden whole, because its margins are printed beside it; a year to date goes with a hidden
quarter, which could else be had by subtraction. Last, what would be published is attacked (`attack.py`): a breakdown of
which a hidden cell can be worked out from the rest of the return is not printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from vrp_desktop.returns.attack import worked_out
from vrp_desktop.returns.content import Audience, CheckResult, Line, ReturnContent, State, Value
from vrp_desktop.returns.template import LineKind

SMALLEST_SHOWN = 5
RULE = "Numbers from 1 to 4, and others that would give them away, are hidden and shown as [c]."
HIDDEN = "[c]"

_GUESSES = 5_000
"""How many guesses are tried for a breakdown; where so many leave no choice, it is not printed."""

Cells = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class AlsoHidden:
    """What is hidden for what other returns show: the area's total less other places, earlier quarters, versions.

    The first three name lines by their codes; `breakdowns` holds pairs of a line's code and a breakdown's name.
    """

    quarter: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    year: frozenset[str] = frozenset()
    breakdowns: frozenset[tuple[str, str]] = frozenset()


def published(content: ReturnContent, also: AlsoHidden | None = None) -> ReturnContent:
    """The return as it may be published: no evidence, no record ids, None for each hidden value.

    A place's return prints no breakdowns: the area's, less those of the other places, would give small groups away.
    Nor does a line over several quarters: its cells, less those of the quarters, would.
    """
    also = also or AlsoHidden()
    lines: dict[str, Line] = {}
    for line in content.lines:
        has_cells = content.place_code is None and not line.spec.is_rolling
        shown = line if has_cells else replace(line, breakdowns={})
        lines[line.spec.code] = _hide_line(shown, also)
    lines = {code: _hide_what_adds_up(line, lines) for code, line in lines.items()}
    # Rates and medians last: they go with any line that they are worked out from.
    lines = {code: _hide_derived(line, lines) for code, line in lines.items()}
    lines = {code: _without_breakdowns(line, also.breakdowns) for code, line in lines.items()}
    while found := worked_out(lines):
        lines = {code: _without_breakdowns(line, found) for code, line in lines.items()}
    checks = tuple(_without_numbers(check) for check in content.checks if check.note)
    return replace(content, audience=Audience.PUBLISHED, lines=tuple(lines.values()), checks=checks, supply=())


def hidden_cells(cells: Cells, total: int | None) -> frozenset[str]:
    """Which cells of one breakdown are hidden. With a hidden total every cell that is not nought is.

    All of them, noughts too, are hidden where someone who knows this rule could still work one out.
    """
    known = {label: n for label, n in cells.items() if n is not None}
    if total is None or is_small(total):
        return frozenset(label for label, n in known.items() if n > 0)
    hidden = _chosen(known)
    return hidden if not hidden or _leaves_a_choice(known, hidden) else frozenset(cells)


def _chosen(cells: Mapping[str, int]) -> frozenset[str]:
    """The small cells, and the smallest of the others until two are hidden whose sum says nothing by itself."""
    not_nought = sorted((n, label) for label, n in cells.items() if n > 0)
    hidden = {label for n, label in not_nought if is_small(n)}
    for _n, label in not_nought if hidden else ():
        if len(hidden) >= 2 and sum(cells[name] for name in hidden) > len(hidden):
            break
        hidden.add(label)
    return frozenset(hidden)


def _leaves_a_choice(cells: Mapping[str, int], hidden: frozenset[str]) -> bool:
    """Whether each hidden cell has two values at least with which the rule would hide the very same cells."""
    open_still = set(hidden)
    for guess in _guesses(cells, sorted(hidden)):
        open_still -= {label for label in open_still if guess[label] != cells[label]}
        if not open_still:
            return True
    return False


def _guesses(cells: Mapping[str, int], hidden: Sequence[str]) -> Iterator[Mapping[str, int]]:
    """What the hidden cells could be, given their sum: those that the rule would hide just so."""
    rest = sum(cells[label] for label in hidden)
    for way in islice(_ways(rest, len(hidden)), _GUESSES):
        guess = {**cells, **dict(zip(hidden, way, strict=True))}
        if _chosen(guess) == frozenset(hidden):
            yield guess


def _ways(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Every way to make a total of so many numbers of at least 1."""
    if parts == 1:
        yield (total,)
        return
    for first in range(1, total - parts + 2):
        yield from ((first, *rest) for rest in _ways(total - first, parts - 1))


def is_small(value: Value) -> bool:
    """Whether a number must not be shown."""
    return isinstance(value, int | float) and 0 < value < SMALLEST_SHOWN


def _without_breakdowns(line: Line, which: frozenset[tuple[str, str]]) -> Line:
    """The line without those of its breakdowns that must not be printed, nor crossed ones, which hold them as sums."""
    code = line.spec.code
    gone = [n for n in line.breakdowns if any((code, part) in which for part in (n, *n.split(" by ")))]
    return replace(line, breakdowns={**line.breakdowns, **{name: {} for name in gone}}) if gone else line


def _hide_line(line: Line, also: AlsoHidden) -> Line:
    if line.spec.kind in (LineKind.TYPED, LineKind.DERIVED):
        return line
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
    if hidden == frozenset(cells):
        return {}
    if hidden and " by " in name:
        hidden = frozenset(cells)
    return {label: None if label in hidden else n for label, n in cells.items()}


def _hide_derived(line: Line, lines: Mapping[str, Line]) -> Line:
    if line.spec.kind is not LineKind.DERIVED:
        return line
    # The bands behind a median count records like any breakdown, and are left out of what is published.
    line = replace(line, breakdowns={})
    parts = [lines[code] for code in line.spec.parts if code in lines]
    if line.spec.figure:
        same = (other for other in lines.values() if other.spec.figure == line.spec.figure)
        parts += [other for other in same if other.spec.kind is not LineKind.DERIVED]
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
