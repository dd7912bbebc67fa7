"""The lines of a section as one table: the quarter, the year to date and the last quarter beside one another."""

from __future__ import annotations

from collections.abc import Sequence

from vrp_desktop.documents.return_words import (
    NOT_APPLICABLE,
    Span,
    is_published,
    label_with_unit,
    listed,
    shown,
)
from vrp_desktop.documents.vocabulary import Align, Column, Row, Table
from vrp_desktop.returns.content import Line, ReturnContent
from vrp_desktop.returns.suppression import RULE
from vrp_desktop.returns.template import LineKind

_VALUE_SHARE = 0.16
_NUMBER_SHARE = 0.075


def lines_table(content: ReturnContent, lines: Sequence[Line]) -> Table:
    """The table of the lines that are numbers. Typed ones alone have a source instead of other periods."""
    if all(line.spec.kind is LineKind.TYPED or not _has_periods(content, line) for line in lines):
        return _typed_table(content, lines)
    columns = (
        *_name_columns(),
        *(Column(head, Align.RIGHT, _VALUE_SHARE) for head in ("Quarter", "Year to date", "Last quarter")),
    )
    rows = [
        Row((line.spec.number, label_with_unit(line.spec), *(shown(content, line, span) for span in Span)))
        for line in lines
    ]
    return Table(columns, tuple(rows), notes=(*_line_notes(lines), *rule_notes(content)))


def rule_notes(content: ReturnContent) -> tuple[str, ...]:
    """The rule by which numbers are hidden, for below each table of what is published."""
    return (RULE,) if is_published(content) else ()


def _typed_table(content: ReturnContent, lines: Sequence[Line]) -> Table:
    columns = (*_name_columns(), Column("Amount", Align.RIGHT, _VALUE_SHARE), Column("Source", Align.LEFT, 0.32))
    rows = [Row((line.spec.number, label_with_unit(line.spec), shown(content, line), _source(line))) for line in lines]
    return Table(columns, tuple(rows), notes=rule_notes(content))


def _source(line: Line) -> str:
    if line.spec.kind is LineKind.DERIVED:
        return "Worked out from the lines above"
    return line.source or ("" if line.value is None else "No source given")


def _name_columns() -> tuple[Column, Column]:
    return Column("Line", Align.LEFT, _NUMBER_SHARE), Column("What it counts", Align.LEFT, names_row=True)


def _has_periods(content: ReturnContent, line: Line) -> bool:
    """Whether a line has a value for another period than the quarter."""
    return any(shown(content, line, span) != NOT_APPLICABLE for span in (Span.YEAR, Span.BEFORE))


def _line_notes(lines: Sequence[Line]) -> list[str]:
    """Sources and notes, each once with the lines that it is about."""
    found: dict[str, list[str]] = {}
    for line in lines:
        for text in (line.note, line.source and f"Source: {line.source}"):
            if text:
                found.setdefault(text, []).append(line.spec.number)
    return [f"{'Line' if len(numbers) == 1 else 'Lines'} {listed(numbers)}. {text}" for text, numbers in found.items()]
