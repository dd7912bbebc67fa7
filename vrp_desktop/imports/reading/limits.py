"""How much of a file is read at most. Real senders stay far below; a hostile file meets a plain message."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The caps that keep memory small whatever a file declares of itself (stack.md, "Hostile and large spreadsheets").

    50,000 rows of 15 columns are 750,000 cells and some 30 MB of sheet XML.
    """

    file_bytes: int = 64 * MEBIBYTE
    unpacked_bytes: int = 256 * MEBIBYTE
    part_bytes: int = 16 * MEBIBYTE
    shared_text_bytes: int = 64 * MEBIBYTE
    cells: int = 2_000_000
    shared_texts: int = 1_000_000
    members: int = 5_000
    sheets: int = 300
    cell_characters: int = 100_000


STANDARD = Limits()
