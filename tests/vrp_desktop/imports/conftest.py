"""Intake into a fresh workspace; every test ends with a store that verifies."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.vrp_desktop.imports.lists import Intake
from vrp_desktop.workspace.workspace import Workspace


@pytest.fixture
def intake(workspace: Workspace) -> Iterator[Intake]:
    """Short ways to take lists into the fixture `workspace`."""
    helper = Intake(workspace)
    yield helper
    assert helper.sound()
