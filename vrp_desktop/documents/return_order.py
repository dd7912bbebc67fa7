"""The order of a breakdown's rows: that of the reference lists, also for a signed return, whose JSON sorts them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from vrp_desktop.errors import DamagedFile
from vrp_desktop.paths import resource
from vrp_desktop.people.dimensions import DIMENSION_LISTS
from vrp_desktop.reference.files import read_list

BY = " by "
_LAST = ("Not asked", "Not known", "Refused", "Blank")


def ordered(dimension: str, labels: Iterable[str]) -> list[str]:
    """The labels as the shipped list orders them, then those of the area's own, then what is not known."""
    places = _positions(dimension)

    def key(label: str) -> tuple[int, int, str]:
        if label in _LAST:
            return 2, _LAST.index(label), label
        return (0, places[label], label) if label in places else (1, 0, label)

    return sorted(set(labels), key=key)


def crossed(dimension: str, cells: Mapping[str, int | None]) -> dict[tuple[str, str], int | None]:
    """The cells of a crossed breakdown by the labels of both its dimensions."""
    first = _positions(dimension.split(BY, maxsplit=1)[0])
    return {_parted(label, first): number for label, number in cells.items()}


def _parted(label: str, first: Mapping[str, int]) -> tuple[str, str]:
    """A label such as "10 to 13, Female" in its two parts, although either may hold a comma."""
    for known in (*first, *_LAST):
        if label.startswith(f"{known}, "):
            return known, label[len(known) + 2 :]
    one, _, other = label.partition(", ")
    return one, other


@cache
def _positions(dimension: str) -> Mapping[str, int]:
    """Where each label of a dimension stands in the list that ships; nothing where none does."""
    name = DIMENSION_LISTS.get(dimension, dimension)
    try:
        entries = read_list(resource("reference", f"{name}.toml")).entries
    except DamagedFile:
        return {}
    return {entry.label: index for index, entry in enumerate(entries)}
