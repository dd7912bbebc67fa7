"""What a read file is made of: sheets of typed cells, with what is hidden and what is merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from vrp_desktop.imports.reading.guard import Kind

Cell = str | float | int | bool | date | datetime | None
"""One cell's value; a formula gives the value it had when the file was saved."""

Row = tuple[Cell, ...]
"""The cells of a row from column A, without the blank ones at its end."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, 1-based and inclusive."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows[0]` is the sheet's row 1. A hidden sheet is named but not read.

    `unsaved` is how many formulas came without the value that they had.
    """

    name: str
    visible: bool
    rows: Sequence[Row] = ()
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[Merge, ...] = ()
    unsaved: int = 0

    def visible_rows(self) -> list[tuple[int, Row]]:
        """The rows that hold something and are not hidden, with their numbers as the spreadsheet shows them."""
        hidden = self.hidden_rows
        return [(number, row) for number, row in enumerate(self.rows, start=1) if row and number not in hidden]

    @property
    def hidden_count(self) -> int:
        """How many rows that hold something are hidden, and so left out."""
        return sum(1 for number in self.hidden_rows if number <= len(self.rows) and self.rows[number - 1])


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file that was read. `digest` is its SHA-256, by which the same file is known again."""

    kind: Kind
    digest: str
    size: int
    sheets: tuple[Sheet, ...]
    epoch_1904: bool = False
    remarks: tuple[str, ...] = field(default=())

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the sender should put right, since values are missing that the sender sees."""
        unsaved = sum(sheet.unsaved for sheet in self.sheets)
        if not unsaved:
            return ()
        cells = "One cell holds a formula" if unsaved == 1 else f"{unsaved:,} cells hold formulas"
        said = f"{cells} without the value, and counts as blank." if unsaved == 1 else ""
        said = said or f"{cells} without their values, and count as blank."
        return (f"{said} Open the file in Excel or LibreOffice, save it, and try again.",)

    def sheet(self, name: str) -> Sheet | None:
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
"""What a formula that failed leaves behind; a blank to us."""


def shown(text: str) -> str | None:
    """A text cell; blank when it holds only white space or a formula's error."""
    if not text or text.isspace() or (text[0] == "#" and text in ERRORS):
        return None
    return text


def trimmed(cells: list[Cell]) -> Row:
    """A row without the blank cells at its end."""
    end = len(cells)
    while end and cells[end - 1] is None:
        end -= 1
    return tuple(cells[:end])


def shorn(rows: list[Row]) -> list[Row]:
    """The rows without the blank ones at their end."""
    while rows and not rows[-1]:
        rows.pop()
    return rows


def whole(number: float) -> float | int:
    """Spreadsheets keep every number as a fraction: 16.0 is 16."""
    return int(number) if number.is_integer() and abs(number) < 2**53 else number
