"""The rules of an intervention referral: which status may follow which, and what a step needs. No store, no clock."""

from __future__ import annotations

from datetime import date
from typing import Final

from vrp_desktop.reference.lists import ListEntry, Lists
from vrp_desktop.reference.steps import check_day, check_next

STATUSES: Final = "intervention_referral_statuses"

RECEIVED: Final = "RECEIVED"
SCREENING: Final = "SCREENING"
STARTED: Final = "STARTED"
COMPLETED: Final = "COMPLETED"
NO_LONGER_TAKING_PART: Final = "NO_LONGER_TAKING_PART"
WITHDRAWN: Final = "WITHDRAWN"
TRANSFERRED: Final = "TRANSFERRED"

AWAITING_PROVIDER: Final = (RECEIVED, SCREENING)
LEFT_EARLY: Final = (NO_LONGER_TAKING_PART, WITHDRAWN)
ENDED: Final = (
    "DECLINED_BY_PROVIDER",
    "UNSUITABLE",
    "DECLINED",
    COMPLETED,
    NO_LONGER_TAKING_PART,
    WITHDRAWN,
    TRANSFERRED,
)
"""The statuses after which nothing follows; a test holds this against the list that ships."""

_AT_AN_END: Final = "This referral has ended: make a new one, which is linked to it."


def check_step(lists: Lists, status: str, following: str, status_on: date, on: date, today: date) -> None:
    """Refuse a status that may not follow, or a day before the last step or in the future."""
    check_next(lists, STATUSES, status, following, "A referral", _AT_AN_END)
    check_day(status_on, on, today, "the referral's")


def needs_reason(lists: Lists, status: str) -> bool:
    """Whether a step to this status says why."""
    entry = lists.entry(STATUSES, status)
    return bool(entry and entry.extra.get("needs_note"))


def is_by_name(entry: ListEntry) -> bool:
    """Whether the programme counts people by name; others send dated totals only."""
    return bool(entry.extra.get("counts_people_by_name", True))


def overlaps(start: date, end: date, other_start: date, other_end: date) -> bool:
    """Whether two periods share a day and are not the same."""
    return (start, end) != (other_start, other_end) and start <= other_end and other_start <= end
