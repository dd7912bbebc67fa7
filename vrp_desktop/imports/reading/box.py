"""The rectangle that a sheet's filled cells span: what reading it would cost, known before it is read."""

from __future__ import annotations

from vrp_desktop.imports.reading import refusals
from vrp_desktop.imports.reading.limits import Limits

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384


class Box:
    """Grows with each filled cell; refuses when the rectangle or the number of cells is beyond all reason.

    A file of 4,845 bytes with cells at A1 and XFD1048576 would cost 550 GB (stack.md, section 3).
    """

    __slots__ = ("cells", "first_column", "first_row", "last_column", "last_row", "limits")

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.cells = 0
        self.first_row = LAST_ROW + 1
        self.last_row = 0
        self.first_column = LAST_COLUMN + 1
        self.last_column = 0

    def row(self, row: int, first_column: int, last_column: int, cells: int) -> None:
        """Take in one row's filled cells (1-based, inclusive)."""
        if row > LAST_ROW or row < 1 or last_column > LAST_COLUMN or first_column < 1:
            raise refusals.damaged()
        self.cells += cells
        if self.cells > self.limits.cells:
            raise refusals.too_many_cells()
        if row > self.last_row:
            self.last_row = row
        if row < self.first_row:
            self.first_row = row
        if first_column < self.first_column:
            self.first_column = first_column
        if last_column > self.last_column:
            self.last_column = last_column

    def check(self) -> None:
        """Refuse a rectangle that would not fit; told apart from a sheet that really is full."""
        if not self.cells:
            return
        height = self.last_row - self.first_row + 1
        width = self.last_column - self.first_column + 1
        if height * width > self.limits.cells:
            if self.cells * 2 > height * width:
                raise refusals.too_many_cells()
            raise refusals.too_far(cell_reference(self.last_row, self.last_column))


def column_letters(column: int) -> str:
    """1 -> A, 27 -> AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """A -> 1, XFD -> 16384; 0 when it is no column of a sheet."""
    if not 0 < len(letters) <= 3 or not letters.isascii() or not letters.isalpha():
        return 0
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number if number <= LAST_COLUMN else 0


def cell_reference(row: int, column: int) -> str:
    """(7, 3) -> C7."""
    return f"{column_letters(column)}{row}"
