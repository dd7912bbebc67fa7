"""What Home shows, gathered in one read. What looks at every record is found ready where it was prepared.

Little is imported here, for these counts are the first thing that anyone waits for after unlocking.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from vrp_desktop.access.work import Read
from vrp_desktop.calendar import Quarter
from vrp_desktop.drafts.queries import DraftRow, drafts
from vrp_desktop.exports.queries import ReceiptRow, to_destroy
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.reference.reminders import RETURN_SOON, RETURN_URGENT, amount_of
from vrp_desktop.work_list import WorkList
from vrp_desktop.workspace.prepared import Answer, Asking, answer_of


@dataclass(frozen=True, slots=True)
class Tile:
    """A work list and the page that shows it."""

    page: str
    work: WorkList


@dataclass(frozen=True, slots=True)
class Coming:
    """A sitting that is planned."""

    conference_id: str
    forum_code: str
    held_on: date


@dataclass(frozen=True, slots=True)
class Due:
    """A return that is still to be submitted."""

    quarter: Quarter
    state: str
    due_on: date
    days_left: int
    is_soon: bool
    is_urgent: bool


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """All of Home but the return's readiness, which is computed after the counts are painted."""

    tiles: tuple[Tile, ...]
    sittings: tuple[Coming, ...]
    due: tuple[Due, ...]
    held_rows: int
    drafts: tuple[DraftRow, ...]
    to_destroy: tuple[ReceiptRow, ...]
    is_empty: bool


def home_facts(read: Read, place: str | None) -> HomeFacts:
    """The work lists of every feature, the next sittings, the returns that are due, one's own drafts."""
    counts = answer_of(read, *counted(place))
    return HomeFacts(
        tiles=tuple(Tile(item["page"], WorkList(**item["work"])) for item in counts["tiles"]),
        sittings=tuple(Coming(found, forum, date.fromisoformat(on)) for found, forum, on in counts["sittings"]),
        due=tuple(_due(read, *item) for item in counts["due"]),
        held_rows=counts["held_rows"],
        drafts=tuple(drafts(read)),
        to_destroy=tuple(to_destroy(read)),
        is_empty=counts["is_empty"],
    )


def counted(place: str | None) -> tuple[str, Asking]:
    """The question that looks at every record, under the name by which it is prepared."""

    def ask(read: Read) -> Answer:
        from ui.home.counting import count_all

        return count_all(read, place)

    return f"home:{place or ''}", ask


def _prepared_or_nothing(read: Read) -> Answer:
    return answer_of(read, "", lambda _read: {})


FIRST_QUESTIONS: Final = (_prepared_or_nothing, drafts, to_destroy)
"""What Home asks where its counts were prepared: compiled ahead, while the passphrase is typed."""


def _due(read: Read, quarter: str, state: str, due_on: str) -> Due:
    day, lists = date.fromisoformat(due_on), read_lists_of(read.session)
    left = (day - read.today).days
    soon, urgent = left <= amount_of(lists, RETURN_SOON), left <= amount_of(lists, RETURN_URGENT)
    return Due(Quarter.parse(quarter), state, day, left, is_soon=soon, is_urgent=urgent)
