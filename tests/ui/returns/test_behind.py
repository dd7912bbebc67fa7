"""Behind a rate stand the records that count and the others, behind a median each record's own number; all open."""

from __future__ import annotations

from datetime import date

import pytest

from db.actions import Action
from tests.ui.driving import is_idle
from ui.returns.page import ReturnsPage
from vrp_desktop.actions.commands import move_action

OPENED, DUE = date(2026, 10, 5), date(2026, 10, 20)


@pytest.fixture
def line(qtbot, real_desk):
    """Open the return at a line, and wait until its records are there."""

    def opened(code: str) -> ReturnsPage:
        page = ReturnsPage(real_desk)
        qtbot.addWidget(page)
        page.resize(1300, 900)
        page.open_at({"line": code})
        page.show()
        qtbot.waitUntil(lambda: page.line.code == code and is_idle(real_desk))
        return page

    return opened


def test_behind_a_rate_stand_those_that_count_and_the_others(line, make):
    done, late = make.action(DUE, OPENED), make.action(DUE, OPENED)
    make.do(move_action, done, make.version(Action, done), "COMPLETE", DUE)

    page = line("ACTIONS_ON_TIME_RATE")
    behind = page.line

    assert [row.page for row in behind._records.model.loaded()] == [("action", done)]
    assert [row.page for row in behind._others.model.loaded()] == [("action", late)]


def test_behind_a_median_each_record_says_its_own_number_and_has_its_page(line, make):
    action = make.action(DUE, OPENED)
    page = line("ACTIONS_OPEN_AGE")
    behind = page.line

    row = behind._records.model.row(0)
    assert row.measure == (make.clock.now().date() - OPENED).days
    assert row.page == ("action", action)
