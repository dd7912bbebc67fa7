"""OpenDocument spreadsheets, read as a stream: rows and cells that repeat are counted, not unrolled, while blank.

A sheet made by LibreOffice often ends in a million blank rows of a thousand blank cells, written as two repeats.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from vrp_desktop.imports.reading import refusals
from vrp_desktop.imports.reading.box import LAST_COLUMN, LAST_ROW, Box, cell_reference
from vrp_desktop.imports.reading.limits import STANDARD, Limits
from vrp_desktop.imports.reading.package import Package
from vrp_desktop.imports.reading.sheets import Cell, Merge, Row, Sheet, shown, whole
from vrp_desktop.imports.reading.watch import Watch
from vrp_desktop.imports.reading.xml_stream import Attributes, scan

_CONTENT = "content.xml"
_NUMBERS = frozenset({"float", "percentage", "currency"})
_MERGES_KEPT = 10_000


def read_ods(data: bytes, watch: Watch, limits: Limits = STANDARD) -> tuple[Sheet, ...]:
    """The sheets of an OpenDocument spreadsheet. Hidden sheets are named, not kept."""
    package = Package(data, limits)
    reader = OdsReader(limits)
    scan(_watched(package, watch), reader.start, reader.end, reader.characters)
    return tuple(reader.sheets)


def _watched(package: Package, watch: Watch) -> Iterator[bytes]:
    seen = 0
    expected = max(package.packed_size(_CONTENT) * 12, 1)
    for chunk in package.chunks(_CONTENT, package.limits.unpacked_bytes):
        seen += len(chunk)
        watch.step(min(seen / expected, 0.99))
        # Small steps, so that one piece of highly repetitive XML cannot grow far before the limits are asked.
        yield chunk


class OdsReader:
    """The handlers of one pass through content.xml."""

    def __init__(self, limits: Limits) -> None:
        self.sheets: list[Sheet] = []
        self._limits = limits
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._table_depth = 0
        self._aside = 0
        self._begin_sheet("", visible=False)
        self._begin_row({})
        self._begin_cell({})
        self._in_row = False
        self._in_cell = False
        self._text_depth = 0
        self._characters = 0
        self._starts = {
            "style:style": self._style_start,
            "style:table-properties": self._table_properties,
            "table:table": self._table_start,
            "table:table-row": self._row_start,
            "table:table-cell": self._cell_start,
            "table:covered-table-cell": self._cell_start,
            "text:p": self._paragraph_start,
            "text:s": self._spaces,
            "text:tab": self._tab,
            "text:line-break": self._line_break,
            "office:annotation": self._aside_start,
            "table:tracked-changes": self._aside_start,
            "table:shapes": self._aside_start,
            "draw:frame": self._aside_start,
            "text:note": self._aside_start,
        }
        self._ends = {
            "style:style": self._style_end,
            "table:table": self._table_end,
            "table:table-row": self._row_end,
            "table:table-cell": self._cell_end,
            "table:covered-table-cell": self._cell_end,
            "text:p": self._paragraph_end,
            "office:annotation": self._aside_end,
            "table:tracked-changes": self._aside_end,
            "table:shapes": self._aside_end,
            "draw:frame": self._aside_end,
            "text:note": self._aside_end,
        }

    def start(self, name: str, attributes: Attributes) -> None:
        handler = self._starts.get(name)
        if handler is not None and (not self._aside or handler == self._aside_start):
            handler(attributes)

    def end(self, name: str) -> None:
        handler = self._ends.get(name)
        if handler is not None and (not self._aside or handler == self._aside_end):
            handler()

    def characters(self, text: str) -> None:
        if self._text_depth and not self._aside:
            self._characters += len(text)
            if self._characters > self._limits.cell_characters:
                raise refusals.cell_too_long(self._row_number)
            self._paragraphs[-1] += text

    # Styles: a sheet is hidden by its style.

    def _style_start(self, attributes: Attributes) -> None:
        self._style = attributes.get("style:name", "") if attributes.get("style:family") == "table" else ""

    def _style_end(self) -> None:
        self._style = ""

    def _table_properties(self, attributes: Attributes) -> None:
        if self._style and attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)

    # Sheets

    def _table_start(self, attributes: Attributes) -> None:
        self._table_depth += 1
        if self._table_depth > 1:
            return
        if len(self.sheets) >= self._limits.sheets:
            raise refusals.too_large("This file has more sheets than can be looked through")
        visible = attributes.get("table:style-name", "") not in self._hidden_styles
        self._begin_sheet(attributes.get("table:name", ""), visible=visible)

    def _begin_sheet(self, name: str, *, visible: bool) -> None:
        self._name = name
        self._visible = visible
        self._box = Box(self._limits)
        self._rows: list[Row] = []
        self._hidden_rows: set[int] = set()
        self._merged: list[Merge] = []
        self._row_number = 1

    def _table_end(self) -> None:
        self._table_depth -= 1
        if self._table_depth:
            return
        if self._visible:
            rows, hidden, merged = self._rows, frozenset(self._hidden_rows), tuple(self._merged)
            self.sheets.append(Sheet(self._name, True, rows, hidden, merged))
        else:
            self.sheets.append(Sheet(self._name, False))

    # Rows

    def _row_start(self, attributes: Attributes) -> None:
        if self._table_depth == 1:
            self._begin_row(attributes)
            self._in_row = True

    def _begin_row(self, attributes: Attributes) -> None:
        self._row_repeats = _repeats(attributes, "table:number-rows-repeated", LAST_ROW)
        self._row_hidden = attributes.get("table:visibility", "visible") != "visible"
        self._cells: list[Cell] = []
        self._filled = 0
        self._column = 1

    def _row_end(self) -> None:
        if self._table_depth != 1 or not self._in_row:
            return
        self._in_row = False
        if self._cells and self._visible:
            self._keep_row()
        self._row_number += self._row_repeats

    def _keep_row(self) -> None:
        first, last = self._row_number, self._row_number + self._row_repeats - 1
        if last > LAST_ROW:
            raise refusals.damaged()
        # Asked before anything is unrolled, so that a far or repeated row costs nothing.
        self._box.row(first, len(self._cells), self._filled * self._row_repeats)
        self._box.row(last, len(self._cells), 0)
        self._rows.extend([()] * (first - 1 - len(self._rows)))
        self._rows.extend([tuple(self._cells)] * self._row_repeats)
        if self._row_hidden:
            self._hidden_rows.update(range(first, last + 1))

    # Cells

    def _cell_start(self, attributes: Attributes) -> None:
        if self._table_depth == 1 and self._in_row:
            self._begin_cell(attributes)
            self._in_cell = True

    def _begin_cell(self, attributes: Attributes) -> None:
        self._cell = attributes
        self._paragraphs: list[str] = []
        self._characters = 0

    def _cell_end(self) -> None:
        if self._table_depth != 1 or not self._in_cell:
            return
        self._in_cell = False
        repeats = _repeats(self._cell, "table:number-columns-repeated", LAST_COLUMN)
        value = _value(self._cell, "\n".join(self._paragraphs))
        if value is not None and self._visible:
            self._keep_cell(value, repeats)
        if len(self._cell) > 1:
            self._keep_merge()
        self._column += repeats

    def _keep_cell(self, value: Cell, repeats: int) -> None:
        if self._column + repeats - 1 > LAST_COLUMN:
            raise refusals.too_far(cell_reference(self._row_number, self._column))
        self._cells.extend([None] * (self._column - 1 - len(self._cells)))
        self._cells.extend([value] * repeats)
        self._filled += repeats

    def _keep_merge(self) -> None:
        across = _repeats(self._cell, "table:number-columns-spanned", LAST_COLUMN)
        down = _repeats(self._cell, "table:number-rows-spanned", LAST_ROW)
        if (across > 1 or down > 1) and len(self._merged) < _MERGES_KEPT:
            row, column = self._row_number, self._column
            self._merged.append(Merge(row, column, row + down - 1, column + across - 1))

    # Text

    def _paragraph_start(self, _: Attributes) -> None:
        if self._in_cell and self._table_depth == 1:
            self._text_depth += 1
            self._paragraphs.append("")

    def _paragraph_end(self) -> None:
        if self._in_cell and self._table_depth == 1 and self._text_depth:
            self._text_depth -= 1

    def _spaces(self, attributes: Attributes) -> None:
        self.characters(" " * _repeats(attributes, "text:c", 1_000))

    def _tab(self, _: Attributes) -> None:
        self.characters("\t")

    def _line_break(self, _: Attributes) -> None:
        self.characters("\n")

    # What stands in a cell without being its value: remarks, pictures, old versions

    def _aside_start(self, _: Attributes) -> None:
        self._aside += 1

    def _aside_end(self) -> None:
        self._aside -= 1


def _repeats(attributes: Attributes, name: str, most: int) -> int:
    text = attributes.get(name)
    if text is None:
        return 1
    if not (text.isascii() and text.isdigit() and len(text) <= 10):
        raise refusals.damaged()
    return min(max(int(text), 1), most + 1)


def _value(attributes: Attributes, text: str) -> Cell:
    kind = attributes.get("office:value-type") or attributes.get("calcext:value-type") or ""
    if kind in _NUMBERS:
        try:
            return whole(float(attributes.get("office:value", "")))
        except (ValueError, OverflowError):
            return shown(text)
    if kind == "date":
        return _day(attributes.get("office:date-value", "")) or shown(text)
    if kind == "boolean":
        return attributes.get("office:boolean-value") == "true"
    if kind == "string":
        return shown(text) or shown(attributes.get("office:string-value", ""))
    if kind == "error":
        return None
    return shown(text)


def _day(text: str) -> date | datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if "T" not in text or (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment.date()
    return moment.replace(tzinfo=None, microsecond=0)
