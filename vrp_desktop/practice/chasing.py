"""One chaser slip of the last day, so that an action shows that its agency was reminded."""

from __future__ import annotations

from collections.abc import Callable

from vrp_desktop.actions.queries import Show
from vrp_desktop.slips.commands import make_slips
from vrp_desktop.slips.forms import SlipsForm
from vrp_desktop.slips.queries import to_chase
from vrp_desktop.workspace.workspace import Workspace

_PURPOSE = "Following up agreed actions"


def chase_agencies(workspace: Workspace, do: Callable[..., None]) -> None:
    """Remind the first agency that has something overdue; it has not answered yet."""
    for agency in workspace.read(to_chase, Show.OVERDUE, None)[:1]:
        to = f"panel.{agency.agency_code.lower().replace('_', '-')}@example.gov.uk"
        do(make_slips, SlipsForm(Show.OVERDUE, {agency.agency_code: to}, _PURPOSE))
