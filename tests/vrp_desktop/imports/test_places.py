"""A user limited to places sees, exports, mends and takes back nothing of another place's rows, by any door."""

from __future__ import annotations

from typing import Any

import pytest

from db.imports import ImportRow
from tests.support.making import Making
from tests.vrp_desktop.imports.lists import SETTINGS, Intake, workbook
from vrp_desktop.access.permissions import Actor
from vrp_desktop.clock import FixedClock
from vrp_desktop.errors import NotFound, NotPermitted
from vrp_desktop.imports import commands, queries
from vrp_desktop.imports.mending import held_record
from vrp_desktop.imports.queries import HeldRow
from vrp_desktop.imports.results import Settlement

HEAD = ("Surname", "Forename", "Date of birth", "Referral date", "Area")
OURS = ["Ash", "Tam", "31/02/2012", "01/09/2026", "Portsmouth"]
THEIRS = ["Quetzal", "Kit", "31/02/2012", "01/09/2026", "Southampton"]
TAKEN_THERE = ["Elm", "Sam", "04/03/2012", "01/09/2026", "Southampton"]


@pytest.fixture
def make(intake: Intake, clock: FixedClock) -> Making:
    return Making(intake.workspace, clock)


@pytest.fixture
def limited(make: Making) -> Actor:
    return make.actor(places=["PORTSMOUTH"])


@pytest.fixture
def batch_id(intake: Intake) -> str:
    """A list with one row that waits in each of two places, and one that was taken in the other."""
    return intake.take(OURS, THEIRS, TAKEN_THERE, head=HEAD).batch_id


def row_of(intake: Intake, surname: str) -> HeldRow:
    (found,) = [held for held in intake.held() if held.cells[0].text == surname]
    return found


def test_a_row_is_of_its_own_place_or_else_of_the_batchs(intake: Intake, batch_id: str):
    intake.take(["Oak", "Ada", "31/02/2012", "02/09/2026"], head=HEAD[:4])

    assert {held.cells[0].text: held.place_code for held in intake.held()} == {
        "Ash": "PORTSMOUTH",
        "Quetzal": "SOUTHAMPTON",
        "Oak": "PORTSMOUTH",
    }


def test_every_query_of_the_desk_keeps_to_the_places(make: Making, limited: Actor, intake: Intake, batch_id: str):
    theirs = row_of(intake, "Quetzal")

    def see(query: Any, *args: Any) -> Any:
        return make.see_as(limited, query, *args)

    assert [held.cells[0].text for held in see(queries.held_rows)] == ["Ash"]
    assert [held.cells[0].text for held in see(queries.held_rows, batch_id)] == ["Ash"]
    assert see(queries.held_count) == 1
    assert sum(see(queries.held_by_reason).values()) == 1
    assert see(queries.held_row, theirs.row_id) is None
    assert see(held_record, theirs.row_id) is None
    assert "Quetzal" not in str(see(queries.held_sheet))
    assert "Quetzal" not in str(see(queries.held_sheet, batch_id))
    assert [row.number for row in see(queries.batch_rows, batch_id)] == [2]
    assert see(queries.rows_of_person, rows_taken(intake)[0].person_id) == []


def test_a_batch_counts_for_a_limited_user_only_the_rows_of_their_places(make: Making, limited: Actor, batch_id: str):
    (seen,) = make.see_as(limited, queries.batches)
    record = make.see_as(limited, queries.batch_record, batch_id)
    (whole,) = make.see(queries.batches)

    assert (seen.counts.read, seen.counts.taken, seen.counts.held, seen.waiting) == (1, 0, 1, 1)
    assert (record.row, dict(record.states)) == (seen, {"HELD": 1})
    assert (whole.counts.read, whole.counts.taken, whole.counts.held, whole.waiting) == (3, 1, 2, 2)


def test_a_batch_without_a_row_of_their_places_is_not_there(make: Making, limited: Actor, intake: Intake):
    elsewhere = intake.take(THEIRS, head=HEAD).batch_id

    assert make.see_as(limited, queries.batches) == []
    with pytest.raises(NotFound):
        make.see_as(limited, queries.batch_record, elsewhere)
    (known,) = make.see_as(limited, queries.already_taken, workbook([THEIRS], HEAD).digest)
    assert (known.counts.read, known.waiting) == (0, 0)


@pytest.mark.parametrize(
    ("deed", "args"),
    [
        (commands.mend_row, ({"Area": "Portsmouth"},)),
        (commands.join_row, ("no-one",)),
        (commands.take_row_as_new, ()),
        (commands.set_row_aside, ("Not ours",)),
    ],
)
def test_no_deed_of_the_desk_reaches_another_places_row(
    make: Making, limited: Actor, intake: Intake, batch_id: str, deed: Any, args: tuple[Any, ...]
):
    theirs = row_of(intake, "Quetzal")

    with pytest.raises(NotFound):
        make.do_as(limited, deed, theirs.row_id, theirs.version, *args)

    assert row_of(intake, "Quetzal") == theirs


def test_a_batch_with_rows_of_other_places_is_taken_back_by_someone_of_the_whole_area(
    make: Making, limited: Actor, intake: Intake
):
    waiting = intake.take(OURS, THEIRS, head=HEAD).batch_id

    with pytest.raises(NotPermitted):
        make.do_as(limited, commands.take_back, waiting)
    intake.do(commands.take_back, waiting)

    assert intake.held() == []


def test_a_row_that_is_mended_to_another_place_goes_to_that_places_desk(
    make: Making, limited: Actor, intake: Intake, batch_id: str
):
    ours = row_of(intake, "Ash")

    settled = make.do_as(limited, commands.mend_row, ours.row_id, ours.version, {"Area": "Southampton"})

    assert settled.outcome is Settlement.HELD
    assert make.see_as(limited, queries.held_rows) == []
    assert row_of(intake, "Ash").place_code == "SOUTHAMPTON"


def test_a_limited_user_who_takes_a_list_in_leaves_the_other_places_rows_to_that_place(
    make: Making, limited: Actor, intake: Intake
):
    taken = make.do_as(limited, commands.take_in, workbook([OURS, TAKEN_THERE], HEAD), SETTINGS)

    assert (taken.read, taken.held) == (2, 2)
    assert [held.cells[0].text for held in make.see_as(limited, queries.held_rows)] == ["Ash"]
    assert row_of(intake, "Elm").reason_code == "NOT_YOUR_PLACE"
    southampton = make.actor(places=["SOUTHAMPTON"])
    elm = row_of(intake, "Elm")
    assert make.do_as(southampton, commands.mend_row, elm.row_id, elm.version, {}).outcome is Settlement.TAKEN


def rows_taken(intake: Intake) -> list[Any]:
    return [row for row in intake.all(ImportRow) if row.state == "TAKEN"]
