"""How work grows with what it is given: four times as much may cost some four times as much, never sixteen times."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, TypeVar

T = TypeVar("T")

IN_STEP: Final = 9
"""Between four, where each letter is looked at once, and sixteen, where each is looked at once for every other."""

_TIMES: Final = 4
_NOTHING: Final = 0.005
_TRIES: Final = 3


def growth(do: Callable[[T], object], make: Callable[[int], T], size: int) -> float:
    """How many times the processor's own time, which other programs cannot take, four times the size costs."""
    return _cost(do, make(_TIMES * size)) / max(_cost(do, make(size)), _NOTHING)


def _cost(do: Callable[[T], object], given: T) -> float:
    """The least of a few tries: what comes on top is the machine's doing."""
    costs = []
    for _ in range(_TRIES):
        started = time.process_time()
        do(given)
        costs.append(time.process_time() - started)
    return min(costs)
