"""What every test may ask for: a fresh unlocked workspace, its clock, and the template it is copied from."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.support.practice import AS_AT
from tests.support.workspaces import CHEAP, STARTS_AT, Template, make_template, open_workspace
from vrp_desktop.clock import FixedClock
from vrp_desktop.practice.making import make_practice
from vrp_desktop.workspace.workspace import Workspace

if TYPE_CHECKING:
    from tests.support.planting import PlantedTemplate

_LONG = (
    "tests/journeys/",
    "tests/kill/",
    "tests/vrp_desktop/practice/",
    "tests/vrp_desktop/cli/",
    "tests/vrp_desktop/returns/",
)
"""Folders whose few tests take long. They come first, so that no worker is left alone with one at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first; within them, and among the others, the order stays."""
    items.sort(key=lambda item: not item.nodeid.startswith(_LONG))


def pytest_collection_finish() -> None:
    """All tests and modules stay to the end: looking through them for rubbish again and again finds none."""
    gc.collect()
    gc.freeze()


settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def template_store(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """A closed workspace, made once; tests copy it and never open it where it lies."""
    return make_template(tmp_path_factory.mktemp("template") / "workspace")


@pytest.fixture(scope="session")
def practice_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed practice workspace of thirty children, made once; tests copy it and never open it where it lies."""
    folder = tmp_path_factory.mktemp("practice") / "workspace"
    make_practice(folder, children=30, seed=7, as_at=AS_AT, cost=CHEAP)
    return folder


@pytest.fixture(scope="session")
def planted_template(template_store: Template, tmp_path_factory: pytest.TempPathFactory) -> PlantedTemplate:
    """A closed workspace in which a name stands wherever one can be typed, made once; tests copy it."""
    from tests.support.planting import make_planted

    return make_planted(template_store, tmp_path_factory.mktemp("planted") / "workspace")


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands still until a test moves it."""
    return FixedClock(STARTS_AT)


@pytest.fixture
def workspace_folder(template_store: Template, tmp_path: Path) -> Path:
    """A fresh closed copy of the template."""
    return template_store.copy_to(tmp_path / "workspace")


@pytest.fixture
def workspace(workspace_folder: Path, clock: FixedClock) -> Iterator[Workspace]:
    """A fresh copy of the template, unlocked by its manager; its clock is the fixture `clock`."""
    opened = open_workspace(workspace_folder, clock)
    yield opened
    opened.close()


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> object:
    """pytest-qt's own fixture, with a bot that waits longer on a loaded machine."""
    from tests.support.patience import PatientBot

    return PatientBot(request)
