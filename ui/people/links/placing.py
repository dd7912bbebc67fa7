"""Where the people of an associates picture stand: one in the middle, rings around, and never one upon another."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final

Point = tuple[float, float]
Size = tuple[float, float]

_GROWS: Final = 1.06
_FLAT: Final = 0.62
"""Rings are wider than high, as screens and words are."""
_RINGS: Final = ((1.0, 1.0, 1.0), (1.0, 0.62, 0.62), (1.0, 0.8, 0.5))
"""For each try, how near every first, second and third of a crowded ring stands."""


def place(
    sizes: Mapping[str, Size], centre: str, rings: Sequence[Sequence[str]], above: Mapping[str, str], gap: float
) -> dict[str, Point]:
    """The middle of each box. `rings` are the ids by steps, `above` says through whom each of the outer ones came.

    Everyone has an angle of their own; the rings grow until no two boxes touch, so there is always a place.
    """
    angles = _angles(centre, rings, above)
    tries = [_grown(sizes, centre, rings, angles, near, gap) for near in _RINGS]
    return min(tries, key=lambda spots: _area(spots, sizes))


def overlapping(spots: Mapping[str, Point], sizes: Mapping[str, Size], gap: float = 0) -> list[tuple[str, str]]:
    """Every two boxes that come nearer than the gap."""
    return [
        (one, other)
        for one, other in combinations(spots, 2)
        if abs(spots[one][0] - spots[other][0]) < (sizes[one][0] + sizes[other][0]) / 2 + gap
        and abs(spots[one][1] - spots[other][1]) < (sizes[one][1] + sizes[other][1]) / 2 + gap
    ]


def _angles(centre: str, rings: Sequence[Sequence[str]], above: Mapping[str, str]) -> dict[str, float]:
    """Each branch gets as much of the round as it has leaves, so that lines to the outer ring do not cross."""
    below: dict[str, list[str]] = {}
    for ring in rings:
        for each in ring:
            below.setdefault(above.get(each, centre), []).append(each)
    found: dict[str, float] = {}

    def leaves(each: str) -> int:
        return sum(map(leaves, below[each])) if each in below else 1

    def share_out(each: str, start: float, end: float) -> None:
        found[each] = (start + end) / 2
        whole, at = leaves(each), start
        for child in below.get(each, ()):
            wide = (end - start) * leaves(child) / whole
            share_out(child, at, at + wide)
            at += wide

    share_out(centre, -math.pi / 2, 3 * math.pi / 2)
    return found


def _grown(
    sizes: Mapping[str, Size],
    centre: str,
    rings: Sequence[Sequence[str]],
    angles: Mapping[str, float],
    near: Sequence[float],
    gap: float,
) -> dict[str, Point]:
    unit = max((width for width, _ in sizes.values()), default=1.0)
    spots = {centre: (0.0, 0.0)}
    for step, ring in enumerate(rings, start=1):
        ordered = sorted(ring, key=lambda each: angles[each])
        for at, each in enumerate(ordered):
            nearness = near[at % len(near)] if len(ordered) > 6 else 1.0
            radius = unit * (step if step == 1 else step * 0.92) * nearness
            spots[each] = (radius * math.cos(angles[each]), radius * _FLAT * math.sin(angles[each]))
    while overlapping(spots, sizes, gap):
        spots = {each: (x * _GROWS, y * _GROWS) for each, (x, y) in spots.items()}
    return spots


def _area(spots: Mapping[str, Point], sizes: Mapping[str, Size]) -> float:
    wide = max(abs(x) + sizes[each][0] / 2 for each, (x, _) in spots.items())
    high = max(abs(y) + sizes[each][1] / 2 for each, (_, y) in spots.items())
    return wide * high
