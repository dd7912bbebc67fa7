"""Providers' dated totals: recorded, put right, and added up into a reported line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from db.interventions import ProviderTotal
from tests.support.making import PLACE, Making
from vrp_desktop.calendar import Quarter
from vrp_desktop.errors import Invalid, NotFound, NotPermitted
from vrp_desktop.figures.figure import Window
from vrp_desktop.interventions.commands import (
    edit_provider_total,
    record_provider_total,
    record_provider_totals,
    remove_provider_total,
)
from vrp_desktop.interventions.figures import reported_totals
from vrp_desktop.interventions.forms import ProviderTotalForm
from vrp_desktop.interventions.queries import provider_totals
from vrp_desktop.interventions.reported import Reported

Q2 = Quarter(2026, 2)
TOLD = date(2026, 10, 12)
TOTAL = ProviderTotalForm.of_quarter(Q2, "POL_ED", PLACE, "REACHED", 120, TOLD)


def reported(make: Making, as_at: date = date(2026, 11, 2), measure: str = "REACHED", **narrowed: Any) -> Reported:
    window = Window(Q2.start, Q2.end, as_at)
    found: Reported = make.see(lambda read: reported_totals(read.session, measure, window, **narrowed))
    return found


def test_a_reported_line_adds_up_totals_and_every_breakdown_sums_to_it(make: Making) -> None:
    make.do(
        record_provider_totals,
        [
            replace(TOTAL, age_band="A10_13", sex="FEMALE", number=30),
            replace(TOTAL, age_band="A14_15", sex="MALE", number=25, place_code="SOUTHAMPTON"),
            replace(TOTAL, intervention_code="CHOICES", number=5, ethnicity="NOT_ASKED"),
            replace(TOTAL, measure="STARTED", number=99),
        ],
    )

    found = reported(make)

    assert found.value == 60
    assert found.breakdowns["intervention"] == {"POL_ED": 55, "CHOICES": 5}
    assert found.breakdowns["age_band"] == {"A10_13": 30, "A14_15": 25, "NOT_KNOWN": 5}
    assert all(sum(cells.values()) == 60 for cells in found.breakdowns.values())
    assert reported(make, places=[PLACE]).value == 35


def test_a_total_is_not_known_before_the_day_it_was_reported(make: Making) -> None:
    make.do(record_provider_total, TOTAL)

    assert [reported(make, as_at).value for as_at in (date(2026, 10, 11), TOLD)] == [0, 120]


def test_a_later_report_of_the_same_total_replaces_the_earlier_one_from_its_day_on(make: Making) -> None:
    make.do(record_provider_total, TOTAL)
    make.do(record_provider_total, replace(TOTAL, number=124, reported_on=date(2026, 10, 20)))

    values = [reported(make, as_at).value for as_at in (date(2026, 10, 19), date(2026, 10, 20))]

    assert values == [120, 124]
    assert [row.is_replaced for row in make.see(provider_totals, quarter=Q2)] == [False, True]


def test_months_add_up_to_the_quarter_and_a_longer_period_is_left_out_of_it(make: Making) -> None:
    for month, days in ((7, 31), (8, 31)):
        first, last = date(2026, month, 1), date(2026, month, days)
        make.do(record_provider_total, replace(TOTAL, number=10, period_start=first, period_end=last))
    half = replace(TOTAL, intervention_code="CHOICES", period_start=date(2026, 4, 1), number=7)
    make.do(record_provider_total, half)

    found = reported(make)

    assert found.value == 20
    assert [total.number for total in found.left_out] == [7]


def test_professionals_are_not_added_to_young_people(make: Making) -> None:
    make.do(record_provider_total, replace(TOTAL, intervention_code="TIPS", number=40))

    assert reported(make).value == 0
    assert reported(make, unit=None).value == 40


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"number": -1}, "number"),
        ({"intervention_code": "NO_SUCH"}, "intervention_code"),
        ({"place_code": "NO_SUCH"}, "place_code"),
        ({"measure": "NO_SUCH"}, "measure"),
        ({"age_band": "NO_SUCH"}, "age_band"),
        ({"sex": "NO_SUCH"}, "sex"),
        ({"ethnicity": "NO_SUCH"}, "ethnicity"),
        ({"reported_on": date(2026, 11, 3)}, "reported_on"),
        ({"reported_on": date(2026, 6, 30)}, "reported_on"),
        ({"period_end": date(2026, 6, 30)}, "period_end"),
    ],
)
def test_a_total_that_cannot_be_is_refused_by_field(make: Making, values: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        make.do(record_provider_total, replace(TOTAL, **values))  # type: ignore[arg-type]

    assert set(refused.value.fields) == {field}


def test_a_total_that_would_be_counted_twice_is_refused(make: Making) -> None:
    make.do(record_provider_total, TOTAL)

    for again in (TOTAL, replace(TOTAL, period_start=date(2026, 9, 1))):
        with pytest.raises(Invalid):
            make.do(record_provider_total, again)
    make.do(record_provider_total, replace(TOTAL, sex="MALE"))


def test_several_totals_are_recorded_all_or_none(make: Making) -> None:
    with pytest.raises(Invalid):
        make.do(record_provider_totals, [TOTAL, replace(TOTAL, number=-1, sex="MALE")])

    assert make.see(provider_totals) == []


def test_a_total_is_put_right_and_removed_with_a_reason(make: Making) -> None:
    total = make.do(record_provider_total, TOTAL)

    with pytest.raises(Invalid):
        make.do(edit_provider_total, total, 1, replace(TOTAL, number=12), "")
    make.do(edit_provider_total, total, 1, replace(TOTAL, number=12), "A nought too many")
    after = reported(make).value
    make.do(remove_provider_total, total, make.version(ProviderTotal, total), "Another area's")

    assert (after, reported(make).value) == (12, 0)


def test_totals_of_other_places_are_neither_seen_nor_recorded(make: Making) -> None:
    total = make.do(record_provider_total, replace(TOTAL, place_code="SOUTHAMPTON"))
    limited = make.actor(places=[PLACE])

    assert make.see_as(limited, provider_totals) == []
    with pytest.raises(NotPermitted):
        make.do_as(limited, record_provider_total, replace(TOTAL, place_code="SOUTHAMPTON", sex="MALE"))
    with pytest.raises(NotFound):
        make.do_as(limited, remove_provider_total, total, 1, "Not mine")
