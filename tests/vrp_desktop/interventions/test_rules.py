"""The rules of an intervention referral, held against the list that ships."""

from __future__ import annotations

from datetime import date

import pytest

from vrp_desktop.interventions import rules
from vrp_desktop.people.dimensions import AGE_BANDS
from vrp_desktop.reference.files import read_lists


def test_the_statuses_that_the_rules_name_are_those_of_the_list() -> None:
    entries = read_lists()[rules.STATUSES].entries

    assert {e.code for e in entries if e.text("kind") == "ended"} == set(rules.ENDED)
    assert {e.code for e in entries if e.flag("awaits_provider")} == set(rules.AWAITING_PROVIDER)
    assert {e.code for e in entries if e.flag("completed")} == {rules.COMPLETED}
    assert {e.code for e in entries if e.text("kind") == "started"} == {rules.STARTED}
    assert all(not e.texts("next") for e in entries if e.code in rules.ENDED)


def test_the_age_bands_are_those_of_the_list() -> None:
    bands = [e for e in read_lists()["age_bands"].entries if e.text("cut") == "return" and e.code != "NOT_KNOWN"]

    assert {(e.code, e.number("youngest") or 0) for e in bands} == {(code, low) for code, low, _ in AGE_BANDS}


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2026, 7, 1), date(2026, 9, 30), False),
        (date(2026, 7, 1), date(2026, 7, 31), True),
        (date(2026, 9, 30), date(2026, 10, 5), True),
        (date(2026, 10, 1), date(2026, 12, 31), False),
    ],
)
def test_a_period_overlaps_another_where_they_share_a_day_and_are_not_the_same(
    start: date, end: date, expected: bool
) -> None:
    assert rules.overlaps(start, end, date(2026, 7, 1), date(2026, 9, 30)) is expected
