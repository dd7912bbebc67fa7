"""After the decision: agreement to support, being told about the panel, reviews, closure."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from db.panel import PanelCase, Referral
from tests.support.making import DECIDED, REFERRED, Making
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.panel.commands import close_case, hold_review, record_agreement, record_told
from vrp_desktop.panel.forms import AgreementForm, ClosureForm, ToldForm
from vrp_desktop.panel.queries import case_record
from vrp_desktop.panel.rows import CaseRecord

STARTED = date(2026, 9, 24)


def in_support(make: Making) -> str:
    case_id = make.screened()
    make.decide(case_id)
    make.move(case_id, "IN_SUPPORT", STARTED)
    return case_id


def close(make: Making, case_id: str, reason: str, note: str = "", leads_now: str = "") -> None:
    form = ClosureForm(reason, date(2026, 10, 30), note, leads_now)
    make.do(close_case, case_id, make.version(PanelCase, case_id), form)


def record(make: Making, case_id: str) -> CaseRecord:
    found: CaseRecord = make.see(case_record, case_id)
    return found


@pytest.mark.parametrize("answer", ["AGREED_GILLICK", "PARENT_NOT_ASKED"])
def test_some_answers_about_agreement_need_a_note(make: Making, answer: str) -> None:
    case_id = make.screened()

    with pytest.raises(Invalid) as refused:
        make.do(record_agreement, case_id, AgreementForm(answer, DECIDED))
    make.do(record_agreement, case_id, AgreementForm(answer, DECIDED, note="School nurse, at school"))

    assert set(refused.value.fields) == {"note"}
    assert [given.answer for given in record(make, case_id).agreements] == [answer]


@pytest.mark.parametrize(
    ("answer", "on", "field"), [("NO_SUCH", DECIDED, "answer"), ("AGREED_BOTH", date(2026, 11, 3), "answered_on")]
)
def test_an_answer_is_of_the_list_and_of_a_day_that_has_come(make: Making, answer: str, on: date, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        make.do(record_agreement, make.screened(), AgreementForm(answer, on))

    assert set(refused.value.fields) == {field}


def test_earlier_answers_stay_when_agreement_is_withdrawn(make: Making) -> None:
    case_id = make.screened()

    make.do(record_agreement, case_id, AgreementForm("AGREED_BOTH", DECIDED))
    make.do(record_agreement, case_id, AgreementForm("WITHDRAWN", date(2026, 10, 1)))

    assert [given.answer for given in record(make, case_id).agreements] == ["WITHDRAWN", "AGREED_BOTH"]


def test_telling_about_the_panel_needs_a_day_or_a_reason_why_not(make: Making) -> None:
    case_id = make.screened()

    for form in (ToldForm(), ToldForm(told_on=date(2026, 11, 3))):
        with pytest.raises(Invalid) as refused:
            make.do(record_told, case_id, form)
        assert set(refused.value.fields) == {"told_on"}
    make.do(record_told, case_id, ToldForm(why_not="Moved before anyone could"))
    make.do(record_told, case_id, ToldForm(told_on=DECIDED, told_by="A. Made-Up", notice_version="2"))

    assert [(told.told_on, told.why_not) for told in record(make, case_id).told] == [
        (DECIDED, ""),
        (None, "Moved before anyone could"),
    ]


def test_the_start_of_support_plans_the_first_review(make: Making) -> None:
    found = record(make, in_support(make))

    due = STARTED + timedelta(days=49)
    assert found.review_due_on == due
    assert [(review.due_on, review.held_on) for review in found.reviews] == [(due, None)]


def test_support_that_goes_on_after_a_second_panel_keeps_its_one_review(make: Making) -> None:
    case_id = in_support(make)

    make.decide(case_id, "ALREADY_SUPPORTED_ENHANCE", date(2026, 10, 6))
    make.move(case_id, "IN_SUPPORT", date(2026, 10, 8))

    assert len(record(make, case_id).reviews) == 1


def test_a_review_held_plans_the_next_one(make: Making) -> None:
    case_id = in_support(make)
    review = record(make, case_id).reviews[0]

    with pytest.raises(Invalid):
        make.do(hold_review, review.review_id, review.version, date(2026, 10, 30), "", date(2026, 10, 30))
    make.do(hold_review, review.review_id, review.version, date(2026, 10, 30), "Going well", date(2027, 1, 22))

    found = record(make, case_id)
    assert found.review_due_on == date(2027, 1, 22)
    assert [(each.due_on, each.held_on) for each in found.reviews] == [
        (date(2027, 1, 22), None),
        (review.due_on, date(2026, 10, 30)),
    ]


def test_a_review_is_held_once_and_not_in_the_future(make: Making) -> None:
    case_id = in_support(make)
    review = record(make, case_id).reviews[0].review_id

    with pytest.raises(Invalid):
        make.do(hold_review, review, 1, date(2026, 11, 3), "", None)
    make.do(hold_review, review, 1, date(2026, 10, 30), "", None)
    with pytest.raises(RuleBroken):
        make.do(hold_review, review, 2, date(2026, 10, 31), "", None)

    assert record(make, case_id).review_due_on is None


def test_closing_takes_the_case_off_every_day_that_was_planned(make: Making) -> None:
    case_id = in_support(make)

    close(make, case_id, "SUPPORT_COMPLETED")

    found = record(make, case_id)
    assert (found.status, found.closed_on, found.closure_reason) == (
        "CLOSED",
        date(2026, 10, 30),
        "SUPPORT_COMPLETED",
    )
    assert found.review_due_on is None
    assert found.next_statuses == ()


@pytest.mark.parametrize(
    ("reason", "note", "leads", "fields"),
    [
        ("", "", "", {"reason"}),
        ("NOT_FOR_PANEL", "", "", {"reason"}),
        ("OTHER", "", "", {"note"}),
        ("MOVED_TO_STATUTORY", "", "", {"note", "leads_now"}),
        ("MOVED_TO_STATUTORY", "Charged in October", "", {"leads_now"}),
    ],
)
def test_a_closure_without_its_reason_its_note_or_who_leads_now_is_refused(
    make: Making, reason: str, note: str, leads: str, fields: set[str]
) -> None:
    case_id = make.screened()

    with pytest.raises(Invalid) as refused:
        close(make, case_id, reason, note, leads)

    assert set(refused.value.fields) == fields


def test_a_move_to_a_statutory_service_says_who_leads_now(make: Making) -> None:
    case_id = make.screened()

    close(make, case_id, "MOVED_TO_STATUTORY", "Charged in October", "Youth justice, J. Made-Up")

    assert record(make, case_id).leads_now == "Youth justice, J. Made-Up"


def test_a_case_closed_in_error_withdraws_its_referral(make: Making) -> None:
    added = make.referral()

    close(make, added.case_id, "ERROR_OR_DUPLICATE", "The same child twice")

    assert make.row(Referral, added.referral_id).withdrawn_on == date(2026, 10, 30)


def test_a_child_turning_18_stays_until_closed_and_is_flagged(make: Making) -> None:
    case_id = make.screened(make.person(born=date(2008, 10, 1)), REFERRED)

    assert record(make, case_id).is_transition
    assert record(make, case_id).age_at_referral == 17
