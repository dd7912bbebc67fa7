"""Putting right what stands on a case, each with its reason; and a case that was closed by mistake."""

from __future__ import annotations

from datetime import date

import pytest

from db.panel import PanelCase
from tests.support.making import DECIDED, REFERRED, Making
from vrp_desktop.errors import Invalid, RuleBroken, Stale
from vrp_desktop.panel.commands import close_case, hold_review, record_agreement, record_told, screen_case
from vrp_desktop.panel.contacts import CaseContactForm, contacts_of, record_contact
from vrp_desktop.panel.correcting import (
    AGREEMENT,
    CONTACT,
    REVIEW,
    TOLD,
    correct_agreement,
    correct_contact,
    correct_event,
    correct_review,
    correct_told,
    plan_review,
    remove_event,
    restore_suspect_status,
    take_off,
)
from vrp_desktop.panel.forms import AgreementForm, ClosureForm, EventForm, ReviewForm, ToldForm
from vrp_desktop.panel.queries import case_record
from vrp_desktop.panel.referring import remove_suspect_status
from vrp_desktop.panel.reopening import correct_closure, reopen_case
from vrp_desktop.panel.rows import CaseRecord
from vrp_desktop.partnership.stops import stopped_by
from vrp_desktop.reference.lists import read_lists_of

STARTED = date(2026, 9, 24)
CLOSED = date(2026, 10, 20)
WHY = "It was typed on the wrong line"


def record(make: Making, case_id: str) -> CaseRecord:
    found: CaseRecord = make.see(case_record, case_id)
    return found


def in_support(make: Making) -> str:
    case_id = make.screened()
    make.decide(case_id)
    make.move(case_id, "IN_SUPPORT", STARTED)
    return case_id


def closed(make: Making, case_id: str, reason: str = "SUPPORT_COMPLETED", note: str = "") -> CaseRecord:
    make.do(close_case, case_id, make.version(PanelCase, case_id), ClosureForm(reason, CLOSED, note))
    return record(make, case_id)


def test_an_answer_about_agreement_is_put_right_with_a_reason_and_programmes_follow_it(make: Making) -> None:
    case_id = make.screened()
    make.do(record_agreement, case_id, AgreementForm("DECLINED", DECIDED))
    kept = record(make, case_id).agreements[0]
    right = AgreementForm("AGREED_BOTH", DECIDED, "A. Madeup", "Home visit")

    with pytest.raises(Invalid) as refused:
        make.do(correct_agreement, kept.agreement_id, kept.version, right, " ")
    assert set(refused.value.fields) == {"reason"}
    make.do(correct_agreement, kept.agreement_id, kept.version, right, WHY)

    assert [answer.answer for answer in record(make, case_id).agreements] == ["AGREED_BOTH"]
    assert make.see(stopped_by, record(make, case_id).person_id, case_id) is None
    with pytest.raises(Stale):
        make.do(correct_agreement, kept.agreement_id, kept.version, right, WHY)


def test_what_was_told_and_a_contact_are_put_right_and_a_contact_counts_by_its_new_outcome(make: Making) -> None:
    case_id = make.screened()
    make.decide(case_id)
    make.do(record_told, case_id, ToldForm(told_on=DECIDED))
    make.do(record_contact, case_id, CaseContactForm(date(2026, 9, 23), "SEEN"))
    told, contact = record(make, case_id).told[0], make.see(contacts_of, case_id).rows[0]
    reached = make.see(lambda read: read_lists_of(read.session).entries["contact_outcomes"])
    not_reached = next(code for code, entry in reached.items() if not entry.extra.get("reached"))

    make.do(correct_told, told.told_id, told.version, ToldForm(why_not="The family had moved"), WHY)
    make.do(correct_contact, contact.contact_id, contact.version, CaseContactForm(date(2026, 9, 23), not_reached), WHY)

    assert [(row.told_on, row.why_not) for row in record(make, case_id).told] == [(None, "The family had moved")]
    assert make.see(contacts_of, case_id).first_on is None
    again = record(make, case_id).told[0]
    with pytest.raises(Invalid):
        make.do(correct_told, again.told_id, again.version, ToldForm(), WHY)


def test_a_review_that_was_not_held_after_all_is_due_again(make: Making) -> None:
    case_id = in_support(make)
    first = record(make, case_id).reviews[0]
    make.do(hold_review, first.review_id, first.version, date(2026, 10, 30), "", None)
    assert record(make, case_id).review_due_on is None
    held = record(make, case_id).reviews[0]

    make.do(correct_review, held.review_id, held.version, ReviewForm(first.due_on), WHY)

    assert record(make, case_id).review_due_on == first.due_on
    make.do(plan_review, case_id, date(2026, 11, 5))
    assert record(make, case_id).review_due_on == date(2026, 11, 5)
    with pytest.raises(Invalid):
        make.do(plan_review, case_id, date(2026, 10, 1))


def test_entries_that_belong_elsewhere_are_taken_off(make: Making) -> None:
    case_id = in_support(make)
    make.do(record_agreement, case_id, AgreementForm("AGREED_BOTH", DECIDED))
    make.do(record_told, case_id, ToldForm(told_on=DECIDED))
    make.do(record_contact, case_id, CaseContactForm(DECIDED, "SEEN"))
    found, contact = record(make, case_id), make.see(contacts_of, case_id).rows[0]
    entries = (
        (AGREEMENT, found.agreements[0].agreement_id, found.agreements[0].version),
        (TOLD, found.told[0].told_id, found.told[0].version),
        (CONTACT, contact.contact_id, contact.version),
        (REVIEW, found.reviews[0].review_id, found.reviews[0].version),
    )

    for entry in entries:
        make.do(take_off, *entry, WHY)

    left = record(make, case_id)
    assert (left.agreements, left.told, left.reviews, left.review_due_on) == ((), (), (), None)
    assert not make.see(contacts_of, case_id).rows


def test_a_trigger_event_is_put_right_or_taken_off_but_never_made_two(make: Making) -> None:
    events = (EventForm(date(2026, 3, 1), "44/1"), EventForm(date(2026, 8, 1), "44/2"))
    case_id = make.case(events=events, source="POLICE_SUSPECT_2ND")
    first, second = record(make, case_id).referral.events

    with pytest.raises(Invalid) as refused:
        make.do(correct_event, first.event_id, first.version, EventForm(date(2026, 3, 1), "44/2"), WHY)
    assert set(refused.value.fields) == {"occurrence"}
    make.do(correct_event, first.event_id, first.version, EventForm(date(2025, 3, 1), "44/1", "ROBBERY"), WHY)
    trigger = {o.condition.code: o.holds for o in record(make, case_id).eligibility}["trigger_events"]
    assert trigger is False
    make.do(remove_event, second.event_id, second.version, "Another child's")

    left = record(make, case_id).referral.events
    assert [(event.named_on, event.offence_kind) for event in left] == [(date(2025, 3, 1), "ROBBERY")]


def test_suspect_status_that_stands_after_all_lets_the_referral_count_and_the_case_be_reopened(make: Making) -> None:
    case_id = make.case(events=(EventForm(date(2026, 8, 1), "44/1"),), source="POLICE_SUSPECT_2ND")
    event = record(make, case_id).referral.events[0]
    make.do(remove_suspect_status, event.event_id, date(2026, 9, 10), "By the police")
    with pytest.raises(RuleBroken) as refused:
        make.do(reopen_case, case_id, make.version(PanelCase, case_id), WHY)
    assert "suspect status" in refused.value.what

    removed = record(make, case_id).referral.events[0]
    make.do(restore_suspect_status, removed.event_id, removed.version, "They had meant another child")
    assert record(make, case_id).referral.withdrawn_on is None
    assert record(make, case_id).status == "CLOSED"
    make.do(reopen_case, case_id, make.version(PanelCase, case_id), WHY)

    found = record(make, case_id)
    assert (found.status, found.status_on, found.closed_on) == ("IDENTIFIED", REFERRED, None)


def test_a_case_closed_by_mistake_stands_where_it_stood_with_its_review(make: Making) -> None:
    case_id = in_support(make)
    before = record(make, case_id)
    after = closed(make, case_id)
    assert after.review_due_on is None

    with pytest.raises(Invalid):
        make.do(reopen_case, case_id, after.version, "")
    make.do(reopen_case, case_id, after.version, WHY)

    found = record(make, case_id)
    assert (found.status, found.status_on, found.review_due_on) == ("IN_SUPPORT", STARTED, before.review_due_on)
    assert (found.closure_reason, found.closure_note, found.steps) == (None, "", before.steps)
    with pytest.raises(RuleBroken):
        make.do(reopen_case, case_id, found.version, WHY)


def test_a_case_that_was_not_for_the_panel_by_mistake_is_to_be_screened_again(make: Making) -> None:
    case_id = make.case()
    version = make.version(PanelCase, case_id)
    make.do(screen_case, case_id, version, REFERRED, accepted=False, redirect="OUT_OF_AREA", note="In Fareham")

    with pytest.raises(RuleBroken):
        make.do(correct_closure, case_id, record(make, case_id).version, ClosureForm("DECLINED", CLOSED), WHY)
    make.do(reopen_case, case_id, record(make, case_id).version, WHY)

    found = record(make, case_id)
    assert (found.status, found.redirect_reason, found.referral.withdrawn_on) == ("IDENTIFIED", None, None)


def test_the_reason_and_the_day_of_a_closing_are_put_right_and_the_referral_follows_the_reason(make: Making) -> None:
    case_id = in_support(make)
    found = closed(make, case_id, "ERROR_OR_DUPLICATE", "Typed twice")
    assert found.referral.withdrawn_reason == "ERROR_OR_DUPLICATE"

    early = ClosureForm("SUPPORT_COMPLETED", date(2026, 9, 1))
    with pytest.raises(Invalid) as refused:
        make.do(correct_closure, case_id, found.version, early, WHY)
    assert set(refused.value.fields) == {"closed_on"}
    make.do(correct_closure, case_id, found.version, ClosureForm("SUPPORT_COMPLETED", date(2026, 10, 22)), WHY)

    right = record(make, case_id)
    assert (right.closure_reason, right.closed_on, right.status_on) == (
        "SUPPORT_COMPLETED",
        date(2026, 10, 22),
        date(2026, 10, 22),
    )
    assert right.referral.withdrawn_on is None
    assert right.steps[-1].reached_on == date(2026, 10, 22)
