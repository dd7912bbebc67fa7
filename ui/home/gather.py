"""What Home shows, gathered in one read."""

from __future__ import annotations

from dataclasses import asdict, dataclass

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
from vrp_desktop.restricted import queries as restricted
from vrp_desktop.retention import queries as retention
from vrp_desktop.returns.queries import DueReturn, returns_due
from vrp_desktop.rights import queries as rights
from vrp_desktop.rights import removals
from vrp_desktop.safeguarding import queries as concerns
from vrp_desktop.workspace.copies import past_age
from vrp_desktop.workspace.prepared import Asking, Counts, counts_of


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
    tiles = tuple(Tile(item["page"], WorkList(**item["work"])) for item in counts_of(read, *counted(place)))
    return HomeFacts(
        tiles=tiles,
        sittings=tuple(conferences.next_sittings(read, place)),
        due=tuple(returns_due(read, place)),
        held_rows=held_count(read),
        drafts=tuple(drafts(read)),
        to_destroy=tuple(to_destroy(read)),
        is_empty=not any(item.work.number for item in tiles) and not people_count(read),
    )


def counted(place: str | None) -> tuple[str, Asking]:
    """The question that looks at every open record, under the name by which it is prepared."""

    def ask(read: Read) -> Counts:
        lists = {
            "safeguarding": concerns.work_lists(read, place),
            "cases": panel_lists(read, place),
            "interventions": interventions.work_lists(read, place),
            "conferences": conferences.work_lists(read, place),
            "actions": actions.work_lists(read, place),
            "sharing": _to_renew(read),
            "rights": [*rights.work_lists(read, place), *removals.work_lists(read, place)],
            "retention": retention.work_lists(read),
            "settings": _old_backups(read),
            "restricted": restricted.work_lists(read),
        }
        return [{"page": page, "work": asdict(item)} for page, items in lists.items() for item in items]

    return f"home:{place or ''}", ask


def _old_backups(read: Read) -> list[WorkList]:
    """Backups that should be gone by their rule, for those who may see to it."""
    if not read.actor.may(Permission.BACK_UP):
        return []
    clears = "Delete each, or tick off that it was destroyed."
    return [WorkList("BACKUPS_OLD", "Backups past their age", clears, past_age(read))]


def _to_renew(read: Read) -> list[WorkList]:
    """The papers of the register that end or are to be reviewed, for those who keep it."""
    if not read.actor.may(Permission.KEEP_REGISTER):
        return []
    clears = "Renew or review each, or say it is settled."
    return [WorkList("REGISTER_DUE", "Papers to renew", clears, len(register_due(read)))]
