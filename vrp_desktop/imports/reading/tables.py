"""The list within a sheet: its headings, its rows, and what is left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from vrp_desktop.imports.reading.box import column_letters
from vrp_desktop.imports.reading.sheets import Cell, Row, Sheet
from vrp_desktop.imports.reading.vocabulary import Vocabulary, fits, shipped_vocabulary
from vrp_desktop.search.folding import fold

_COLUMNS_OF_A_FOOTED_TABLE = 3
_LONGEST_TOTAL = 80


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the list: its place in the sheet (0 is A) and its heading, which may be blank."""

    index: int
    heading: str

    @property
    def label(self) -> str:
        """The heading, or the column's letter where there is none."""
        return self.heading or f"Column {column_letters(self.index + 1)}"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of the list with its number as the spreadsheet shows it."""

    number: int
    cells: Row

    def cell(self, index: int) -> Cell:
        return self.cells[index] if index < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many rows are not rows of the list: said in the preview, never silent."""

    hidden: int = 0
    totals: int = 0
    headings_again: int = 0
    footers: int = 0
    above: int = 0

    def sentences(self) -> tuple[str, ...]:
        """One plain sentence for each kind of row that was left out."""
        counted = (
            (self.hidden, "hidden in the sheet"),
            (self.totals, "with totals"),
            (self.headings_again, "repeating the headings"),
            (self.footers, "under the list with a marking or remark"),
            (self.above, "above the headings with several filled cells"),
        )
        return tuple(f"{n:,} {'row' if n == 1 else 'rows'} {what}: left out." for n, what in counted if n)


@dataclass(frozen=True, slots=True)
class Table:
    """A list found in a sheet. `other_sheets` are the visible ones beside it, `hidden_sheets` those not read."""

    sheet: str
    header_row: int
    columns: tuple[Column, ...]
    rows: Sequence[TableRow]
    left_out: LeftOut
    other_sheets: tuple[str, ...] = ()
    hidden_sheets: tuple[str, ...] = ()

    def sample(self, index: int, most: int = 300) -> list[Cell]:
        """The first filled cells of a column."""
        found: list[Cell] = []
        for row in self.rows:
            value = row.cell(index)
            if value is not None:
                found.append(value)
                if len(found) == most:
                    break
        return found


def rows_below(
    sheet: Sheet, header_row: int, headings: Sequence[str], vocabulary: Vocabulary | None = None
) -> tuple[list[TableRow], LeftOut]:
    """The rows of the list: hidden rows, totals, repeated headings, lone footers and blank rows are none."""
    words = vocabulary or shipped_vocabulary()
    folded = [fold(heading) for heading in headings]
    kept: list[TableRow] = []
    hidden = totals = again = footers = 0
    for number, cells in _filled_below(sheet, header_row):
        if number in sheet.hidden_rows:
            hidden += 1
        elif _repeats_headings(cells, folded):
            again += 1
        elif is_totals_row(cells, words):
            totals += 1
        elif _is_footer(cells, folded, words):
            footers += 1
        else:
            kept.append(TableRow(number, cells))
    return kept, LeftOut(hidden, totals, again, footers, _filled_above(sheet, header_row))


def _filled_above(sheet: Sheet, header_row: int) -> int:
    """Rows above the headings that are more than a title: perhaps another list."""
    above = sheet.rows[: header_row - 1]
    return sum(sum(cell is not None for cell in row) >= _COLUMNS_OF_A_FOOTED_TABLE for row in above)


def _filled_below(sheet: Sheet, header_row: int) -> Iterator[tuple[int, Row]]:
    for number in range(header_row + 1, len(sheet.rows) + 1):
        cells = sheet.rows[number - 1]
        if cells:
            yield number, cells


def is_totals_row(cells: Row, vocabulary: Vocabulary) -> bool:
    """The first filled cell says total, and all the others are numbers."""
    filled = [cell for cell in cells if cell is not None]
    first = filled[0]
    # Asked first because it is cheap, and no for nearly every row.
    if not isinstance(first, str) or not all(_is_number(cell) or _may_say_total(cell) for cell in filled[1:]):
        return False
    if len(first) > _LONGEST_TOTAL or not fits(vocabulary.totals, _without_numbers(fold(first))):
        return False
    return all(_is_number(cell) or fits(vocabulary.totals, fold(str(cell))) for cell in filled[1:])


def _without_numbers(folded: str) -> str:
    words = [word for word in folded.split() if not word.isdigit()]
    return " ".join(words)


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, bool | date | datetime):
        return False
    if isinstance(cell, int | float):
        return True
    text = (cell or "").strip().removeprefix("£").removesuffix("%").replace(",", "").strip()
    return text in ("", "-", "–") or text.removeprefix("-").replace(".", "", 1).isdigit()


def _may_say_total(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) <= _LONGEST_TOTAL and "total" in cell.lower()


def _repeats_headings(cells: Row, folded: Sequence[str]) -> bool:
    """A long list printed on pages repeats its headings; also pasted lists do."""
    filled = [(index, cell) for index, cell in enumerate(cells) if cell is not None]
    if len(filled) < 2 or not any(_is_heading(index, cell, folded) for index, cell in filled[:2]):
        return False
    same = sum(_is_heading(index, cell, folded) for index, cell in filled)
    return same >= 2 and same * 5 >= len(filled) * 4


def _is_heading(index: int, cell: Cell, folded: Sequence[str]) -> bool:
    return isinstance(cell, str) and index < len(folded) and bool(folded[index]) and fold(cell) == folded[index]


def _is_footer(cells: Row, folded: Sequence[str], vocabulary: Vocabulary) -> bool:
    """One lone cell with a marking or remark, under a list of several columns."""
    filled = [cell for cell in cells if cell is not None]
    if len(filled) != 1 or not isinstance(filled[0], str):
        return False
    if sum(1 for heading in folded if heading) < _COLUMNS_OF_A_FOOTED_TABLE:
        return False
    return fits(vocabulary.footers, fold(filled[0]))
