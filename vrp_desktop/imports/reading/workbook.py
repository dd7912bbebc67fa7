"""From a path or bytes to a workbook of typed cells; the one way in for every kind of file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from vrp_desktop.imports.reading.csv_text import read_csv
from vrp_desktop.imports.reading.guard import Kind, check, load
from vrp_desktop.imports.reading.limits import STANDARD, Limits
from vrp_desktop.imports.reading.ods import read_ods
from vrp_desktop.imports.reading.sheets import Cell, Merge, Row, Sheet, Workbook
from vrp_desktop.imports.reading.watch import Progress, Watch
from vrp_desktop.imports.reading.xlsx import read_xlsx

__all__ = ["Cell", "Kind", "Merge", "Row", "Sheet", "Workbook", "read_workbook"]


def _never() -> bool:
    return False


def read_workbook(
    source: Path | bytes,
    name: str,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = _never,
    *,
    limits: Limits = STANDARD,
) -> Workbook:
    """Read a file that a partner sent. Raises `NotASpreadsheet` or `FileUnreadable` in plain words, or `Cancelled`.

    Args:
        source: Where the file is, or its bytes.
        name: Its name, whose ending says what it claims to be; kept nowhere, since it may name a child.
        progress: Told the share done, from 0 to 1.
        cancelled: Asked often whether to stop.
        limits: How much is read at most.

    """
    watch = Watch(progress, cancelled)
    watch.stage(0.0, 1.0)
    data = load(source, limits)
    kind = check(data, name, limits)
    remarks: tuple[str, ...] = ()
    epoch_1904 = False
    if kind is Kind.CSV:
        sheets, remarks = read_csv(data, watch, limits)
    elif kind is Kind.ODS:
        sheets = read_ods(data, watch, limits)
    else:
        sheets, epoch_1904 = read_xlsx(data, watch, limits)
    watch.stage(1.0, 1.0)
    return Workbook(kind, hashlib.sha256(data).hexdigest(), len(data), sheets, epoch_1904, remarks)
