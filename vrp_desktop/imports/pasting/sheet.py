"""Confirmed rows as a sheet, so that pasted text is checked, matched, taken in and taken back as any list is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final

from vrp_desktop.imports.reading.fields import Field, catalogue
from vrp_desktop.imports.reading.guard import Kind
from vrp_desktop.imports.reading.sheets import Row, Sheet, Workbook, trimmed

SHEET: Final = "Pasted"
SOURCE_HEADING: Final = "As it was pasted"
"""The column that keeps each row's own text: it fills no field, and stays with the row."""


def sheet_of(rows: Sequence[tuple[Mapping[Field, str], str]]) -> Workbook:
    """A workbook of confirmed rows, each with the text that it was read from."""
    fields = [field for field in Field if any(values.get(field, "").strip() for values, _ in rows)]
    labels = catalogue().labels
    head: Row = (*(labels[field] for field in fields), SOURCE_HEADING)
    body: list[Row] = [
        trimmed([*(values.get(field, "").strip() or None for field in fields), source or None])
        for values, source in rows
    ]
    digest = hashlib.sha256(repr((head, body)).encode("utf-8", "replace")).hexdigest()
    return Workbook(Kind.PASTED, digest, len(repr(body)), (Sheet(SHEET, True, [head, *body]),))
