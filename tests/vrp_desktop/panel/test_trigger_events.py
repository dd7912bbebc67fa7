"""The window of trigger events: (d - 12 months, d], d the second event; one occurrence is one event (domain.md 2.3)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.making import Making
from vrp_desktop.errors import Invalid
from vrp_desktop.panel.forms import EventForm
from vrp_desktop.panel.queries import case_record, eligibility
from vrp_desktop.panel.referring import add_trigger_event, remove_suspect_status

ROUTE = "POLICE_SUSPECT_2ND"


def holds(make: Making, referral_id: str, code: str = "trigger_events") -> bool | None:
    found = {outcome.condition.code: outcome.holds for outcome in make.see(eligibility, referral_id)}
    return found[code]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (date(2025, 8, 20), date(2026, 8, 19), True),
        (date(2025, 8, 19), date(2026, 8, 19), False),
        (date(2025, 8, 18), date(2026, 8, 19), False),
        (date(2026, 8, 19), date(2026, 8, 19), True),
        (date(2024, 2, 29), date(2025, 2, 28), True),
        (date(2024, 2, 28), date(2025, 2, 28), False),
        (date(2023, 3, 1), date(2024, 2, 29), True),
        (date(2023, 2, 28), date(2024, 2, 29), False),
    ],
)
def test_two_events_count_when_the_first_lies_within_the_12_months_before_the_second(
    make: Making, first: date, second: date, expected: bool
) -> None:
    events = (EventForm(first, "OCC-1"), EventForm(second, "OCC-2"))

    added = make.referral(events=events, source=ROUTE)

    assert holds(make, added.referral_id) is expected


def test_the_order_in_which_events_are_written_down_does_not_matter(make: Making) -> None:
    events = (EventForm(date(2026, 8, 19), "OCC-2"), EventForm(date(2025, 8, 20), "OCC-1"))

    assert holds(make, make.referral(events=events, source=ROUTE).referral_id) is True


def test_two_crimes_of_one_occurrence_are_one_event(make: Making) -> None:
    events = (EventForm(date(2026, 8, 1), "OCC-1", "ROBBERY"), EventForm(date(2026, 8, 1), "OCC-1", "WEAPON"))

    added = make.referral(events=events, source=ROUTE)

    assert len(make.see(case_record, added.case_id).referral.events) == 1
    assert holds(make, added.referral_id) is False


def test_an_event_of_an_earlier_referral_counts_with_a_new_one(make: Making) -> None:
    child = make.person()
    make.referral(child, date(2026, 3, 1), events=(EventForm(date(2026, 2, 20), "OCC-1"),), source=ROUTE)

    second = make.referral(child, events=(EventForm(date(2026, 8, 20), "OCC-2"),), source=ROUTE)

    assert holds(make, second.referral_id) is True


def test_an_event_after_the_referral_date_does_not_count(make: Making) -> None:
    added = make.referral(
        events=(EventForm(date(2026, 8, 1), "OCC-1"), EventForm(date(2026, 9, 2), "OCC-2")), source=ROUTE
    )

    assert holds(make, added.referral_id) is False


def test_without_any_event_the_route_is_not_known(make: Making) -> None:
    assert holds(make, make.referral(source=ROUTE).referral_id) is None


def test_another_route_asks_for_no_event(make: Making) -> None:
    assert holds(make, make.referral(source="SCHOOL_EXCLUSION").referral_id) is True


def test_an_event_whose_suspect_status_was_removed_does_not_count(make: Making) -> None:
    child = make.person()
    first = make.referral(child, date(2026, 3, 1), events=(EventForm(date(2026, 2, 20), "OCC-1"),), source=ROUTE)
    second = make.referral(child, events=(EventForm(date(2026, 8, 20), "OCC-2"),), source=ROUTE)
    event = make.see(case_record, first.case_id).referral.events[0]

    make.do(remove_suspect_status, event.event_id, date(2026, 10, 1), "Crime cancelled")

    assert holds(make, second.referral_id) is False


def test_an_occurrence_on_file_stays_one_event_until_its_status_is_removed(make: Making) -> None:
    added = make.referral(events=(EventForm(date(2026, 8, 1), "OCC-1"),), source=ROUTE)
    on_file = make.see(case_record, added.case_id).referral.events[0].event_id

    again = make.do(add_trigger_event, added.referral_id, EventForm(date(2026, 8, 2), " OCC-1 "))
    make.do(remove_suspect_status, on_file, date(2026, 10, 1), "Crime cancelled")
    anew = make.do(add_trigger_event, added.referral_id, EventForm(date(2026, 8, 2), "OCC-1"))

    assert again == on_file
    assert anew != on_file


def test_an_event_in_the_future_is_refused(make: Making) -> None:
    added = make.referral(source=ROUTE)

    with pytest.raises(Invalid) as refused:
        make.do(add_trigger_event, added.referral_id, EventForm(date(2026, 11, 3)))

    assert "named_on" in refused.value.fields
