"""One small practice workspace, made once and only read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.support.workspaces import CHEAP
from vrp_desktop.access.work import Read
from vrp_desktop.clock import day_clock
from vrp_desktop.practice.making import PASSPHRASE, USER, make_practice
from vrp_desktop.restricted.commands import open_restricted
from vrp_desktop.restricted.rules import LookForm
from vrp_desktop.workspace.workspace import Workspace

AS_AT = date(2026, 10, 14)
CHILDREN = 170


@pytest.fixture(scope="session")
def practice_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("practice") / "workspace"
    make_practice(folder, children=CHILDREN, seed=7, as_at=AS_AT, cost=CHEAP)
    return folder


@pytest.fixture(scope="session")
def practice(practice_folder: Path) -> Iterator[Workspace]:
    """The practice workspace, open on its last day; tests do not write to it. Its restricted record is open."""
    with Workspace.open(practice_folder, USER, PASSPHRASE, day_clock(AS_AT, hour=20)) as workspace:
        for person_id in workspace.read(_closed):
            workspace.write(open_restricted, person_id, LookForm("DATA_QUALITY", "To read every record whole"))
        yield workspace


def _closed(read: Read) -> list[str]:
    assert read.closed, "practice data holds a restricted record"
    return sorted(read.closed)


@pytest.fixture
def practice_copy(practice_folder: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A copy that a test may write to."""
    folder = tmp_path / "workspace"
    shutil.copytree(practice_folder, folder)
    with Workspace.open(folder, USER, PASSPHRASE, day_clock(AS_AT)) as workspace:
        yield workspace
