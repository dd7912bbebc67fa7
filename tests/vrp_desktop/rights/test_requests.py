"""Requests about own data: the month, its stops, what is said to be wrong, who is told, and the answer."""

from __future__ import annotations

from datetime import date

import pytest

from db.rights import RightsRequest
from tests.support.making import Making
from tests.support.officer import as_officer
from vrp_desktop.access.permissions import Role
from vrp_desktop.errors import Invalid, NotPermitted, RuleBroken
from vrp_desktop.partnership.commands import record_share
from vrp_desktop.partnership.rules import ShareForm
from vrp_desktop.people.queries import notes_of
from vrp_desktop.retention.commands import approve_erasure, keep_back
from vrp_desktop.retention.due import due_records
from vrp_desktop.rights.clock import Running, due_on
from vrp_desktop.rights.commands import (
    answer_request,
    confirm_identity,
    decide_point,
    extend_request,
    open_again,
    record_request,
    record_told,
    start_clock,
    stop_clock,
)
from vrp_desktop.rights.erasing import propose_erasing
from vrp_desktop.rights.forms import AnswerForm, IdentityForm, PointForm, RequestForm, ToldForm
from vrp_desktop.rights.queries import Show, request_record, requests, requests_about, work_lists

RECEIVED = date(2026, 8, 3)
WRONG = RequestForm("RECTIFICATION", "PARENT", RECEIVED, wrong="The school", should_be="Another school")


@pytest.fixture
def child(make: Making) -> str:
    return make.person("Ingrid")


@pytest.fixture
def request_id(make: Making, child: str) -> str:
    found: str = make.do(record_request, child, RequestForm("ACCESS", "CHILD", RECEIVED))
    return found


@pytest.mark.parametrize(
    ("running", "due"),
    [
        pytest.param(Running(date(2026, 1, 30)), date(2026, 3, 2), id="a shorter month, then a weekend"),
        pytest.param(Running(date(2026, 6, 3)), date(2026, 7, 3), id="the same day of the next month"),
        pytest.param(Running(date(2026, 11, 25)), date(2026, 12, 29), id="over Christmas and the weekend after it"),
        pytest.param(Running(date(2026, 6, 3), None, date(2026, 6, 9)), date(2026, 7, 3), id="sure without asking"),
        pytest.param(
            Running(date(2026, 6, 3), date(2026, 6, 4), date(2026, 6, 10)), date(2026, 7, 10), id="asked for, and came"
        ),
        pytest.param(Running(date(2026, 6, 3), date(2026, 6, 4)), None, id="asked for, and has not come"),
        pytest.param(
            Running(date(2026, 6, 3), stops=((date(2026, 6, 5), date(2026, 6, 8)),)), date(2026, 7, 7), id="four days"
        ),
        pytest.param(Running(date(2026, 6, 3), stops=((date(2026, 6, 5), None),)), None, id="standing still"),
        pytest.param(Running(date(2026, 6, 3), is_extended=True), date(2026, 9, 3), id="extended"),
    ],
)
def test_the_month_is_that_of_the_law(running: Running, due: date | None):
    assert due_on(running) == due


def test_the_clock_stops_while_something_is_asked_back_and_runs_on_after(make: Making, request_id: str):
    before = make.see(request_record, request_id).row
    make.do(stop_clock, request_id, before.version, date(2026, 8, 10), "Which years they mean")

    assert make.see(request_record, request_id).row.stands_still
    with pytest.raises(RuleBroken):
        make.do(stop_clock, request_id, before.version, date(2026, 8, 11), "Again")
    make.do(start_clock, request_id, before.version, date(2026, 8, 11))
    with pytest.raises(Invalid):
        make.do(stop_clock, request_id, before.version, date(2026, 8, 11), "The same day twice")

    record = make.see(request_record, request_id)
    assert (record.row.due_on, [stop.reason for stop in record.stops]) == (
        date(2026, 9, 7),
        ["Which years they mean"],
    )


def test_it_is_extended_once_and_only_within_the_first_month(make: Making, request_id: str):
    version = make.see(request_record, request_id).row.version
    with pytest.raises(Invalid) as late:
        make.do(extend_request, request_id, version, date(2026, 9, 4), "Much on file")
    assert "on" in late.value.fields

    make.do(extend_request, request_id, version, date(2026, 9, 1), "Much on file")

    assert make.see(request_record, request_id).row.due_on == date(2026, 11, 3)
    with pytest.raises(RuleBroken):
        make.do(extend_request, request_id, version + 1, date(2026, 9, 1), "Again")


def test_a_parent_shows_that_they_may_ask_for_the_child(make: Making, child: str):
    asked = make.do(record_request, child, RequestForm("ACCESS", "PARENT", RECEIVED))
    with pytest.raises(Invalid) as refused:
        make.do(confirm_identity, asked, 1, IdentityForm(on=RECEIVED, how="Passport seen"))
    assert list(refused.value.fields) == ["authority"]

    make.do(confirm_identity, asked, 1, IdentityForm(None, RECEIVED, "Passport seen", "Birth certificate"))

    assert make.see(request_record, asked).row.identity_on == RECEIVED


def test_what_is_wrong_is_disputed_until_each_point_is_decided_and_the_request_answered(make: Making, child: str):
    asked = make.do(record_request, child, WRONG)
    assert [row.disputes for row in make.see(requests_about, child)] == [True]
    with pytest.raises(RuleBroken, match="decided"):
        make.do(answer_request, asked, 1, AnswerForm("DONE", RECEIVED, "It was put right."))
    (point,) = make.see(request_record, asked).points
    with pytest.raises(Invalid):
        make.do(decide_point, point.point_id, point.version, PointForm("REFUSED", RECEIVED))

    make.do(decide_point, point.point_id, point.version, PointForm("STATEMENT", RECEIVED, "She never went there."))
    make.do(answer_request, asked, 1, AnswerForm("DONE", RECEIVED, "Your words stand beside it."))

    assert make.see(requests_about, child) == []
    (note,) = make.see(notes_of, child)
    assert "She never went there." in note.text
    assert "The school" in note.text


def test_those_who_were_given_the_data_are_told_or_it_is_written_why_not(make: Making, child: str):
    make.do(record_share, _share(child, "EDUCATION"))
    make.do(record_share, _share(child, "POLICE"))
    asked = make.do(record_request, child, WRONG)
    (point,) = make.see(request_record, asked).points
    make.do(decide_point, point.point_id, point.version, PointForm("CHANGED", RECEIVED))
    make.do(answer_request, asked, 1, AnswerForm("DONE", RECEIVED, "It was put right."))
    assert [row.code for row in make.see(requests, Show.TO_TELL)] == [make.see(request_record, asked).row.code]

    make.do(record_told, asked, ToldForm("POLICE", "", RECEIVED, "Telephone"))
    assert make.see(request_record, asked).untold == 1
    with pytest.raises(Invalid):
        make.do(record_told, asked, ToldForm("EDUCATION", ""))
    make.do(record_told, asked, ToldForm("EDUCATION", "", why_not="The school has closed."))

    assert make.see(request_record, asked).untold == 0
    assert make.see(requests, Show.TO_TELL) == []


def test_a_refusal_asks_for_nobody_to_be_told(make: Making, child: str):
    make.do(record_share, _share(child, "POLICE"))
    asked = make.do(record_request, child, WRONG)
    (point,) = make.see(request_record, asked).points
    make.do(decide_point, point.point_id, point.version, PointForm("REFUSED", RECEIVED, "The school confirmed it."))

    make.do(answer_request, asked, 1, AnswerForm("REFUSED", RECEIVED, "It is right as it stands."))

    assert make.see(request_record, asked).untold == 0


def test_an_answered_request_is_opened_again_only_with_a_reason(make: Making, request_id: str):
    make.do(answer_request, request_id, 1, AnswerForm("WITHDRAWN", RECEIVED, "They asked no more."))
    with pytest.raises(RuleBroken):
        make.do(stop_clock, request_id, 2, RECEIVED, "x")
    with pytest.raises(Invalid):
        make.do(open_again, request_id, 2, " ")

    make.do(open_again, request_id, 2, "They complained")

    assert [row.request_id for row in make.see(requests)] == [request_id]


def test_home_counts_what_is_due_and_data_protection_reads_no_free_text(make: Making, child: str, request_id: str):
    protection = make.actor(Role.DATA_PROTECTION)
    make.do(record_request, child, WRONG)

    assert [item.number for item in make.see(work_lists)] == [2, 0]
    assert len(make.see_as(protection, requests)) == 2
    with pytest.raises(NotPermitted):
        make.do_as(make.actor(Role.CHAIR), record_request, child, WRONG)
    asked = next(row.request_id for row in make.see(requests) if row.has_points)
    assert [point.wrong for point in make.see_as(protection, request_record, asked).points] == [""]


def _share(child: str, agency: str) -> ShareForm:
    return ShareForm(child, date(2026, 7, 1), "Attendance", agencies=(agency,), reason="Asked for")


def test_erasing_that_was_asked_for_is_proposed_from_the_request_and_answered_once_it_is_done(
    make: Making, child: str
) -> None:
    request_id = make.do(record_request, child, RequestForm("ERASURE", "CHILD", RECEIVED, text="Wants it gone"))
    done = AnswerForm("DONE", date(2026, 8, 20), "It was erased")
    with pytest.raises(RuleBroken, match="who asks"):
        make.do(propose_erasing, request_id, make.version(RightsRequest, request_id))
    sure = IdentityForm(None, date(2026, 8, 4), "Known to their worker", "")
    make.do(confirm_identity, request_id, make.version(RightsRequest, request_id), sure)
    with pytest.raises(RuleBroken, match="not erased yet"):
        make.do(answer_request, request_id, make.version(RightsRequest, request_id), done)

    item_id = make.do(propose_erasing, request_id, make.version(RightsRequest, request_id))

    erasing = make.see(request_record, request_id).erasing
    assert not erasing.may_be_proposed
    assert make.see(due_records, "NEVER_REFERRED") == []
    with pytest.raises(RuleBroken, match="proposed already"):
        make.do(propose_erasing, request_id, make.version(RightsRequest, request_id))
    with pytest.raises(NotPermitted):
        make.do(approve_erasure, item_id, 1)
    as_officer(make, approve_erasure, item_id, 1)
    make.do(answer_request, request_id, make.version(RightsRequest, request_id), done)
    answered = make.see(request_record, request_id)
    assert (answered.row.outcome, answered.erasing.erased_on) == ("DONE", make.clock.now().date())


def test_erasing_that_was_asked_for_is_kept_back_with_the_reason_and_may_be_proposed_again(
    make: Making, child: str
) -> None:
    request_id = make.do(record_request, child, RequestForm("ERASURE", "CHILD", RECEIVED, text="Wants it gone"))
    sure = IdentityForm(None, date(2026, 8, 4), "Known to their worker", "")
    make.do(confirm_identity, request_id, make.version(RightsRequest, request_id), sure)
    item_id = make.do(propose_erasing, request_id, make.version(RightsRequest, request_id))
    make.do(keep_back, item_id, 1, "A complaint is open", date(2027, 1, 4))

    erasing = make.see(request_record, request_id).erasing

    assert (erasing.may_be_proposed, erasing.reason) == (True, "A complaint is open")
    make.do(propose_erasing, request_id, make.version(RightsRequest, request_id))
    assert not make.see(request_record, request_id).erasing.may_be_proposed
