"""What a page is handed: everything that it may use, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ui.action import Actions
from ui.help import Help
from ui.hub import Hub
from ui.messages import Messages
from ui.navigation import Navigation
from ui.shelf import Shelf
from ui.tasks import Tasks
from ui.theme.theme import Theme
from ui.view import ViewState
from vrp_desktop.access.permissions import Actor
from vrp_desktop.clock import Clock, london_day
from vrp_desktop.settings import SettingsFile
from vrp_desktop.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Desk:
    """One for each open workspace. `workspace` is for keys and backups alone: records go through `tasks`."""

    tasks: Tasks
    hub: Hub
    messages: Messages
    navigation: Navigation
    theme: Theme
    view: ViewState
    actions: Actions
    settings: SettingsFile
    actor: Actor
    clock: Clock
    help: Help
    shelf: Shelf = field(default_factory=Shelf)
    workspace: Workspace | None = None

    @property
    def today(self) -> date:
        """The day it is, by the workspace's clock."""
        return london_day(self.clock.now())
