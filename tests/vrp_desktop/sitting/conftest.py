"""Records for the tests of the room, made through the real commands."""

from __future__ import annotations

import pytest

from tests.support.making import Making
from vrp_desktop.clock import FixedClock
from vrp_desktop.workspace.workspace import Workspace


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    """Makes records in the fresh workspace."""
    return Making(workspace, clock)
