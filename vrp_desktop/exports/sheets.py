"""Flat sheets of values: what CSV and XLSX are both written from, so that they can never differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A named table: heads and rows. `above` stands over the heads; `choices` are what cells of a column offer."""

    name: str
    heads: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    above: tuple[str, ...] = ()
    choices: Mapping[int, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe(cell: Cell) -> Cell:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection)."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA_STARTS):
        return "'" + cell
    return cell
