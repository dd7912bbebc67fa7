"""Tables of breakdowns: groups by lines, lines by groups, or one line by two dimensions at once."""

from __future__ import annotations

from collections.abc import Sequence

from vrp_desktop.documents.return_dimension import Dimension
from vrp_desktop.documents.return_order import BY, crossed, ordered
from vrp_desktop.documents.return_words import cell, dimension_words, first_up, short_label, shown
from vrp_desktop.documents.vocabulary import Align, Cell, Column, Row, Table, total
from vrp_desktop.returns.content import Line, ReturnContent
from vrp_desktop.returns.template import LineKind

_LINE_SHARE = 0.075


def matrix(content: ReturnContent, dimension: Dimension) -> Table:
    """A row for each group, a column for each line, and below them what each line counts in all."""
    lines = dimension.lines
    rows = [Row((label, *(cell(dimension.number(line, label)) for line in lines))) for label in dimension.labels]
    rows.append(_all(content, dimension))
    columns = (Column(first_up(dimension.words), names_row=True), *_number_columns(lines))
    return Table(columns, tuple(rows), _title(lines, dimension.words), is_even=True)


def broad_groups(content: ReturnContent, dimension: Dimension) -> Table:
    """Ethnicity in its five groups, for figures that are too thin by nineteen."""
    lines = dimension.lines
    groups: dict[str, list[str]] = {}
    for label in dimension.labels:
        groups.setdefault(label.partition(":")[0], []).append(label)
    rows = [Row((group, *(cell(dimension.sum(line, members)) for line in lines))) for group, members in groups.items()]
    heads = (Column("Broad group", names_row=True), *_number_columns(lines))
    title = _title(lines, f"{dimension.words}, in broad groups")
    return Table(heads, (*rows, _all(content, dimension)), title, is_even=True)


def turned(content: ReturnContent, dimension: Dimension) -> Table:
    """Where many lines share few groups the lines are the rows, and the groups the columns."""
    labels = dimension.labels
    heads = [Column("Line", Align.LEFT, _LINE_SHARE), Column("What it counts", names_row=True)]
    heads += [Column(label, Align.RIGHT) for label in (*labels, "All")]
    rows = [
        Row(
            (
                line.spec.number,
                short_label(line.spec),
                *(cell(dimension.number(line, label)) for label in labels),
                _in_all(content, dimension, line),
            )
        )
        for line in dimension.lines
    ]
    return Table(tuple(heads), tuple(rows), f"By {dimension.words}", is_even=True)


def cross_table(content: ReturnContent, dimension: Dimension) -> Table:
    """One line by two dimensions at once, with the sums of both where the line has them."""
    line = dimension.lines[0]
    first, second = dimension.name.split(BY)
    cells = crossed(dimension.name, line.breakdowns[dimension.name])
    down, across = line.breakdowns.get(first, {}), line.breakdowns.get(second, {})
    labels = ordered(second, [label for _, label in cells])
    names = [*labels, "All"] if down else labels
    heads = (
        Column(first_up(dimension_words(first)), names_row=True),
        *(Column(name, Align.RIGHT) for name in names),
    )
    rows = []
    for name in ordered(first, [name for name, _ in cells]):
        end = (cell(down.get(name, 0)),) if down else ()
        rows.append(Row((name, *(cell(cells.get((name, label), 0)) for label in labels), *end)))
    if across:
        end = (shown(content, line),) if down else ()
        rows.append(total("All", *(cell(across.get(label, 0)) for label in labels), *end))
    return Table(heads, tuple(rows), f"{_head(line)}, by {dimension.words}", is_even=True)


def _all(content: ReturnContent, dimension: Dimension) -> Row:
    return total("All", *(_in_all(content, dimension, line) for line in dimension.lines))


def _in_all(content: ReturnContent, dimension: Dimension, line: Line) -> Cell:
    """What a line counts in all; behind a median, whose value is no count, how many records there are."""
    if line.spec.kind is LineKind.DERIVED:
        return cell(dimension.sum(line, dimension.labels))
    return shown(content, line)


def _head(line: Line) -> str:
    return f"{line.spec.number} {short_label(line.spec)}"


def _title(lines: Sequence[Line], words: str) -> str:
    """The line itself where there is only one, since its column then says only that it is the quarter's."""
    return f"{_head(lines[0])}, by {words}" if len(lines) == 1 else f"By {words}"


def _number_columns(lines: Sequence[Line]) -> list[Column]:
    """A column for each line. Named people and a provider's totals stand apart: they are never added together."""
    if len(lines) == 1:
        return [Column("Quarter", Align.RIGHT)]
    heads = [_head(line) for line in lines]
    named = [line for line in lines if line.spec.kind is not LineKind.REPORTED]
    if len(named) < 2 or len(named) == len(lines):
        return [Column(head, Align.RIGHT) for head in heads]
    groups = ["Named young people" if line in named else "Not named" for line in lines]
    return [Column(head, Align.RIGHT, group=group) for head, group in zip(heads, groups, strict=True)]
