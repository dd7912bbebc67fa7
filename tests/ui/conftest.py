"""For tests of the screen: a desk that is closed afterwards, a theme that is not worn on, no window left behind."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.desks import make_desk
from tests.ui.door import PreparedDoor
from ui.desk import Desk
from ui.theme.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light theme at the usual size."""
    return Theme(qapp)


@pytest.fixture
def door() -> PreparedDoor:
    """What stands behind the messages of the desk."""
    return PreparedDoor()


@pytest.fixture
def desk(theme: Theme, door: PreparedDoor) -> Iterator[Desk]:
    """A desk over a small store in memory."""
    made = make_desk(door=door, theme=theme)
    yield made
    made.tasks.close()
