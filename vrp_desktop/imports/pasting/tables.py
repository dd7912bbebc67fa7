"""Tables that were pasted: of Word and web pages by their HTML, of sheets by tabs; a form of two columns is labels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from vrp_desktop.imports.pasting.days import judge_day
from vrp_desktop.imports.pasting.proposal import ProposedField, ProposedRow, Sure
from vrp_desktop.imports.reading.columns import Because, ColumnGuess, guess_columns
from vrp_desktop.imports.reading.fields import DATE_FIELDS, Field
from vrp_desktop.imports.reading.guard import Kind
from vrp_desktop.imports.reading.header import find_table
from vrp_desktop.imports.reading.headings import read_heading
from vrp_desktop.imports.reading.refusals import NoHeader
from vrp_desktop.imports.reading.sheets import Sheet, Workbook, shown, trimmed
from vrp_desktop.imports.reading.tables import Table, TableRow
from vrp_desktop.imports.reading.values import text_of
from vrp_desktop.imports.reading.vocabulary import Vocabulary

MOST_ROWS: Final = 500
_SHEET: Final = "Pasted"
_SURE, _MIDDLING = 0.9, 0.6
_WHO: Final = frozenset({Field.FULL_NAME, Field.FORENAMES, Field.SURNAME})


def cells_of_text(text: str) -> list[list[str]]:
    """Lines parted by tabs, as cells are copied; none where it is no table."""
    lines = [line for line in text.splitlines() if line.strip()]
    tabbed = [line.split("\t") for line in lines if "\t" in line]
    return tabbed if len(tabbed) >= 2 and len(tabbed) * 10 >= len(lines) * 6 else []


def is_form(cells: Sequence[Sequence[str]]) -> bool:
    """Whether a table is a form: labels at the left, what was filled in at the right."""
    if len(cells) < 2 or any(len([cell for cell in row if cell.strip()]) > 2 for row in cells):
        return False
    labels = [read_heading(" ".join(row[0].rstrip(":").split())) for row in cells if row]
    return sum(label.field is not None for label in labels) * 2 >= len(cells)


def lines_of_form(cells: Sequence[Sequence[str]]) -> list[str]:
    """A form as labelled lines."""
    lines = []
    for row in cells:
        filled = [cell.strip() for cell in row if cell.strip()]
        lines.append(f"{filled[0].rstrip(':')}: {' '.join(filled[1:])}" if filled else "")
    return lines


def read_cells(
    cells: Sequence[Sequence[str]], today: date, words: Vocabulary
) -> tuple[list[ProposedRow], tuple[str, ...]] | None:
    """The rows of a table with headings, and what was left out; None where it has none, or names nobody."""
    rows = [trimmed([shown(cell) for cell in row]) for row in cells]
    workbook = Workbook(Kind.PASTED, "", 0, (Sheet(_SHEET, True, rows),))
    try:
        table = find_table(workbook, None, words)
    except NoHeader:
        return None
    mapping = guess_columns(table, None, words)
    if not any(guess.field in _WHO for guess in mapping.guesses):
        return None
    used = [guess for guess in mapping.guesses if guess.field is not None]
    found = [_row(table, row, used, today) for row in table.rows[:MOST_ROWS]]
    left_out = list(table.left_out.sentences())
    if len(table.rows) > MOST_ROWS:
        left_out.append(f"{len(table.rows) - MOST_ROWS:,} rows beyond the first {MOST_ROWS}: paste them by themselves.")
    unused = [column.label for column in mapping.unused if any(row.cell(column.index) for row in table.rows)]
    if unused:
        left_out.append(f"Columns that fill no field: {', '.join(unused[:8])}.")
    return found, tuple(left_out)


def _row(table: Table, row: TableRow, used: Sequence[ColumnGuess], today: date) -> ProposedRow:
    fields = [_field(guess, text_of(row.cell(guess.column.index)), today) for guess in used]
    source = [(column.label, text_of(row.cell(column.index))) for column in table.columns]
    return ProposedRow(
        tuple(each for each in fields if each.text),
        "\n".join(f"{label}: {text}" for label, text in source if text),
    )


def _field(guess: ColumnGuess, text: str, today: date) -> ProposedField:
    assert guess.field is not None  # noqa: S101 - only columns that hold a field are handed in
    sure = Sure.HIGH if guess.confidence >= _SURE else Sure.MEDIUM if guess.confidence >= _MIDDLING else Sure.LOW
    by = "its heading" if guess.because is Because.HEADING else "what stands in the column"
    found = ProposedField(guess.field, text, sure, f"By {by}, “{guess.column.label}”.")
    if guess.field in DATE_FIELDS and text:
        day_sure, doubt = judge_day(text, today)
        if day_sure is not Sure.HIGH:
            lowest = Sure.LOW if Sure.LOW in (day_sure, found.sure) else Sure.MEDIUM
            return ProposedField(guess.field, text, lowest, f"{found.reason} {doubt}")
    return found
