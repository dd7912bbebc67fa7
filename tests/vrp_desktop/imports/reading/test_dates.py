# ruff: noqa: DTZ001 - spreadsheets know no time zones
"""Dates: day first unless the column proves otherwise, in every way that partners write them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vrp_desktop.imports.reading.dates import DateColumn, DateOrder, Fault, order_of
from vrp_desktop.imports.reading.sheets import Cell

TODAY = date(2026, 11, 21)
THE_DAY = date(2012, 3, 4)


def column(*, births: bool = False, order: DateOrder = DateOrder.DAY_FIRST, epoch_1904: bool = False) -> DateColumn:
    words = frozenset({"unknown", "n k", "tbc", "not known", "n a"})
    return DateColumn(order, TODAY, births=births, epoch_1904=epoch_1904, unknown_words=words)


def read(value: Cell) -> date | None:
    return column(births=True).read(value).day


@pytest.mark.parametrize(
    "written",
    [
        "04/03/2012",
        "4/3/2012",
        "4/3/12",
        "04-03-2012",
        "04.03.12",
        "04 03 2012",
        "04 / 03 / 2012",
        "'04/03/2012",
        " 04/03/2012 ",
        "04/03/2012 00:00",
        "04/03/2012 14:30:15",
        "04/03/2012 2:30 PM",
        "04/03/2012, 14:30",
        "04/03/2012 at 14:30",
        "Sunday 04/03/2012",
        "2012-03-04",
        "2012/03/04",
        "2012-03-04T00:00:00",
        "2012-03-04T10:11:12.345Z",
        "2012-03-04 10:11:12+00:00",
        "4 March 2012",
        "4th March 2012",
        "4th Mar 12",
        "04-Mar-2012",
        "04-MAR-12",
        "4Mar2012",
        "4 Mar '12",
        "4th of March 2012",
        "4 March, 2012",
        "Sun 4 Mar 2012",
        "Sunday, 4th March 2012",
        "March 4 2012",
        "March 4th, 2012",
        "Mar-04-2012",
        "2012 March 4",
        "4 Mar. 2012",
        "04\xa0March\xa02012",
        "20120304",
        "04032012",
        "40972",
        "40972.0",
        40972,
        40972.6,
        20120304,
        4032012,
        THE_DAY,
        datetime(2012, 3, 4, 12, 30),
    ],
)
def test_one_day_in_all_its_forms(written):
    assert read(written) == THE_DAY


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("31/02/2012", Fault.NO_SUCH_DAY),
        ("00/03/2012", Fault.NO_SUCH_DAY),
        ("04/13/2012", Fault.NO_SUCH_DAY),
        ("30 February 2012", Fault.NO_SUCH_DAY),
        ("2012", Fault.NOT_WHOLE),
        (2012, Fault.NOT_WHOLE),
        ("March 2012", Fault.NOT_WHOLE),
        ("Mar-12", Fault.NOT_WHOLE),
        ("03/2012", Fault.NOT_WHOLE),
        ("March", Fault.NOT_WHOLE),
        ("about 14", Fault.NOT_A_DATE),
        ("Smith", Fault.NOT_A_DATE),
        ("4 Smarch 2012", Fault.NOT_A_DATE),
        (14, Fault.NOT_A_DATE),
        (True, Fault.NOT_A_DATE),
        (1.5, Fault.NOT_A_DATE),
        (float("inf"), Fault.NOT_A_DATE),
        (float("nan"), Fault.NOT_A_DATE),
        ("04/03/1012", Fault.OUT_OF_RANGE),
        ("04/03/2912", Fault.OUT_OF_RANGE),
        (date(1066, 10, 14), Fault.OUT_OF_RANGE),
    ],
)
def test_what_is_no_date_is_told_and_why(written, fault):
    reading = column(births=True).read(written)

    assert reading.fault is fault
    assert reading.day is None


@pytest.mark.parametrize("written", ["Unknown", "n/k", "TBC", " not  known ", "N/A"])
def test_a_date_that_nobody_knows_is_blank_and_no_fault(written):
    reading = column().read(written)

    assert (reading.day, reading.fault, reading.not_known) == (None, None, True)


@pytest.mark.parametrize("written", [None, "", " ", "-", "--", "?"])
def test_a_blank_is_blank(written):
    reading = column().read(written)

    assert (reading.day, reading.fault, reading.not_known) == (None, None, False)


def test_a_birth_with_a_two_digit_year_lies_in_the_past():
    births = column(births=True)

    assert births.read("21/11/26").day == date(2026, 11, 21)
    assert births.read("22/11/26").day == date(1926, 11, 22)
    assert births.read("4/3/99").day == date(1999, 3, 4)


def test_another_date_with_a_two_digit_year_is_of_this_century():
    assert column().read("22/11/26").day == date(2026, 11, 22)
    assert column().read("1/2/27").day == date(2027, 2, 1)
    assert column().read("1/2/98").day == date(1998, 2, 1)


def test_serials_of_a_1904_workbook_count_from_1904():
    assert column(epoch_1904=True).read(40972 - 1462).day == THE_DAY


@pytest.mark.parametrize(
    ("values", "order"),
    [
        ([], DateOrder.DAY_FIRST),
        (["04/03/2012", "05/06/2011"], DateOrder.DAY_FIRST),
        (["04/03/2012", "25/06/2011"], DateOrder.DAY_FIRST),
        (["04/03/2012", "06/25/2011"], DateOrder.MONTH_FIRST),
        (["06/25/2011", "25/06/2011"], DateOrder.DAY_FIRST),
        (["06-25-11", None, "unknown", 40972], DateOrder.MONTH_FIRST),
        ([date(2012, 3, 25), "2012-03-25", "25 March 2012"], DateOrder.DAY_FIRST),
        (["6/25/2011 14:30"], DateOrder.MONTH_FIRST),
        (["12/2011/25"], DateOrder.DAY_FIRST),
    ],
)
def test_only_a_column_that_proves_it_has_the_month_first(values, order):
    assert order_of(values) is order


def test_the_proved_order_is_used_for_the_whole_column():
    month_first = column(order=DateOrder.MONTH_FIRST)

    assert month_first.read("03/04/2012").day == THE_DAY
    assert month_first.read("2012-03-04").day == THE_DAY
    assert month_first.read("4 March 2012").day == THE_DAY
    assert month_first.read("03042012").day == THE_DAY


days = st.dates(date(1990, 1, 1), date(2026, 11, 21))
FORMS = [
    "%d/%m/%Y",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%d/%m/%y",
    "%d %B %Y",
    "%d %b %y",
    "%Y-%m-%d",
    "%d/%m/%Y %H:%M",
    "%A %d %B %Y",
]


@given(days, st.sampled_from(FORMS))
def test_every_day_in_every_form_is_read_back(day, form):
    assert read(day.strftime(form)) == day


@given(days)
def test_every_serial_is_read_back(day):
    serial = (day - date(1899, 12, 30)).days

    assert read(serial) == read(str(serial)) == day
    assert column(epoch_1904=True).read(serial - 1462).day == day


@given(st.lists(days, min_size=1))
def test_a_column_written_day_first_is_read_day_first(written):
    values = [f"{day:%d/%m/%Y}" for day in written]
    order = order_of(values)

    proved = any(day.day > 12 for day in written)
    assert order is DateOrder.DAY_FIRST
    assert not proved or [column(order=order).read(value).day for value in values] == written


@given(st.lists(days, min_size=1).filter(lambda written: any(day.day > 12 for day in written)))
def test_a_column_that_proves_month_first_is_read_so(written):
    values = [f"{day:%m/%d/%Y}" for day in written]

    assert [column(order=order_of(values)).read(value).day for value in values] == written


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.booleans()))
def test_nothing_at_all_breaks_the_reader(value):
    reading = column(births=True).read(value)

    assert reading.day is None or date(1900, 1, 1) <= reading.day < date(2200, 1, 1)
    assert reading.day is None or reading.fault is None


@given(days, st.integers(0, 86_399))
def test_the_time_of_day_does_not_move_the_day(day, seconds):
    moment = datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)

    assert read(moment) == read(moment.isoformat()) == read(f"{moment:%d/%m/%Y %H:%M:%S}") == day
