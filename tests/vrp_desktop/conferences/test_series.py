"""Series: the days they propose by rhythm, holidays and format, and what accepting and skipping does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.conferences import Conference
from db.forums import SittingSeries
from tests.support.making import PANEL, Making
from vrp_desktop.clock import FixedClock
from vrp_desktop.conferences.diary import DiaryKind, diary
from vrp_desktop.conferences.series import Past, SeriesForm, propose, rhythm_days
from vrp_desktop.conferences.series_commands import accept_dates, add_series, end_series, propose_again, skip_date
from vrp_desktop.conferences.series_queries import series_of_forum
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.forums.rules import ForumRules
from vrp_desktop.panel.working_days import is_working_day
from vrp_desktop.workspace.workspace import Workspace

TODAY = date(2026, 11, 2)
HOSTS = ("POLICE", "PROBATION", "FIRE")
QUARTERLY = ForumRules("SVRP", None, rhythm="QUARTER", in_person_every=3, hosts_rotate=True, mode="ONLINE")


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    made = Making(workspace, clock)
    made.on(TODAY)
    return made


def test_a_month_keeps_the_weekday_and_a_fifth_one_is_the_last() -> None:
    second = list(rhythm_days({"months": 1}, date(2026, 9, 8), date(2027, 1, 31)))
    fifth = list(rhythm_days({"months": 3}, date(2026, 9, 30), date(2027, 7, 31)))

    assert second == [date(2026, 9, 8), date(2026, 10, 13), date(2026, 11, 10), date(2026, 12, 8), date(2027, 1, 12)]
    assert fifth == [date(2026, 9, 30), date(2026, 12, 30), date(2027, 3, 31), date(2027, 6, 30)]


def test_a_bank_holiday_and_a_weekend_are_stepped_over() -> None:
    days = [date(2026, 12, 25), date(2027, 3, 29), date(2027, 1, 2), date(2027, 5, 10)]

    made = propose(days, QUARTERLY, None, (), HOSTS, {date(2027, 5, 10)})

    assert [each.on for each in made] == [date(2026, 12, 29), date(2027, 3, 30), date(2027, 1, 4), date(2027, 5, 11)]
    assert all(each.is_moved for each in made)


def test_every_third_sitting_is_in_person_at_a_different_specified_authority() -> None:
    days = list(rhythm_days({"months": 3}, date(2026, 12, 8), date(2029, 12, 31)))
    past = [Past(date(2026, 3, 10), "IN_PERSON", "POLICE"), Past(date(2026, 6, 9), "ONLINE", None)]

    made = propose(days[:7], QUARTERLY, None, past, HOSTS, ())

    assert [each.mode for each in made] == ["ONLINE", "IN_PERSON", "ONLINE", "ONLINE", "IN_PERSON", "ONLINE", "ONLINE"]
    assert [each.host for each in made if each.host] == ["PROBATION", "FIRE"]


@settings(max_examples=60, deadline=None)
@given(
    st.dates(date(2024, 1, 1), date(2032, 1, 1)),
    st.sampled_from([{"days": 7}, {"days": 14}, {"months": 1}, {"months": 2}, {"months": 3}]),
    st.integers(1, 5),
)
def test_no_proposal_is_ever_a_weekend_or_a_holiday_and_hosts_take_turns(first, rhythm, every) -> None:
    rules = ForumRules("SVRP", None, in_person_every=every, hosts_rotate=True, mode="ONLINE")
    days = list(rhythm_days(rhythm, first, first + timedelta(days=900)))

    made = propose(days, rules, None, (), HOSTS, ())

    assert all(is_working_day(each.on) and each.on >= each.proposed_on for each in made)
    in_person = [at for at, each in enumerate(made, start=1) if each.mode == "IN_PERSON"]
    assert in_person == list(range(every, len(made) + 1, every))
    hosts = [each.host for each in made if each.host]
    assert hosts == [HOSTS[at % len(HOSTS)] for at in range(len(hosts))]


def panel_series(make: Making, first: date = date(2026, 11, 12)) -> str:
    form = SeriesForm(PANEL, first, "TWO_WEEKS", starts="09:30", minutes=90, venue="Room 2")
    return str(make.do(add_series, form))


def proposed(make: Making, forum: str = PANEL) -> list[date]:
    (row,) = make.see(series_of_forum, forum)
    return [each.on for each in row.proposals]


def test_an_accepted_day_becomes_a_planned_sitting_and_is_proposed_no_more(make: Making) -> None:
    series = panel_series(make)
    first, second = proposed(make)[:2]

    (sitting,) = make.do(accept_dates, series, [first])

    row = make.row(Conference, sitting)
    assert (row.held_on, row.place_code, row.status) == (first, "PORTSMOUTH", "PLANNED")
    assert (row.starts, row.minutes, row.venue, row.series_id, row.mode) == ("09:30", 90, "Room 2", series, "HYBRID")
    assert proposed(make)[0] == second
    with pytest.raises(RuleBroken):
        make.do(accept_dates, series, [first])


def test_a_day_on_which_the_forum_sits_already_is_not_proposed(make: Making) -> None:
    make.sitting(date(2026, 11, 26))
    panel_series(make)

    assert proposed(make)[:2] == [date(2026, 11, 12), date(2026, 12, 10)]


def test_a_skipped_day_can_be_proposed_again(make: Making) -> None:
    series = panel_series(make)
    first = proposed(make)[0]

    make.do(skip_date, series, first, "School inset day")
    (row,) = make.see(series_of_forum, PANEL)
    assert [(each.proposed_on, each.reason) for each in row.skipped] == [(first, "School inset day")]
    assert proposed(make)[0] != first

    make.do(propose_again, series, first)
    assert proposed(make)[0] == first


def test_a_series_that_ended_and_one_of_an_ended_forum_propose_nothing(make: Making) -> None:
    series = panel_series(make)
    make.do(end_series, series, make.version(SittingSeries, series), TODAY)

    assert proposed(make) == []
    with pytest.raises(Invalid):
        make.do(add_series, SeriesForm("TVRP", TODAY, "MONTH"))


def test_the_diary_holds_sittings_proposed_days_and_bank_holidays_in_order(make: Making) -> None:
    make.sitting(date(2026, 12, 3))
    panel_series(make, date(2026, 12, 11))

    found = make.see(diary, date(2026, 12, 1), date(2026, 12, 31))

    assert [(each.on.day, each.kind) for each in found] == [
        (3, DiaryKind.SITTING),
        (11, DiaryKind.PROPOSED),
        (25, DiaryKind.HOLIDAY),
        (28, DiaryKind.HOLIDAY),
        (29, DiaryKind.PROPOSED),
    ]
