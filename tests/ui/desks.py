"""A desk for tests of the screen kit: a real one, over a small store in memory that counts what it is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event
from typing import Any

from PySide6.QtWidgets import QApplication

from tests.ui.door import PreparedDoor
from ui.action import Actions
from ui.desk import Desk
from ui.help import Help
from ui.hub import Hub
from ui.messages import Messages
from ui.navigation import Navigation
from ui.tasks import Tasks
from ui.theme.theme import Theme
from ui.theme.tokens import Scheme
from ui.view import ViewState
from vrp_desktop.access.permissions import Actor, Role
from vrp_desktop.calendar import Quarter
from vrp_desktop.changes import Changes
from vrp_desktop.clock import FixedClock
from vrp_desktop.settings import SettingsFile

NOW = datetime(2026, 8, 12, 9, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command hands back."""

    result: Any
    changes: Changes


@dataclass
class SmallStore:
    """Runs functions as a workspace does: a query is called with the store, a command too."""

    interrupted: Event = field(default_factory=Event)
    interrupts: int = 0

    def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        return query(self, *args, **kwargs)

    def write(self, command: Callable[..., Any], /, *args: Any, on_behalf_of: Any = None, **kwargs: Any) -> Any:
        answer = command(self, *args, **kwargs)
        return answer if isinstance(answer, Outcome) else Outcome(answer, Changes())

    def interrupt_reads(self, query: Callable[..., Any] | None = None) -> None:
        self.interrupts += 1
        self.interrupted.set()


def app() -> QApplication:
    """The one application of the test run."""
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else QApplication([])


def make_desk(
    *,
    door: PreparedDoor | None = None,
    role: Role = Role.MANAGER,
    scheme: Scheme = Scheme.LIGHT,
    scale: float = 1.0,
    theme: Theme | None = None,
) -> Desk:
    """A desk whose parts are all real."""
    actor = Actor("user-1", "practice", "Pat Practice", role)
    worn = theme or Theme(app(), scheme, scale)
    return Desk(
        tasks=Tasks(SmallStore()),
        hub=Hub(),
        messages=Messages(door or PreparedDoor()),
        navigation=Navigation(actor),
        theme=worn,
        view=ViewState(Quarter(2026, 2)),
        actions=Actions(worn, actor),
        settings=SettingsFile(None),
        actor=actor,
        clock=FixedClock(NOW),
        help=Help(),
    )
