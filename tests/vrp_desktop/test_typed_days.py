"""Days as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vrp_desktop.calendar import british, parse_british_date


@pytest.mark.parametrize(
    "text",
    [
        "04/03/2012",
        "4/3/12",
        "4.3.2012",
        "4-3-2012",
        "4 March 2012",
        "04 mar 12",
        "4march2012",
        " 4 / 3 / 2012 ",
    ],
)
def test_the_day_comes_first(text):
    assert parse_british_date(text) == date(2012, 3, 4)


@pytest.mark.parametrize("text", ["", "soon", "2012-03-04", "31/2/2012", "1/13/2012", "4 Marvember 2012", "4/3"])
def test_what_is_no_day_is_told_in_a_plain_sentence(text):
    with pytest.raises(ValueError, match=r"^[A-Z“].*\.$"):
        parse_british_date(text)


@pytest.mark.parametrize(("text", "year"), [("1/1/49", 2049), ("1/1/50", 1950)])
def test_two_figures_of_a_year_are_of_this_age(text, year):
    assert parse_british_date(text).year == year


@given(st.dates(min_value=date(1900, 1, 1)))
def test_a_day_written_for_people_is_read_back(day):
    assert parse_british_date(british(day)) == day
    assert parse_british_date(f"{day:%d/%m/%Y}") == day
