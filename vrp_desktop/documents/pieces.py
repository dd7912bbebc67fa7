"""What a page is filled with: pieces that know their height, can be split, and draw themselves with their tags."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from vrp_desktop.documents.structure import Element, Place
from vrp_desktop.documents.style import HAIRLINE, Look
from vrp_desktop.documents.tagging import Artifact, TaggedCanvas
from vrp_desktop.documents.typeset import Line
from vrp_desktop.documents.vocabulary import Align

_LEAST_LINES = 2


class Piece(Protocol):
    """Something that stands in the column of a page."""

    @property
    def before(self) -> float:
        """White space wanted above, unless at the head of a page."""
        ...

    @property
    def after(self) -> float:
        """White space wanted below."""
        ...

    @property
    def holds_next(self) -> bool:
        """Whether it must not stand alone at the foot of a page."""
        ...

    def height(self) -> float:
        """Its height when whole."""
        ...

    def least(self) -> float:
        """The height of the smallest beginning that may stand at the foot of a page."""
        ...

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """A beginning no higher than `room`, and the rest; None where it cannot be split there."""
        ...

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner at x, top."""
        ...


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of text of one look: a paragraph, a heading, an item of a list."""

    lines: tuple[Line, ...]
    look: Look
    element: Element
    indent: float = 0
    align: Align = Align.LEFT
    holds_next: bool = False
    place: Place | None = None
    label: tuple[Element, Line] | None = None
    before: float = 0
    after: float = 0

    def height(self) -> float:
        return len(self.lines) * self.look.leading

    def least(self) -> float:
        count = len(self.lines)
        few = count if self.holds_next or count <= _LEAST_LINES + 1 else _LEAST_LINES
        return few * self.look.leading

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        count = len(self.lines)
        fits = min(int((room + 0.01) / self.look.leading), count - _LEAST_LINES)
        if fits < _LEAST_LINES or self.holds_next:
            return None
        first = replace(self, lines=self.lines[:fits], after=0)
        return first, replace(self, lines=self.lines[fits:], before=0, label=None, place=None)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        if self.place is not None:
            self.place.page, self.place.top = canvas.page, top + self.before
        if self.label is not None:
            with canvas.mark(self.label[0]):
                canvas.write(self.label[1], x, first_baseline(self.look, top), self.look.size, self.look.colour)
        with canvas.mark(self.element):
            draw_lines(canvas, self.lines, self.look, x + self.indent, top, width - self.indent, self.align)


@dataclass(frozen=True, slots=True)
class Gap:
    """White space, or the end of a page where it is endless."""

    room: float = 0
    ends_page: bool = False
    before: float = 0
    after: float = 0
    holds_next: bool = False

    def height(self) -> float:
        return self.room

    def least(self) -> float:
        return self.room

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        return Gap(min(self.room, room)), Gap()

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Nothing is seen."""


@dataclass(frozen=True, slots=True)
class Hairline:
    """A thin line over the whole width."""

    colour: str = HAIRLINE
    weight: float = 0.6
    before: float = 0
    after: float = 0
    holds_next: bool = False

    def height(self) -> float:
        return self.weight

    def least(self) -> float:
        return self.weight

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        canvas.hairlines([(x, top, x + width, top)], self.weight, self.colour)


@dataclass(frozen=True, slots=True)
class Ground:
    """How a box is coloured."""

    fill: str
    bar: str
    bar_width: float
    pad: float


@dataclass(frozen=True, slots=True)
class Boxed:
    """Pieces on a coloured ground, with a bar at the left."""

    inner: tuple[Piece, ...]
    ground: Ground
    before: float = 0
    after: float = 0
    holds_next: bool = False

    def height(self) -> float:
        return stack_height(self.inner) + 2 * self.ground.pad - 1.5

    def least(self) -> float:
        whole = self.height()
        return whole if whole < 160 else self.inner[0].least() + self.inner[-1].least() + 2 * self.ground.pad

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        parts = split_stack(self.inner, room - 2 * self.ground.pad)
        if parts is None:
            return None
        return replace(self, inner=parts[0], after=0), replace(self, inner=parts[1], before=0)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        ground, height = self.ground, self.height()
        with canvas.artifact(Artifact.LAYOUT):
            canvas.fill_box(x, top - height, width, height, ground.fill)
            canvas.fill_box(x, top - height, ground.bar_width, height, ground.bar)
        left = x + ground.pad + ground.bar_width
        # A line's white lies mostly below its letters: a little less above evens the box.
        draw_stack(canvas, self.inner, left, top - ground.pad - 1.5, width - 2 * ground.pad - ground.bar_width)


@dataclass(frozen=True, slots=True)
class Together:
    """Pieces that are never parted."""

    inner: tuple[Piece, ...]
    before: float = 0
    after: float = 0
    holds_next: bool = False

    def height(self) -> float:
        return stack_height(self.inner)

    def least(self) -> float:
        return self.height()

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        parts = split_stack(self.inner, room)
        if parts is None:
            return None
        return replace(self, inner=parts[0], after=0), replace(self, inner=parts[1], before=0)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        draw_stack(canvas, self.inner, x, top, width)


def first_baseline(look: Look, top: float) -> float:
    """Where the first line of a text stands whose box begins at `top`."""
    return top - (look.leading - look.size) / 2 - look.size * 0.84


def draw_lines(
    canvas: TaggedCanvas, lines: tuple[Line, ...], look: Look, x: float, top: float, width: float, align: Align
) -> None:
    """Lines below one another; the caller has opened the mark."""
    y = first_baseline(look, top)
    for line in lines:
        slack = 0.0 if align is Align.LEFT else width - line.width
        canvas.write(line, x + (slack / 2 if align is Align.CENTRE else slack), y, look.size, look.colour)
        y -= look.leading


def stack_height(pieces: tuple[Piece, ...]) -> float:
    """The height of pieces below one another, without the space above the first and below the last."""
    gaps = sum(max(upper.after, lower.before) for upper, lower in pairwise(pieces))
    return gaps + sum(piece.height() for piece in pieces)


def draw_stack(canvas: TaggedCanvas, pieces: tuple[Piece, ...], x: float, top: float, width: float) -> None:
    """Draw pieces below one another."""
    after = 0.0
    for index, piece in enumerate(pieces):
        top -= max(after, piece.before) if index else 0
        piece.draw(canvas, x, top, width)
        top -= piece.height()
        after = piece.after


def split_stack(pieces: tuple[Piece, ...], room: float) -> tuple[tuple[Piece, ...], tuple[Piece, ...]] | None:
    """Pieces that fit into `room`, the last of them perhaps split, and the rest."""
    used = 0.0
    for index, piece in enumerate(pieces):
        used += max(pieces[index - 1].after, piece.before) if index else 0
        if used + piece.height() > room:
            parts = piece.split(room - used)
            if parts is not None:
                return (*pieces[:index], parts[0]), (parts[1], *pieces[index + 1 :])
            return (pieces[:index], pieces[index:]) if index else None
        used += piece.height()
    return None
