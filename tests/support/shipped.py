"""The reference lists as they ship, for tests that need no store."""

from __future__ import annotations

from functools import cache

from vrp_desktop.reference.files import read_lists
from vrp_desktop.reference.lists import ListEntry, Lists


@cache
def shipped_lists() -> Lists:
    """Every shipped list, as a new workspace has it."""
    return Lists(
        {
            name: {
                e.code: ListEntry(
                    name, e.code, e.label, e.meaning, e.starts_on, e.ends_on, e.position, "SHIPPED", e.mark, 1, e.extra
                )
                for e in file.entries
            }
            for name, file in read_lists().items()
        }
    )
