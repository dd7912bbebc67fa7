"""The free text of what is about to leave, as passages to be looked through for names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from vrp_desktop.documents.preview import page_count, page_words
from vrp_desktop.exports.names import Passage, replaced
from vrp_desktop.exports.sheets import Cell, Sheet


def passages_of_sheet(sheet: Sheet, of_names: Collection[str] = ()) -> tuple[Passage, ...]:
    """The text cells of a sheet, without its columns of names."""
    columns = [at for at, head in enumerate(sheet.heads) if head not in of_names]
    return tuple(
        Passage(sheet.heads[at], cell)
        for row in sheet.rows
        for at in columns
        if isinstance(cell := row[at], str) and cell.strip()
    )


def without_names(sheet: Sheet, stand_ins: dict[str, str], of_names: Collection[str] = ()) -> Sheet:
    """The sheet with names in its free text replaced."""
    if not stand_ins:
        return sheet
    free = [head not in of_names for head in sheet.heads]
    return Sheet(sheet.name, sheet.heads, [_clean(row, free, stand_ins) for row in sheet.rows])


def passages_of_pdf(pdf: bytes, progress: Callable[[int, int], None] | None = None) -> tuple[Passage, ...]:
    """The words of a document, page by page."""
    many = page_count(pdf)
    found = []
    for page in range(many):
        found.append(Passage(f"page {page + 1}", page_words(pdf, page, most=100_000)))
        if progress is not None:
            progress(page + 1, many)
    return tuple(found)


def _clean(row: Sequence[Cell], free: Sequence[bool], stand_ins: dict[str, str]) -> tuple[Cell, ...]:
    return tuple(
        replaced(cell, stand_ins) if is_free and isinstance(cell, str) else cell
        for cell, is_free in zip(row, free, strict=True)
    )
