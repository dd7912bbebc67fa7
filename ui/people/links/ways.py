"""How a line goes from one box to another: straight where it can, in a bow where somebody else stands in between."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from ui.people.links.placing import Point, Size

_BOWS: Final = (0.0, 0.18, -0.18, 0.32, -0.32, 0.5, -0.5, 0.75, -0.75)
"""How far a line may bow, as a share of its length; the first that passes nobody is taken."""

_POINTS: Final = 24


def way_between(pair: tuple[str, str], spots: Mapping[str, Point], sizes: Mapping[str, Size]) -> tuple[Point, ...]:
    """The points of the line. Where every bow passes through somebody, the one that passes through fewest."""
    one, other = (spots[end] for end in pair)
    boxes = [(spots[each], sizes[each]) for each in spots if each not in pair]
    ways = [_bow(one, other, bow) for bow in _BOWS]
    return min(ways, key=lambda way: sum(_passes(way, box) for box in boxes))


def distance_to(point: Point, way: Sequence[Point]) -> float:
    """How far a point is from a line."""
    return min(_to_piece(point, one, other) for one, other in pairwise(way))


def _bow(one: Point, other: Point, bow: float) -> tuple[Point, ...]:
    if not bow:
        return one, other
    across, down = other[0] - one[0], other[1] - one[1]
    control = ((one[0] + other[0]) / 2 - 2 * bow * down, (one[1] + other[1]) / 2 + 2 * bow * across)
    return tuple(_at(one, control, other, step / _POINTS) for step in range(_POINTS + 1))


def _at(one: Point, control: Point, other: Point, share: float) -> Point:
    rest = 1 - share
    x, y = (
        rest * rest * a + 2 * rest * share * c + share * share * b for a, c, b in zip(one, control, other, strict=True)
    )
    return x, y


def _passes(way: Sequence[Point], box: tuple[Point, Size]) -> bool:
    (x, y), (wide, high) = box
    for one, other in pairwise(way):
        pieces = max(2, round(math.dist(one, other) / max(1.0, high / 3)))
        for at in range(pieces + 1):
            share = at / pieces
            px, py = one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share
            if abs(px - x) <= wide / 2 and abs(py - y) <= high / 2:
                return True
    return False


def _to_piece(point: Point, one: Point, other: Point) -> float:
    across, down = other[0] - one[0], other[1] - one[1]
    length = across * across + down * down
    along = ((point[0] - one[0]) * across + (point[1] - one[1]) * down) / length if length else 0.0
    share = min(1.0, max(0.0, along))
    return math.hypot(point[0] - one[0] - across * share, point[1] - one[1] - down * share)
