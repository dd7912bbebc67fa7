"""How wide the columns of a table are: numbers get what they need, text shares the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

_WIDEST_WORD = 0.34


@dataclass(frozen=True, slots=True)
class Need:
    """What a column asks for: the width of its longest word and line, and a share of the whole if one was named."""

    least: float
    natural: float
    is_text: bool
    share: float | None = None


def column_widths(needs: Sequence[Need], width: float) -> list[float]:
    """The widths of the columns, which fill `width`."""
    fixed = {index: need.share * width for index, need in enumerate(needs) if need.share is not None}
    free = [index for index in range(len(needs)) if index not in fixed]
    room = max(width - sum(fixed.values()), 0)
    shared = dict(zip(free, _share([needs[index] for index in free], room), strict=True))
    widths = [fixed.get(index, shared.get(index, 0)) for index in range(len(needs))]
    spare = width - sum(widths)
    return widths if abs(spare) < 0.01 or free else [w * width / sum(widths) for w in widths]


def evened(needs: Sequence[Need], width: float) -> list[Need]:
    """The columns of numbers equally wide: as they would like to be, or narrower where the text beside them wraps."""
    numbers = [need for need in needs if not need.is_text and need.share is None]
    others = [need for need in needs if need.is_text or need.share is not None]
    if not numbers:
        return [*needs]
    least, natural = max(need.least for need in numbers), max(need.natural for need in numbers)
    room = width - sum(need.natural if need.share is None else need.share * width for need in others)
    each = min(natural, max(least, room / len(numbers)))
    if each * len(numbers) + sum(need.least for need in others) > width:
        return [*needs]
    return [replace(need, share=each / width) if need in numbers else need for need in needs]


def overflow(needs: Sequence[Need], width: float) -> float:
    """How much smaller the text must be for the longest words to fit; 1 where they do."""
    asked = sum(min(need.least, width * _WIDEST_WORD) for need in needs)
    return min(1.0, width / asked) if asked else 1.0


def _share(needs: Sequence[Need], width: float) -> list[float]:
    natural = [need.natural for need in needs]
    if sum(natural) <= width:
        return _spread(needs, natural, width - sum(natural))
    least = [min(need.least, width * _WIDEST_WORD) for need in needs]
    if sum(least) >= width:
        return [each * width / sum(least) for each in least]
    return _grow(least, natural, width)


def _spread(needs: Sequence[Need], natural: list[float], slack: float) -> list[float]:
    """Room to spare goes to the columns of text, evenly in proportion to what they hold; else to all."""
    takers = [each if need.is_text else 0 for need, each in zip(needs, natural, strict=True)]
    if not sum(takers):
        takers = [1.0] * len(natural)
    return [each + slack * taker / sum(takers) for each, taker in zip(natural, takers, strict=True)]


def _grow(least: list[float], natural: list[float], width: float) -> list[float]:
    """Raise all columns to one common limit, none above what it asks for: narrow columns are served in full."""
    low, high = 0.0, max(natural)
    for _ in range(40):
        limit = (low + high) / 2
        if sum(max(floor, min(each, limit)) for floor, each in zip(least, natural, strict=True)) > width:
            high = limit
        else:
            low = limit
    widths = [max(floor, min(each, low)) for floor, each in zip(least, natural, strict=True)]
    spare = (width - sum(widths)) / len(widths)
    return [each + spare for each in widths]
