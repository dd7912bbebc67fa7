"""The rectangle that a sheet's filled cells span, watched as it grows."""

from __future__ import annotations

from vrp_desktop.imports.reading import refusals
from vrp_desktop.imports.reading.limits import Limits

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384


class Box:
    """Refuses when the rectangle, or the number of filled cells, is beyond all reason.

    A file of 4,845 bytes with cells at A1 and XFD1048576 spans 17 thousand million cells (stack.md, section 3).
    Cells that are only coloured span nothing: whole formatted columns are common and harmless.
    """

    __slots__ = ("_cells", "_first_row", "_last_column", "_last_row", "_limits")

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._cells = 0
        self._first_row = LAST_ROW + 1
        self._last_row = 0
        self._last_column = 0

    def row(self, row: int, width: int, filled: int) -> None:
        """Take in one row, from column A to its last filled one, and ask whether all still fits."""
        self._cells += filled
        self._last_row = max(row, self._last_row)
        self._first_row = min(row, self._first_row)
        self._last_column = max(width, self._last_column)
        area = (self._last_row - self._first_row + 1) * self._last_column
        if self._cells > self._limits.cells:
            raise refusals.too_many_cells()
        if area > self._limits.cells:
            if self._cells * 2 > area:
                raise refusals.too_many_cells()
            raise refusals.too_far(cell_reference(self._last_row, self._last_column))


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
