"""QR codes on pages."""

from __future__ import annotations

from dataclasses import dataclass

from vrp_desktop.documents import style
from vrp_desktop.documents.pieces import Piece
from vrp_desktop.documents.structure import Element
from vrp_desktop.documents.tagging import TaggedCanvas
from vrp_desktop.documents.vocabulary import Square

_POINTS_PER_MILLIMETRE = 72 / 25.4


@dataclass(frozen=True, slots=True)
class SquarePiece:
    """A QR code as a figure, each row of modules drawn as a few bars."""

    square: Square
    element: Element
    before: float = 4
    after: float = 10
    holds_next: bool = False

    def height(self) -> float:
        return self.square.millimetres * _POINTS_PER_MILLIMETRE

    def least(self) -> float:
        return self.height()

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        import segno

        rows = [tuple(row) for row in segno.make(self.square.content, micro=False, error="m").matrix]
        side = self.height() / len(rows)
        self.element.box = (x, top - self.height(), x + self.height(), top)
        with canvas.mark(self.element):
            for index, row in enumerate(rows):
                for start, length in _bars(row):
                    y = top - (index + 1) * side
                    canvas.fill_box(x + start * side, y - 0.02, length * side, side + 0.04, style.INK)


def _bars(row: tuple[int, ...]) -> list[tuple[int, int]]:
    """Where each stretch of dark modules begins, and how long it is."""
    bars: list[tuple[int, int]] = []
    for index, module in enumerate(row):
        if module and bars and sum(bars[-1]) == index:
            bars[-1] = (bars[-1][0], bars[-1][1] + 1)
        elif module:
            bars.append((index, 1))
    return bars
