"""Reading interventions: numbers, filters, the chase list, the timeline, and what is withheld."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.making import PLACE, Making
from vrp_desktop.access.permissions import Role
from vrp_desktop.errors import NotFound
from vrp_desktop.interventions.queries import (
    UNANSWERED,
    chase_list,
    intervention_record,
    interventions_list,
    interventions_timeline,
    referral_record,
    referrals_count,
    referrals_of,
    referrals_page,
    steps_of,
    work_lists,
)


def test_the_list_counts_the_referrals_that_wait_take_part_and_ended(make: Making) -> None:
    waiting, started, ended = (make.intervention_referral() for _ in range(3))
    for referral in (started, ended):
        make.step(referral, "ACCEPTED", date(2026, 9, 4))
        make.step(referral, "STARTED", date(2026, 9, 8))
    make.step(ended, "COMPLETED", date(2026, 9, 30))

    row = {row.code: row for row in make.see(interventions_list)}["MENTORING"]

    assert (row.waiting, row.taking_part, row.ended, row.referrals) == (1, 1, 1, 3)
    assert make.see(intervention_record, "MENTORING").row == row
    assert make.see(referral_record, waiting).row.days_waiting == 62


def test_the_list_can_be_narrowed_by_words_and_to_what_runs_on_a_day(make: Making) -> None:
    assert [row.code for row in make.see(interventions_list, "mentor")] == ["MENTORING"]
    assert "TIPS" not in {row.code for row in make.see(interventions_list, on=date(2026, 9, 1))}
    assert "TIPS" in {row.code for row in make.see(interventions_list)}


@pytest.mark.parametrize(("sent", "is_chased"), [(date(2026, 10, 23), True), (date(2026, 10, 24), False)])
def test_sent_and_unanswered_for_10_days_is_on_the_chase_list(make: Making, sent: date, is_chased: bool) -> None:
    referral = make.intervention_referral(on=sent, person_id=make.person())

    assert [row.referral_id for row in make.see(chase_list)] == ([referral] if is_chased else [])


def test_an_answer_takes_the_referral_off_the_chase_list(make: Making) -> None:
    screening, accepted = make.intervention_referral(), make.intervention_referral()

    make.step(screening, "SCREENING", date(2026, 9, 3))
    make.step(accepted, "ACCEPTED", date(2026, 9, 3))

    assert [row.referral_id for row in make.see(chase_list)] == [screening]
    assert {each.code: each.number for each in make.see(work_lists)} == {UNANSWERED: 1, "TAKING_PART": 0}


def test_filters_narrow_the_page_and_its_count_alike(make: Making) -> None:
    child = make.person("Zofia")
    mine = make.intervention_referral(child)
    make.intervention_referral(code="COUNSELLING")
    make.step(mine, "ACCEPTED", date(2026, 9, 4))

    for filters in (
        {"typed": "zof"},
        {"intervention": "MENTORING"},
        {"status": "ACCEPTED"},
        {"intervention": "MENTORING", "place": PLACE},
    ):
        assert [row.referral_id for row in make.see(referrals_page, **filters)] == [mine]
        assert make.see(referrals_count, **filters) == 1
    assert make.see(referrals_count, place="SOUTHAMPTON") == 0
    assert [row.referral_id for row in make.see(referrals_of, child)] == [mine]


def test_a_child_outside_the_programmes_ages_is_marked(make: Making) -> None:
    inside, outside = make.intervention_referral(), make.intervention_referral(make.person(born=date(2000, 1, 1)))

    assert [make.see(referral_record, each).is_outside_ages for each in (inside, outside)] == [False, True]


def test_referrals_of_other_places_are_not_seen(make: Making) -> None:
    child = make.person(place="SOUTHAMPTON")
    referral = make.intervention_referral(child)
    limited = make.actor(places=[PLACE])

    assert make.see_as(limited, referrals_page) == []
    assert make.see_as(limited, chase_list) == []
    assert make.see_as(limited, referrals_of, child) == []
    assert make.see_as(limited, interventions_timeline, child) == []
    assert {row.referrals for row in make.see_as(limited, interventions_list)} == {0}
    for query in (referral_record, steps_of):
        with pytest.raises(NotFound):
            make.see_as(limited, query, referral)


def test_the_timeline_tells_each_step_and_withholds_reasons_where_it_must(make: Making) -> None:
    child = make.person()
    referral = make.intervention_referral(child)
    make.step(referral, "UNSUITABLE", date(2026, 9, 9), "SECRET")

    entries = make.see(interventions_timeline, child)

    assert [(entry.on, entry.heading) for entry in entries] == [
        (date(2026, 9, 1), "Referred: Mentoring"),
        (date(2026, 9, 9), "Not suitable: Mentoring"),
    ]
    for query, key in ((interventions_timeline, child), (referral_record, referral)):
        assert "SECRET" in str(make.see(query, key))
        assert "SECRET" not in str(make.see_as(make.actor(Role.DATA_PROTECTION), query, key))
