"""Reading what the workspace knows of itself."""

from __future__ import annotations

from dataclasses import dataclass

from db.access import WorkspaceFact
from vrp_desktop.access.work import Read
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.workspace.facts import AREA_NAME, PRACTICE


@dataclass(frozen=True, slots=True)
class About:
    """The workspace's name and whether its children are made up."""

    area_name: str
    is_practice: bool


def reference_lists(read: Read) -> Lists:
    """Every reference list, for labels and choices."""
    return read_lists_of(read.session)


def about(read: Read) -> About:
    """What the frame says of the workspace."""
    name, practice = (read.session.get(WorkspaceFact, key) for key in (AREA_NAME, PRACTICE))
    return About(str(name.value) if name else "", bool(practice and practice.value))
