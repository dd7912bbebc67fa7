"""What reading conferences gives: plain frozen rows and records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vrp_desktop.conferences.forms import AttendanceForm, ConferenceForm
from vrp_desktop.conferences.rules import Quorum
from vrp_desktop.forums.rules import ForumRules
from vrp_desktop.people.naming import PersonWords


@dataclass(frozen=True, slots=True)
class ConferenceRow:
    """One line of the list of sittings."""

    conference_id: str
    forum_code: str
    place_code: str | None
    held_on: date
    status: str
    venue: str
    chair: str
    cases: int
    decided: int
    core_expected: int
    core_present: int


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One agency at a sitting. Core agencies are there from the start, with an empty state until it is recorded."""

    form: AttendanceForm
    is_core: bool
    is_present: bool


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A case on the agenda. `is_carried`: it was on an earlier agenda of the forum and not decided there."""

    item_id: str
    case_id: str
    case_code: str
    words: PersonWords
    position: int
    status: str
    is_carried: bool
    outcome: str | None


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """A decision made at a sitting."""

    decision_id: str
    case_id: str
    case_code: str
    words: PersonWords
    decided_on: date
    outcome: str
    rationale: str
    disagreement: str
    owner_agency: str
    owner_name: str


@dataclass(frozen=True, slots=True)
class ConferenceRecord:
    """A sitting whole, with its forum's rules and core agencies on its day.

    `missing` says in words what its quorum lacks; `action_ids` are the actions agreed there.
    """

    row: ConferenceRow
    version: int
    forum: ForumRules
    core: tuple[str, ...]
    form: ConferenceForm
    statement_read: bool
    next_statuses: tuple[str, ...]
    quorum: Quorum
    missing: tuple[str, ...]
    attendance: tuple[AttendanceRow, ...]
    agenda: tuple[AgendaRow, ...]
    decisions: tuple[DecidedRow, ...]
    action_ids: tuple[str, ...]

    @property
    def undecided(self) -> tuple[AgendaRow, ...]:
        """The cases on the agenda without a decision; the record cannot be confirmed while there are any (M4)."""
        return tuple(row for row in self.agenda if row.outcome is None)


class Waits(StrEnum):
    """Why a case may be put on an agenda."""

    CARRIED = "CARRIED"
    READY = "READY"
    DEFERRED = "DEFERRED"


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """A case that may be put on the agenda of a sitting, and why."""

    case_id: str
    case_code: str
    words: PersonWords
    status: str
    status_on: date
    back_on: date | None
    waits: Waits
