"""Pages, history, and opening a record on the page for its kind."""

from __future__ import annotations

import pytest

from ui.desk import Desk
from ui.navigation import Navigation, PageSpec, Spot
from ui.widgets import page
from vrp_desktop.access.permissions import Actor, Permission, Role


def Page(desk: Desk) -> page.Page:
    raise AssertionError("no page is built here")


@pytest.fixture
def navigation(qapp):
    made = Navigation(Actor("u1", "vic", "Vic Viewer", Role.VIEWER))
    made.register(
        PageSpec("home", "Home", "home", Page),
        PageSpec("cases", "Cases", "case", Page, Permission.SEE_RECORDS, opens=("panel_case",)),
        PageSpec("audit", "Audit", "audit", Page, Permission.SEE_AUDIT),
    )
    return made


def test_pages_that_the_role_may_not_see_are_left_out(navigation):
    assert [spec.key for spec in navigation.pages] == ["home", "cases"]


def test_back_and_forward_walk_the_history(navigation):
    spots: list[Spot] = []
    navigation.moved.connect(spots.append)

    navigation.go("home")
    navigation.go("cases", status="DEFERRED")
    navigation.back()
    navigation.forward()

    assert spots == [Spot("home"), Spot("cases", {"status": "DEFERRED"})] * 2


def test_going_somewhere_else_forgets_the_way_forward(navigation):
    navigation.go("home")
    navigation.go("cases")
    navigation.back()
    navigation.go("cases", tab="notes")

    assert not navigation.can_go_forward
    assert navigation.can_go_back


def test_a_record_opens_on_the_page_for_its_kind(navigation):
    navigation.open_record("panel_case", "c1")

    assert navigation.here == Spot("cases", {"kind": "panel_case", "record": "c1"})


def test_a_page_that_is_not_there_is_not_gone_to(navigation):
    navigation.go("home")
    navigation.go("audit")

    assert navigation.here == Spot("home")
