"""Flat sheets of values: what CSV and XLSX are both written from, so that they can never differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A named table: heads and rows."""

    name: str
    heads: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe(cell: Cell) -> Cell:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection)."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA_STARTS):
        return "'" + cell
    return cell
