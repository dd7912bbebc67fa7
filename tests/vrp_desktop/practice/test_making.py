"""Making a practice workspace: sound, marked as practice, of any size and up to any day."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.workspaces import CHEAP
from tests.vrp_desktop.practice.conftest import AS_AT, CHILDREN
from tests.vrp_desktop.practice.reading import lists_of, rows_of
from vrp_desktop.calendar import Quarter
from vrp_desktop.clock import day_clock
from vrp_desktop.errors import KnownError, RuleBroken
from vrp_desktop.figures.figure import Window
from vrp_desktop.figures.run import count
from vrp_desktop.panel.figures import FIGURES
from vrp_desktop.practice.commands import add_practice_records
from vrp_desktop.practice.ledger import Register
from vrp_desktop.practice.making import PASSPHRASE, USER, make_practice
from vrp_desktop.practice.season import Order
from vrp_desktop.practice.world import World
from vrp_desktop.workspace.checks import verify_workspace
from vrp_desktop.workspace.workspace import Workspace


def test_a_practice_workspace_is_sound(practice):
    assert verify_workspace(practice) == []


def test_a_practice_workspace_says_that_it_is_one_and_on_which_day_it_stands(practice):
    facts = {row["key"]: row["value"] for row in rows_of(practice, "workspace_fact")}

    assert facts["practice"] is True
    assert facts["area_name"] == "Practice partnership"
    assert facts["practice_day"] == AS_AT.isoformat()
    assert practice.actor.name == USER


def test_each_month_is_one_event_or_more_in_the_order_of_time(practice):
    events = [row for row in rows_of(practice, "audit_event") if row["deed"] == "add_practice_records"]
    moments = [row["at"] for row in events]

    assert len({(moment.year, moment.month) for moment in moments}) == 19
    assert moments == sorted(moments)
    assert all(row["changes"] for row in events)


def test_every_count_of_the_panel_has_something_to_count(practice):
    quarter = Quarter.parse("2026-27Q2")
    window = Window(quarter.start, quarter.end, AS_AT)

    values = {
        item.code: practice.read(lambda read, item=item: count(read.session, item, window).value) for item in FIGURES
    }

    assert [code for code, value in values.items() if value == 0] == []


def test_school_holidays_bring_fewer_referrals_than_terms(practice):
    months = [row["referred_on"].month for row in rows_of(practice, "referral")]

    assert 0 < months.count(8) < months.count(7)
    assert len(months) >= CHILDREN


@pytest.mark.parametrize(
    ("children", "as_at"),
    [(0, date(2026, 11, 20)), (1, date(2026, 10, 1)), (3, date(2025, 12, 31)), (2, date(2027, 1, 4))],
)
def test_any_number_of_children_up_to_any_day(tmp_path, children, as_at):
    make_practice(tmp_path / "w", children=children, seed=1, as_at=as_at, cost=CHEAP)

    with Workspace.open(tmp_path / "w", USER, PASSPHRASE, day_clock(as_at)) as workspace:
        assert len(rows_of(workspace, "person")) == children
        assert verify_workspace(workspace) == []


@pytest.mark.parametrize("as_at", [date(1, 1, 1), date(2010, 12, 31), date(9999, 12, 31)])
def test_a_day_for_which_no_lists_ship_is_refused_before_anything_is_made(tmp_path, as_at):
    with pytest.raises(KnownError, match="cannot end on"):
        make_practice(tmp_path / "w", children=1, seed=1, as_at=as_at, cost=CHEAP)

    assert not (tmp_path / "w").exists()


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("kept")

    with pytest.raises(KnownError):
        make_practice(tmp_path, children=1, seed=1, as_at=AS_AT, cost=CHEAP)

    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_progress_is_told_up_to_the_last_child(tmp_path):
    told: list[tuple[int, int]] = []

    make_practice(
        tmp_path / "w", children=5, seed=1, as_at=AS_AT, cost=CHEAP, progress=lambda done, of: told.append((done, of))
    )

    assert told[-1] == (5, 5)


def test_made_up_records_are_refused_in_a_workspace_for_real_work(workspace):
    world = World.of(Order(1, 1, AS_AT), lists_of(workspace))

    with pytest.raises(RuleBroken):
        workspace.write(add_practice_records, world, Register("00"), [0])


def test_a_making_that_is_broken_off_leaves_nothing(tmp_path):
    def stop(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_practice(tmp_path / "w", children=5, seed=1, as_at=AS_AT, cost=CHEAP, progress=stop)

    assert list(tmp_path.iterdir()) == []
