"""Saved views on Home: each says how many it holds now, which is what its list shows when it is opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.support.making import DECIDED, REFERRED, Making
from tests.ui.driving import is_idle
from ui.actions.page import ActionsPage
from ui.conferences.page import ConferencesPage
from ui.desk import Desk
from ui.home.page import HomePage
from ui.interventions.page import InterventionsPage
from ui.pages import page_of
from ui.panel.page import CasesPage
from ui.people.page import PeoplePage
from ui.rights.page import RightsPage
from ui.safeguarding.page import SafeguardingPage
from ui.sharing.page import SharingPage
from ui.view_counts import number_question
from ui.widgets.data_table import DataTable
from ui.widgets.page import Page
from vrp_desktop.rights.commands import record_request
from vrp_desktop.rights.forms import RequestForm
from vrp_desktop.views.commands import save_view
from vrp_desktop.views.forms import ViewContent, ViewForm
from vrp_desktop.views.queries import ViewRow

LISTS: dict[str, Callable[[Desk], tuple[Page, str]]] = {
    "cases": lambda desk: (CasesPage(desk), "table"),
    "intervention_referrals": lambda desk: (InterventionsPage(desk), "referrals"),
    "conferences": lambda desk: (ConferencesPage(desk), "table"),
    "actions": lambda desk: (ActionsPage(desk), "table"),
    "concerns": lambda desk: (SafeguardingPage(desk), "table"),
    "people": lambda desk: (PeoplePage(desk), "table"),
    "rights": lambda desk: (RightsPage(desk), "table"),
    "shares": lambda desk: (SharingPage(desk), "table"),
}


@pytest.fixture
def records(make: Making) -> Making:
    """Something on each list, in two places."""
    case_id = make.screened()
    make.decide(case_id)
    make.case(place="SOUTHAMPTON")
    make.action(date(2026, 10, 1), REFERRED, case_id=case_id)
    make.intervention_referral(make.person())
    make.sitting(date(2026, 11, 9))
    make.do(record_request, make.person(), RequestForm("ACCESS", "CHILD", DECIDED))
    return make


def view_of(list_name: str, filters: dict[str, str]) -> ViewRow:
    return ViewRow("v", 1, list_name, "cases", "Mine", "", True, True, False, False, ViewContent(filters=filters))


@pytest.mark.parametrize("list_name", LISTS)
def test_a_view_counts_what_its_list_shows_for_every_choice_of_its_filters(
    qtbot: QtBot, real_desk: Desk, records: Making, list_name: str
) -> None:
    page, name = LISTS[list_name](real_desk)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: is_idle(real_desk))
    table: DataTable = getattr(page, name)
    boxes = table.views._filters

    for title, box in boxes.items() or [("", None)]:
        for at in range(box.count()) if box is not None else (0,):
            if box is not None:
                if box.itemData(at) is None:
                    continue
                box.setCurrentIndex(at)
                box.activated.emit(at)
            table.refresh()
            qtbot.waitUntil(lambda: is_idle(real_desk))
            chosen = {key: str(each.currentData() or "") for key, each in boxes.items()}
            ask = number_question(view_of(list_name, chosen), real_desk.view.place)
            assert ask is not None
            assert records.see(ask.query, *ask.args, **ask.kwargs) == table.total, (title, chosen)
        if box is not None:
            box.setCurrentIndex(0)


def test_home_says_how_many_each_view_holds_and_opens_it(qtbot: QtBot, real_desk: Desk, records: Making) -> None:
    content = ViewContent(filters={"Which cases": "list:NEW"})
    records.do(save_view, ViewForm("cases", "cases", "New ones", content))
    gone = ViewContent(filters={"Which cases": "list:NO_SUCH", "Which": "x"})
    records.do(save_view, ViewForm("cases", "cases", "Old", gone))
    real_desk.navigation.register(page_of("cases"))
    home = HomePage(real_desk)
    qtbot.addWidget(home)
    home.show()

    def words() -> set[str]:
        return {button.text() for button in home.findChildren(QPushButton)}

    qtbot.waitUntil(lambda: {"New ones (1)", "Old (2)"} <= words())
    button = next(b for b in home.findChildren(QPushButton) if b.text() == "New ones (1)")
    assert button.accessibleName().endswith("a view of Panel cases, 1 now")
