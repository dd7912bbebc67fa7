"""What is killed on the low floors: plain writes, backups, a change of key, and the making of a workspace."""

from __future__ import annotations

import random
from pathlib import Path

from db.access import WorkspaceFact
from tests.kill.nursery import Acknowledge
from tests.support.workspaces import AREA, CHEAP, PASSPHRASE, STARTS_AT, USER, open_workspace
from vrp_desktop.access.forms import UserForm
from vrp_desktop.access.permissions import Permission, Role, command
from vrp_desktop.access.work import Work
from vrp_desktop.clock import FixedClock
from vrp_desktop.workspace.backups import back_up
from vrp_desktop.workspace.users import add_user, let_user_leave
from vrp_desktop.workspace.workspace import Workspace

COLLEAGUE = "bodil"
COLLEAGUES_PASSPHRASE = "nine other made-up words"


@command(Permission.MANAGE_SETTINGS)
def keep_facts(work: Work, keys: list[str], size: int) -> None:
    """A deed of several rows, which must be there together or not at all."""
    for key in keys:
        work.add(WorkspaceFact(key=key, value="x" * size))


def write_facts(folder: Path, seed: int, acknowledge: Acknowledge) -> None:
    """Deeds of one to five rows, small and large."""
    chance = random.Random(seed)
    with open_workspace(folder) as workspace:
        for number in range(25):
            keys = [f"fact-{number}-{part}" for part in range(chance.randint(1, 5))]
            workspace.write(keep_facts, keys, chance.choice([10, 5_000, 200_000]))
            acknowledge(" ".join(keys))


def make_backups(folder: Path, seed: int, acknowledge: Acknowledge) -> None:
    """Backups one after another, with a deed between them."""
    with open_workspace(folder) as workspace:
        for number in range(4):
            workspace.write(keep_facts, [f"before-{number}"], 100_000)
            name = f"taken-{number}.vrpbackup"
            back_up(workspace, folder / "backups" / name)
            acknowledge(f"{name} before-{number}")


def change_the_key(folder: Path, seed: int, acknowledge: Acknowledge) -> None:
    """A colleague comes and leaves again, twice: the store is re-keyed each time."""
    with open_workspace(folder) as workspace:
        for _ in range(2):
            form = UserForm(COLLEAGUE, "Bodil Madeup", Role.CHAIR)
            user_id = add_user(workspace, form, COLLEAGUES_PASSPHRASE, CHEAP).user_id
            acknowledge("came")
            let_user_leave(workspace, user_id)
            acknowledge("left")


def found_a_workspace(folder: Path, seed: int, acknowledge: Acknowledge) -> None:
    """A new workspace in an empty folder."""
    created = Workspace.create(folder, AREA, USER, PASSPHRASE, FixedClock(STARTS_AT), cost=CHEAP)
    acknowledge("made")
    created.workspace.close()
