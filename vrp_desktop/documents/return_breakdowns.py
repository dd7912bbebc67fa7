"""The breakdowns of a section, set compactly: one table for each dimension with a column for each line that has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vrp_desktop.documents.return_dimension import Dimension, dimensions_of
from vrp_desktop.documents.return_matrix import broad_groups, cross_table, matrix, turned
from vrp_desktop.documents.return_tables import rule_notes
from vrp_desktop.documents.return_words import NONE
from vrp_desktop.documents.vocabulary import Beside, Block, Heading, Paragraph, Table, Tone
from vrp_desktop.returns.content import ReturnContent
from vrp_desktop.returns.template import Section

_MOST_COLUMNS = 6
_FEW_GROUPS = 5
_MOST_ROWS_WHOLE = 14
_MOST_ROWS_BESIDE = 27
_MOST_NUMBERS_BESIDE = 2
_ETHNICITY = "ethnicity"
_KEY = f"A table\u2019s last row is what each line counts in all; {NONE} means that none of it falls into the group."


def breakdown_blocks(content: ReturnContent, section: Section) -> list[Block]:
    """All breakdowns of a section: wide tables one below another, narrow ones side by side."""
    found = dimensions_of([content.line(spec.code) for spec in section.lines])
    tables = [table for dimension in found for table in _tables(content, dimension)]
    if not tables:
        return []
    notes = rule_notes(content)
    wide = [table for table in tables if not _is_narrow(table)]
    narrow = [table for table in tables if _is_narrow(table)]
    heading = Heading(f"{section.number}  In detail", 2, in_contents=False)
    blocks: list[Block] = [heading, Paragraph(_KEY, Tone.QUIET, holds_next=True)]
    blocks += [_whole(table, notes) for table in wide]
    return [*blocks, *([Beside(tuple(narrow), notes=notes)] if narrow else [])]


def _tables(content: ReturnContent, dimension: Dimension) -> Iterator[Table]:
    """The tables of one dimension; too many lines for one become its rows, or are parted."""
    lines = dimension.lines
    if dimension.is_crossed:
        yield from (cross_table(content, dimension.of(line)) for line in lines)
    elif len(lines) > _MOST_COLUMNS and len(dimension.labels) <= _FEW_GROUPS:
        yield turned(content, dimension)
    else:
        yield from _parts(content, dimension)
        if dimension.name == _ETHNICITY:
            yield broad_groups(content, dimension)


def _parts(content: ReturnContent, dimension: Dimension) -> Iterator[Table]:
    """A table with a column for each line, or several that share the lines evenly."""
    lines = dimension.lines
    count = -(-len(lines) // _MOST_COLUMNS)
    size = -(-len(lines) // count)
    for number in range(count):
        table = matrix(content, dimension.of(*lines[number * size : (number + 1) * size]))
        yield replace(table, title=f"{table.title} ({number + 1} of {count})") if count > 1 else table


def _is_narrow(table: Table) -> bool:
    """Whether two tables like this one stand well side by side."""
    return len(table.columns) - 1 <= _MOST_NUMBERS_BESIDE and len(table.rows) <= _MOST_ROWS_BESIDE


def _whole(table: Table, notes: tuple[str, ...]) -> Block:
    """A wide table; one that is not long is never parted."""
    if len(table.rows) <= _MOST_ROWS_WHOLE:
        return Beside((table,), across=1, notes=notes)
    return replace(table, notes=notes)
