"""Tables on pages: rows ruled by hairlines, the head repeated as an artifact where the table runs on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vrp_desktop.documents.pieces import Piece, draw_lines, draw_stack, stack_height
from vrp_desktop.documents.structure import Element
from vrp_desktop.documents.style import CELL_PAD_X, HAIRLINE, RULE, Look
from vrp_desktop.documents.tagging import Artifact, TaggedCanvas
from vrp_desktop.documents.typeset import Line
from vrp_desktop.documents.vocabulary import Align, RowKind

_LEAST_ROWS = 2
_GIANT = 150
_LEAST_PART = 50
_THICK, _THIN = 0.9, 0.45
_NOTES_GAP = 4


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell whose text has been broken into lines; `first` and `span` are its column and how many it covers."""

    element: Element
    lines: tuple[Line, ...]
    look: Look
    align: Align
    first: int
    span: int = 1


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row whose cells have been set; in a head they sit low, next to the rule."""

    cells: tuple[SetCell, ...]
    kind: RowKind
    pad: float
    sits_low: bool = False

    @property
    def height(self) -> float:
        """The height of its tallest cell, with padding."""
        return max((len(cell.lines) * cell.look.leading for cell in self.cells), default=0) + 2 * self.pad

    def split(self, room: float) -> tuple[SetRow, SetRow] | None:
        """The row's first lines within `room`, and the others."""
        heads, rests = [], []
        for cell in self.cells:
            fits = max(int((room - 2 * self.pad) / cell.look.leading), 0)
            heads.append(replace(cell, lines=cell.lines[:fits]))
            rests.append(replace(cell, lines=cell.lines[fits:]))
        if not any(cell.lines for cell in heads) or not any(cell.lines for cell in rests):
            return None
        return replace(self, cells=tuple(heads)), replace(self, cells=tuple(rests))


@dataclass(frozen=True, slots=True)
class Grid:
    """What all parts of one table share."""

    edges: tuple[float, ...]
    heads: tuple[SetRow, ...]
    continued: tuple[Line, ...]
    continued_look: Look

    def sides(self, first: int, span: int) -> tuple[float, float]:
        """Where the text of a cell begins and ends; at the sides of the table it stands flush with the other text."""
        last = first + span
        left = self.edges[first] + (CELL_PAD_X if first else 0)
        return left, self.edges[last] - (CELL_PAD_X if last + 1 < len(self.edges) else 0)

    @property
    def head_height(self) -> float:
        """The height of the head alone."""
        return sum(row.height for row in self.heads)


@dataclass(frozen=True, slots=True)
class TablePiece:
    """A table, or the part of it that stands on one page; its notes stand below the last part, never alone."""

    grid: Grid
    rows: tuple[SetRow, ...]
    notes: tuple[Piece, ...] = ()
    is_first: bool = True
    before: float = 0
    after: float = 0
    holds_next: bool = False

    def height(self) -> float:
        notes = _NOTES_GAP + stack_height(self.notes) if self.notes else 0
        return self._top_height() + sum(row.height for row in self.rows) + notes

    def least(self) -> float:
        count = self._bound(min(_LEAST_ROWS, len(self.rows)))
        return self._top_height() + min(sum(row.height for row in self.rows[:count]), 200)

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        used, count = self._top_height(), 0
        while count < len(self.rows) and used + self.rows[count].height <= room:
            used += self.rows[count].height
            count += 1
        if count == len(self.rows) and self.notes:
            count -= 1
        giant = self._split_giant(count, room - used)
        if giant is not None:
            return giant
        kept = self._unbound(count)
        if kept:
            return self._part(self.rows[:kept], True), self._part(self.rows[kept:], False)
        return (self._part(self.rows[:count], True), self._part(self.rows[count:], False)) if count else None

    def _split_giant(self, count: int, room: float) -> tuple[Piece, Piece] | None:
        """Part the table inside row `count`, where that row is too high to be moved whole."""
        if count == len(self.rows) or not self._is_giant(count) or room < _LEAST_PART:
            return None
        parts = self.rows[count].split(room)
        if parts is None:
            return None
        return self._part((*self.rows[:count], parts[0]), True), self._part((parts[1], *self.rows[count + 1 :]), False)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        y = top
        if self.is_first:
            y = self._draw_rows(canvas, self.grid.heads, x, y, True)
        else:
            with canvas.artifact(Artifact.PAGE):
                look = self.grid.continued_look
                draw_lines(canvas, self.grid.continued, look, x, y, width, Align.LEFT)
                y -= len(self.grid.continued) * look.leading + (look.after if self.grid.continued else 0)
                y = self._draw_rows(canvas, self.grid.heads, x, y, False)
        head_foot = y
        y = self._draw_rows(canvas, self.rows, x, y, True)
        self._draw_rules(canvas, x, head_foot, width)
        draw_stack(canvas, self.notes, x, y - _NOTES_GAP, width)

    def _part(self, rows: tuple[SetRow, ...], is_beginning: bool) -> TablePiece:
        if is_beginning:
            return replace(self, rows=rows, notes=(), after=0)
        return replace(self, rows=rows, is_first=False, before=0)

    def _top_height(self) -> float:
        look = self.grid.continued_look
        caption = (
            0.0 if self.is_first or not self.grid.continued else len(self.grid.continued) * look.leading + look.after
        )
        return caption + self.grid.head_height

    def _is_giant(self, index: int) -> bool:
        """Whether a row is so high that moving it to the next page would leave a hole."""
        return self.rows[index].height > _GIANT

    def _bound(self, count: int) -> int:
        """As many rows as must stay with the first `count`."""
        while 0 < count < len(self.rows) and self.rows[count - 1].kind is RowKind.SECTION:
            count += 1
        return count

    def _unbound(self, count: int) -> int:
        """The last place at or before `count` where the table may be parted."""
        if count == len(self.rows) - 1 and count > _LEAST_ROWS and self.rows[count].height < 60:
            count -= 1
        while 0 < count < len(self.rows):
            if self.rows[count - 1].kind is not RowKind.SECTION and self.rows[count].kind is not RowKind.TOTAL:
                break
            count -= 1
        return count

    def _draw_rows(
        self, canvas: TaggedCanvas, rows: tuple[SetRow, ...], x: float, top: float, is_tagged: bool
    ) -> float:
        for row in rows:
            height = row.height
            for cell in row.cells:
                if not cell.lines:
                    continue
                if is_tagged:
                    canvas.begin_mark(cell.element)
                self._draw_cell(canvas, cell, row, x, top)
                if is_tagged:
                    canvas.end_mark()
            top -= height
        return top

    def _draw_cell(self, canvas: TaggedCanvas, cell: SetCell, row: SetRow, x: float, top: float) -> None:
        left, right = self.grid.sides(cell.first, cell.span)
        room = row.height - 2 * row.pad - len(cell.lines) * cell.look.leading if row.sits_low else 0
        draw_lines(canvas, cell.lines, cell.look, x + left, top - row.pad - room, right - left, cell.align)

    def _draw_rules(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """A rule below the head and above each total, a hairline below each group of heads and between rows."""
        thick = [(x, top, x + width, top)] if self.grid.heads else []
        thin = [] if self.grid.heads else [(x, top, x + width, top)]
        if len(self.grid.heads) > 1:
            foot = top + self.grid.heads[-1].height
            spans = [self.grid.sides(cell.first, cell.span) for cell in self.grid.heads[0].cells]
            thin.extend((x + left, foot, x + right, foot) for left, right in spans)
        y = top
        for index, row in enumerate(self.rows):
            y -= row.height
            is_last = index + 1 == len(self.rows)
            below = RowKind.BODY if is_last else self.rows[index + 1].kind
            (thick if below is RowKind.TOTAL and not is_last else thin).append((x, y, x + width, y))
        canvas.hairlines(thin, _THIN, HAIRLINE)
        canvas.hairlines(thick, _THICK, RULE)
