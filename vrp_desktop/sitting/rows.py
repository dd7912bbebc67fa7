"""What reading a live sitting gives: plain frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from vrp_desktop.actions.rows import ActionRow
from vrp_desktop.conferences.forms import AttendanceForm
from vrp_desktop.conferences.rules import Quorum
from vrp_desktop.panel.rows import CaseRecord
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.sitting.forms import ItemWords


@dataclass(frozen=True, slots=True)
class SittingChoice:
    """A sitting that can be run."""

    conference_id: str
    forum_code: str
    held_on: date
    starts: str
    venue: str
    state: str


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One agency at the table."""

    form: AttendanceForm
    is_core: bool


@dataclass(frozen=True, slots=True)
class EventRow:
    """Someone came, went, declared an interest or watched."""

    event_id: str
    item_id: str | None
    agency_code: str | None
    name: str
    event: str
    mode: str | None
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of the agenda as the room sees it."""

    item_id: str
    version: int
    position: int
    kind: str
    case_id: str | None
    case_code: str
    words: PersonWords | None
    title: str
    is_mappa: bool
    lead_agency: str | None
    reason: str | None
    is_repeat: bool
    target_minutes: int
    state: str
    opened_at: datetime | None
    seconds: int
    outcome: str | None
    outcome_list: str
    read_back: str


@dataclass(frozen=True, slots=True)
class LastDeed:
    """The deed that would be taken back next."""

    deed_id: str
    kind: str
    item_id: str | None


@dataclass(frozen=True, slots=True)
class LiveSitting:
    """A sitting whole. `statement` is read out sentence by sentence; `parts` is what its record holds."""

    conference_id: str
    version: int
    forum_code: str
    place_code: str | None
    held_on: date
    next_on: date | None
    status: str
    state: str
    venue: str
    chair: str
    chair_agency: str | None
    starts: str
    minutes: int
    started_at: datetime | None
    statement_read_at: datetime | None
    statement: tuple[str, ...]
    quorum_rule: dict[str, object]
    parts: frozenset[str]
    seats: tuple[SeatRow, ...]
    events: tuple[EventRow, ...]
    items: tuple[ItemRow, ...]
    last_deed: LastDeed | None

    def item(self, item_id: str) -> ItemRow | None:
        """One of the items."""
        return next((item for item in self.items if item.item_id == item_id), None)


@dataclass(frozen=True, slots=True)
class ToldRow:
    """What one agency told; `came_on` where it came before the sitting."""

    agency_code: str
    text: str
    nothing_known: bool
    restriction: str
    came_on: date | None = None
    gateway: str | None = None


@dataclass(frozen=True, slots=True)
class EarlierRow:
    """What an earlier sitting decided on the same case or child."""

    decided_on: date
    outcome: str
    case_code: str


@dataclass(frozen=True, slots=True)
class LiveItem:
    """One item as it is discussed: the case, what agencies told, and the words of the discussion."""

    row: ItemRow
    case: CaseRecord | None
    age: int | None
    school: str
    brief: str
    said: ItemWords
    told: tuple[ToldRow, ...]
    actions: tuple[ActionRow, ...]
    earlier: tuple[EarlierRow, ...]
    has_open_concern: bool
    there: frozenset[str]
    quorum: Quorum
    rationale: str
    disagreement: str
