"""What reading actions gives: plain frozen rows and records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vrp_desktop.people.naming import PersonWords


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One line of the list of actions. The words are empty for roles that may not read free text."""

    action_id: str
    code: str
    text: str
    owner_agency: str
    owner_name: str
    place_code: str | None
    priority: str
    status: str
    opened_on: date
    due_on: date
    closed_on: date | None
    is_overdue: bool
    is_due_soon: bool
    conference_id: str | None
    case_id: str | None
    case_code: str
    words: PersonWords | None
    times_carried: int
    has_concern: bool = False

    def days_overdue(self, today: date) -> int:
        """How many days past its due date an overdue action is."""
        return (today - self.due_on).days if self.is_overdue else 0


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of an action: where it stood, by when it was due, and the sitting that it was carried to."""

    status: str
    reached_on: date
    due_on: date
    carried_to: str | None
    note: str


@dataclass(frozen=True, slots=True)
class ActionRecord:
    """An action whole."""

    row: ActionRow
    version: int
    serves: str
    undone_reason: str | None
    undone_note: str
    next_statuses: tuple[str, ...]
    steps: tuple[StepRow, ...]


@dataclass(frozen=True, slots=True)
class AgencyNumbers:
    """What one agency has in hand."""

    agency_code: str
    waiting: int
    overdue: int
