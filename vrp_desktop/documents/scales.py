"""The value axis of a chart: round steps, always from zero."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_MOST_TICKS = 5


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `low` to `high` with a tick at each step; `low` is zero unless there are negative values."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> list[float]:
        """The values that are labelled."""
        count = round((self.high - self.low) / self.step)
        return [round(self.low + index * self.step, 10) for index in range(count + 1)]

    def part(self, value: float) -> float:
        """How far up the axis a value stands, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def scale_for(values: Iterable[float | None]) -> Scale:
    """The axis that holds all values and zero."""
    known = [value for value in values if value is not None]
    top, foot = max([0.0, *known]), min([0.0, *known])
    span = (top - foot) or 1.0
    are_whole = all(float(value).is_integer() for value in known)
    step = _step(span / _MOST_TICKS, are_whole)
    return Scale(floor(foot / step) * step, max(ceil(top / step), 1 if top == foot else 0) * step, step)


def label(value: float) -> str:
    """A value in words: commas between thousands, no needless decimals, a true minus."""
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")
    return text.replace("-", "−")


def _step(least: float, are_whole: bool) -> float:
    power = 10.0 ** floor(log10(least))
    step = next(each * power for each in _STEPS if each * power >= least - 1e-12)
    return max(1.0, float(ceil(step))) if are_whole else step
