"""One way of breaking lines down, with the lines that are broken down by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vrp_desktop.documents.return_order import BY, ordered
from vrp_desktop.documents.return_words import dimension_words
from vrp_desktop.returns.content import Line


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension and its lines, in the section's order."""

    name: str
    lines: tuple[Line, ...]

    @property
    def words(self) -> str:
        """The dimension within a sentence."""
        return dimension_words(self.name)

    @property
    def is_crossed(self) -> bool:
        """Whether it is two dimensions at once."""
        return BY in self.name

    @property
    def labels(self) -> list[str]:
        """Every group that any of the lines has."""
        return ordered(self.name, [label for line in self.lines for label in line.breakdowns[self.name]])

    def of(self, *lines: Line) -> Dimension:
        """The same dimension for some of its lines."""
        return replace(self, lines=lines)

    def number(self, line: Line, label: str) -> int | None:
        """How many of a line fall into a group; a group that the line does not name has none of it."""
        return line.breakdowns[self.name].get(label, 0)

    def sum(self, line: Line, labels: Sequence[str]) -> int | None:
        """How many of a line fall into some groups together; hidden where one of them is."""
        numbers = [self.number(line, label) for label in labels]
        known = [number for number in numbers if number is not None]
        return sum(known) if len(known) == len(numbers) else None


def dimensions_of(lines: Sequence[Line]) -> list[Dimension]:
    """The dimensions of some lines in the order in which they are first named; a line without any cells has none.

    Where the only line of a dimension is also crossed by it, the crossed table says the same, and it is left out.
    """
    names = dict.fromkeys(name for line in lines for name in line.spec.breakdowns if line.breakdowns.get(name))
    found = [Dimension(name, tuple(line for line in lines if line.breakdowns.get(name))) for name in names]
    return [each for each in found if not _says_nothing_new(each)]


def _says_nothing_new(dimension: Dimension) -> bool:
    if dimension.is_crossed or len(dimension.lines) > 1:
        return False
    names = (name for name, cells in dimension.lines[0].breakdowns.items() if cells and BY in name)
    return any(dimension.name in name.split(BY) for name in names)
