"""The store killed at random moments of writing, backing up, re-keying and being made."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from db.access import UserAccount, WorkspaceFact
from tests.kill.harness import Nursery, kill_again_and_again
from tests.kill.workloads import COLLEAGUE, COLLEAGUES_PASSPHRASE
from tests.support.workspaces import AREA, CHEAP, PASSPHRASE, STARTS_AT, USER, Template, open_workspace
from vrp_desktop.access.work import Read
from vrp_desktop.clock import FixedClock
from vrp_desktop.errors import WrongPassphrase
from vrp_desktop.workspace.backups import restore
from vrp_desktop.workspace.checks import verify_workspace
from vrp_desktop.workspace.folder import FolderState, WorkspaceFolder
from vrp_desktop.workspace.workspace import Workspace

WORKLOADS = "tests.kill.workloads"


def facts(read: Read) -> set[str]:
    return set(read.session.scalars(select(WorkspaceFact.key)))


def colleague_is_here(read: Read) -> bool:
    here = select(UserAccount).where(UserAccount.name == COLLEAGUE, UserAccount.left_on.is_(None))
    return read.session.scalar(here) is not None


def check_facts(folder: Path, acknowledged: tuple[str, ...]) -> None:
    with open_workspace(folder) as workspace:
        found = workspace.read(facts)
        assert {key for line in acknowledged for key in line.split()} <= found
        deeds = {key.rsplit("-", 1)[0] for key in found if key.startswith("fact-")}
        assert len(deeds) in (len(acknowledged), len(acknowledged) + 1)
        assert verify_workspace(workspace) == []


def test_every_acknowledged_deed_survives_a_kill(nursery: Nursery, times: int, template_store: Template, tmp_path):
    killed = kill_again_and_again(
        nursery, f"{WORKLOADS}:write_facts", tmp_path, times, template_store.copy_to, check_facts
    )

    assert killed > times / 2


def check_backups(folder: Path, acknowledged: tuple[str, ...]) -> None:
    with open_workspace(folder) as workspace:
        assert verify_workspace(workspace) == []
    for path in (folder / "backups").glob("*.vrpbackup"):
        fact = path.stem.replace("taken", "before")
        with restore(path, folder / path.stem, USER, PASSPHRASE, FixedClock(STARTS_AT)) as restored:
            assert fact in restored.read(facts)
            assert verify_workspace(restored) == []
    assert {line.split()[0] for line in acknowledged} <= {path.name for path in (folder / "backups").iterdir()}


def test_a_backup_is_whole_or_not_there(nursery: Nursery, times: int, template_store: Template, tmp_path):
    killed = kill_again_and_again(
        nursery, f"{WORKLOADS}:make_backups", tmp_path, times, template_store.copy_to, check_backups
    )

    assert killed > times / 2


def check_key(folder: Path, acknowledged: tuple[str, ...]) -> None:
    with open_workspace(folder) as workspace:
        here = workspace.read(colleague_is_here)
        assert verify_workspace(workspace) == []
    names = WorkspaceFolder(folder).users()
    if here:
        assert names == (USER, COLLEAGUE)
        open_workspace(folder, user=COLLEAGUE, passphrase=COLLEAGUES_PASSPHRASE).close()
    else:
        assert names == (USER,)
        with pytest.raises(WrongPassphrase):
            open_workspace(folder, user=COLLEAGUE, passphrase=COLLEAGUES_PASSPHRASE)
    if acknowledged and acknowledged[-1] == "came":
        assert here or len(acknowledged) % 2 == 1
    assert [path.name for path in folder.glob("*.next*")] == []


def test_a_change_of_key_loses_nothing_and_shuts_the_leaver_out(
    nursery: Nursery, times: int, template_store: Template, tmp_path
):
    killed = kill_again_and_again(
        nursery, f"{WORKLOADS}:change_the_key", tmp_path, times, template_store.copy_to, check_key
    )

    assert killed > times / 2


def check_made(folder: Path, acknowledged: tuple[str, ...]) -> None:
    state = WorkspaceFolder(folder).state()
    if acknowledged:
        assert state is FolderState.WORKSPACE
    if state is not FolderState.WORKSPACE:
        created = Workspace.create(folder, AREA, USER, PASSPHRASE, FixedClock(STARTS_AT), cost=CHEAP)
        created.workspace.close()
    with open_workspace(folder) as workspace:
        assert verify_workspace(workspace) == []


def test_a_workspace_is_made_whole_or_can_be_made_again(nursery: Nursery, times: int, tmp_path):
    killed = kill_again_and_again(
        nursery, f"{WORKLOADS}:found_a_workspace", tmp_path, times, lambda folder: folder.mkdir(), check_made
    )

    assert killed > times / 2
