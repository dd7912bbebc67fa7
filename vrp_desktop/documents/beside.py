"""Small tables side by side: each goes under the shortest column so far, and none is parted unless it must be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vrp_desktop.documents import style
from vrp_desktop.documents.headlines import tile_width
from vrp_desktop.documents.pieces import Piece, Together, draw_stack, split_stack, stack_height
from vrp_desktop.documents.structure import Element
from vrp_desktop.documents.table_setting import set_facts, set_table, table_notes
from vrp_desktop.documents.tagging import TaggedCanvas
from vrp_desktop.documents.typeset import Typesetter
from vrp_desktop.documents.vocabulary import Beside, Table

Stack = tuple[Piece, ...]

_NOTES_GAP = 6
_TALL = 300
_LEAST_PART = 200


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of pieces; where they run over a page, what does not fit is dealt out anew on the next."""

    stacks: tuple[Stack, ...]
    wide: float
    notes: Stack = ()
    before: float = 0
    after: float = 0
    holds_next: bool = False

    def height(self) -> float:
        notes = _NOTES_GAP + stack_height(self.notes) if self.notes else 0
        return self._stacks_height() + notes

    def least(self) -> float:
        firsts = (stack[0].height() for stack in self.stacks if stack)
        return max((height if height <= _TALL else _LEAST_PART for height in firsts), default=0)

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        parts = [_part(stack, room) for stack in self.stacks]
        if not any(rest for _, rest in parts):
            parts = _keep_one_back(parts)
        if not any(head for head, _ in parts):
            return None
        heads = tuple(head for head, _ in parts)
        longest = max(len(rest) for _, rest in parts)
        rests = [rest[index] for index in range(longest) for _, rest in parts if index < len(rest)]
        again = stacked(rests, len(self.stacks))
        return replace(self, stacks=heads, notes=(), after=0), replace(self, stacks=again, before=0)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        step = (width - self.wide) / max(len(self.stacks) - 1, 1)
        for index, stack in enumerate(self.stacks):
            draw_stack(canvas, stack, x + index * step, top, self.wide)
        draw_stack(canvas, self.notes, x, top - self._stacks_height() - _NOTES_GAP, width)

    def _stacks_height(self) -> float:
        return max(stack_height(stack) for stack in self.stacks)


def set_beside(block: Beside, parent: Element, setter: Typesetter, width: float) -> list[Piece]:
    """The columns, and the notes below them."""
    wide = tile_width(width, block.across)
    pieces: list[Piece] = []
    for table in block.tables:
        if isinstance(table, Table):
            inner = set_table(table, parent, setter, wide)
        else:
            inner = set_facts(table, parent, setter, wide)
        pieces.append(Together(tuple(inner), before=style.CAPTION.before, after=10))
    notes = table_notes(block.notes, parent, setter, width)
    return [Columns(stacked(pieces, block.across), wide, notes, before=6, after=12)]


def stacked(pieces: Sequence[Piece], across: int) -> tuple[Stack, ...]:
    """The pieces in turn, each under the column that is the shortest so far."""
    stacks: list[Stack] = [()] * across
    for piece in pieces:
        shortest = min(range(across), key=lambda index: stack_height(stacks[index]))
        stacks[shortest] = (*stacks[shortest], piece)
    return tuple(stacks)


def _part(stack: Stack, room: float) -> tuple[Stack, Stack]:
    """The pieces of a column that fit whole, and the others; only a tall piece is itself parted."""
    count, used = 0, 0.0
    for index, piece in enumerate(stack):
        used += piece.height() + (max(stack[index - 1].after, piece.before) if index else 0)
        if used > room:
            break
        count += 1
    rest = stack[count:]
    if rest and rest[0].height() > _TALL and room - stack_height(stack[:count]) >= _LEAST_PART:
        return split_stack(stack, room) or (stack[:count], rest)
    return stack[:count], rest


def _keep_one_back(parts: list[tuple[Stack, Stack]]) -> list[tuple[Stack, Stack]]:
    """Where all columns fit but not the notes, the last piece of the highest goes on with the notes."""
    highest = max(range(len(parts)), key=lambda index: stack_height(parts[index][0]))
    stack = parts[highest][0]
    kept = [*parts]
    kept[highest] = (stack[:-1], stack[-1:])
    if len(stack) == 1 and stack[0].height() > _TALL:
        kept[highest] = split_stack(stack, stack_height(stack) - 1) or kept[highest]
    return kept
