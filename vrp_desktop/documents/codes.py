"""Codes on pages: groups of letters to be read one by one on a pale ground, with a QR code beside them if wanted."""

from __future__ import annotations

from dataclasses import dataclass

from vrp_desktop.documents import style
from vrp_desktop.documents.pieces import Piece, draw_lines
from vrp_desktop.documents.structure import Element, Role
from vrp_desktop.documents.style import Look
from vrp_desktop.documents.tagging import TaggedCanvas
from vrp_desktop.documents.typeset import Line, Typesetter
from vrp_desktop.documents.vocabulary import Align, Code

_SQUARE_SIDE = 84
_GAP = "   "
_PAD = 13


@dataclass(frozen=True, slots=True)
class CodePiece:
    """The lines of a code, and its QR code at the right."""

    lines: tuple[Line, ...]
    element: Element
    figure: Element | None
    content: str
    before: float = 4
    after: float = 14
    holds_next: bool = False

    def height(self) -> float:
        text = len(self.lines) * style.CODE.leading
        return max(text, _SQUARE_SIDE if self.figure else 0) + 2 * _PAD

    def least(self) -> float:
        return self.height()

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        height = self.height()
        with canvas.artifact():
            canvas.fill_box(x, top - height, width, height, style.PALE)
            canvas.fill_box(x, top - height, style.NOTE_BAR, height, style.ACCENT)
        left = x + _PAD + style.NOTE_BAR
        text_top = top - (height - len(self.lines) * style.CODE.leading) / 2
        with canvas.mark(self.element):
            draw_lines(canvas, self.lines, style.CODE, left, text_top, width, Align.LEFT)
        if self.figure is not None:
            self._draw_square(canvas, self.figure, x + width - _PAD - _SQUARE_SIDE, top - _PAD)

    def _draw_square(self, canvas: TaggedCanvas, figure: Element, x: float, top: float) -> None:
        import segno

        rows = [tuple(row) for row in segno.make(self.content, micro=False, error="m").matrix]
        side = _SQUARE_SIDE / len(rows)
        figure.box = (x, top - _SQUARE_SIDE, x + _SQUARE_SIDE, top)
        with canvas.mark(figure):
            for index, row in enumerate(rows):
                for start, length in _bars(row):
                    canvas.fill_box(x + start * side, top - (index + 1) * side, length * side, side + 0.03, style.INK)


def code_pieces(code: Code, root: Element, setter: Typesetter, width: float) -> Piece:
    """The piece of a code."""
    room = width - 2 * _PAD - style.NOTE_BAR - (_SQUARE_SIDE + _PAD if code.square else 0)
    lines = code_lines(code.groups, style.CODE, setter, room)
    element = root.add(Role.PARAGRAPH)
    figure = root.add(Role.FIGURE) if code.square else None
    if figure is not None:
        figure.alternative = "QR code that holds the code printed beside it"
    return CodePiece(lines, element, figure, "-".join(code.groups))


def code_lines(groups: tuple[str, ...], look: Look, setter: Typesetter, width: float) -> tuple[Line, ...]:
    """The groups of a code, as many on each line as make lines of one length."""
    fits = max(int(width / max(setter.width(group + _GAP, look) for group in groups)), 1)
    rows = -(-len(groups) // fits)
    each = -(-len(groups) // rows)
    texts = [_GAP.join(groups[start : start + each]) for start in range(0, len(groups), each)]
    texts = [text + " " * (number < len(texts)) for number, text in enumerate(texts, 1)]
    return tuple(line for text in texts for line in setter.lines(text, look, width))


def _bars(row: tuple[int, ...]) -> list[tuple[int, int]]:
    """Where each stretch of dark modules begins, and how long it is."""
    bars: list[tuple[int, int]] = []
    for index, module in enumerate(row):
        if module and bars and sum(bars[-1]) == index:
            bars[-1] = (bars[-1][0], bars[-1][1] + 1)
        elif module:
            bars.append((index, 1))
    return bars
