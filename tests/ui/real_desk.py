"""A desk over a real workspace, wired as the frame does it, for tests of pages that drive the whole program."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.ui.desks import app
from tests.ui.door import PreparedDoor
from ui.action import Actions
from ui.desk import Desk
from ui.help import Help
from ui.hub import Hub
from ui.messages import Messages
from ui.navigation import Navigation
from ui.opening import RestrictedGate
from ui.shelf import Shelf
from ui.tasks import Tasks
from ui.theme.theme import Theme
from ui.theme.tokens import Scheme
from ui.view import ViewState
from vrp_desktop.access.permissions import Actor
from vrp_desktop.calendar import Quarter
from vrp_desktop.clock import london_day
from vrp_desktop.people.naming import View
from vrp_desktop.settings import SettingsFile
from vrp_desktop.workspace.queries import about, reference_lists
from vrp_desktop.workspace.workspace import Workspace


def make_real_desk(
    workspace: Workspace,
    *,
    door: PreparedDoor | None = None,
    actor: Actor | None = None,
    theme: Theme | None = None,
    scheme: Scheme = Scheme.LIGHT,
    scale: float = 1.0,
    mode: View = View.NAMES,
    place: str = "",
) -> Desk:
    """All parts real, changes announced and errors told. Close `desk.tasks` before the workspace.

    `actor` changes what the screen offers; the store still goes by the workspace's own user.
    """
    who = actor or workspace.actor
    worn = theme or Theme(app(), scheme, scale)
    made = Desk(
        tasks=Tasks(workspace),
        hub=Hub(),
        messages=Messages(door or PreparedDoor()),
        navigation=Navigation(who),
        theme=worn,
        view=ViewState(Quarter.of(london_day(workspace.clock.now())), place, mode),
        actions=Actions(worn, who),
        settings=SettingsFile(None),
        actor=who,
        clock=workspace.clock,
        help=Help(),
        shelf=Shelf(workspace.read(reference_lists), workspace.read(about).identifiers),
        workspace=workspace,
    )
    made.tasks.changed.connect(made.hub.announce)
    made.tasks.set_fallback(made.messages.failure)
    RestrictedGate(made)
    return made


def settled(desk: Desk, page: QWidget) -> bool:
    """Whether everything that was asked has been answered: for `qtbot.waitUntil(lambda: settled(desk, page))`."""
    return page.isVisible() and desk.tasks.is_idle()
