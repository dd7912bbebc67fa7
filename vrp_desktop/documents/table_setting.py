"""Turns a table of the vocabulary into set rows: formats and wraps its cells, and grows its elements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from vrp_desktop.documents import style
from vrp_desktop.documents.columns import Need, column_widths, evened, overflow
from vrp_desktop.documents.pieces import Lines, Piece, stack_height
from vrp_desktop.documents.structure import Element, Role, Scope
from vrp_desktop.documents.style import CELL_PAD_X, Look
from vrp_desktop.documents.tables import Grid, SetCell, SetRow, TablePiece
from vrp_desktop.documents.typeset import Line, Typesetter, said
from vrp_desktop.documents.vocabulary import Align, Cell, Column, Facts, Row, RowKind, Table, Text

_SMALLEST = 0.76
_NUMBER = frozenset("0123456789.,+-−–%£() ")
_FACT_NAME = 0.36
_HEAD_ROOM = 60
_NUMBER_AIR = 7
_MOST_NOTES = 160


def format_cell(cell: Cell) -> str:
    """The words of a cell: whole numbers with commas between thousands, nothing for None."""
    if cell is None:
        return ""
    return f"{cell:,}" if isinstance(cell, int) else cell


def set_table(table: Table, parent: Element, setter: Typesetter, width: float) -> list[Piece]:
    """The pieces of a table: its title, the table itself, its notes."""
    return _TableSetter(table, parent.add(Role.TABLE), setter, width).pieces(parent)


def set_facts(facts: Facts, parent: Element, setter: Typesetter, width: float) -> list[Piece]:
    """The pieces of a summary of named facts."""
    element = parent.add(Role.TABLE)
    pieces = _caption(facts.title, element, setter, width)
    body = element.add(Role.TABLE_BODY)
    name_look, look = replace(style.CELL, colour=style.QUIET), style.CELL
    widest = max((setter.width(name, name_look) for name, _ in facts.pairs), default=0) + 3 * CELL_PAD_X
    edge = min(widest, width * _FACT_NAME)
    rows = []
    for name, fact in facts.pairs:
        row = body.add(Role.ROW)
        head, cell = row.add(Role.HEAD_CELL), row.add(Role.CELL)
        head.scope = Scope.ROW
        cells = (
            _set_cell(head, name, name_look, Align.LEFT, 0, setter, edge),
            _set_cell(cell, fact, look, Align.LEFT, 1, setter, width - edge),
        )
        rows.append(SetRow(cells, RowKind.BODY, style.CELL_PAD_Y))
    grid = Grid((0, edge, width), (), (), style.CONTINUED)
    return [*pieces, TablePiece(grid, tuple(rows), before=4, after=12)]


@dataclass(frozen=True, slots=True)
class _TableSetter:
    """The setting of one table."""

    table: Table
    element: Element
    setter: Typesetter
    width: float

    def pieces(self, parent: Element) -> list[Piece]:
        if not self.table.rows:
            return self._empty(parent)
        texts = [[format_cell(cell) for cell in row.cells] for row in self.table.rows]
        aligns = self._aligns(texts)
        factor, widths = self._widths(texts, aligns)
        edges = tuple(sum(widths[:index]) for index in range(len(widths) + 1))
        title = _caption(self.table.title, self.element, self.setter, self.width)
        heads = self._heads(edges, aligns, factor)
        body = self.element.add(Role.TABLE_BODY)
        rows = tuple(
            self._row(body, row, text, edges, aligns, factor) for row, text in zip(self.table.rows, texts, strict=True)
        )
        grid = Grid(edges, heads, self._continued(), style.CONTINUED)
        notes = table_notes(self.table.notes, parent, self.setter, self.width)
        if stack_height(notes) > _MOST_NOTES:
            return [*title, TablePiece(grid, rows, before=4, after=4), *notes]
        return [*title, TablePiece(grid, rows, notes, before=4, after=12)]

    def _empty(self, parent: Element) -> list[Piece]:
        parent.kids.remove(self.element)
        pieces = _caption(self.table.title, parent, self.setter, self.width)
        lines = tuple(self.setter.lines(self.table.empty, style.SMALL, self.width))
        return [*pieces, Lines(lines, style.SMALL, parent.add(Role.PARAGRAPH), after=12)]

    def _aligns(self, texts: list[list[str]]) -> list[Align]:
        """A column of numbers stands at the right unless its author says otherwise."""
        body = [t for row, t in zip(self.table.rows, texts, strict=True) if row.kind is not RowKind.SECTION]
        aligns = []
        for index, column in enumerate(self.table.columns):
            shown = [row[index] for row in body if row[index]]
            is_number = bool(shown) and not column.names_row and all(_is_number(text) for text in shown)
            aligns.append(column.align or (Align.RIGHT if is_number else Align.LEFT))
        return aligns

    def _widths(self, texts: list[list[str]], aligns: list[Align]) -> tuple[float, list[float]]:
        needs = self._needs(texts, aligns, wraps_heads=False)
        if sum(need.natural for need in needs) > self.width:
            needs = self._needs(texts, aligns, wraps_heads=True)
        factor = max(overflow(needs, self.width), _SMALLEST)
        if factor < 1:
            needs = [replace(need, least=need.least * factor, natural=need.natural * factor) for need in needs]
        if self.table.is_even:
            needs = evened(needs, self.width)
        return factor, column_widths(needs, self.width)

    def _needs(self, texts: list[list[str]], aligns: list[Align], wraps_heads: bool) -> list[Need]:
        columns = enumerate(self.table.columns)
        return [self._need(index, column, texts, aligns[index], wraps_heads) for index, column in columns]

    def _need(self, index: int, column: Column, texts: list[list[str]], align: Align, wraps_heads: bool) -> Need:
        pad = 2 * CELL_PAD_X + 0.01
        is_text = align is Align.LEFT
        air = 0 if is_text else _NUMBER_AIR
        least = self.setter.longest_word(column.head, style.CELL_HEAD)
        natural = self.setter.width(column.head, style.CELL_HEAD)
        if wraps_heads:
            natural = min(natural, max(least, _HEAD_ROOM))
        for row, text in zip(self.table.rows, texts, strict=True):
            if row.kind is not RowKind.SECTION and text[index]:
                look = style.CELL_STRONG if row.kind is RowKind.TOTAL else style.CELL
                natural = max(natural, self.setter.width(text[index], look) + air)
                least = max(least, self.setter.longest_word(text[index], look))
        return Need(least + pad, natural + pad, is_text, column.share)

    def _heads(self, edges: tuple[float, ...], aligns: list[Align], factor: float) -> tuple[SetRow, ...]:
        """One row of heads, or two where columns are grouped; a head without a group reaches over both."""
        columns = self.table.columns
        has_groups = any(column.group for column in columns)
        head = self.element.add(Role.TABLE_HEAD)
        upper = head.add(Role.ROW)
        lower = head.add(Role.ROW) if has_groups else upper
        look = style.CELL_HEAD.scaled(factor)
        groups, cells = [], []
        for (group, _), each in groupby(enumerate(columns), lambda pair: (pair[1].group, pair[1].group or pair[0])):
            members = [index for index, _ in each]
            if group:
                groups.append(self._head(upper, group, look, Align.CENTRE, members[0], len(members), edges))
            for index in members:
                row = lower if group else upper
                cells.append(self._head(row, columns[index].head, look, aligns[index], index, 1, edges))
                cells[-1].element.rows = 2 if has_groups and not group else 1
        low = SetRow(tuple(cells), RowKind.BODY, style.HEAD_PAD_Y, sits_low=True)
        return (SetRow(tuple(groups), RowKind.BODY, 2.5, sits_low=True), low) if groups else (low,)

    def _head(
        self, row: Element, text: str, look: Look, align: Align, first: int, span: int, edges: tuple[float, ...]
    ) -> SetCell:
        element = row.add(Role.HEAD_CELL)
        element.scope, element.columns = Scope.COLUMN, span
        cell = _set_cell(element, text, look, align, first, self.setter, edges[first + span] - edges[first])
        return replace(cell, span=span)

    def _row(
        self, body: Element, row: Row, texts: list[str], edges: tuple[float, ...], aligns: list[Align], factor: float
    ) -> SetRow:
        element = body.add(Role.ROW)
        pad = style.CELL_PAD_Y * factor
        if row.kind is RowKind.SECTION:
            cell = element.add(Role.HEAD_CELL)
            cell.scope, cell.columns = Scope.ROW, len(self.table.columns)
            look = style.CELL_SECTION.scaled(factor)
            shown = _set_cell(cell, texts[0], look, Align.LEFT, 0, self.setter, self.width)
            return SetRow((replace(shown, span=len(self.table.columns)),), row.kind, pad + 1.5)
        look = (style.CELL_STRONG if row.kind is RowKind.TOTAL else style.CELL).scaled(factor)
        cells = []
        for index, text in enumerate(texts):
            names_row = self.table.columns[index].names_row
            cell = element.add(Role.HEAD_CELL if names_row else Role.CELL)
            cell.scope = Scope.ROW if names_row else None
            width = edges[index + 1] - edges[index]
            cells.append(_set_cell(cell, text, look, aligns[index], index, self.setter, width))
        return SetRow(tuple(cells), row.kind, pad)

    def _continued(self) -> tuple[Line, ...]:
        if not self.table.title:
            return ()
        return tuple(self.setter.lines(f"{self.table.title} (continued)", style.CONTINUED, self.width))


def table_notes(notes: Sequence[str], parent: Element, setter: Typesetter, width: float) -> tuple[Piece, ...]:
    """The notes below a table, as pieces that the table carries with it."""
    pieces: list[Piece] = []
    for note in notes:
        element = parent.add(Role.PARAGRAPH)
        element.actual_text = said(note)
        lines = tuple(setter.lines(note, style.TABLE_NOTE, width))
        pieces.append(Lines(lines, style.TABLE_NOTE, element, after=style.TABLE_NOTE.after))
    return tuple(pieces)


def _set_cell(
    element: Element, text: Text, look: Look, align: Align, first: int, setter: Typesetter, width: float
) -> SetCell:
    element.actual_text = said(text)
    lines = tuple(setter.lines(text, look, width - 2 * CELL_PAD_X)) if text else ()
    return SetCell(element, lines, look, align, first)


def _caption(title: str, parent: Element, setter: Typesetter, width: float) -> list[Piece]:
    if not title:
        return []
    element = parent.add(Role.CAPTION if parent.role is Role.TABLE else Role.PARAGRAPH)
    element.actual_text = said(title)
    look = style.CAPTION
    lines = tuple(setter.lines(title, look, width))
    return [Lines(lines, look, element, before=look.before, after=look.after, holds_next=True)]


def _is_number(text: str) -> bool:
    """Whether a cell reads as a number, an amount or a rate, or stands for one that is missing or hidden."""
    return set(text) <= _NUMBER or text in {"-", "–", "—", "*", "c", "n/a", "nil", "Nil"}
