"""What actions count in a quarter, example by example; a quarter that is over stays put."""

from __future__ import annotations

from datetime import date

import pytest

from db.actions import Action
from tests.support.making import Making
from vrp_desktop.actions import figures
from vrp_desktop.actions.commands import edit_action, move_action
from vrp_desktop.actions.forms import ActionForm
from vrp_desktop.figures.figure import Figure, Window
from vrp_desktop.figures.run import Counted, count, nearly_counted

Q2 = Window(date(2026, 7, 1), date(2026, 9, 30), date(2026, 9, 30))
Q3 = Window(date(2026, 10, 1), date(2026, 12, 31), date(2026, 11, 2))
OPENED = date(2026, 7, 10)


def counted(make: Making, figure: Figure, window: Window = Q2) -> Counted:
    found: Counted = make.see(lambda read: count(read.session, figure, window))
    return found


def value(make: Making, figure: Figure, window: Window = Q2) -> int:
    return counted(make, figure, window).value


def move(make: Making, action: str, status: str, on: date) -> None:
    reason = "COULD_NOT_WAITING" if status == "NOT_DONE" else None
    make.do(move_action, action, make.version(Action, action), status, on, reason, "Made-up")


def test_opened_counts_by_the_day_of_agreeing_and_by_owner(make: Making) -> None:
    make.action(date(2026, 10, 10), date(2026, 9, 30), agency="POLICE")
    make.action(date(2026, 10, 10), date(2026, 10, 1), agency="POLICE")

    assert counted(make, figures.OPENED).breakdown("agency") == {"POLICE": 1}


@pytest.mark.parametrize(
    ("done", "completed", "in_time"),
    [(date(2026, 9, 1), 1, 1), (date(2026, 9, 2), 1, 0), (date(2026, 10, 1), 0, 0)],
)
def test_completed_counts_by_its_day_and_on_time_by_the_due_date(
    make: Making, done: date, completed: int, in_time: int
) -> None:
    move(make, make.action(date(2026, 9, 1), OPENED), "COMPLETE", done)

    assert (value(make, figures.COMPLETED), value(make, figures.ON_TIME)) == (completed, in_time)
    assert value(make, figures.CAME_DUE) == 1


def test_a_late_completion_is_nearly_on_time(make: Making) -> None:
    move(make, make.action(date(2026, 9, 1), OPENED), "COMPLETE", date(2026, 9, 20))

    found = make.see(lambda read: nearly_counted(read.session, figures.ON_TIME, Q2))

    assert [item.failures[0].condition.code for item in found] == ["on_time"]


def test_each_action_that_came_due_is_told_by_what_became_of_it(make: Making) -> None:
    due = date(2026, 9, 1)
    move(make, make.action(due, OPENED), "COMPLETE", date(2026, 8, 20))
    move(make, make.action(due, OPENED), "COMPLETE", date(2026, 9, 20))
    for reason in ("COULD_NOT_WAITING", "COULD_NOT_NO_SERVICE", "DID_NOT_MISSED"):
        action = make.action(due, OPENED)
        make.do(move_action, action, make.version(Action, action), "NOT_DONE", due, reason, "Made-up")
    make.action(due, OPENED)
    for status in ("CANCELLED", "SUPERSEDED"):
        move(make, make.action(due, OPENED), status, due)

    became = {"ON_TIME": 1, "LATE": 1, "COULD_NOT": 2, "DID_NOT": 1, "STILL_OPEN": 1}
    assert counted(make, figures.CAME_DUE).breakdown("action_end") == became


def test_why_it_was_not_done_is_that_of_the_quarters_end_even_when_it_is_opened_again(make: Making) -> None:
    action = make.action(date(2026, 9, 1), OPENED)
    move(make, action, "NOT_DONE", date(2026, 9, 3))
    move(make, action, "OPEN", date(2026, 10, 5))

    assert counted(make, figures.CAME_DUE).breakdown("action_end") == {"COULD_NOT": 1}
    assert counted(make, figures.CLOSED_UNDONE).breakdown("undone_reason") == {"COULD_NOT_WAITING": 1}


@pytest.mark.parametrize(
    ("moved_on", "became"),
    [(date(2026, 8, 30), {"ON_TIME": 1}), (date(2026, 9, 1), {"ON_TIME": 1}), (date(2026, 9, 2), {"LATE": 1})],
)
def test_a_due_date_moved_before_its_day_is_another_day_and_one_moved_afterwards_was_missed(
    make: Making, moved_on: date, became: dict[str, int]
) -> None:
    action = make.action(date(2026, 9, 1), OPENED)
    make.on(moved_on)
    make.do(edit_action, action, 1, ActionForm("Meet the family", "EDUCATION", date(2026, 9, 20), OPENED))
    make.on(date(2026, 11, 2))
    move(make, action, "COMPLETE", date(2026, 9, 18))

    assert counted(make, figures.CAME_DUE).breakdown("action_end") == became


def test_the_age_of_open_actions_runs_from_agreeing_to_the_end_of_the_period(make: Making) -> None:
    make.action(date(2026, 12, 1), date(2026, 9, 20))
    make.action(date(2026, 12, 1), date(2026, 9, 10))
    later = make.action(date(2026, 12, 1), date(2026, 7, 10))
    move(make, later, "COMPLETE", date(2026, 10, 1))
    move(make, make.action(date(2026, 12, 1), date(2026, 7, 1)), "COMPLETE", date(2026, 9, 30))
    make.action(date(2026, 12, 1), date(2026, 10, 1))

    found = counted(make, figures.WAS_OPEN)

    assert (found.value, found.median()) == (3, 20.0)


def test_an_action_opened_again_within_the_quarter_is_not_completed(make: Making) -> None:
    action = make.action(date(2026, 9, 1), OPENED)
    move(make, action, "COMPLETE", date(2026, 8, 1))
    move(make, action, "OPEN", date(2026, 8, 10))
    again = value(make, figures.COMPLETED)
    move(make, action, "COMPLETE", date(2026, 8, 20))

    assert (again, value(make, figures.COMPLETED)) == (0, 1)


def test_an_action_opened_again_after_the_quarter_was_completed_in_it(make: Making) -> None:
    action = make.action(date(2026, 9, 1), OPENED)
    move(make, action, "COMPLETE", date(2026, 8, 1))
    move(make, action, "OPEN", date(2026, 10, 10))

    assert (value(make, figures.COMPLETED), value(make, figures.OVERDUE)) == (1, 0)


def test_closed_undone_is_neither_completed_nor_cancelled(make: Making) -> None:
    for status in ("NOT_DONE", "CANCELLED", "SUPERSEDED"):
        move(make, make.action(date(2026, 9, 1), OPENED), status, date(2026, 8, 1))

    assert (value(make, figures.CLOSED_UNDONE), value(make, figures.COMPLETED)) == (1, 0)


@pytest.mark.parametrize(("due", "expected"), [(date(2026, 9, 29), 1), (date(2026, 9, 30), 0)])
def test_overdue_is_past_its_due_date_and_open_at_the_end_of_the_period(make: Making, due: date, expected: int) -> None:
    make.action(due, OPENED)
    move(make, make.action(due, OPENED), "COMPLETE", date(2026, 9, 30))

    assert value(make, figures.OVERDUE) == expected


def test_overdue_at_the_quarters_end_stays_when_the_action_is_closed_or_put_off_later(make: Making) -> None:
    closed, put_off = make.action(date(2026, 9, 1), OPENED), make.action(date(2026, 9, 1), OPENED)
    move(make, closed, "COMPLETE", date(2026, 10, 5))
    form = ActionForm("Meet the family", "EDUCATION", date(2026, 12, 1), OPENED)
    make.do(edit_action, put_off, 1, form)

    assert (value(make, figures.OVERDUE), value(make, figures.OVERDUE, Q3)) == (2, 0)


def test_within_the_quarter_overdue_is_as_at_the_day(make: Making) -> None:
    make.action(date(2026, 9, 1), OPENED)
    as_at = [Window(Q2.start, Q2.end, day) for day in (date(2026, 9, 1), date(2026, 9, 2))]

    assert [value(make, figures.OVERDUE, window) for window in as_at] == [0, 1]


def test_an_action_agreed_after_the_day_is_not_yet_there(make: Making) -> None:
    make.action(date(2026, 9, 20), date(2026, 9, 10))

    assert value(make, figures.OVERDUE, Window(Q2.start, Q2.end, date(2026, 9, 9))) == 0
