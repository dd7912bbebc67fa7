"""Chance that a seed fixes: the few ways of drawing that practice data needs, the same on every machine."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Chance(random.Random):
    """A source of chance. Everything is drawn through `random()`, whose results Python promises to keep."""

    def yes(self, share: float) -> bool:
        """True in this share of cases."""
        return self.random() < share

    def one(self, choices: Sequence[T]) -> T:
        """One of them, each as likely as another."""
        return choices[int(self.random() * len(choices))]

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both counted."""
        return low + int(self.random() * (high - low + 1))


class Weighted(Generic[T]):
    """Choices of which some are likelier than others."""

    __slots__ = ("_bounds", "_choices", "_total")

    def __init__(self, *weights: Mapping[T, float]) -> None:
        self._choices = tuple(choice for each in weights for choice in each)
        self._bounds = tuple(accumulate(weight for each in weights for weight in each.values()))
        self._total = self._bounds[-1]

    def draw(self, chance: Chance) -> T:
        """One of the choices, by its weight."""
        place = bisect(self._bounds, chance.random() * self._total)
        return self._choices[min(place, len(self._choices) - 1)]


def stream(seed: int, number: int, purpose: int) -> Chance:
    """The chance of one child for one purpose, independent of every other child's."""
    return Chance((seed << 96) | (number << 48) | purpose)


def shares(total: int, weights: Sequence[float]) -> list[int]:
    """Split a number by weights so that the parts sum to it (largest remainders first)."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(value) for value in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for index in by_remainder[: total - sum(parts)]:
        parts[index] += 1
    return parts
