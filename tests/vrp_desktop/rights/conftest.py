"""Factories in a fresh workspace."""

from __future__ import annotations

import pytest

from tests.support.making import Making
from vrp_desktop.clock import FixedClock
from vrp_desktop.workspace.workspace import Workspace


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    return Making(workspace, clock)
