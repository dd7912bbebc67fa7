"""Actions agreed, followed, closed, carried forward; a decision with its actions is one deed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.actions import Action
from db.panel import PanelCase
from tests.support.making import DECIDED, PLACE, Making
from vrp_desktop.access.permissions import Role
from vrp_desktop.actions.commands import (
    add_action,
    carry_forward,
    edit_action,
    move_action,
    record_decision_with_actions,
)
from vrp_desktop.actions.forms import ActionForm, Recorded
from vrp_desktop.actions.queries import action_record, actions_count
from vrp_desktop.actions.rows import ActionRecord
from vrp_desktop.conferences.queries import conference_record
from vrp_desktop.errors import Invalid, NotFound, NotPermitted, RuleBroken, Stale
from vrp_desktop.panel.forms import DecisionForm
from vrp_desktop.panel.queries import case_record
from vrp_desktop.search.index import find

DUE = date(2026, 10, 6)
FORM = ActionForm("Meet the family", "EDUCATION", DUE, DECIDED, place_code=PLACE)
DECISION = DecisionForm("OFFER_SUPPORT", "Made-up reasons", "EDUCATION", DECIDED)


def record(make: Making, action: str) -> ActionRecord:
    found: ActionRecord = make.see(action_record, action)
    return found


def move(
    make: Making, action: str, status: str, on: date = date(2026, 10, 1), reason: str | None = None, note: str = ""
) -> None:
    make.do(move_action, action, make.version(Action, action), status, on, reason, note)


def test_an_action_is_open_from_the_day_it_was_agreed(make: Making) -> None:
    found = record(make, make.do(add_action, FORM))

    assert (found.row.status, found.row.opened_on, found.row.due_on, found.row.place_code) == (
        "OPEN",
        DECIDED,
        DUE,
        PLACE,
    )
    assert [(step.status, step.reached_on, step.due_on) for step in found.steps] == [("OPEN", DECIDED, DUE)]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": " "}, "text"),
        ({"owner_agency": ""}, "owner_agency"),
        ({"priority": "NO_SUCH"}, "priority"),
        ({"due_on": None}, "due_on"),
        ({"due_on": date(2026, 9, 21)}, "due_on"),
        ({"opened_on": date(2026, 11, 3), "due_on": date(2026, 12, 1)}, "opened_on"),
    ],
)
def test_an_action_says_what_by_whom_and_by_when(make: Making, values: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        make.do(add_action, replace(FORM, **values))  # type: ignore[arg-type]

    assert set(refused.value.fields) == {field}


def test_an_action_on_a_case_is_of_its_child_and_place(make: Making) -> None:
    case_id = make.case(place="SOUTHAMPTON")

    row = make.row(Action, make.do(add_action, replace(FORM, case_id=case_id)))

    assert (row.person_id, row.place_code) == (make.row(PanelCase, case_id).person_id, "SOUTHAMPTON")


def test_an_action_agreed_at_a_sitting_is_of_its_day_and_place(make: Making) -> None:
    sitting = make.sitting()
    form = ActionForm("Share the plan", "POLICE", DUE, conference_id=sitting)

    row = make.row(Action, make.do(add_action, form))

    assert (row.opened_on, row.place_code) == (DECIDED, PLACE)


def test_an_action_of_a_board_has_no_place_and_is_for_users_of_all_places(make: Making) -> None:
    board = make.sitting(forum="SVRP")
    action = make.do(add_action, ActionForm("Share the plan", "POLICE", DUE, conference_id=board))

    with pytest.raises(NotFound):
        make.see_as(make.actor(places=[PLACE]), action_record, action)
    assert record(make, action).row.place_code is None


def test_an_action_goes_on_to_its_completion_and_may_be_opened_again(make: Making) -> None:
    action = make.action(DUE)
    move(make, action, "IN_PROGRESS", date(2026, 9, 25))
    move(make, action, "COMPLETE", date(2026, 10, 2))
    closed = record(make, action)
    move(make, action, "OPEN", date(2026, 10, 5), note="The school asks again")

    assert (closed.row.status, closed.row.closed_on, closed.next_statuses) == (
        "COMPLETE",
        date(2026, 10, 2),
        ("OPEN",),
    )
    assert (record(make, action).row.closed_on, len(record(make, action).steps)) == (None, 4)


@pytest.mark.parametrize(
    ("status", "reason", "note", "fields"),
    [
        ("NOT_DONE", None, "", {"undone_reason", "note"}),
        ("NOT_DONE", "NO_SUCH", "Left", {"undone_reason"}),
        ("NOT_DONE", "COULD_NOT_NO_SERVICE", "", {"note"}),
        ("CANCELLED", None, "", {"note"}),
    ],
)
def test_an_action_closed_undone_says_could_not_or_did_not_and_why(
    make: Making, status: str, reason: str | None, note: str, fields: set[str]
) -> None:
    action = make.action(DUE)

    with pytest.raises(Invalid) as refused:
        move(make, action, status, reason=reason, note=note)

    assert set(refused.value.fields) == fields
    assert record(make, action).row.status == "OPEN"


def test_the_reason_stays_with_the_action_until_it_is_opened_again(make: Making) -> None:
    action = make.action(DUE)
    move(make, action, "NOT_DONE", reason="DID_NOT_NO_TIME", note="Two staff away")
    closed = record(make, action)
    move(make, action, "OPEN", date(2026, 10, 5))

    assert (closed.undone_reason, closed.undone_note) == ("DID_NOT_NO_TIME", "Two staff away")
    assert (record(make, action).undone_reason, record(make, action).undone_note) == (None, "")


def test_a_replaced_action_needs_no_reason(make: Making) -> None:
    action = make.action(DUE)

    move(make, action, "SUPERSEDED")

    assert record(make, action).row.closed_on == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("status", "on"), [("OPEN", DUE), ("COMPLETE", date(2026, 9, 21)), ("COMPLETE", date(2026, 11, 3))]
)
def test_a_step_that_may_not_follow_or_on_an_impossible_day_is_refused(make: Making, status: str, on: date) -> None:
    with pytest.raises(RuleBroken):
        move(make, make.action(DUE), status, on)


def test_a_new_due_date_is_agreed_today_and_the_old_one_stood_until_then(make: Making) -> None:
    action = make.action(DUE)

    form = replace(FORM, text="Meet the family at home", due_on=date(2026, 12, 1), owner_name="J. Made-Up")
    make.do(edit_action, action, 1, form)

    found = record(make, action)
    assert (found.row.text, found.row.due_on, found.row.is_overdue) == (
        "Meet the family at home",
        date(2026, 12, 1),
        False,
    )
    assert [(step.reached_on, step.due_on) for step in found.steps] == [
        (DECIDED, DUE),
        (date(2026, 11, 2), date(2026, 12, 1)),
    ]
    with pytest.raises(Stale):
        make.do(edit_action, action, 1, form)


def test_the_day_of_agreeing_is_put_right_but_not_past_the_next_step(make: Making) -> None:
    action = make.action(DUE)
    make.do(edit_action, action, 1, replace(FORM, opened_on=date(2026, 9, 20)))
    move(make, action, "IN_PROGRESS", date(2026, 9, 25))

    assert record(make, action).steps[0].reached_on == date(2026, 9, 20)
    with pytest.raises(Invalid):
        make.do(edit_action, action, make.version(Action, action), replace(FORM, opened_on=date(2026, 9, 26)))


def test_open_actions_are_carried_forward_with_a_new_due_date(make: Making) -> None:
    actions = [make.action(DUE), make.action(DUE)]
    sitting = make.sitting(date(2026, 11, 10))

    make.do(carry_forward, actions, sitting, date(2026, 11, 24))

    for action in actions:
        found = record(make, action)
        assert (found.row.due_on, found.row.times_carried, found.row.is_overdue) == (date(2026, 11, 24), 1, False)
        assert found.steps[-1].carried_to == sitting


def test_closed_actions_and_past_days_are_not_carried_forward(make: Making) -> None:
    still_open, closed = make.action(DUE), make.action(DUE)
    move(make, closed, "COMPLETE")
    sitting = make.sitting(date(2026, 11, 10))

    with pytest.raises(RuleBroken):
        make.do(carry_forward, [still_open, closed], sitting)
    with pytest.raises(Invalid):
        make.do(carry_forward, [still_open], sitting, date(2026, 11, 1))

    assert record(make, still_open).row.times_carried == 0


def test_a_decision_and_its_actions_are_recorded_together(make: Making) -> None:
    case_id, sitting = make.screened(), make.sitting()
    forms = (ActionForm("Ask the school", "EDUCATION", DUE), ActionForm("Ask the club", "VRU", DUE))

    recorded: Recorded = make.do(
        record_decision_with_actions,
        case_id,
        make.version(PanelCase, case_id),
        replace(DECISION, conference_id=sitting),
        forms,
    )

    found = make.see(conference_record, sitting)
    assert make.see(case_record, case_id).decisions[0].decision_id == recorded.decision_id
    assert set(found.action_ids) == set(recorded.action_ids)
    assert [(row.case_id, row.outcome) for row in found.agenda] == [(case_id, "OFFER_SUPPORT")]
    rows = [make.row(Action, each) for each in recorded.action_ids]
    assert {(row.case_id, row.conference_id, row.opened_on) for row in rows} == {(case_id, sitting, DECIDED)}


def test_a_decision_whose_action_cannot_be_kept_is_not_kept_either(make: Making) -> None:
    case_id = make.screened()
    forms = (ActionForm("Ask the school", "EDUCATION", DUE), ActionForm("", "VRU", None))

    with pytest.raises(Invalid) as refused:
        make.do(record_decision_with_actions, case_id, make.version(PanelCase, case_id), DECISION, forms)

    assert set(refused.value.fields) == {"actions.1.text", "actions.1.due_on"}
    assert make.see(case_record, case_id).decisions == ()
    assert make.see(actions_count) == 0


def test_an_action_is_found_by_its_words_also_the_corrected_ones(make: Making) -> None:
    action = make.action(DUE, text="Visit the skatepark")
    found = [hit.record_id for hit in make.see(find, "skatep")]

    make.do(edit_action, action, 1, replace(FORM, text="Visit the library"))

    assert found == [action]
    assert make.see(find, "skatepark") == []


def test_a_viewer_and_someone_of_another_place_record_no_action(make: Making) -> None:
    action = make.action(DUE, place_code="SOUTHAMPTON")
    limited = make.actor(places=[PLACE])

    with pytest.raises(NotPermitted):
        make.do_as(make.actor(Role.VIEWER), add_action, FORM)
    with pytest.raises(NotPermitted):
        make.do_as(limited, add_action, replace(FORM, place_code="SOUTHAMPTON"))
    with pytest.raises(NotFound):
        make.do_as(limited, move_action, action, 1, "COMPLETE", DUE)
