"""Excel workbooks: the visible sheets as rows of typed cells. Macros, pictures and formulas are never looked at."""

from __future__ import annotations

from collections.abc import Iterator

from vrp_desktop.imports.reading import refusals
from vrp_desktop.imports.reading.limits import STANDARD, Limits
from vrp_desktop.imports.reading.package import Package
from vrp_desktop.imports.reading.sheets import Sheet
from vrp_desktop.imports.reading.watch import Watch
from vrp_desktop.imports.reading.xlsx_parts import SharedTexts, SheetEntry, date_styles, read_entries
from vrp_desktop.imports.reading.xlsx_sheet import SheetReader

# Sheet XML packs about eight times; only progress rests on it.
_PACKS: int = 8


def read_xlsx(data: bytes, watch: Watch, limits: Limits = STANDARD) -> tuple[tuple[Sheet, ...], bool]:
    """The sheets, and whether the workbook counts its days from 1904. Hidden sheets are named, not read."""
    package = Package(data, limits)
    entries = read_entries(package)
    watch.stage(0.0, 0.1)
    texts = SharedTexts(package).texts
    dates = date_styles(package)
    read = [entry for entry in entries.sheets if entry.visible and entry.member]
    sheets: list[Sheet] = []
    done = cells = 0
    for entry in entries.sheets:
        if not (entry.visible and entry.member):
            sheets.append(Sheet(entry.name, entry.visible))
            continue
        watch.stage(0.1 + 0.9 * done / len(read), 0.1 + 0.9 * (done + 1) / len(read))
        done += 1
        reader = SheetReader(texts, dates, entries.epoch_1904, limits)
        reader.read(_watched(package, entry, watch))
        cells += sum(map(len, reader.rows))
        if cells > limits.cells:
            raise refusals.too_many_cells()
        sheets.append(
            Sheet(entry.name, True, reader.rows, frozenset(reader.hidden_rows), tuple(reader.merged), reader.unsaved)
        )
    return tuple(sheets), entries.epoch_1904


def _watched(package: Package, entry: SheetEntry, watch: Watch) -> Iterator[bytes]:
    """The pieces of a sheet, with progress and a look whether to stop before each."""
    seen = 0
    expected = max(package.packed_size(entry.member) * _PACKS, 1)
    for chunk in package.chunks(entry.member, package.limits.unpacked_bytes):
        seen += len(chunk)
        watch.step(min(seen / expected, 0.99))
        yield chunk
