"""The rules of an action: which status may follow which, what closing it undone needs, when it is overdue."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from vrp_desktop.reference.lists import Lists
from vrp_desktop.reference.steps import check_day, check_next

STATUSES: Final = "action_statuses"
OPEN: Final = "OPEN"
IN_PROGRESS: Final = "IN_PROGRESS"
COMPLETE: Final = "COMPLETE"
NOT_DONE: Final = "NOT_DONE"
CANCELLED: Final = "CANCELLED"
SUPERSEDED: Final = "SUPERSEDED"

OPEN_STATUSES: Final = (OPEN, IN_PROGRESS)
"""The statuses in which an action waits; a test holds this against the list that ships."""

NO_LONGER_WANTED: Final = (CANCELLED, SUPERSEDED)
"""The statuses of an action that nobody waits for: it was neither done nor left undone."""

UNDONE_REASONS: Final = "undone_reasons"


def check_step(lists: Lists, status: str, following: str, last_on: date, on: date, today: date) -> None:
    """Refuse a status that may not follow, or a day before the last step or in the future."""
    check_next(lists, STATUSES, status, following, "An action", "Add a new action.")
    check_day(last_on, on, today, "the action's")


def check_closing(lists: Lists, status: str, undone_reason: str | None, note: str) -> dict[str, str]:
    """What is missing, by field: an action not done says whether it could not be done or was not, and why (M5)."""
    entry = lists.entry(STATUSES, status)
    if entry is None:
        return {"status": "Choose the status."}
    wrong: dict[str, str] = {}
    if entry.extra.get("needs_undone_reason"):
        if lists.entry("undone_reasons", undone_reason or "") is None:
            wrong["undone_reason"] = "Say whether it could not be done or was not done, and why."
        if not note.strip():
            wrong["note"] = "Write what stood in the way."
    elif entry.extra.get("needs_note") and not note.strip():
        wrong["note"] = "Write why."
    return wrong


def is_open(status: str) -> bool:
    """Whether the action still waits for its owner."""
    return status in OPEN_STATUSES


def is_overdue(status: str, due_on: date, today: date) -> bool:
    """Past its due date and still open: always computed, never kept."""
    return is_open(status) and due_on < today


def is_due_soon(status: str, due_on: date, today: date, days: int) -> bool:
    """Open, and due from today to so many days from now."""
    return is_open(status) and today <= due_on <= today + timedelta(days=days)
