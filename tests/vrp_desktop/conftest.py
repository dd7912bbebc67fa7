"""A practice workspace with six quarters, copied for each test that gets its return ready."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.practice import AS_AT
from tests.support.returns import Returns, opened_returns
from tests.support.workspaces import CHEAP
from vrp_desktop.practice.making import make_practice


@pytest.fixture(scope="session")
def practice_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed practice workspace, made once."""
    folder = tmp_path_factory.mktemp("practice") / "workspace"
    make_practice(folder, 120, as_at=AS_AT, cost=CHEAP)
    return folder


@pytest.fixture(scope="session")
def filled_store(practice_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice workspace once its return of the last full quarter is filled in, closed again."""
    folder = tmp_path_factory.mktemp("filled") / "workspace"
    shutil.copytree(practice_store, folder)
    with opened_returns(folder) as returns:
        returns.fill()
    return folder


@pytest.fixture
def returns(practice_store: Path, tmp_path: Path) -> Iterator[Returns]:
    """A fresh copy of the practice workspace on 14 October 2026."""
    folder = tmp_path / "workspace"
    shutil.copytree(practice_store, folder)
    with opened_returns(folder) as opened:
        yield opened


@pytest.fixture
def filled(filled_store: Path, tmp_path: Path) -> Iterator[Returns]:
    """The same with the return of the last full quarter filled in: it wants completing."""
    folder = tmp_path / "workspace"
    shutil.copytree(filled_store, folder)
    with opened_returns(folder) as opened:
        yield opened
