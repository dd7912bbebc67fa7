"""Home's counts made ready for days to come: never other than what the records would say on that day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.support.making import Making
from ui.home import preparing
from ui.home.gather import HomeFacts, counted, home_facts
from ui.home.page import HomePage
from vrp_desktop.access.permissions import Permission, Role, command
from vrp_desktop.access.work import Read, Work
from vrp_desktop.workspace.prepared import DAYS_AHEAD, answer_of, days_missing, keep_prepared, prepare
from vrp_desktop.workspace.workspace import Workspace

TODAY = date(2026, 11, 2)
NAME, ASK = counted(None)


@pytest.fixture
def make(workspace: Workspace, clock) -> Making:
    """A case on its way through the panel, and an action that will be late."""
    made = Making(workspace, clock)
    case_id = made.case(on=TODAY - timedelta(days=20))
    made.action(TODAY + timedelta(days=2), TODAY, case_id=case_id)
    made.on(TODAY)
    return made


def prepare_all(workspace: Workspace) -> None:
    for day in workspace.read(days_missing, NAME):
        workspace.write(keep_prepared, workspace.read(prepare, NAME, ASK, day))


def not_asked(_read: Read) -> dict[str, object]:
    raise AssertionError("the records were asked")


@command(Permission.SEE_RECORDS)
def look_at(work: Work, person_id: str) -> None:
    """A deed that is told to the audit and changes nothing."""
    work.names("person", person_id)


def tiles(facts: HomeFacts) -> dict[str, int]:
    return {tile.work.code: tile.work.number for tile in facts.tiles}


def test_prepared_counts_are_found_without_asking_the_records(workspace: Workspace, make: Making):
    prepare_all(workspace)

    assert workspace.read(answer_of, NAME, not_asked) == workspace.read(ASK)
    assert workspace.read(days_missing, NAME) == []


def test_each_day_ahead_shows_what_the_records_say_on_that_day(workspace: Workspace, make: Making):
    prepare_all(workspace)
    seen = []

    for ahead in range(DAYS_AHEAD):
        make.on(TODAY + timedelta(days=ahead))
        prepared = workspace.read(answer_of, NAME, not_asked)
        assert prepared == workspace.read(ASK)
        seen.append(prepared)

    assert seen[0] != seen[-1], "the action became overdue within these days"


def test_a_change_makes_the_records_be_asked_again(workspace: Workspace, make: Making):
    prepare_all(workspace)
    before = tiles(workspace.read(home_facts, None))

    make.case(on=TODAY)

    assert tiles(workspace.read(home_facts, None))["NEW"] == before["NEW"] + 1
    assert len(workspace.read(days_missing, NAME)) == DAYS_AHEAD


def test_looking_at_a_record_leaves_what_is_prepared(workspace: Workspace, make: Making):
    person = make.person("Ash Otherwise")
    prepare_all(workspace)

    workspace.write(look_at, person)

    assert workspace.read(days_missing, NAME) == []


def test_an_answer_that_was_overtaken_is_not_kept(workspace: Workspace, make: Making):
    found = workspace.read(prepare, NAME, ASK, TODAY)
    make.case(on=TODAY)

    workspace.write(keep_prepared, found)

    assert TODAY in workspace.read(days_missing, NAME)


def test_another_role_or_place_has_answer_of_its_own(workspace: Workspace, make: Making):
    prepare_all(workspace)
    limited = make.actor(Role.VIEWER, ["ISLE_OF_WIGHT"])

    mine = make.see_as(limited, home_facts, None)

    assert len(make.see_as(limited, days_missing, NAME)) == DAYS_AHEAD
    assert tiles(mine)["NEW"] == 0


def test_home_makes_the_coming_days_ready_when_it_is_quiet(
    qtbot, workspace: Workspace, make: Making, real_desk, monkeypatch
):
    monkeypatch.setattr(preparing, "QUIET_MS", 0)
    page = HomePage(real_desk)
    qtbot.addWidget(page)

    page.show()

    qtbot.waitUntil(lambda: workspace.read(days_missing, NAME) == [])
