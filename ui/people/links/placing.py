"""Where the people of an associates picture stand: one in the middle, rings around, and never one upon another."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final

Point = tuple[float, float]
Size = tuple[float, float]

_GROWS: Final = 1.08
_FLAT: Final = 0.6
"""Rings are wider than high, as screens and words are."""
_TRIES: Final = 60
"""How often those who touch are pushed apart, before the rings grow."""


def place(
    sizes: Mapping[str, Size], centre: str, rings: Sequence[Sequence[str]], above: Mapping[str, str], gap: float
) -> dict[str, Point]:
    """The middle of each box. `rings` are the ids by steps, `above` says through whom each of the outer ones came.

    Everyone has an angle of their own; the rings grow until no two boxes touch, so there is always a place.
    """
    angles = _angles(centre, rings, above)
    unit = sum(width for width, _ in sizes.values()) / len(sizes)
    spots = {centre: (0.0, 0.0)}
    for step, ring in enumerate(rings, start=1):
        for each in ring:
            radius = unit * 1.15 * step
            spots[each] = (radius * math.cos(angles[each]), radius * _FLAT * math.sin(angles[each]))
    while touching := overlapping(spots, sizes, gap):
        for _ in range(_TRIES):
            for pair in touching:
                _push_apart(spots, sizes, pair, centre, gap)
            touching = overlapping(spots, sizes, gap)
            if not touching:
                return spots
        spots = {each: (x * _GROWS, y * _GROWS) for each, (x, y) in spots.items()}
    return spots


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


def _push_apart(
    spots: dict[str, Point], sizes: Mapping[str, Size], pair: tuple[str, str], centre: str, gap: float
) -> None:
    """Move two boxes away from one another, the way that is shorter; the one in the middle stays."""
    one, other = pair
    (x1, y1), (x2, y2) = spots[one], spots[other]
    across = (sizes[one][0] + sizes[other][0]) / 2 + gap - abs(x1 - x2)
    down = (sizes[one][1] + sizes[other][1]) / 2 + gap - abs(y1 - y2)
    if across <= 0 or down <= 0:
        return
    sideways = across < down
    by = (across if sideways else down) * 1.02
    sign = (1.0 if x1 >= x2 else -1.0) if sideways else (1.0 if y1 >= y2 else -1.0)
    shares = (0.0, 1.0) if one == centre else (1.0, 0.0) if other == centre else (0.5, 0.5)
    for each, share, way in ((one, shares[0], sign), (other, shares[1], -sign)):
        x, y = spots[each]
        spots[each] = (x + by * share * way, y) if sideways else (x, y + by * share * way)
