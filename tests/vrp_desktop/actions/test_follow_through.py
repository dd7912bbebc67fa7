"""The follow-through of one agency: fair to what it could not do, for the chair and that agency alone."""

from __future__ import annotations

from datetime import date

import pytest

from db.actions import Action
from db.conferences import Attendance
from tests.support.making import Making
from vrp_desktop.access.permissions import Permission, Role, command
from vrp_desktop.access.work import Work
from vrp_desktop.actions.commands import move_action
from vrp_desktop.actions.follow_through import (
    FollowRecord,
    FollowThrough,
    Part,
    agencies_followed,
    follow_records,
    follow_through,
)
from vrp_desktop.calendar import Quarter
from vrp_desktop.documents.preview import page_count, page_words
from vrp_desktop.errors import NotPermitted
from vrp_desktop.exports.commands import ReceiptForm
from vrp_desktop.exports.follow_letter import print_follow_letter

QUARTER = Quarter(2026, 3)
TODAY = date(2026, 11, 20)
LAST_SPRING = date(2026, 5, 11)


def end(make: Making, action: str, status: str, on: date, reason: str | None = None) -> None:
    make.do(move_action, action, make.version(Action, action), status, on, reason, "Made-up")


@pytest.fixture
def busy(make: Making) -> Making:
    """Education: one on time, one late, one it could not do, one it did not, one overdue, and one of last spring."""
    due = date(2026, 11, 10)
    opened = [make.action(due, date(2026, 10, 12)) for _ in range(5)]
    spring = make.action(date(2026, 5, 20), LAST_SPRING)
    make.action(due, date(2026, 10, 12), agency="POLICE")
    make.on(TODAY)
    end(make, spring, "COMPLETE", date(2026, 5, 20))
    end(make, opened[0], "COMPLETE", date(2026, 11, 9))
    end(make, opened[1], "COMPLETE", date(2026, 11, 12))
    end(make, opened[2], "NOT_DONE", due, "COULD_NOT_NO_SERVICE")
    end(make, opened[3], "NOT_DONE", due, "DID_NOT_MISSED")
    return make


def of_education(make: Making, quarter: Quarter = QUARTER) -> FollowThrough:
    found = make.see(follow_through, "EDUCATION", quarter)
    assert isinstance(found, FollowThrough)
    return found


def test_what_it_could_not_do_is_told_apart_and_not_held_against_it(busy: Making) -> None:
    found = of_education(busy)

    told = {part: found.of(part).quarter for part in (Part.ON_TIME, Part.LATE, Part.COULD_NOT, Part.DID_NOT)}
    assert told == {Part.ON_TIME: 1, Part.LATE: 1, Part.COULD_NOT: 1, Part.DID_NOT: 1}
    assert (found.of(Part.STILL_OPEN).quarter, found.of(Part.OVERDUE).quarter) == (1, 1)
    assert (found.of(Part.ON_TIME_SHARE).quarter, found.of(Part.ON_TIME_FAIR).quarter) == (20.0, 25.0)


def test_over_four_quarters_earlier_actions_count_too(busy: Making) -> None:
    found = of_education(busy)

    assert (found.of(Part.CAME_DUE).quarter, found.of(Part.CAME_DUE).year) == (5, 6)
    assert (found.from_on, found.until) == (date(2026, 1, 1), TODAY)


def test_a_sitting_missed_with_information_sent_is_not_a_sitting_missed(make: Making) -> None:
    for on, state, information in (
        (date(2026, 10, 6), "ATTENDED", None),
        (date(2026, 10, 20), "APOLOGIES", date(2026, 10, 19)),
        (date(2026, 11, 3), "APOLOGIES", date(2026, 11, 5)),
        (date(2026, 11, 17), "ABSENT", None),
    ):
        make.on(on)
        sitting = make.sitting(on)
        make.hold(sitting, on)

        def attend(work: Work, sitting: str = sitting, state: str = state, on: date | None = information) -> None:
            mine = work.session.query(Attendance).filter_by(conference_id=sitting, agency_code="EDUCATION").one()
            mine.state, mine.information_on, mine.is_core = state, on, True

        make.do(command(Permission.EDIT_CONFERENCES)(attend))
    make.on(TODAY)

    found = of_education(make)

    assert [found.of(part).quarter for part in (Part.EXPECTED, Part.THERE, Part.INFORMED, Part.SILENT)] == [4, 1, 1, 2]


def test_each_number_opens_as_many_records_as_it_says(busy: Making) -> None:
    found = of_education(busy)

    for row in found.rows:
        for of_year, number in ((False, row.quarter), (True, row.year)):
            behind: list[FollowRecord] = busy.see(follow_records, "EDUCATION", QUARTER, None, row.part, of_year=of_year)
            if row.is_count:
                assert len(behind) == number, (row.part, of_year)
            assert all(each.kind in ("action", "conference") and each.page_id for each in behind)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.DATA_PROTECTION])
def test_it_is_for_the_chair_and_the_manager(busy: Making, role: Role) -> None:
    for query in ((follow_through, "EDUCATION", QUARTER), (agencies_followed,)):
        with pytest.raises(NotPermitted):
            busy.see_as(busy.actor(role), *query)

    assert busy.see_as(busy.actor(Role.CHAIR), agencies_followed) == ["POLICE", "EDUCATION"]


def test_whoever_is_limited_to_places_counts_these_alone(busy: Making) -> None:
    elsewhere = busy.actor(Role.CHAIR, ["ISLE_OF_WIGHT"])

    found = busy.see_as(elsewhere, follow_through, "EDUCATION", QUARTER)

    assert found.of(Part.CAME_DUE).year == 0
    with pytest.raises(NotPermitted):
        busy.see_as(elsewhere, follow_through, "EDUCATION", QUARTER, "PORTSMOUTH")


def test_the_letter_is_one_fair_page_about_this_agency_alone(busy: Making) -> None:
    paper = busy.do(print_follow_letter, "EDUCATION", QUARTER, None, ReceiptForm("", "PDF", "For its lead", "A lead"))

    words = " ".join(page_words(paper.content, 0, most=100_000).split())
    assert page_count(paper.content) == 1
    assert "6 of your agreed actions came due; 3 of them were done, 2 on time." in words
    assert "1 action is overdue" in words
    assert "a service is missing" in words
    assert "Police" not in words
    assert paper.name == "follow-through-education-2026-27Q3.pdf"
