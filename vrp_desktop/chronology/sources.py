"""The features that hand entries to a child's chronology. To add one: a function, and a line in `SOURCES`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from vrp_desktop.access.work import Read
from vrp_desktop.actions.queries import actions_timeline
from vrp_desktop.attachments.queries import attachments_timeline
from vrp_desktop.chronology.around_panel import agenda_timeline, checks_timeline, letters_timeline
from vrp_desktop.interventions.queries import interventions_timeline
from vrp_desktop.panel.queries import panel_timeline
from vrp_desktop.partnership.queries import sharing_timeline
from vrp_desktop.people.around.queries import leads_timeline
from vrp_desktop.people.links.queries import links_timeline
from vrp_desktop.people.queries import notes_timeline
from vrp_desktop.people.timeline import TimelineEntry
from vrp_desktop.safeguarding.queries import concerns_timeline


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of record: a key and words for the filter, and the query that gives a child's entries."""

    key: str
    label: str
    entries: Callable[[Read, str], Sequence[TimelineEntry]]


SOURCES: Final = (
    Source("panel", "Panel case", panel_timeline),
    Source("checks", "Partner checks", checks_timeline),
    Source("agenda", "Conferences", agenda_timeline),
    Source("interventions", "Interventions", interventions_timeline),
    Source("actions", "Actions", actions_timeline),
    Source("notes", "Notes", notes_timeline),
    Source("safeguarding", "Safeguarding", concerns_timeline),
    Source("sharing", "Sharing", sharing_timeline),
    Source("letters", "Letters", letters_timeline),
    Source("files", "Files", attachments_timeline),
    Source("around", "Lead professional", leads_timeline),
    Source("links", "Links", links_timeline),
)
"""Every kind of record, in the order of the filter."""
