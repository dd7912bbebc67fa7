"""One worksheet's XML, read as a stream into rows of typed cells.

The reader is our own, in Python on expat, and not a faster library in another language: that one aborts the whole
process when a sheet claims more than memory holds (stack.md, section 3), and cannot be stopped half-way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from vrp_desktop.imports.reading import refusals
from vrp_desktop.imports.reading.box import LAST_ROW, Box, column_number
from vrp_desktop.imports.reading.limits import Limits
from vrp_desktop.imports.reading.sheets import Cell, Merge, Row, shown, whole
from vrp_desktop.imports.reading.xlsx_parts import unescaped
from vrp_desktop.imports.reading.xml_stream import Attributes, attribute, feed, is_true, local, safe_parser

_DIGITS: Final = "0123456789"
_MERGES_KEPT: Final = 10_000
_DAY_ZERO: Final = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001 - days, not moments
_LAST_SERIAL: Final = 2_958_465
_SECONDS: Final = 86_400


class SheetReader:
    """The handlers of one pass through a worksheet.

    A cell is finished when the next one begins, so that the end of each element need not be told: half the calls.
    """

    def __init__(
        self, texts: Sequence[str | None], date_styles: frozenset[str], epoch_1904: bool, limits: Limits
    ) -> None:
        self.rows: list[Row] = []
        self.hidden_rows: set[int] = set()
        self.merged: list[Merge] = []
        self.unsaved = 0
        self._texts = texts
        self._date_styles = date_styles
        self._epoch_1904 = epoch_1904
        self._limits = limits
        self._box = Box(limits)
        self._columns: dict[str, int] = {}
        self._days: dict[str, Cell] = {}
        self._parser = safe_parser()
        self._parser.StartElementHandler = self._start
        self._parser.CharacterDataHandler = self._characters
        self._row = 0
        self._row_text = ""
        self._hidden = False
        self._cells: list[Cell] = []
        self._column = 0
        self._type: str | None = None
        self._style: str | None = None
        self._text = ""
        self._capture = False
        self._in_reading = 0
        self._is_formula = False

    def read(self, chunks: Iterator[bytes]) -> None:
        """Read the worksheet through; raises a plain message when it would not fit or is broken."""
        feed(self._parser, chunks)
        self._finish_row()

    # Handlers, most frequent first: these three are called for every cell

    def _start(self, name: str, attributes: Attributes) -> None:
        if name == "v":
            self._capture = True
        elif name == "c":
            if self._text:
                self._finish_cell()
            self._begin_cell(attributes)
        elif name == "f":
            self._capture = False
            self._begin_formula()
        else:
            self._start_other(local(name), attributes)

    def _characters(self, text: str) -> None:
        if self._capture:
            if self._text:
                text = self._text + text
                if len(text) > self._limits.cell_characters:
                    raise refusals.cell_too_long(self._row)
            self._text = text

    def _start_other(self, element: str, attributes: Attributes) -> None:
        if element == "row":
            self._finish_row()
            self._begin_row(attributes)
        elif element == "is":
            self._parser.EndElementHandler = self._end_inside_text
        elif element == "t":
            self._capture = not self._in_reading
        elif element == "rPh":
            self._in_reading += 1
        elif element in ("c", "v", "f"):
            self._start(element, {local(key): value for key, value in attributes.items()})
        else:
            self._capture = False
            if element == "mergeCell":
                self._merge(attribute(attributes, "ref"))

    def _end_inside_text(self, name: str) -> None:
        element = local(name)
        if element == "t":
            self._capture = False
        elif element == "rPh":
            self._in_reading -= 1
        elif element == "is":
            self._parser.EndElementHandler = None

    # Rows

    def _begin_row(self, attributes: Attributes) -> None:
        text = attribute(attributes, "r")
        self._row = _row_number(text) if text else self._row + 1
        self._row_text = str(self._row)
        self._hidden = is_true(attribute(attributes, "hidden")) or attribute(attributes, "ht") == "0"
        self._column = 0

    def _finish_row(self) -> None:
        self._finish_cell()
        self._capture = False
        cells = self._cells
        if not cells:
            return
        self._box.row(self._row, len(cells), sum(cell is not None for cell in cells))
        if len(self.rows) >= self._row:
            cells = _laid_over(self.rows[self._row - 1], cells)
            self.rows[self._row - 1] = tuple(cells)
        else:
            if len(self.rows) < self._row - 1:
                self.rows.extend([()] * (self._row - 1 - len(self.rows)))
            self.rows.append(tuple(cells))
        if self._hidden:
            self.hidden_rows.add(self._row)
        self._cells = []

    # Cells

    def _begin_cell(self, attributes: Attributes) -> None:
        self._capture = self._is_formula = False
        get = attributes.get
        self._type = get("t")
        self._style = get("s")
        reference = get("r")
        if reference is None:
            self._column += 1
            return
        # Nearly always the row is the one around the cell, and the column has been met before.
        column = self._columns.get(reference[: -len(self._row_text)]) if reference.endswith(self._row_text) else None
        self._column = column or self._column_of(reference)

    def _begin_formula(self) -> None:
        """It counts as unsaved until its value comes; one that gave no text is saved as that."""
        if self._type != "str" and not self._is_formula:
            self._is_formula = True
            self.unsaved += 1

    def _column_of(self, reference: str) -> int:
        letters = reference.rstrip(_DIGITS)
        column = column_number(letters)
        if not column:
            raise refusals.damaged()
        self._columns[letters] = column
        if reference[len(letters) :] != self._row_text:
            self._begin_stray(reference[len(letters) :])
        return column

    def _begin_stray(self, text: str) -> None:
        """A cell that names another row than the one around it belongs where it says."""
        self._finish_row()
        self._row = _row_number(text)
        self._row_text = text

    def _finish_cell(self) -> None:
        text, self._text = self._text, ""
        if not text:
            return
        if self._is_formula:
            self.unsaved -= 1
        value = self._value(text)
        if value is None:
            return
        cells, column = self._cells, self._column or 1
        gap = column - 1 - len(cells)
        if gap:
            if gap < 0:
                cells[column - 1] = value
                return
            cells.extend([None] * gap)
        cells.append(value)

    def _value(self, text: str) -> Cell:
        kind = self._type
        if kind == "s":
            try:
                return self._texts[int(text)]
            except (ValueError, IndexError):
                if text.isspace():
                    return None
                raise refusals.damaged() from None
        if kind is None or kind == "n":
            return self._number(text)
        if kind == "b":
            return text.strip() == "1"
        if kind == "e":
            return None
        if kind == "d":
            return _iso_day(text)
        # Neatly indented XML leaves white space after a value that is a formula's text.
        return shown(unescaped(text.rstrip() if kind == "str" else text))

    def _number(self, text: str) -> Cell:
        if self._style in self._date_styles:
            day = self._days.get(text)
            if day is None:
                day = self._days[text] = self._day(text)
            return day
        try:
            return whole(float(text))
        except ValueError:
            return shown(text)
        except OverflowError:
            return None

    def _day(self, text: str) -> Cell:
        """A serial under a date format: a day, a moment, or below one a time of day, which is text to us."""
        try:
            serial = float(text)
        except ValueError:
            return shown(text)
        if not 0 <= serial <= _LAST_SERIAL:
            return whole(serial) if abs(serial) < float("inf") else None
        if not self._epoch_1904 and 1 <= serial < 60:
            serial += 1  # Excel counts a 29 February 1900 that never was.
        moment = _DAY_ZERO[self._epoch_1904] + timedelta(seconds=round(serial * _SECONDS))
        if serial < 1:
            return f"{moment:%H:%M:%S}".removesuffix(":00")
        return moment.date() if serial.is_integer() or _is_midnight(moment) else moment

    def _merge(self, reference: str) -> None:
        if len(self.merged) >= _MERGES_KEPT:
            return
        corners = [_corner(part) for part in reference.split(":")]
        if len(corners) == 2 and all(row and column for row, column in corners):
            (first_row, first_column), (last_row, last_column) = corners
            self.merged.append(Merge(first_row, first_column, last_row, last_column))


def _row_number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 7 else 0
    if not 1 <= number <= LAST_ROW:
        raise refusals.damaged()
    return number


def _laid_over(before: Row, cells: list[Cell]) -> list[Cell]:
    """Two rows of one number are one row."""
    width = max(len(before), len(cells))
    old, new = [*before, *[None] * (width - len(before))], [*cells, *[None] * (width - len(cells))]
    return [late if late is not None else early for early, late in zip(old, new, strict=True)]


def _iso_day(text: str) -> Cell:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return shown(text)
    return moment.date() if _is_midnight(moment) else moment.replace(tzinfo=None, microsecond=0)


def _is_midnight(moment: datetime) -> bool:
    return not (moment.hour or moment.minute or moment.second)


def _corner(text: str) -> tuple[int, int]:
    bare = text.replace("$", "")
    letters = bare.rstrip(_DIGITS)
    digits = bare[len(letters) :]
    return (int(digits) if 0 < len(digits) <= 7 else 0), column_number(letters)
