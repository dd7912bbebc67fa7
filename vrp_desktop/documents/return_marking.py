"""The protective marking of a return: what holds a number from 1 to 4 is sensitive (domain.md 6.8)."""

from __future__ import annotations

from collections.abc import Iterator

from vrp_desktop.documents.return_words import is_published
from vrp_desktop.returns.content import ReturnContent, Value
from vrp_desktop.returns.suppression import is_small
from vrp_desktop.returns.template import LineKind

OFFICIAL = "OFFICIAL"
SENSITIVE = "OFFICIAL-SENSITIVE"
HANDLING = "Contains small numbers. For the funder and the partnership only; not to be published as it stands."

_COUNTS = (LineKind.COUNTED, LineKind.REPORTED)


def marking_of(content: ReturnContent) -> str:
    """OFFICIAL-SENSITIVE where any count that is printed is from 1 to 4, else OFFICIAL."""
    if is_published(content):
        return OFFICIAL
    return SENSITIVE if any(is_small(value) for value in _numbers(content)) else OFFICIAL


def handling_of(marking: str) -> str:
    """The handling instruction that goes with a marking."""
    return HANDLING if marking == SENSITIVE else ""


def _numbers(content: ReturnContent) -> Iterator[Value]:
    for line in content.lines:
        if line.spec.kind in _COUNTS:
            yield from (line.value, line.year_to_date, line.last_quarter)
            for cells in line.breakdowns.values():
                yield from cells.values()
    for place in content.supply:
        yield from (place.quarter, place.year)
