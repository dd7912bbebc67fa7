"""The breakdowns of a section, set compactly: one table for each dimension with a column for each line that has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vrp_desktop.documents.return_order import BY, crossed, ordered
from vrp_desktop.documents.return_tables import rule_notes
from vrp_desktop.documents.return_words import NONE, cell, dimension_words, first_up, short_label, shown
from vrp_desktop.documents.vocabulary import Align, Beside, Block, Column, Row, Table, total
from vrp_desktop.returns.content import Line, ReturnContent
from vrp_desktop.returns.template import LineKind, Section

_MOST_COLUMNS = 7
_SMALL_COLUMNS = 2
_LONG_LABEL = 34
_MOST_SMALL_ROWS = 16
_DASH_NOTE = f"{NONE} means that none of the line's count falls here."
_ETHNICITY = "ethnicity"


@dataclass(frozen=True, slots=True)
class _Dimension:
    """One way of breaking down, and the lines of a section that are broken down by it."""

    name: str
    lines: tuple[Line, ...]

    @property
    def labels(self) -> list[str]:
        """Every group that any of the lines has."""
        return ordered(self.name, [label for line in self.lines for label in line.breakdowns[self.name]])

    def number(self, line: Line, label: str) -> int | None:
        """How many of a line fall into a group; a group that the line does not name has none of it."""
        return line.breakdowns[self.name].get(label, 0)


def breakdown_blocks(content: ReturnContent, section: Section) -> list[Block]:
    """All breakdowns of a section: large tables one below another, small ones side by side."""
    found = [content.line(spec.code) for spec in section.lines if spec.breakdowns]
    blocks: list[Block] = []
    small: list[Table] = []
    for name in _names(found):
        dimension = _Dimension(name, tuple(line for line in found if line.breakdowns.get(name)))
        for table in _tables(content, dimension):
            if _is_small(table):
                small.append(table)
            else:
                blocks.append(table)
    notes = (_DASH_NOTE, *rule_notes(content))
    large = [_noted(table, notes) for table in blocks if isinstance(table, Table)]
    return [*large, *_beside(small, notes)]


def _names(lines: Sequence[Line]) -> list[str]:
    """The dimensions in the order in which the section first names them."""
    names = [name for line in lines for name in line.spec.breakdowns if line.breakdowns.get(name)]
    return list(dict.fromkeys(names))


def _tables(content: ReturnContent, dimension: _Dimension) -> Iterator[Table]:
    if BY in dimension.name:
        yield from (_cross_table(content, line, dimension.name) for line in dimension.lines)
    elif len(dimension.lines) > _MOST_COLUMNS:
        yield from _turned_tables(content, dimension)
    else:
        yield _matrix(content, dimension)
        if dimension.name == _ETHNICITY:
            yield _broad_groups(content, dimension)


def _matrix(content: ReturnContent, dimension: _Dimension) -> Table:
    """A row for each group, a column for each line, and below them what each line counts in all."""
    lines = dimension.lines
    rows = [Row((label, *(cell(dimension.number(line, label)) for line in lines))) for label in dimension.labels]
    rows.append(total("All", *(shown(content, line) for line in lines)))
    words = dimension_words(dimension.name)
    title = f"{_head(lines[0])}, by {words}" if len(lines) == 1 else f"By {words}"
    heads = [Column(first_up(words), names_row=True)]
    if len(lines) == 1:
        heads.append(Column("Quarter", Align.RIGHT))
    else:
        heads += [Column(_head(line), Align.RIGHT, group=_group(line, lines)) for line in lines]
    return Table(tuple(heads), tuple(rows), title)


def _broad_groups(content: ReturnContent, dimension: _Dimension) -> Table:
    """Ethnicity in its five groups, for the figures that are too thin by nineteen."""
    lines = dimension.lines
    groups = list(dict.fromkeys(_broad(label) for label in dimension.labels))
    rows = []
    for group in groups:
        members = [label for label in dimension.labels if _broad(label) == group]
        rows.append(Row((group, *(cell(_sum(dimension, line, members)) for line in lines))))
    rows.append(total("All", *(shown(content, line) for line in lines)))
    heads = (Column("Broad group", names_row=True), *(Column(_head(line), Align.RIGHT) for line in lines))
    return Table(heads, tuple(rows), "By ethnicity, in broad groups")


def _sum(dimension: _Dimension, line: Line, labels: Sequence[str]) -> int | None:
    """The sum of some groups; hidden where one of them is."""
    numbers = [dimension.number(line, label) for label in labels]
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def _broad(label: str) -> str:
    return label.partition(":")[0]


def _turned_tables(content: ReturnContent, dimension: _Dimension) -> Iterator[Table]:
    """Where many lines share a dimension they become the rows, and its groups the columns."""
    labels = dimension.labels
    size = -(-len(labels) // -(-len(labels) // (_MOST_COLUMNS - 1)))
    parts = [labels[start : start + size] for start in range(0, len(labels), size)]
    words = dimension_words(dimension.name)
    for number, part in enumerate(parts, 1):
        heads = [Column("Line", Align.LEFT, 0.075), Column("What it counts", names_row=True)]
        heads += [Column(label, Align.RIGHT, 0.098) for label in part]
        heads.append(Column("All", Align.RIGHT, 0.12))
        rows = [
            Row(
                (
                    line.spec.number,
                    short_label(line.spec),
                    *(cell(dimension.number(line, label)) for label in part),
                    shown(content, line),
                )
            )
            for line in dimension.lines
        ]
        yield Table(tuple(heads), tuple(rows), f"By {words}" + (f", part {number}" if len(parts) > 1 else ""))


def _cross_table(content: ReturnContent, line: Line, name: str) -> Table:
    """One line by two dimensions at once, with the sums of both where the line has them."""
    first, second = name.split(BY)
    cells = crossed(name, line.breakdowns[name])
    rows_of, columns_of = ordered(first, [a for a, _ in cells]), ordered(second, [b for _, b in cells])
    down, across = line.breakdowns.get(first, {}), line.breakdowns.get(second, {})
    heads = [Column(first_up(dimension_words(first)), names_row=True)]
    heads += [Column(label, Align.RIGHT) for label in columns_of]
    heads += [Column("All", Align.RIGHT)] if down else []
    rows = [Row((a, *(cell(cells.get((a, b), 0)) for b in columns_of), *_sum_cell(down, a))) for a in rows_of]
    if across:
        end = (shown(content, line),) if down else ()
        rows.append(total("All", *(cell(across.get(b, 0)) for b in columns_of), *end))
    return Table(tuple(heads), tuple(rows), f"{_head(line)}, by {dimension_words(name)}")


def _sum_cell(sums: Mapping[str, int | None], label: str) -> tuple[str, ...]:
    return (cell(sums.get(label, 0)),) if sums else ()


def _head(line: Line) -> str:
    return f"{line.spec.number} {short_label(line.spec)}"


def _group(line: Line, lines: Sequence[Line]) -> str:
    """Named people and a provider's totals stand apart, since they are never added together."""
    kinds = {other.spec.kind for other in lines}
    if LineKind.REPORTED not in kinds or len(kinds) == 1:
        return ""
    return "Not named" if line.spec.kind is LineKind.REPORTED else "Named young people"


def _is_small(table: Table) -> bool:
    """Whether two tables like this one fit side by side."""
    numbers = len(table.columns) - 1
    longest = max(len(str(row.cells[0])) for row in table.rows)
    if numbers == 1:
        return len(table.rows) <= _MOST_SMALL_ROWS + 8
    return numbers <= _SMALL_COLUMNS + 1 and longest <= _LONG_LABEL and len(table.rows) <= _MOST_SMALL_ROWS


def _beside(tables: Sequence[Table], notes: tuple[str, ...]) -> list[Block]:
    return [Beside(tuple(tables), notes=notes)] if tables else []


def _noted(table: Table, notes: tuple[str, ...]) -> Table:
    return Table(table.columns, table.rows, table.title, notes)
