"""For tests of the page of panel cases."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.driving import is_idle
from ui.desk import Desk
from ui.panel.page import CasesPage

Show = Callable[..., CasesPage]


@pytest.fixture
def show(qtbot: QtBot, real_desk: Desk) -> Show:
    """Show the page over the fresh workspace, and wait until it has fetched."""

    def made(desk: Desk | None = None, **where: str) -> CasesPage:
        used = desk or real_desk
        page = CasesPage(used)
        qtbot.addWidget(page)
        page.resize(1400, 900)
        if where:
            page.open_at(where)
        page.show()
        qtbot.waitUntil(lambda: is_idle(used))
        return page

    return made
