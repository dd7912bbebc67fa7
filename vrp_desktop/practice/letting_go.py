"""What the last day's work does about retention: a hold is placed, and what is due is proposed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from vrp_desktop.access.work import Read
from vrp_desktop.practice.world import World
from vrp_desktop.retention.commands import place_hold, propose_erasure
from vrp_desktop.retention.due import Due, due_records
from vrp_desktop.retention.figures import RULES
from vrp_desktop.retention.forms import HoldForm
from vrp_desktop.workspace.workspace import Workspace

_PROPOSED: Final = 3
_LOOK_AGAIN: Final = timedelta(days=90)


def let_records_go(workspace: Workspace, world: World, do: Callable[..., Any]) -> None:
    """Hold the record that has been due longest, and propose the next ones, the day's deeds in their order."""
    due = sorted(workspace.read(_due), key=lambda item: (item.due_on, item.person_id))
    if not due:
        return
    held, *others = due
    form = HoldForm(
        "The controller", "A complaint is being looked into", held.person_id, None, world.order.as_at + _LOOK_AGAIN
    )
    do(place_hold, form)
    for item in others[:_PROPOSED]:
        do(propose_erasure, item.rule, (item.person_id,))


def _due(read: Read) -> list[Due]:
    return [item for rule in RULES for item in due_records(read, rule)]
