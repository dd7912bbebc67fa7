"""Figures set large on pages: the value, what it is, and the lines that set it beside others."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vrp_desktop.documents import style
from vrp_desktop.documents.pieces import Lines, Piece, draw_stack, stack_height
from vrp_desktop.documents.structure import Element, Role
from vrp_desktop.documents.style import Look
from vrp_desktop.documents.tagging import TaggedCanvas
from vrp_desktop.documents.typeset import Typesetter, said
from vrp_desktop.documents.vocabulary import Headline, Headlines

_VALUE = Look(24, 29, style.ACCENT, bold=True)
_LABEL = Look(9.25, 12.5, style.INK, bold=True, after=2)
_DETAIL = Look(8.25, 11.25, style.QUIET)
_GUTTER = 20
_HEAD = 5


@dataclass(frozen=True, slots=True)
class TileRow:
    """Figures side by side, each under a short rule; a row is never split."""

    tiles: tuple[tuple[Piece, ...], ...]
    across: int
    before: float = 0
    after: float = 0
    holds_next: bool = False

    def height(self) -> float:
        return _HEAD + max(stack_height(tile) for tile in self.tiles)

    def least(self) -> float:
        return self.height()

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        wide = tile_width(width, self.across)
        lefts = [x + index * (wide + _GUTTER) for index in range(len(self.tiles))]
        canvas.hairlines([(left, top, left + wide, top) for left in lefts], 0.9, style.RULE)
        for left, tile in zip(lefts, self.tiles, strict=True):
            draw_stack(canvas, tile, left, top - _HEAD, wide)


def set_headlines(block: Headlines, parent: Element, setter: Typesetter, width: float) -> list[Piece]:
    """The rows of figures, read as one list."""
    if not block.items:
        return []
    root = parent.add(Role.LIST)
    wide = tile_width(width, block.across)
    pieces: list[Piece] = []
    for start in range(0, len(block.items), block.across):
        items = block.items[start : start + block.across]
        lines = max(len(setter.lines(item.label, _LABEL, wide)) for item in items)
        tiles = [_tile(item, root.add(Role.ITEM).add(Role.ITEM_BODY), setter, wide, lines) for item in items]
        pieces.append(TileRow(tuple(tiles), block.across, before=6, after=14))
    return pieces


def tile_width(width: float, across: int) -> float:
    """The width of one of `across` equal parts with gutters between them."""
    return (width - _GUTTER * (across - 1)) / across


def _tile(item: Headline, body: Element, setter: Typesetter, width: float, label_lines: int) -> tuple[Piece, ...]:
    """One figure; its details stand level with its neighbours', however many lines their labels have."""
    value = _lines(item.value, _fitted(item.value, setter, width), body, setter, width)
    label = _lines(item.label, _LABEL, body, setter, width)
    label = replace(label, after=_LABEL.after + (label_lines - len(label.lines)) * _LABEL.leading)
    details = [_lines(detail, _DETAIL, body, setter, width) for detail in item.details]
    return (value, label, *details)


def _fitted(text: str, setter: Typesetter, width: float) -> Look:
    """The look of a value: as large as fits, on lines of one height."""
    factor = min(1.0, width / max(setter.width(text, _VALUE), 1))
    return replace(_VALUE, size=round(_VALUE.size * factor * 0.999, 2))


def _lines(text: str, look: Look, body: Element, setter: Typesetter, width: float) -> Lines:
    element = body.add(Role.PARAGRAPH)
    element.actual_text = said(text)
    return Lines(tuple(setter.lines(text, look, width)), look, element, after=look.after)
