"""What the panel counts in a quarter, example by example."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from db.panel import PanelCase
from db.people import Person
from tests.support.making import REFERRED, Making
from vrp_desktop.figures.figure import Figure, Window
from vrp_desktop.figures.run import Counted, count, nearly_counted, why
from vrp_desktop.panel import figures
from vrp_desktop.panel.commands import close_case, hold_review, record_agreement
from vrp_desktop.panel.forms import AgreementForm, ClosureForm, EventForm
from vrp_desktop.panel.queries import case_record
from vrp_desktop.panel.referring import remove_suspect_status
from vrp_desktop.people.commands import edit_person
from vrp_desktop.people.queries import person_record

Q2 = Window(date(2026, 7, 1), date(2026, 9, 30), date(2026, 9, 30))
Q3 = Window(date(2026, 10, 1), date(2026, 12, 31), date(2026, 11, 2))


def counted(make: Making, figure: Figure, window: Window = Q2) -> Counted:
    found: Counted = make.see(lambda read: count(read.session, figure, window))
    return found


def value(make: Making, figure: Figure, window: Window = Q2) -> int:
    return counted(make, figure, window).value


@pytest.mark.parametrize(
    ("day", "expected"), [("2026-06-30", 0), ("2026-07-01", 1), ("2026-09-30", 1), ("2026-10-01", 0)]
)
def test_the_first_and_the_last_day_of_the_quarter_count(make: Making, day: str, expected: int) -> None:
    make.case(on=date.fromisoformat(day))

    assert value(make, figures.IDENTIFIED) == expected


def test_a_child_referred_twice_is_one_child_and_two_referrals(make: Making) -> None:
    child = make.person()
    make.case(child, date(2026, 7, 10), source="ASB")
    make.case(child, date(2026, 9, 10), source="MISSING")

    assert value(make, figures.IDENTIFIED) == 1
    assert value(make, figures.REFERRED) == 2
    assert counted(make, figures.IDENTIFIED).breakdown("source") == {"ASB": 1}


def test_a_child_is_broken_down_by_its_attributes_on_the_day_of_the_first_counted_event(make: Making) -> None:
    child = make.person(sex="NOT_KNOWN")
    record = make.see(person_record, child)
    from dataclasses import replace

    make.do(edit_person, child, record.version, replace(record.form, sex="FEMALE"), date(2026, 8, 1))
    make.case(child, date(2026, 7, 10))
    make.case(child, date(2026, 9, 10))

    assert counted(make, figures.IDENTIFIED).breakdown("sex") == {"NOT_KNOWN": 1}


def test_a_blank_and_a_not_asked_are_not_the_same(make: Making) -> None:
    make.case(make.person(ethnicity="NOT_ASKED"))
    make.case(make.person())

    assert counted(make, figures.IDENTIFIED).breakdown("ethnicity") == {"NOT_ASKED": 1, "": 1}


def test_a_withdrawn_referral_counts_nowhere_not_even_in_a_quarter_that_was_over(make: Making) -> None:
    added = make.referral(events=(EventForm(date(2026, 8, 1), "OCC-1"),))
    event = make.see(case_record, added.case_id).referral.events[0]

    make.do(remove_suspect_status, event.event_id, date(2026, 9, 20), "Crime cancelled")

    assert value(make, figures.IDENTIFIED) == 0
    assert value(make, figures.IDENTIFIED, Window(Q2.start, Q2.end, date(2026, 9, 19))) == 0


def test_a_deferral_is_no_counted_decision_but_the_one_that_follows_is(make: Making) -> None:
    case_id = make.screened()
    make.decide(case_id, "DEFER_INFO", date(2026, 9, 8), keep_until=date(2026, 9, 22))
    before = value(make, figures.DISCUSSED), value(make, figures.DECISIONS)
    make.decide(case_id, "OFFER_SUPPORT", date(2026, 9, 22))

    assert before == (0, 0)
    assert counted(make, figures.DECISIONS).breakdown("decision") == {"OFFER_SUPPORT": 1}
    assert value(make, figures.OFFERED) == 1


def test_a_child_of_18_at_referral_is_identified_but_not_discussed(make: Making) -> None:
    case_id = make.screened(make.person(born=date(2008, 9, 1)), REFERRED)
    make.decide(case_id)

    assert (value(make, figures.IDENTIFIED), value(make, figures.DISCUSSED)) == (1, 0)


def test_agreement_and_refusal_count_by_their_own_day(make: Making) -> None:
    agreed, declined = make.screened(), make.screened()
    make.do(record_agreement, agreed, AgreementForm("AGREED_16_17", date(2026, 9, 30)))
    make.do(record_agreement, declined, AgreementForm("DECLINED", date(2026, 10, 1)))

    found = [value(make, f, w) for w in (Q2, Q3) for f in (figures.ACCEPTED, figures.DECLINED)]
    assert found == [1, 0, 0, 1]


@pytest.mark.parametrize(("days", "expected"), [(0, 1), (28, 1), (29, 0)])
def test_support_is_in_time_within_28_days_of_the_panel(make: Making, days: int, expected: int) -> None:
    case_id = make.screened(on=date(2026, 7, 20))
    make.decide(case_id, on=date(2026, 8, 1))
    make.move(case_id, "IN_SUPPORT", date(2026, 8, 1) + timedelta(days=days))

    assert value(make, figures.STARTED_IN_TIME) == expected
    assert value(make, figures.STARTED) == 1


def test_the_start_that_follows_a_later_decision_is_its_own(make: Making) -> None:
    case_id = make.screened(on=date(2026, 4, 1))
    make.decide(case_id, on=date(2026, 4, 10))
    make.move(case_id, "IN_SUPPORT", date(2026, 4, 20))
    make.decide(case_id, "ALREADY_SUPPORTED_ENHANCE", date(2026, 8, 3))
    make.move(case_id, "IN_SUPPORT", date(2026, 8, 10))

    assert value(make, figures.STARTED_IN_TIME) == 1


def test_a_late_start_is_nearly_counted_with_its_one_failure(make: Making) -> None:
    case_id = make.screened(on=date(2026, 7, 20))
    make.decide(case_id, on=date(2026, 8, 1))
    make.move(case_id, "IN_SUPPORT", date(2026, 9, 4))

    found = make.see(lambda read: nearly_counted(read.session, figures.STARTED_IN_TIME, Q2))

    assert [[o.condition.code for o in item.failures] for item in found] == [["in_support_in_time"]]


def test_a_review_counts_by_the_day_it_was_due_and_only_while_the_case_was_open(make: Making) -> None:
    kept, ended = (make.screened(on=date(2026, 7, 1)) for _ in range(2))
    for case_id in (kept, ended):
        make.decide(case_id, on=date(2026, 7, 8))
        make.move(case_id, "IN_SUPPORT", date(2026, 7, 10))
    closing = ClosureForm("MOVED_AWAY", date(2026, 8, 1))
    make.do(close_case, ended, make.version(PanelCase, ended), closing)
    review = make.see(case_record, kept).reviews[0]
    make.do(hold_review, review.review_id, review.version, review.due_on, "", None)

    assert (value(make, figures.REVIEWS_DUE), value(make, figures.REVIEWED_ON_TIME)) == (1, 1)


def test_closed_cases_are_counted_by_reason(make: Making) -> None:
    for reason in ("MOVED_AWAY", "MOVED_AWAY", "TURNED_18"):
        case_id = make.case()
        make.do(close_case, case_id, make.version(PanelCase, case_id), ClosureForm(reason, date(2026, 9, 30)))

    assert counted(make, figures.CLOSED).breakdown("closure") == {"MOVED_AWAY": 2, "TURNED_18": 1}


@pytest.mark.parametrize(("earlier", "expected"), [(date(2025, 9, 2), 1), (date(2025, 9, 1), 0), (date(2026, 9, 1), 1)])
def test_a_repeat_follows_within_12_months_of_an_earlier_referral(make: Making, earlier: date, expected: int) -> None:
    child = make.person()
    make.case(child, earlier)
    make.case(child, REFERRED)

    assert value(make, figures.REPEATED) == expected


def test_an_erased_child_is_known_again_by_the_fingerprint(make: Making) -> None:
    first, again = make.person("Tess"), make.person("Tess")
    make.case(first, date(2026, 5, 1))
    make.case(again, REFERRED)
    same = make.row(Person, first).fingerprint == make.row(Person, again).fingerprint

    assert same
    assert value(make, figures.REPEATED) == 1


def test_the_days_from_referral_to_panel_have_a_median(make: Making) -> None:
    for days in (7, 14, 30):
        case_id = make.screened(on=date(2026, 7, 10))
        make.decide(case_id, on=date(2026, 7, 10) + timedelta(days=days))

    assert counted(make, figures.DAYS_TO_PANEL).median() == 14


def test_a_quarter_that_is_over_stays_put_when_a_case_moves_on(make: Making) -> None:
    case_id = make.screened()
    make.decide(case_id, "OFFER_SUPPORT")
    before = [value(make, figure) for figure in figures.FIGURES]

    make.move(case_id, "IN_SUPPORT", date(2026, 10, 5))
    make.do(close_case, case_id, make.version(PanelCase, case_id), ClosureForm("MOVED_AWAY", date(2026, 10, 20)))

    assert [value(make, figure) for figure in figures.FIGURES] == before


def test_why_a_child_is_not_counted_is_told_with_the_fewest_failures_first(make: Making) -> None:
    child = make.person(born=date(2018, 1, 1))
    make.case(child, date(2026, 1, 5))
    make.case(child, REFERRED)

    found = make.see(lambda read: why(read.session, figures.ELIGIBLE, Q2, child))

    numbers = [len(item.failures) for item in found]
    assert numbers == sorted(numbers)
    assert found[0].counted_on == REFERRED
    assert "age" in [outcome.condition.code for outcome in found[0].failures]
