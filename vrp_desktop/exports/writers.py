"""Writing sheets as CSV and XLSX bytes: no formula, no hidden sheet, no comment, no author."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from vrp_desktop.exports.sheets import Cell, Sheet, safe

_A_DAY_LONG_AGO = datetime(2000, 1, 1)  # noqa: DTZ001 - a spreadsheet's date has no zone
_WIDEST = 60


def csv_bytes(sheet: Sheet) -> bytes:
    """One sheet as CSV in UTF-8 with a byte-order mark, so that Excel reads names in other scripts."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe(head) for head in sheet.heads])
    for row in sheet.rows:
        writer.writerow([_text(safe(cell)) for cell in row])
    return ("\ufeff" + out.getvalue()).encode()


def xlsx_bytes(sheets: Sequence[Sheet], title: str) -> bytes:
    """The sheets as one XLSX workbook; the same input gives the same bytes."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": title, "author": "", "company": "", "created": _A_DAY_LONG_AGO})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    above = book.add_format({"bold": True, "valign": "top"})
    plain = book.add_format({"valign": "top", "text_wrap": True})
    day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name[:31])
        first = len(sheet.above)
        page.freeze_panes(first + 1, 0)
        for number, line in enumerate(sheet.above):
            page.write_string(number, 0, line, above)
        for column, name in enumerate(sheet.heads):
            page.write_string(first, column, str(safe(name)), head)
            page.set_column(column, column, _width(sheet, column))
        for column, offered in sheet.choices.items():
            rule = {"validate": "list", "source": list(offered), "error_type": "warning"}
            page.data_validation(first + 1, column, first + max(1, len(sheet.rows)), column, rule)
        for number, row in enumerate(sheet.rows, start=first + 1):
            for column, cell in enumerate(row):
                _write(page, number, column, safe(cell), plain, day)
    book.close()
    return out.getvalue()


def _write(page: Any, row: int, column: int, cell: Cell, plain: Any, day: Any) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, date):
        page.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
    elif isinstance(cell, int | float):
        page.write_number(row, column, cell, plain)
    else:
        page.write_string(row, column, cell, plain)


def _width(sheet: Sheet, column: int) -> int:
    longest = max([len(sheet.heads[column]), *(len(_text(row[column])) for row in sheet.rows[:500])], default=8)
    return min(max(longest + 2, 8), _WIDEST)


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.strftime("%d/%m/%Y") if isinstance(cell, date) else str(cell)
