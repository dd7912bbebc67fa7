"""Whether a paper of the register is in force: nothing is asked or kept under one that has ended."""

from __future__ import annotations

from datetime import date

from db.partnership import RegisterEntry


def in_force(entry: RegisterEntry, day: date) -> bool:
    """Whether something may rest on the paper that day."""
    ends = [each for each in (entry.ends_on, entry.settled_on) if each is not None]
    return (entry.starts_on is None or entry.starts_on <= day) and all(day <= each for each in ends)
