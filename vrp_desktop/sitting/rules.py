"""The rules of a live sitting: who is there for an item, its quorum, the pace, the keys. No store, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from vrp_desktop.conferences import rules as sittings
from vrp_desktop.reference.lists import ListEntry, Lists
from vrp_desktop.sitting.rows import EventRow, ItemRow, SeatRow

NOT_STARTED: Final = "NOT_STARTED"
LIVE: Final = "LIVE"
PAUSED: Final = "PAUSED"
ENDED: Final = "ENDED"
CONFIRMED: Final = "CONFIRMED"

WAITING: Final = "WAITING"
OPEN: Final = "OPEN"
DECIDED: Final = "DECIDED"
DEFERRED: Final = "DEFERRED"
NOT_REACHED: Final = "NOT_REACHED"

EVENTS: Final = "attendance_events"
ITEM_STATES: Final = "agenda_item_states"
PANEL_OUTCOMES: Final = "panel_decisions"
OTHER_OUTCOMES: Final = "conference_outcomes"


def outcome_list(kind: str, forum_kind: str) -> str:
    """The list of an item's outcomes: a panel decides on its cases; all else has the list of conferences."""
    is_panel_case = kind == sittings.CASE and forum_kind == sittings.PANEL
    return PANEL_OUTCOMES if is_panel_case else OTHER_OUTCOMES


def there_for(lists: Lists, seats: Iterable[SeatRow], events: Iterable[EventRow], item_id: str | None) -> set[str]:
    """The agencies that are there for an item, or with None for the whole sitting; observers do not count.

    Someone who joins or leaves under a name counts beside the agency's usual member.
    """
    there: dict[tuple[str, str], bool] = {}
    for seat in seats:
        form = seat.form
        there[form.agency_code, ""] = sittings.counts_for_quorum(lists, form.role, form.state)
    for event in sorted(events, key=lambda each: (each.at, each.event_id)):
        entry = lists.entry(EVENTS, event.event)
        if entry is None or entry.extra.get("observes") or not event.agency_code:
            continue
        if event.item_id in (None, item_id):
            there[event.agency_code, event.name] = bool(entry.extra.get("is_there"))
    return {agency for (agency, _name), is_there in there.items() if is_there}


def observers(lists: Lists, events: Iterable[EventRow]) -> tuple[EventRow, ...]:
    """Who watches now, at the sitting or at one of its items."""
    last: dict[tuple[str, str], EventRow] = {}
    for event in sorted(events, key=lambda each: (each.at, each.event_id)):
        entry = lists.entry(EVENTS, event.event)
        if entry is not None and entry.extra.get("observes"):
            last[event.agency_code or "", event.name] = event
    return tuple(event for event in last.values() if _is_there(lists, event))


def _is_there(lists: Lists, event: EventRow) -> bool:
    entry = lists.entry(EVENTS, event.event)
    return bool(entry and entry.extra.get("is_there"))


def item_quorum(rule: Mapping[str, Any], chair: str, there: Iterable[str]) -> sittings.Quorum:
    """The quorum for one item."""
    return sittings.quorum_of(rule, chair, set(there))


def needs_quorum(entry: ListEntry) -> bool:
    """Whether an outcome is a decision; putting an item off is none."""
    return bool(entry.extra.get("needs_quorum", True))


@dataclass(frozen=True, slots=True)
class Pace:
    """How the time stands: what is left of the sitting, and what the items that wait would take."""

    items_left: int
    minutes_left: int
    minutes_wanted: int

    @property
    def behind(self) -> int:
        """By how many minutes the sitting would run over; 0 where it would not."""
        return max(0, self.minutes_wanted - self.minutes_left)


def seconds_on(item: ItemRow, now: datetime, *, runs: bool) -> int:
    """How long an item was discussed so far."""
    running = item.state == OPEN and item.opened_at is not None and runs
    return item.seconds + (max(0, int((now - item.opened_at).total_seconds())) if running and item.opened_at else 0)


def pace_of(
    items: Sequence[ItemRow], started_at: datetime | None, minutes: int, now: datetime, *, runs: bool = True
) -> Pace:
    """The pace of a sitting. Without a start the whole time is left."""
    end = (started_at or now) + timedelta(minutes=minutes)
    left = [item for item in items if item.state in (WAITING, OPEN)]
    wanted = sum(max(0, item.target_minutes - seconds_on(item, now, runs=runs) // 60) for item in left)
    return Pace(len(left), int((end - now).total_seconds() // 60), wanted)


def keys_of(entries: Iterable[ListEntry]) -> dict[str, ListEntry]:
    """The key of each outcome, by the list's own data; a second key may stand beside it."""
    found: dict[str, ListEntry] = {}
    for entry in entries:
        for name in ("key", "second_key"):
            key = str(entry.extra.get(name, "")).upper()
            if key and key not in found:
                found[key] = entry
    return found
