"""What waits for somebody: the lists that every room keeps, and Home counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkList:
    """A named list of records that wait for something, and what will clear a record from it (X9)."""

    code: str
    label: str
    clears: str
    number: int
