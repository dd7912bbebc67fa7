"""What a row of the bench is: ours and its floor, taken in turns in one run, so that only their ratio matters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final

from vrp_desktop.clock import FixedClock, day_clock

USER: Final = "practice"
PASSPHRASE: Final = "practice"
AS_AT: Final = date(2026, 10, 14)
TIMES: Final = 5
PATIENCE: Final = 900
"""Seconds after which a process that measures is given up."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a row is measured: a practice workspace of `n` children, and a folder for what the row needs besides."""

    n: int
    folder: Path
    scratch: Path

    @property
    def clock(self) -> FixedClock:
        """The day after which the practice workspace knows nothing."""
        return day_clock(AS_AT)


@dataclass(frozen=True, slots=True)
class Pair:
    """One sample of ours and one of the floor."""

    ours: float
    floor: float


Sampler = Callable[[], Pair]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the results. `goal` bounds the ratio, or ours itself where `goal_is_ratio` is false."""

    name: str
    unit: str
    goal: float
    prepare: Callable[[Ground], AbstractContextManager[Sampler]]
    goal_is_ratio: bool = True
    grows: bool = True
    warm_ups: int = 1


@dataclass(frozen=True, slots=True)
class Result:
    """What `bench/results.json` holds of a row at one size."""

    name: str
    n: int
    ours: float
    floor: float
    ratio: float
    unit: str

    @classmethod
    def of(cls, row: Row, ground: Ground, times: int = TIMES) -> Result:
        """The medians of some samples, taken after a first round that does not count."""
        with row.prepare(ground) as sample:
            for _ in range(row.warm_ups):
                sample()
            pairs = [sample() for _ in range(times)]
        ours, floor = median(pair.ours for pair in pairs), median(pair.floor for pair in pairs)
        return cls(row.name, ground.n, round(ours, 2), round(floor, 2), round(ours / floor, 2), row.unit)


def timed(function: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[float, Any]:
    """How many milliseconds a call took, and what it gave back."""
    start = perf_counter()
    result = function(*args, **kwargs)
    return 1_000 * (perf_counter() - start), result


def in_turns(ours: Callable[[], float], floor: Callable[[], float]) -> Iterator[Pair]:
    """Samples without end, each time the other one first, so that neither always finds the warmer machine."""
    while True:
        first = ours()
        yield Pair(first, floor())
        second = floor()
        yield Pair(ours(), second)
