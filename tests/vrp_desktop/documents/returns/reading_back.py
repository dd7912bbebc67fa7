"""Reads a return's PDF back into values: what stands in the row of a line, and in a row of a breakdown."""

from __future__ import annotations

from collections.abc import Sequence

from tests.vrp_desktop.documents.reading import said


def cells_of(pdf: bytes) -> list[str]:
    """The words of every cell of every table, in reading order."""
    return [each.text for each in said(pdf) if each.role in ("TH", "TD") and "Table" in each.path]


def row_after(cells: Sequence[str], number: str, label: str, count: int) -> list[str]:
    """What follows a line's number and label in its row."""
    for index in range(len(cells) - 1):
        if cells[index] == number and cells[index + 1] == label:
            return list(cells[index + 2 : index + 2 + count])
    raise AssertionError(f"{number} {label} is not in the document")


def holds_row(cells: Sequence[str], row: Sequence[str]) -> bool:
    """Whether the cells of a row follow one another."""
    wanted = list(row)
    return any(list(cells[index : index + len(wanted)]) == wanted for index in range(len(cells)))
