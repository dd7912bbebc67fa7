"""The rules of a sitting: its statuses, and the quorum of its forum. No store, no clock."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from vrp_desktop.reference.lists import Lists
from vrp_desktop.reference.steps import check_next

STATUSES: Final = "conference_statuses"
PLANNED: Final = "PLANNED"
HELD: Final = "HELD"
NOT_QUORATE: Final = "NOT_QUORATE"
CANCELLED: Final = "CANCELLED"
TOOK_PLACE: Final = (HELD, NOT_QUORATE)

PANEL: Final = "panel"
"""The kind of a forum whose sittings decide on panel cases."""

CASE: Final = "PANEL_CASE"
"""The kind of an agenda item that is a case of the panel."""

ACTION, PERSON, AREA, GROUP, OTHER = "ACTION", "PERSON", "PLACE", "GROUP", "OTHER"
"""The other kinds: a carried action, a person of any age, a place, a group, other business."""

CONFIRMED: Final = "CONFIRMED"
"""The state of a sitting whose record is frozen."""

ITEM_STATES: Final = "agenda_item_states"
WAITING: Final = "WAITING"

PRESENT: Final = ("ATTENDED", "SUBSTITUTE")
"""The states of attendance that count as there; a test holds this against the list that ships."""

CORE: Final = "CORE"


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether a sitting has its quorum, and what is missing: the chair, or one agency out of each group."""

    needs_chair: bool = False
    missing: tuple[tuple[str, ...], ...] = ()

    @property
    def is_met(self) -> bool:
        return not self.needs_chair and not self.missing


def quorum_of(rule: Mapping[str, Any], chair: str, present: Collection[str]) -> Quorum:
    """The quorum by a forum's own data: the chair where it asks for one, and one agency there out of each group."""
    groups = tuple(tuple(group) for group in rule.get("one_of_each", ()))
    return Quorum(
        needs_chair=bool(rule.get("chair")) and not chair.strip(),
        missing=tuple(group for group in groups if not set(group) & set(present)),
    )


def counts_for_quorum(lists: Lists, role: str, state: str) -> bool:
    """Whether an attendance counts: there, and neither observer nor note-taker."""
    entry, there = lists.entry("attendance_roles", role), lists.entry("attendance_states", state)
    return bool(there and there.extra.get("present")) and (entry is None or bool(entry.extra.get("counts_for_quorum")))


def quorum_sentences(lists: Lists, quorum: Quorum) -> tuple[str, ...]:
    """What is missing, a sentence each."""
    chair = ("The chair is missing.",) if quorum.needs_chair else ()
    groups = (" or ".join(lists.label("agencies", code) for code in group) for group in quorum.missing)
    return (*chair, *(f"Missing: {words}." for words in groups))


def outcome_words(lists: Lists, code: str) -> str:
    """What became of an item: the panel's own decision on a case, or a conference's outcome."""
    return lists.label("panel_decisions" if lists.entry("panel_decisions", code) else "conference_outcomes", code)


def check_status(lists: Lists, status: str, following: str) -> None:
    """Refuse a status that may not follow."""
    check_next(lists, STATUSES, status, following, "A sitting", "A sitting that was held stays held.")
