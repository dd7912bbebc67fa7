"""The rules of an action, held against the list that ships; overdue is computed from its days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from vrp_desktop.actions import rules
from vrp_desktop.reference.files import read_lists

TODAY = date(2026, 11, 2)


def test_the_statuses_that_the_rules_name_are_those_of_the_list() -> None:
    entries = read_lists()[rules.STATUSES].entries

    assert {e.code for e in entries if e.flag("open")} == set(rules.OPEN_STATUSES)
    assert {e.code for e in entries if e.flag("done")} == {rules.COMPLETE}
    assert {e.code for e in entries if e.flag("needs_undone_reason")} == {rules.NOT_DONE}
    assert {e.text("kind") for e in read_lists()["undone_reasons"].entries} == {"could_not", "did_not"}


@pytest.mark.parametrize("status", [rules.OPEN, rules.IN_PROGRESS])
def test_an_open_action_is_overdue_from_the_day_after_it_was_due(status: str) -> None:
    days = [TODAY + timedelta(days=number) for number in (-1, 0, 7, 8)]

    assert [rules.is_overdue(status, day, TODAY) for day in days] == [True, False, False, False]
    assert [rules.is_due_soon(status, day, TODAY, 7) for day in days] == [False, True, True, False]


@pytest.mark.parametrize("status", [rules.COMPLETE, rules.NOT_DONE, rules.CANCELLED, rules.SUPERSEDED])
def test_a_closed_action_is_never_overdue(status: str) -> None:
    assert not rules.is_overdue(status, TODAY - timedelta(days=400), TODAY)
    assert not rules.is_due_soon(status, TODAY, TODAY, 7)
