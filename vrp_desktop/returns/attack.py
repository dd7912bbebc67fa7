"""Attacking what is about to be published: which hidden cell could be worked out from all that stands beside it (B16).

An attacker knows every printed number, that a hidden cell is at least 1, that the cells of a breakdown add up to the
line's value, that the margins of a crossed breakdown are its sums, and which lines count a part of another. From these
each hidden cell gets a least and a greatest possible value; where the two meet, the cell has been worked out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from vrp_desktop.returns.content import Line

Cell = tuple[str, str, str]
"""A line's code, a breakdown's name, a label; the last two empty for the line's own value."""

_BY: Final = " by "
_BEYOND: Final = 10**9


@dataclass(frozen=True, slots=True)
class Sum:
    """Parts that add up to a whole."""

    whole: Cell
    parts: tuple[Cell, ...]


def worked_out(lines: Mapping[str, Line]) -> frozenset[tuple[str, str]]:
    """The breakdowns, by line and name, of which some hidden cell has only one possible value."""
    bounds = _bounds(lines.values())
    hidden = {cell for cell, (least, most) in bounds.items() if least != most}
    sums, nested = list(_sums(lines.values())), list(_nested(lines))
    is_moving = True
    while is_moving:
        # Both lists are walked whole each time: one narrowed cell may narrow another.
        is_moving = any([*[_narrow_sum(item, bounds) for item in sums], *[_narrow_part(*p, bounds) for p in nested]])
    return frozenset((code, name) for code, name, label in hidden if name and _is_known(bounds[code, name, label]))


def _is_known(bound: tuple[int, int]) -> bool:
    return bound[0] == bound[1]


def _bounds(lines: Iterable[Line]) -> dict[Cell, tuple[int, int]]:
    """What is known of each cell at first sight."""
    found: dict[Cell, tuple[int, int]] = {}
    for line in lines:
        code = line.spec.code
        if isinstance(line.value, int):
            found[code, "", ""] = (line.value, line.value)
        for name, cells in line.breakdowns.items():
            for label, n in cells.items():
                found[code, name, label] = (1, _BEYOND) if n is None else (n, n)
    return found


def _sums(lines: Iterable[Line]) -> Iterator[Sum]:
    for line in lines:
        code = line.spec.code
        for name, cells in line.breakdowns.items():
            if cells and isinstance(line.value, int):
                yield Sum((code, "", ""), tuple((code, name, label) for label in cells))
            if _BY in name:
                yield from _margins(line, name)


def _margins(line: Line, crossed: str) -> Iterator[Sum]:
    """Each cell of a margin is the sum of a row, or a column, of the crossed cells."""
    code, (first, second) = line.spec.code, crossed.split(_BY)
    rows, columns = line.breakdowns.get(first, {}), line.breakdowns.get(second, {})
    cells = line.breakdowns[crossed]
    if not cells:
        return
    for name, labels, others in ((first, rows, columns), (second, columns, rows)):
        for label in labels:
            crossing = [f"{label}, {other}" if name == first else f"{other}, {label}" for other in others]
            parts = tuple((code, crossed, pair) for pair in crossing if pair in cells)
            if parts:
                yield Sum((code, name, label), parts)


def _nested(lines: Mapping[str, Line]) -> Iterator[tuple[Cell, Cell]]:
    """Pairs of a part and its whole, cell by cell, where both print the breakdown."""
    for line in lines.values():
        whole = lines.get(line.spec.within)
        if whole is None:
            continue
        yield (line.spec.code, "", ""), (whole.spec.code, "", "")
        for name, cells in line.breakdowns.items():
            for label in cells:
                if label in whole.breakdowns.get(name, {}):
                    yield (line.spec.code, name, label), (whole.spec.code, name, label)


def _narrow_sum(item: Sum, bounds: dict[Cell, tuple[int, int]]) -> bool:
    """Let a sum and its parts narrow one another; says whether anything moved."""
    if item.whole not in bounds:
        return False
    least = sum(bounds[part][0] for part in item.parts)
    most = sum(bounds[part][1] for part in item.parts)
    moved = _narrow(item.whole, least, most, bounds)
    low, high = bounds[item.whole]
    for part in item.parts:
        own_low, own_high = bounds[part]
        moved |= _narrow(part, low - (most - own_high), high - (least - own_low), bounds)
    return moved


def _narrow_part(part: Cell, whole: Cell, bounds: dict[Cell, tuple[int, int]]) -> bool:
    """A part is at most its whole."""
    if part not in bounds or whole not in bounds:
        return False
    moved = _narrow(part, 0, bounds[whole][1], bounds)
    return _narrow(whole, bounds[part][0], _BEYOND, bounds) or moved


def _narrow(cell: Cell, least: int, most: int, bounds: dict[Cell, tuple[int, int]]) -> bool:
    """Narrow one cell. Bounds that would cross are left: the numbers do not hang together as the attack assumes."""
    low, high = bounds[cell]
    new = (max(low, least), min(high, most))
    if new == (low, high) or new[0] > new[1]:
        return False
    bounds[cell] = new
    return True
