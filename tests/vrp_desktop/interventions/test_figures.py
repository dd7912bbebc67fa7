"""What interventions count in a quarter, example by example."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.making import Making
from vrp_desktop.figures.figure import Figure, Window
from vrp_desktop.figures.run import Counted, count
from vrp_desktop.interventions import figures

Q2 = Window(date(2026, 7, 1), date(2026, 9, 30), date(2026, 9, 30))


def counted(make: Making, figure: Figure, window: Window = Q2) -> Counted:
    found: Counted = make.see(lambda read: count(read.session, figure, window))
    return found


def value(make: Making, figure: Figure, window: Window = Q2) -> int:
    return counted(make, figure, window).value


def started(make: Making, on: date, person: str = "", code: str = "MENTORING") -> str:
    referral = make.intervention_referral(person, code, on)
    make.step(referral, "ACCEPTED", on)
    make.step(referral, "STARTED", on)
    return referral


def test_a_referral_counts_by_its_day_and_each_one_counts(make: Making) -> None:
    child = make.person()
    make.intervention_referral(child, on=date(2026, 7, 1))
    make.intervention_referral(child, "COUNSELLING", date(2026, 9, 30))
    make.intervention_referral(child, "TURNAROUND", date(2026, 10, 1))

    assert counted(make, figures.REFERRED).breakdown("intervention") == {"MENTORING": 1, "COUNSELLING": 1}


def test_a_start_counts_on_the_first_day_of_taking_part(make: Making) -> None:
    started(make, date(2026, 9, 30))
    started(make, date(2026, 10, 1))

    assert value(make, figures.STARTS) == 1


def test_someone_who_starts_two_interventions_counts_in_each_and_is_reached_once(make: Making) -> None:
    child = make.person()
    started(make, date(2026, 8, 1), child, "COUNSELLING")
    started(make, date(2026, 7, 15), child)

    assert counted(make, figures.STARTS).breakdown("intervention") == {"MENTORING": 1, "COUNSELLING": 1}
    assert value(make, figures.REACHED) == 1


@pytest.mark.parametrize(
    ("status", "completed", "left"),
    [("COMPLETED", 1, 0), ("NO_LONGER_TAKING_PART", 0, 1), ("WITHDRAWN", 0, 1), ("TRANSFERRED", 0, 0)],
)
def test_an_ending_is_a_completion_or_an_early_end(make: Making, status: str, completed: int, left: int) -> None:
    make.step(started(make, date(2026, 7, 15)), status, date(2026, 9, 1))

    assert (value(make, figures.COMPLETIONS), value(make, figures.LEFT_EARLY)) == (completed, left)


def test_a_referral_withdrawn_before_its_start_is_no_early_end(make: Making) -> None:
    make.step(make.intervention_referral(), "WITHDRAWN", date(2026, 9, 9))

    assert value(make, figures.LEFT_EARLY) == 0


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [
        (date(2026, 9, 30), None, 1),
        (date(2026, 10, 1), None, 0),
        (date(2026, 4, 1), None, 1),
        (date(2026, 4, 1), date(2026, 7, 1), 1),
        (date(2026, 4, 1), date(2026, 6, 30), 0),
    ],
)
def test_reached_is_who_started_by_the_end_and_had_not_ended_before_the_start(
    make: Making, begin: date, end: date | None, expected: int
) -> None:
    referral = started(make, begin)
    if end is not None:
        make.step(referral, "COMPLETED", end)

    assert value(make, figures.REACHED) == expected


def test_a_referral_that_never_started_reaches_nobody(make: Making) -> None:
    make.step(make.intervention_referral(on=date(2026, 7, 2)), "ACCEPTED", date(2026, 7, 8))

    assert value(make, figures.REACHED) == 0


def test_someone_in_two_interventions_is_reached_once_and_once_in_each(make: Making) -> None:
    child = make.person()
    started(make, date(2026, 7, 15), child)
    started(make, date(2026, 8, 1), child, "COUNSELLING")

    assert value(make, figures.REACHED) == 1
    assert counted(make, figures.REACHED_IN_EACH).breakdown("intervention") == {"MENTORING": 1, "COUNSELLING": 1}


def test_someone_who_comes_back_to_one_intervention_is_reached_there_once(make: Making) -> None:
    child = make.person()
    make.step(started(make, date(2026, 7, 15), child), "COMPLETED", date(2026, 8, 1))
    started(make, date(2026, 9, 1), child)

    assert value(make, figures.REACHED_IN_EACH) == 1


def test_someone_who_came_back_after_an_earlier_quarter_is_counted_by_this_start(make: Making) -> None:
    child = make.person()
    make.step(started(make, date(2026, 4, 15), child), "COMPLETED", date(2026, 5, 1))
    started(make, date(2026, 9, 1), child)

    assert value(make, figures.REACHED_IN_EACH) == 1


def test_age_is_that_of_the_first_day_in_the_period_for_who_had_started_before(make: Making) -> None:
    turning_16_in_june = make.person(born=date(2010, 6, 15))
    started(make, date(2026, 4, 1), turning_16_in_june)

    assert counted(make, figures.REACHED).breakdown("age_band") == {"A16_17": 1}


def test_an_ending_after_the_quarter_does_not_change_it(make: Making) -> None:
    referral = started(make, date(2026, 7, 15))
    before = [value(make, figure) for figure in figures.FIGURES]

    make.step(referral, "COMPLETED", date(2026, 10, 5))

    assert [value(make, figure) for figure in figures.FIGURES] == before
