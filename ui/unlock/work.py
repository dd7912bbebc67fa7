"""What unlocking does away from the main thread. Heavy modules are imported inside, when they are first needed."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from vrp_desktop.clock import Clock

if TYPE_CHECKING:
    from vrp_desktop.reference.lists import Lists
    from vrp_desktop.workspace.queries import About
    from vrp_desktop.workspace.unlocking import Stage
    from vrp_desktop.workspace.workspace import Workspace

Report = Callable[[int, int], None]

WARM = (
    "vrp_desktop.workspace.workspace",
    "vrp_desktop.workspace.opening",
    "vrp_desktop.workspace.runner",
    "vrp_desktop.workspace.queries",
    "vrp_desktop.workspace.backups",
    "vrp_desktop.access.queries",
    "ui.session",
    "ui.home.page",
)

FIRST_PAGE = "ui.home.gather"
"""What the first page asks; by its name, since no folder of the screen knows another."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open workspace and what the frame needs of it at once. A new recovery code is shown before anything else."""

    workspace: Workspace
    about: About
    lists: Lists
    last_backup: datetime | None
    recovery_code: str = ""
    is_new: bool = False
    first_page: str = ""


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A place that a new workspace may work in."""

    code: str
    label: str
    is_usual: bool


@dataclass(frozen=True, slots=True)
class NewWorkspace:
    """What the wizard asks for."""

    folder: Path
    area_name: str
    places: tuple[str, ...]
    user: str
    full_name: str
    passphrase: str


def warm_up() -> None:
    """Import what unlocking and the first page need, while the passphrase is typed."""
    for name in WARM:
        import_module(name)
    from vrp_desktop.workspace.warming import warm

    warm(import_module(FIRST_PAGE).FIRST_QUESTIONS)
    # What is loaded by now stays for good: the collector need not walk it again and again.
    gc.freeze()


def users_of(folder: Path) -> tuple[str, ...]:
    """Who may unlock a workspace; nobody where it cannot be told."""
    from vrp_desktop.workspace.folder import WorkspaceFolder
    from vrp_desktop.workspace.messages import plain_words

    with plain_words():
        return WorkspaceFolder(folder).users()


def open_workspace(folder: Path, user: str, passphrase: str, clock: Clock, progress: Report) -> Opened:
    """Unlock and open; tells its stages as it goes."""
    from vrp_desktop.workspace.workspace import Workspace

    return _opened(Workspace.open(folder, user, passphrase, clock, _stages(progress)))


def make_workspace(new: NewWorkspace, clock: Clock) -> Opened:
    """Make a new workspace and open it for its first user."""
    from vrp_desktop.workspace.workspace import Workspace

    made = Workspace.create(
        new.folder,
        new.area_name,
        new.user,
        new.passphrase,
        clock,
        full_name=new.full_name,
        places=new.places,
    )
    return replace(_opened(made.workspace, made.recovery_code), is_new=True)


def restore_backup(
    backup: Path, folder: Path, user: str, secret: str, by_code: bool, clock: Clock, former: Path | None = None
) -> Opened:
    """Restore a backup into a new folder, erase again who was erased since, and open it."""
    from vrp_desktop.people.erased_again import erase_again
    from vrp_desktop.workspace.backups import restore

    workspace = restore(backup, folder, user, secret, clock, by_code=by_code, former=former)
    erase_again(workspace, workspace.to_erase_again)
    return _opened(workspace)


def recover(folder: Path, user: str, code: str, passphrase: str, clock: Clock) -> Opened:
    """Set a new passphrase with the recovery code, and open."""
    from vrp_desktop.workspace.users import reset_by_code
    from vrp_desktop.workspace.workspace import Workspace

    unlocked, fresh = reset_by_code(folder, user, code, passphrase, clock)
    return _opened(Workspace.enter(unlocked, clock), fresh)


def warnings_of(folder: Path) -> tuple[str, ...]:
    """What speaks against a folder for a workspace."""
    from vrp_desktop.workspace.whereabouts import warnings_about

    return warnings_about(folder)


def place_choices(today: date) -> tuple[PlaceChoice, ...]:
    """The places that ship and are places today."""
    from vrp_desktop.reference.files import read_lists

    entries = read_lists()["places"].entries
    here = (entry for entry in entries if entry.in_force_on(today))
    return tuple(PlaceChoice(entry.code, entry.label, entry.extra.get("default") is True) for entry in here)


def stage_words(so_far: int) -> str:
    """The words for a stage that was reported by its place."""
    from vrp_desktop.workspace.unlocking import Stage

    stages: Sequence[Stage] = list(Stage)
    return stages[min(so_far, len(stages) - 1)].value


def _stages(report: Report) -> Callable[[Stage], None]:
    from vrp_desktop.workspace.unlocking import Stage

    stages = list(Stage)
    return lambda stage: report(stages.index(stage), len(stages))


def _opened(workspace: Workspace, recovery_code: str = "") -> Opened:
    from vrp_desktop.workspace.backups import last_backup
    from vrp_desktop.workspace.queries import first_facts

    try:
        last = last_backup(workspace.folder.path)
        about, lists = workspace.read(first_facts)
        return Opened(workspace, about, lists, last.made_at if last is not None else None, recovery_code)
    except BaseException:
        workspace.close()
        raise
