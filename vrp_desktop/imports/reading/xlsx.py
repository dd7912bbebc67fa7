"""Excel workbooks: looked through first, then read by calamine, which would abort on what the look refuses."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from vrp_desktop.imports.reading import refusals
from vrp_desktop.imports.reading.limits import STANDARD, Limits
from vrp_desktop.imports.reading.package import Package
from vrp_desktop.imports.reading.sheets import Cell, Row, Sheet, shorn, trimmed, whole
from vrp_desktop.imports.reading.watch import Watch
from vrp_desktop.imports.reading.xlsx_scan import (
    SheetEntry,
    SheetScan,
    WorkbookEntries,
    check_shared_parts,
    read_entries,
)

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_ROWS_BETWEEN_STEPS = 2_000


def read_xlsx(data: bytes, watch: Watch, limits: Limits = STANDARD) -> tuple[tuple[Sheet, ...], bool]:
    """The sheets, and whether the workbook counts its days from 1904. Hidden sheets are named, not read."""
    package = Package(data, limits)
    entries = read_entries(package)
    watch.stage(0.0, 0.1)
    check_shared_parts(package)
    scans = _scan_all(package, entries, watch)
    watch.stage(0.55, 0.75)
    with _guarding():
        book = _open(data, entries)
        sheets = tuple(_read_all(book, entries, scans, watch))
    return sheets, entries.epoch_1904


def _scan_all(package: Package, entries: WorkbookEntries, watch: Watch) -> dict[int, SheetScan]:
    readable = [index for index, entry in enumerate(entries.sheets) if _is_read(entry)]
    scans: dict[int, SheetScan] = {}
    for done, index in enumerate(readable):
        watch.stage(0.1 + 0.45 * done / len(readable), 0.1 + 0.45 * (done + 1) / len(readable))
        scans[index] = SheetScan(package.limits)
        scans[index].run(package, entries.sheets[index].member, watch)
    if sum(scan.box.cells for scan in scans.values()) > package.limits.cells:
        raise refusals.too_many_cells()
    return scans


def _is_read(entry: SheetEntry) -> bool:
    return entry.visible and bool(entry.member)


class _guarding:  # noqa: N801 - reads as a word where it is used
    """Turns calamine's errors, and a panic inside it, into one plain message."""

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if kind is None:
            return
        # A panic of the Rust library is a BaseException of a module that cannot be imported.
        if kind.__module__ in ("python_calamine", "python_calamine._python_calamine", "pyo3_runtime") or issubclass(
            kind, (ValueError, OverflowError, MemoryError)
        ):
            raise refusals.damaged() from None


def _open(data: bytes, entries: WorkbookEntries) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    if list(book.sheet_names) != [entry.name for entry in entries.sheets]:
        raise refusals.damaged()
    return book


def _read_all(
    book: CalamineWorkbook, entries: WorkbookEntries, scans: dict[int, SheetScan], watch: Watch
) -> Iterator[Sheet]:
    share = 0.45 / max(len(scans), 1)
    done = 0
    for index, entry in enumerate(entries.sheets):
        scan = scans.get(index)
        if scan is None:
            yield Sheet(entry.name, entry.visible)
            continue
        watch.stage(0.55 + share * done, 0.55 + share * (done + 1))
        rows = _rows(book.get_sheet_by_index(index), scan, watch) if scan.box.cells else []
        done += 1
        yield Sheet(entry.name, True, rows, frozenset(scan.hidden_rows), tuple(scan.merged))


def _rows(sheet: CalamineSheet, scan: SheetScan, watch: Watch) -> list[Row]:
    """calamine gives rows from the sheet's first row, but columns only from the first filled one."""
    start = sheet.start
    before: Row = (None,) * start[1] if start else ()
    rows: list[Row] = []
    height = max(scan.box.last_row, 1)
    clean = _CLEAN
    watch.step(0.3)
    for number, raw in enumerate(sheet.iter_rows()):
        if number % _ROWS_BETWEEN_STEPS == 0:
            watch.step(0.3 + 0.7 * number / height)
        cells = trimmed([clean[type(value)](value) for value in raw])
        rows.append(before + cells if cells else cells)
    return shorn(rows)


def _text(value: str) -> str | None:
    return value if value and not value.isspace() else None


def _same(value: Cell) -> Cell:
    return value


def _clock_time(value: time) -> str:
    return value.isoformat("minutes" if not value.second else "seconds")


_CLEAN: dict[type, Callable[..., Cell]] = {
    str: _text,
    float: whole,
    int: _same,
    bool: _same,
    date: _same,
    datetime: _same,
    time: _clock_time,
    timedelta: str,
}
