"""What Home counts over every record. It leans on every room, and is imported when it is asked.

All that it tells depends on audited records and the day alone: so it can be prepared for days to come
(`vrp_desktop/workspace/prepared.py`).
"""

from __future__ import annotations

from dataclasses import asdict

from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.actions import queries as actions
from vrp_desktop.conferences import queries as conferences
from vrp_desktop.imports.queries import held_count
from vrp_desktop.interventions import queries as interventions
from vrp_desktop.panel.work_lists import work_lists as panel_lists
from vrp_desktop.partnership.queries import register_due
from vrp_desktop.people.queries import people_count
from vrp_desktop.restricted import queries as restricted
from vrp_desktop.retention import queries as retention
from vrp_desktop.returns.queries import returns_due
from vrp_desktop.rights import queries as rights
from vrp_desktop.rights import removals
from vrp_desktop.safeguarding import queries as concerns
from vrp_desktop.work_list import WorkList
from vrp_desktop.workspace.copies import past_age
from vrp_desktop.workspace.prepared import Answer


def count_all(read: Read, place: str | None) -> Answer:
    """The work lists of every room, the next sittings, the returns that are due, and what waits on the intake desk."""
    lists = _work_lists(read, place)
    sittings = conferences.next_sittings(read, place)
    return {
        "tiles": [{"page": page, "work": asdict(item)} for page, items in lists for item in items],
        "sittings": [[item.conference_id, item.forum_code, item.held_on.isoformat()] for item in sittings],
        "due": [[item.quarter.code, item.state, item.due_on.isoformat()] for item in returns_due(read, place)],
        "held_rows": held_count(read),
        "is_empty": not any(item.number for _page, items in lists for item in items) and not people_count(read),
    }


def _work_lists(read: Read, place: str | None) -> list[tuple[str, list[WorkList]]]:
    """The lists by the page that shows them."""
    return [
        ("safeguarding", concerns.work_lists(read, place)),
        ("cases", panel_lists(read, place)),
        ("interventions", interventions.work_lists(read, place)),
        ("conferences", conferences.work_lists(read, place)),
        ("actions", actions.work_lists(read, place)),
        ("sharing", _to_renew(read)),
        ("rights", [*rights.work_lists(read, place), *removals.work_lists(read, place)]),
        ("retention", retention.work_lists(read)),
        ("settings", _old_backups(read)),
        ("restricted", restricted.work_lists(read)),
    ]


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
