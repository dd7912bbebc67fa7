"""Factories in a fresh workspace."""

from __future__ import annotations

import pytest

from tests.support.making import Making
from vrp_desktop.clock import FixedClock
from vrp_desktop.letters.commands import set_sender
from vrp_desktop.letters.fields import Sender
from vrp_desktop.workspace.workspace import Workspace


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    return Making(workspace, clock)


@pytest.fixture
def sender(make: Making) -> None:
    """Who letters are from."""
    make.do(set_sender, Sender("Asha Madeup", "Panel coordinator", "Telephone 01632 960123."))
