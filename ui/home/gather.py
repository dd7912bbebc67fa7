"""What Home shows, gathered in one read."""

from __future__ import annotations

from dataclasses import dataclass

from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.actions import queries as actions
from vrp_desktop.conferences import queries as conferences
from vrp_desktop.conferences.rows import ConferenceRow
from vrp_desktop.drafts.queries import DraftRow, drafts
from vrp_desktop.exports.queries import ReceiptRow, to_destroy
from vrp_desktop.imports.queries import held_count
from vrp_desktop.interventions import queries as interventions
from vrp_desktop.panel.work_lists import WorkList
from vrp_desktop.panel.work_lists import work_lists as panel_lists
from vrp_desktop.partnership.queries import register_due
from vrp_desktop.people.queries import people_count
from vrp_desktop.retention import queries as retention
from vrp_desktop.returns.queries import DueReturn, returns_due
from vrp_desktop.safeguarding import queries as concerns


@dataclass(frozen=True, slots=True)
class Tile:
    """A work list and the page that shows it."""

    page: str
    work: WorkList


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """All of Home but the return's readiness, which is computed after the counts are painted."""

    tiles: tuple[Tile, ...]
    sittings: tuple[ConferenceRow, ...]
    due: tuple[DueReturn, ...]
    held_rows: int
    drafts: tuple[DraftRow, ...]
    to_destroy: tuple[ReceiptRow, ...]
    is_empty: bool


def home_facts(read: Read, place: str | None) -> HomeFacts:
    """The work lists of every feature, the next sittings, the returns that are due, one's own drafts."""
    tiles = [
        *(Tile("safeguarding", item) for item in concerns.work_lists(read, place)),
        *(Tile("cases", item) for item in panel_lists(read, place)),
        *(Tile("interventions", item) for item in interventions.work_lists(read, place)),
        *(Tile("conferences", item) for item in conferences.work_lists(read, place)),
        *(Tile("actions", item) for item in actions.work_lists(read, place)),
        *(Tile("sharing", item) for item in _to_renew(read)),
        *(Tile("retention", item) for item in retention.work_lists(read)),
    ]
    return HomeFacts(
        tiles=tuple(tiles),
        sittings=tuple(conferences.next_sittings(read, place)),
        due=tuple(returns_due(read, place)),
        held_rows=held_count(read),
        drafts=tuple(drafts(read)),
        to_destroy=tuple(to_destroy(read)),
        is_empty=not any(item.work.number for item in tiles) and not people_count(read),
    )


def _to_renew(read: Read) -> list[WorkList]:
    """The papers of the register that end or are to be reviewed, for those who keep it."""
    if not read.actor.may(Permission.KEEP_REGISTER):
        return []
    clears = "Renew or review each, or say it is settled."
    return [WorkList("REGISTER_DUE", "Papers to renew", clears, len(register_due(read)))]
