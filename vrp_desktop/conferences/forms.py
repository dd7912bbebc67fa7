"""What is typed about the sittings of forums."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vrp_desktop.conferences.rules import CORE


@dataclass(frozen=True, slots=True)
class ConferenceForm:
    """A sitting as planned. Without a place it is the forum's own; a forum of the whole area has none."""

    forum_code: str
    held_on: date
    place_code: str | None = None
    venue: str = ""
    chair: str = ""
    chair_agency: str | None = None
    next_on: date | None = None
    note: str = ""
    starts: str = ""
    minutes: int | None = None
    mode: str | None = None
    host_agency: str | None = None
    note_taker: str = ""


@dataclass(frozen=True, slots=True)
class ItemForm:
    """An item of the agenda as typed. Of a person under MAPPA only the flag and the lead agency are kept."""

    kind: str
    title: str = ""
    person_id: str | None = None
    is_mappa: bool = False
    lead_agency: str | None = None
    brief: str = ""
    target_minutes: int | None = None
    joins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AttendanceForm:
    """One agency at a sitting. `state` is empty while it is not recorded; `information_on` is when its word came."""

    agency_code: str
    state: str
    representative: str = ""
    role: str = CORE
    mode: str | None = None
    information_on: date | None = None


@dataclass(frozen=True, slots=True)
class HoldForm:
    """What is recorded when a sitting was held; whether it had its quorum is computed."""

    held_on: date
    chair: str
    attendance: tuple[AttendanceForm, ...]
    chair_agency: str | None = None
    statement_read: bool = False
    next_on: date | None = None
    note: str = ""
