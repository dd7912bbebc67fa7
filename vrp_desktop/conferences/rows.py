"""What reading conferences gives: plain frozen rows and records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vrp_desktop.conferences.forms import AttendanceForm, ConferenceForm
from vrp_desktop.conferences.rules import CASE, Quorum
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
    """An item of the agenda. `is_carried`: its case was on an earlier agenda of the forum and not decided there.

    `case_id` and `case_code` are empty, and `words` are none, where the item is about no case or person. A person under
    MAPPA has no words either, so that nothing can show a name: only the flag and the lead agency.
    """

    item_id: str
    case_id: str
    case_code: str
    words: PersonWords | None
    position: int
    status: str
    is_carried: bool
    outcome: str | None
    kind: str = CASE
    version: int = 1
    title: str = ""
    reason: str = ""
    is_repeat: bool = False
    is_settled: bool = False
    target_minutes: int | None = None
    action_id: str = ""
    action_code: str = ""
    is_mappa: bool = False
    lead_agency: str | None = None
    brief: str = ""
    joins: tuple[str, ...] = ()
    has_concern: bool = False
    person_id: str = ""


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
    state: str = ""

    @property
    def undecided(self) -> tuple[AgendaRow, ...]:
        """The items of the agenda without an outcome; the record cannot be confirmed while there are any (M4)."""
        return tuple(row for row in self.agenda if row.outcome is None and not row.is_settled)

    @property
    def minutes_planned(self) -> int:
        """What the items take together, as far as each says."""
        return sum(row.target_minutes or 0 for row in self.agenda)


class Waits(StrEnum):
    """Why a case may be put on an agenda."""

    CARRIED = "CARRIED"
    READY = "READY"
    DEFERRED = "DEFERRED"
    REVIEW_DUE = "REVIEW_DUE"
    OVERDUE = "OVERDUE"
    ASKED = "ASKED"


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
    is_repeat: bool = False
    has_concern: bool = False


@dataclass(frozen=True, slots=True)
class WaitingAction:
    """An open action of the forum that is past its due date: it comes to the next agenda by itself."""

    action_id: str
    code: str
    text: str
    owner_agency: str
    due_on: date
    case_code: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """All that may be put on the agenda of a sitting."""

    cases: tuple[WaitingCase, ...]
    actions: tuple[WaitingAction, ...]
