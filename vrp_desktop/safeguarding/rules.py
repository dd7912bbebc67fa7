"""What a concern waits for, and since when too long. No store, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from vrp_desktop.errors import Invalid
from vrp_desktop.reference.lists import Lists

STEPS: Final = "safeguarding_steps"
OUTCOMES: Final = "safeguarding_outcomes"
SENT: Final = "SENT"
ACKNOWLEDGED: Final = "ACKNOWLEDGED"
OUTCOME: Final = "OUTCOME"
OPENED_AGAIN: Final = "OPENED_AGAIN"
BY_OTHER_DEEDS: Final = frozenset({OUTCOME, OPENED_AGAIN})
"""Steps that their own deeds write: they ask for more than a day."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many days each stage may take: to send, to hear that the hub has it, to hear the outcome."""

    send: int = 0
    acknowledge: int = 1
    outcome: int = 10


MOST_DAYS: Final = 365


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a concern waits for, and the last day on which that is in time."""

    what: str
    due_on: date

    def is_overdue(self, today: date) -> bool:
        """Whether it has waited too long."""
        return today > self.due_on


def waiting_for(
    raised_on: date, sent_on: date | None, acknowledged_on: date | None, outcome: str | None, limits: Limits
) -> Waiting | None:
    """The next thing that a concern waits for; nothing once its outcome is in."""
    if outcome is not None:
        return None
    if sent_on is None:
        return Waiting("To be sent to the hub", raised_on + timedelta(days=limits.send))
    if acknowledged_on is None:
        return Waiting("To be acknowledged by the hub", sent_on + timedelta(days=limits.acknowledge))
    return Waiting("Outcome awaited", sent_on + timedelta(days=limits.outcome))


def check_outcome(lists: Lists, outcome: str, note: str, sent_on: date | None) -> None:
    """A concern is never closed silently: some outcomes ask for words, most for a referral that was sent."""
    entry = lists.entry(OUTCOMES, outcome)
    wrong: dict[str, str] = {}
    if entry is None:
        wrong["outcome"] = "Choose what came of it."
    elif entry.extra.get("needs_note") is True and not note.strip():
        wrong["note"] = "Say who decided this, and why."
    elif entry.extra.get("needs_sent") is True and sent_on is None:
        wrong["outcome"] = "Record first when the referral was sent, and to whom."
    if wrong:
        raise Invalid(wrong)


def check_limits(limits: Limits) -> None:
    """Raise `Invalid` where a limit is not a number of days."""
    wrong = {
        name: f"Give a number of days from 0 to {MOST_DAYS}."
        for name in Limits.__slots__
        if not 0 <= getattr(limits, name) <= MOST_DAYS
    }
    if wrong:
        raise Invalid(wrong)
