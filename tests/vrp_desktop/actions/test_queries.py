"""Reading actions: filters, overdue, what reaches the next sitting by itself, and what is withheld."""

from __future__ import annotations

from datetime import date

import pytest

from db.actions import Action
from tests.support.making import DECIDED, PLACE, Making
from vrp_desktop.access.permissions import Role
from vrp_desktop.actions.commands import carry_forward, move_action
from vrp_desktop.actions.queries import (
    Show,
    action_record,
    actions_count,
    actions_of_case,
    actions_of_conference,
    actions_of_person,
    actions_page,
    actions_timeline,
    actions_to_review,
    numbers_by_agency,
    overdue_actions,
    work_lists,
)
from vrp_desktop.errors import NotFound
from vrp_desktop.panel.queries import case_record

TODAY = date(2026, 11, 2)


def move(make: Making, action: str, status: str, on: date) -> None:
    reason = "COULD_NOT_WAITING" if status == "NOT_DONE" else None
    make.do(move_action, action, make.version(Action, action), status, on, reason, "SECRET")


@pytest.fixture
def some(make: Making) -> dict[str, str]:
    """One action of each standing."""
    made = {
        "overdue": make.action(date(2026, 11, 1)),
        "today": make.action(TODAY),
        "week": make.action(date(2026, 11, 9), agency="POLICE"),
        "later": make.action(date(2026, 11, 10)),
        "done": make.action(date(2026, 10, 1)),
    }
    move(make, made["done"], "COMPLETE", date(2026, 10, 20))
    return made


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        (Show.ALL, ["overdue", "today", "week", "later", "done"]),
        (Show.OPEN, ["overdue", "today", "week", "later"]),
        (Show.OVERDUE, ["overdue"]),
        (Show.DUE_SOON, ["today", "week"]),
        (Show.CLOSED, ["done"]),
    ],
)
def test_each_list_shows_its_actions_the_soonest_due_first(
    make: Making, some: dict[str, str], show: Show, expected: list[str]
) -> None:
    rows = make.see(actions_page, show=show)

    assert [row.action_id for row in rows] == [some[name] for name in expected]
    assert make.see(actions_count, show=show) == len(expected)


def test_overdue_is_computed_and_grows_by_itself(make: Making, some: dict[str, str]) -> None:
    before = [row.action_id for row in make.see(overdue_actions)]
    make.on(date(2026, 11, 10))
    after = make.see(overdue_actions)

    assert before == [some["overdue"]]
    assert [row.action_id for row in after] == [some["overdue"], some["today"], some["week"]]
    assert [row.days_overdue(date(2026, 11, 10)) for row in after] == [9, 8, 1]


def test_filters_narrow_by_agency_place_code_and_words(make: Making, some: dict[str, str]) -> None:
    skate = make.action(date(2026, 12, 1), place_code="SOUTHAMPTON", text="Visit the skatepark")
    code = make.see(action_record, skate).row.code

    assert [row.action_id for row in make.see(actions_page, agency="POLICE")] == [some["week"]]
    for filters in ({"typed": "skate"}, {"typed": code.lower()}, {"place": "SOUTHAMPTON"}):
        assert [row.action_id for row in make.see(actions_page, **filters)] == [skate]
        assert make.see(actions_count, **filters) == 1


def test_home_has_the_overdue_and_those_due_within_7_days(make: Making, some: dict[str, str]) -> None:
    assert {each.code: each.number for each in make.see(work_lists)} == {"OVERDUE": 1, "DUE_SOON": 2, "UNANSWERED": 0}


def test_each_agency_sees_what_it_has_in_hand_in_the_lists_own_order(make: Making, some: dict[str, str]) -> None:
    found = [(each.agency_code, each.waiting, each.overdue) for each in make.see(numbers_by_agency)]

    assert found == [("POLICE", 1, 0), ("EDUCATION", 3, 1)]


def test_actions_of_a_case_of_its_child_and_of_a_sitting(make: Making) -> None:
    case_id, sitting = make.case(make.person("Zofia")), make.sitting()
    on_case = make.action(date(2026, 10, 1), case_id=case_id)
    at_sitting = make.action(date(2026, 10, 1), conference_id=sitting)
    person = make.see(case_record, case_id).person_id

    assert [row.action_id for row in make.see(actions_of_case, case_id)] == [on_case]
    assert [row.words.forenames for row in make.see(actions_of_person, person) if row.words] == ["Zofia"]
    assert [row.action_id for row in make.see(actions_of_conference, sitting)] == [at_sitting]


def test_an_open_action_reaches_the_forums_next_sitting_by_itself(make: Making) -> None:
    first, second = make.sitting(), make.sitting(date(2026, 11, 10))
    still_open = make.action(date(2026, 10, 6), conference_id=first)
    done = make.action(date(2026, 10, 6), conference_id=first)
    move(make, done, "COMPLETE", date(2026, 10, 5))
    make.action(date(2026, 10, 6), conference_id=make.sitting(forum="LMAC", place_code=PLACE))

    assert [row.action_id for row in make.see(actions_to_review, second)] == [still_open]
    assert make.see(actions_to_review, first) == []


def test_an_action_carried_to_a_sitting_is_reviewed_there(make: Making) -> None:
    elsewhere = make.action(date(2026, 10, 6))
    sitting = make.sitting(date(2026, 11, 10))

    make.do(carry_forward, [elsewhere], sitting)

    assert [row.action_id for row in make.see(actions_to_review, sitting)] == [elsewhere]


def test_actions_of_other_places_are_not_seen(make: Making) -> None:
    case_id = make.case(place="SOUTHAMPTON")
    action = make.action(date(2026, 10, 1), case_id=case_id)
    person = make.see(case_record, case_id).person_id
    limited = make.actor(places=[PLACE])

    assert make.see_as(limited, actions_page) == []
    assert make.see_as(limited, actions_count) == 0
    assert make.see_as(limited, numbers_by_agency) == []
    for query, key in ((actions_of_case, case_id), (actions_of_person, person), (actions_timeline, person)):
        assert make.see_as(limited, query, key) == []
    with pytest.raises(NotFound):
        make.see_as(limited, action_record, action)


def test_the_timeline_tells_when_an_action_was_agreed_and_closed(make: Making) -> None:
    case_id = make.case()
    action = make.action(date(2026, 10, 1), case_id=case_id, text="Ask the school")
    move(make, action, "NOT_DONE", date(2026, 10, 20))

    entries = make.see(actions_timeline, make.see(case_record, case_id).person_id)

    assert [(entry.on, entry.heading, entry.detail) for entry in entries] == [
        (DECIDED, "Action: Education", "Ask the school"),
        (date(2026, 10, 20), "Action not done: Education", "Ask the school"),
    ]


def test_free_text_is_withheld_from_roles_that_may_not_read_notes_and_not_searched_for_them(make: Making) -> None:
    case_id = make.case()
    action = make.action(date(2026, 10, 1), case_id=case_id, text="SECRET", serves="SECRET")
    move(make, action, "NOT_DONE", date(2026, 10, 20))
    person = make.see(case_record, case_id).person_id
    guard = make.actor(Role.DATA_PROTECTION)

    for query, key in ((action_record, action), (actions_of_case, case_id), (actions_timeline, person)):
        assert "SECRET" in str(make.see(query, key))
        assert "SECRET" not in str(make.see_as(guard, query, key))
    assert make.see(actions_count, "secret") == 1
    assert make.see_as(guard, actions_count, "secret") == 0
    assert make.see_as(guard, actions_page, "secret") == []
