"""Finding the row of headings: under title rows, on the first visible sheet that has one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from vrp_desktop.imports.reading import refusals
from vrp_desktop.imports.reading.fields import Field
from vrp_desktop.imports.reading.headings import heading_text, read_heading
from vrp_desktop.imports.reading.sheets import Cell, Row, Sheet, Workbook
from vrp_desktop.imports.reading.tables import Column, Table, rows_below
from vrp_desktop.imports.reading.vocabulary import Vocabulary

_ROWS_SEARCHED = 60
_LONGEST_HEADING = 120
_WHO = frozenset({Field.FULL_NAME, Field.SURNAME, Field.FORENAMES, Field.UPN, Field.DATE_OF_BIRTH})


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A row that may be the headings: how many of its cells name fields, and how many are short texts."""

    row: int
    headings: tuple[str, ...]
    known: int
    names_someone: bool
    score: float


def find_table(workbook: Workbook, sheet: str | None = None, vocabulary: Vocabulary | None = None) -> Table:
    """The list on the first visible sheet that has headings, or on the sheet that was chosen.

    Headings that name fields are looked for first, on every sheet; only then a plain row of short texts over rows of
    the same width. Raises `NoHeader`.
    """
    sheets = [each for each in workbook.sheets if each.visible and (sheet is None or each.name == sheet)]
    for finder in (_best_known, _best_shape):
        for each in sheets:
            found = finder(each)
            if found is not None:
                return _table(workbook, each, found.row, found.headings, vocabulary)
    raise refusals.no_header()


def table_at(workbook: Workbook, sheet: str, header_row: int, vocabulary: Vocabulary | None = None) -> Table:
    """The list whose headings a user has pointed at."""
    each = workbook.sheet(sheet)
    if each is None or not each.visible or not 1 <= header_row <= len(each.rows):
        raise refusals.no_header()
    return _table(workbook, each, header_row, _headings(each, header_row), vocabulary)


def _table(
    workbook: Workbook, sheet: Sheet, header_row: int, headings: tuple[str, ...], vocabulary: Vocabulary | None
) -> Table:
    rows, left_out = rows_below(sheet, header_row, headings, vocabulary)
    width = max([len(headings), *(len(row.cells) for row in rows)])
    filled = {index for row in rows for index, cell in enumerate(row.cells) if cell is not None}
    padded = headings + ("",) * (width - len(headings))
    columns = tuple(Column(i, heading) for i, heading in enumerate(_distinct(padded)) if heading or i in filled)
    return Table(
        sheet=sheet.name,
        header_row=header_row,
        columns=columns,
        rows=rows,
        left_out=left_out,
        other_sheets=tuple(each.name for each in workbook.sheets if each.visible and each.name != sheet.name),
        hidden_sheets=tuple(each.name for each in workbook.sheets if not each.visible),
    )


def _distinct(headings: tuple[str, ...]) -> list[str]:
    """Two columns of one heading are told apart by a number, so that settings can name each."""
    seen: Counter[str] = Counter()
    named: list[str] = []
    for heading in headings:
        seen[heading] += 1
        named.append(f"{heading} ({seen[heading]})" if heading and seen[heading] > 1 else heading)
    return named


def _best_known(sheet: Sheet) -> _Candidate | None:
    candidates = [found for found in _candidates(sheet) if found.known >= 2 and found.names_someone]
    return max(candidates, key=lambda found: (found.score, -found.row), default=None)


def _best_shape(sheet: Sheet) -> _Candidate | None:
    """No heading is known: the first row of at least three different short texts over rows about as wide."""
    rows = sheet.visible_rows()
    for found in _candidates(sheet):
        filled = [heading for heading in found.headings if heading]
        below = [row for number, row in rows if number > found.row][:20]
        if len(filled) >= 3 and len(set(filled)) == len(filled) and _as_wide(below, len(filled)):
            return found
    return None


def _as_wide(below: list[Row], width: int) -> bool:
    wide = sum(1 for row in below if sum(cell is not None for cell in row) * 2 >= width)
    return bool(below) and wide * 3 >= len(below) * 2


def _candidates(sheet: Sheet) -> list[_Candidate]:
    found: list[_Candidate] = []
    looked_at = 0
    for number, row in enumerate(sheet.rows, start=1):
        if not row or number in sheet.hidden_rows:
            continue
        looked_at += 1
        if looked_at > _ROWS_SEARCHED:
            break
        candidate = _candidate(sheet, number, row)
        if candidate is not None:
            found.append(candidate)
    return found


def _candidate(sheet: Sheet, number: int, row: Row) -> _Candidate | None:
    filled = [cell for cell in row if cell is not None]
    texts = [cell for cell in filled if isinstance(cell, str) and len(cell) <= _LONGEST_HEADING]
    if len(filled) < 2 or len(texts) * 4 < len(filled) * 3 or any(isinstance(c, date | datetime) for c in filled):
        return None
    headings = _headings(sheet, number)
    guesses = [read_heading(heading) for heading in headings if heading]
    fields = Counter(guess.field for guess in guesses if guess.field is not None)
    confidence = sum(guess.confidence for guess in guesses)
    others = sum(guess.other_person for guess in guesses)
    names_someone = bool(_WHO.intersection(fields))
    # A row of data may hold words such as "School" or "Reason"; its other cells then say nothing.
    strangers = len(guesses) - sum(fields.values()) - others
    return _Candidate(number, headings, len(fields), names_someone, confidence - 0.3 * strangers)


def _headings(sheet: Sheet, number: int) -> tuple[str, ...]:
    """The headings of a row; where a cell is blank, what a cell merged downwards into it says."""
    row = sheet.rows[number - 1]
    texts = [_shown(cell) for cell in row]
    for merge in sheet.merged:
        if merge.first_row < number <= merge.last_row and merge.first_column == merge.last_column:
            text = _cell_text(sheet, merge.first_row, merge.first_column)
            texts.extend([""] * (merge.first_column - len(texts)))
            texts[merge.first_column - 1] = texts[merge.first_column - 1] or text
    return tuple(texts)


def _cell_text(sheet: Sheet, row: int, column: int) -> str:
    cells = sheet.rows[row - 1] if row <= len(sheet.rows) else ()
    return _shown(cells[column - 1]) if column <= len(cells) else ""


def _shown(cell: Cell) -> str:
    if isinstance(cell, str):
        return heading_text(cell)
    return "" if cell is None else str(cell)
