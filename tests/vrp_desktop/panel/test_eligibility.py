"""Eligibility: each condition true, false or not known, with its sentence, by the rule that counts it in the return."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.making import PARTNER_FACTS, REFERRED, Making
from vrp_desktop.figures.figure import Window
from vrp_desktop.figures.run import Outcome, count
from vrp_desktop.panel.commands import edit_case
from vrp_desktop.panel.figures import ELIGIBLE
from vrp_desktop.panel.forms import CaseForm, CheckForm
from vrp_desktop.panel.partner_checks import record_check
from vrp_desktop.panel.queries import case_record, eligibility
from vrp_desktop.people.sentences import sentence
from vrp_desktop.reference.lists import read_lists_of


def outcomes(make: Making, referral_id: str) -> dict[str, Outcome]:
    return {outcome.condition.code: outcome for outcome in make.see(eligibility, referral_id)}


def words(make: Making, outcome: Outcome) -> str:
    return str(make.see(lambda read: sentence(outcome, read_lists_of(read.session))))


def counted(make: Making) -> int:
    window = Window(date(2026, 7, 1), date(2026, 9, 30), date(2026, 9, 30))
    return int(make.see(lambda read: count(read.session, ELIGIBLE, window).value))


@pytest.mark.parametrize(
    ("born", "referred", "expected"),
    [
        (date(2016, 9, 1), date(2026, 9, 1), True),
        (date(2016, 9, 2), date(2026, 9, 1), False),
        (date(2008, 9, 2), date(2026, 9, 1), True),
        (date(2008, 9, 1), date(2026, 9, 1), False),
        (date(2008, 2, 29), date(2026, 2, 28), True),
        (date(2008, 2, 29), date(2026, 3, 1), False),
        (None, date(2026, 9, 1), None),
    ],
)
def test_the_age_is_10_to_17_in_full_years_on_the_referral_date(
    make: Making, born: date | None, referred: date, expected: bool | None
) -> None:
    added = make.referral(make.person(born=born), referred)

    assert outcomes(make, added.referral_id)["age"].holds is expected


def test_the_sentences_say_what_passed_what_failed_and_what_is_not_known(make: Making) -> None:
    young = make.referral(make.person(born=date(2018, 1, 1)))
    unknown = make.referral(make.person(born=None))
    fine = make.referral()

    said = [words(make, outcomes(make, added.referral_id)["age"]) for added in (fine, young, unknown)]

    assert said == [
        "Aged 14 on the referral date, within 10 to 17.",
        "Aged 8 on the referral date, outside 10 to 17.",
        "The age is not known: there is no date of birth on file.",
    ]


@pytest.mark.parametrize(
    ("answer", "expected"), [("NO", True), ("YES", False), ("NOT_KNOWN", None), ("NOT_YET_ANSWERED", None)]
)
def test_each_partner_check_passes_fails_or_is_not_known(make: Making, answer: str, expected: bool | None) -> None:
    added = make.referral()
    answered = REFERRED if answer != "NOT_YET_ANSWERED" else None

    for fact in PARTNER_FACTS:
        make.do(record_check, added.case_id, CheckForm(fact, answer, asked_on=REFERRED, answered_on=answered))

    found = outcomes(make, added.referral_id)
    assert {found[fact.lower()].holds for fact in PARTNER_FACTS} == {expected}


def test_a_check_that_nobody_has_asked_is_not_known(make: Making) -> None:
    found = outcomes(make, make.referral().referral_id)

    assert all(found[fact.lower()].holds is None for fact in PARTNER_FACTS)


def test_being_open_to_a_service_does_not_exclude_where_an_unmet_need_is_written_down(make: Making) -> None:
    added = make.referral()
    make.do(record_check, added.case_id, CheckForm("CHILD_IN_NEED", "YES", answered_on=REFERRED))

    version = make.see(case_record, added.case_id).version
    make.do(edit_case, added.case_id, version, CaseForm(unmet_need="A place to go after school"))

    assert outcomes(make, added.referral_id)["child_in_need"].holds is True


def test_a_child_is_eligible_only_when_every_check_is_answered_and_passed(make: Making) -> None:
    case_id = make.case()
    before = counted(make)

    make.answer_all(case_id)
    after = counted(make)
    make.do(record_check, case_id, CheckForm("LIVES_IN_AREA", "NO", answered_on=REFERRED))

    assert (before, after, counted(make)) == (0, 1, 0)


def test_an_answer_that_came_after_the_quarter_is_not_known_at_its_end(make: Making) -> None:
    case_id = make.case()
    make.answer_all(case_id)

    make.do(record_check, case_id, CheckForm("LOOKED_AFTER", "NOT_KNOWN", answered_on=date(2026, 9, 20)))
    make.do(record_check, case_id, CheckForm("LOOKED_AFTER", "NO", answered_on=date(2026, 10, 5)))

    assert counted(make) == 0


def test_an_answer_that_changed_after_the_quarter_leaves_it_as_it_was(make: Making) -> None:
    case_id = make.case()
    make.answer_all(case_id)

    make.do(record_check, case_id, CheckForm("LOOKED_AFTER", "YES", answered_on=date(2026, 10, 5)))

    record = make.see(case_record, case_id)
    assert counted(make) == 1
    assert [check.answer for check in record.checks if check.fact == "LOOKED_AFTER"] == ["YES", "NO"]
    assert {outcome.condition.code: outcome.holds for outcome in record.eligibility}["looked_after"] is False


def test_a_question_put_again_leaves_the_answer_that_stands_until_there_is_another(make: Making) -> None:
    case_id = make.case()
    make.answer_all(case_id)

    make.do(record_check, case_id, CheckForm("LOOKED_AFTER", "NOT_YET_ANSWERED", asked_on=date(2026, 9, 20)))

    assert counted(make) == 1


def test_of_two_answers_of_one_day_the_later_recorded_one_counts(make: Making) -> None:
    case_id = make.case()
    make.answer_all(case_id)

    make.do(record_check, case_id, CheckForm("LOOKED_AFTER", "YES", answered_on=REFERRED))

    assert counted(make) == 0


def test_the_sentence_says_whether_anyone_was_asked_and_when(make: Making) -> None:
    added = make.referral()
    nobody = words(make, outcomes(make, added.referral_id)["looked_after"])

    make.do(record_check, added.case_id, CheckForm("LOOKED_AFTER", "NOT_YET_ANSWERED", asked_on=date(2026, 9, 2)))
    asked = words(make, outcomes(make, added.referral_id)["looked_after"])
    make.do(record_check, added.case_id, CheckForm("LOOKED_AFTER", "NOT_KNOWN", answered_on=date(2026, 9, 8)))
    not_known = words(make, outcomes(make, added.referral_id)["looked_after"])

    assert nobody == "Looked after: nobody has been asked yet."
    assert asked == "Looked after: asked on 2 September 2026, not yet answered."
    assert not_known == "Looked after: answered not known on 8 September 2026."


def test_the_same_answer_given_again_leaves_a_quarter_that_is_over_as_it_was(make: Making) -> None:
    case_id = make.case()
    make.answer_all(case_id)

    make.do(record_check, case_id, CheckForm("LOOKED_AFTER", "NO", answered_on=date(2026, 10, 5)))

    assert counted(make) == 1


def test_every_condition_comes_with_the_record_of_the_case(make: Making) -> None:
    record = make.see(case_record, make.case())

    assert [outcome.condition.code for outcome in record.eligibility] == [
        "age",
        "trigger_events",
        "lives_in_area",
        *(fact.lower() for fact in PARTNER_FACTS),
    ]
