"""Any list on paper: what was shown on the screen, in its order, with what it was narrowed to and who printed it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from vrp_desktop.clock import london
from vrp_desktop.documents.document import Document, Printed
from vrp_desktop.documents.vocabulary import Block, Cell, Column, Paragraph, Row, Strong, Table, Text, Tone

ListCell = str | int | float | bool | date | None
"""What a cell of a list may hold; a moment is shown as a day and a time in London."""

_UPRIGHT_COLUMNS = 6


def list_document(
    title: str,
    heads: Sequence[str | Column],
    rows: Sequence[Sequence[ListCell]],
    marking: str,
    *,
    printed_by: str,
    printed_at: datetime,
    area: str = "",
    shown: Sequence[tuple[str, str]] = (),
    notes: Sequence[str] = (),
    handling: str = "",
) -> Document:
    """A list as a document; a wide one lies on its side.

    Args:
        title: What is listed; never a child's name.
        heads: The heads of the columns; the first column names the rows unless another says that it does.
        rows: The cells, in the order of the screen.
        marking: The protective marking.
        printed_by: Who prints it.
        printed_at: When; aware.
        area: Whose list it is.
        shown: What the list was narrowed to, such as ("Place", "Southampton").
        notes: Notes below the table.
        handling: A handling instruction below the marking.
    """
    columns = _columns(heads)
    table = Table(columns, tuple(Row(tuple(_cell(cell) for cell in row)) for row in rows), notes=tuple(notes))
    summary: Block = Paragraph(_summary(len(rows), shown), Tone.QUIET, holds_next=True)
    return Document(
        title=title,
        blocks=(summary, table),
        made_at=printed_at,
        organisation=area,
        subject=title,
        author=area,
        marking=marking,
        handling=handling,
        printed=Printed(printed_by, printed_at),
        landscape=len(columns) > _UPRIGHT_COLUMNS,
    )


def _columns(heads: Sequence[str | Column]) -> tuple[Column, ...]:
    columns = [head if isinstance(head, Column) else Column(head) for head in heads]
    if columns and not any(column.names_row for column in columns):
        first = columns[0]
        columns[0] = Column(first.head, first.align, first.share, names_row=True, group=first.group)
    return tuple(columns)


def _summary(count: int, shown: Sequence[tuple[str, str]]) -> Text:
    """How many rows there are, and by what they were chosen."""
    number = Strong(f"{count:,} {'row' if count == 1 else 'rows'}")
    chosen = " \u00b7 ".join(f"{name}: {value}" for name, value in shown)
    return (number, f" \u00b7 {chosen}" if chosen else "")


def _cell(cell: ListCell) -> Cell:
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, datetime):
        return f"{cell.astimezone(london()):%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return cell if isinstance(cell, int) else f"{cell:,.2f}".rstrip("0").rstrip(".")
