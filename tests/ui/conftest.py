"""For tests of the screen: a desk that is closed afterwards, a theme that is not worn on, no window left behind."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tests.support.making import Making
from tests.ui.desks import make_desk
from tests.ui.door import PreparedDoor
from tests.ui.real_desk import make_real_desk
from ui.desk import Desk
from ui.theme.theme import Theme
from vrp_desktop.clock import FixedClock
from vrp_desktop.workspace.workspace import Workspace


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """What a test closed is freed before the next begins: a theme that is worn would first dress all of it anew."""
    yield
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


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


@pytest.fixture
def real_desk(workspace: Workspace, theme: Theme, door: PreparedDoor) -> Iterator[Desk]:
    """A desk over the fresh workspace."""
    made = make_real_desk(workspace, door=door, theme=theme)
    yield made
    made.tasks.close()


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    """Makes records in the fresh workspace."""
    return Making(workspace, clock)
