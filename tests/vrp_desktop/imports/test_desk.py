"""The desk: held rows mended, joined, taken as new and set aside, days later (M1, M2)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from db.audit import AuditChange
from db.imports import ImportRow
from db.panel import Referral
from db.people import DistinctPair, Person
from tests.support.making import Making
from tests.vrp_desktop.imports.lists import HEAD, SETTINGS, Intake, row, workbook
from vrp_desktop.access.permissions import Role
from vrp_desktop.clock import FixedClock
from vrp_desktop.errors import Invalid, NotFound, NotPermitted, RuleBroken, Stale
from vrp_desktop.imports import commands, queries
from vrp_desktop.imports.holds import RowState
from vrp_desktop.imports.results import Settlement
from vrp_desktop.people.likely import is_distinct


@pytest.fixture
def make(intake: Intake, clock: FixedClock) -> Making:
    """Factories in the same workspace."""
    return Making(intake.workspace, clock)


def test_a_mended_row_is_taken_days_later(intake: Intake, make: Making):
    batch = intake.take(row("Ash", born="31/02/2012"))
    (held,) = intake.held()
    make.on(date(2026, 11, 20))

    settled = intake.do(commands.mend_row, held.row_id, held.version, {"Date of birth": "04/03/2012"})

    assert settled.outcome is Settlement.TAKEN
    (person,), (referral,) = intake.all(Person), intake.all(Referral)
    assert (person.born_on, referral.batch_id) == (date(2012, 3, 4), batch.batch_id)
    assert intake.held() == []


def test_a_row_that_is_still_wrong_waits_on_with_its_new_reason(intake: Intake):
    intake.take(row("Ash", born="31/02/2012", referred=""))
    (held,) = intake.held()

    settled = intake.do(commands.mend_row, held.row_id, held.version, {"Date of birth": "04/03/2012"})

    (still,) = intake.held()
    assert (settled.outcome, still.reason_code) == (Settlement.HELD, "NO_REFERRAL_DATE")
    assert still.cells[2].text == "04/03/2012"
    assert still.version > held.version


def test_a_field_that_the_list_had_no_column_for_can_be_given(intake: Intake):
    intake.take(["Ash", "Tam"], ["Elm", "Kit"], head=("Surname", "Forename"))
    first, second = intake.held()

    still = intake.do(commands.mend_row, first.row_id, first.version, {"DATE_OF_BIRTH": "04/03/2012"})
    (kept,) = [one for one in intake.held() if one.row_id == first.row_id]
    taken = intake.do(commands.mend_row, kept.row_id, kept.version, {"REFERRAL_DATE": "01/09/2026"})

    assert (still.outcome, taken.outcome) == (Settlement.HELD, Settlement.TAKEN)
    assert [one.born_on for one in intake.all(Person)] == [date(2012, 3, 4)]
    assert [one.row_id for one in intake.held()] == [second.row_id]


def test_a_column_that_is_not_there_cannot_be_mended(intake: Intake):
    intake.take(row("Ash", referred=""))
    (held,) = intake.held()

    with pytest.raises(Invalid):
        intake.do(commands.mend_row, held.row_id, held.version, {"Shoe size": "5"})


def test_a_date_cell_of_a_month_first_column_is_read_again_as_the_day_that_it_was(intake: Intake):
    """The column proves month first; the held row's birth date was read so and must not turn round on the desk."""
    rows = [row(name, born="12/25/2012") for name in ("Ash", "Elm", "Fir")]
    intake.take(*rows, row("Gorse", born="03/04/2012", referred=""))
    (held,) = intake.held()

    intake.do(commands.mend_row, held.row_id, held.version, {"Referral date": "01/09/2026"})

    assert date(2012, 3, 4) in [one.born_on for one in intake.all(Person)]


def test_a_mended_row_may_turn_out_to_be_likely(intake: Intake):
    intake.take(row("Smith", "John"), row("Smyth", "Jon", born="31/02/2012"))
    (held,) = intake.held()

    settled = intake.do(commands.mend_row, held.row_id, held.version, {"Date of birth": "04/03/2012"})

    assert settled.outcome is Settlement.HELD
    assert intake.held()[0].likely_id == intake.all(Person)[0].id


def test_a_mended_row_joins_the_child_that_it_names_exactly(intake: Intake):
    intake.take(row("Ash"), row("Ash", born="31/02/2012"))
    (held,) = intake.held()

    settled = intake.do(
        commands.mend_row, held.row_id, held.version, {"Date of birth": "04/03/2012", "Reason": "Another"}
    )

    assert settled.outcome is Settlement.JOINED
    assert (intake.counts()["person"], intake.counts()["referral"]) == (1, 2)


def test_a_mended_row_that_is_on_file_makes_nothing(intake: Intake):
    intake.take(row("Ash"), row("Ash", born="31/02/2012"))
    (held,) = intake.held()

    settled = intake.do(commands.mend_row, held.row_id, held.version, {"Date of birth": "04/03/2012"})

    assert settled.outcome is Settlement.ON_FILE
    assert intake.counts()["referral"] == 1


def test_a_row_is_joined_to_the_child_that_a_person_chooses(intake: Intake):
    intake.take(row("Smith", "John"), row("Smyth", "Jon"))
    (held,), (john,) = intake.held(), intake.all(Person)

    settled = intake.do(commands.join_row, held.row_id, held.version, john.id)

    assert (settled.outcome, settled.person_id) == (Settlement.JOINED, john.id)
    assert (intake.counts()["person"], intake.counts()["referral"]) == (1, 2)


def test_a_row_taken_as_new_is_not_asked_about_again(intake: Intake):
    intake.take(row("Smith", "John"), row("Smyth", "Jon"))
    (held,), (john,) = intake.held(), intake.all(Person)

    settled = intake.do(commands.take_row_as_new, held.row_id, held.version)

    assert settled.outcome is Settlement.TAKEN
    assert intake.workspace.read(is_distinct, john.id, settled.person_id)
    assert len(intake.all(DistinctPair)) == 1
    assert intake.take(row("Smyth", "Jon", referred="05/09/2026")).joined == 1


def test_a_row_that_was_taken_as_new_before_is_not_taken_twice(intake: Intake):
    intake.take(row("Smith", "John"), row("Smyth", "Jon"), row("Smyth", "Jon"))
    first, second = intake.held()
    intake.do(commands.take_row_as_new, first.row_id, first.version)

    settled = intake.do(commands.take_row_as_new, second.row_id, second.version)

    assert settled.outcome is Settlement.ON_FILE
    assert intake.counts()["person"] == 2


def test_a_row_without_what_it_needs_cannot_be_joined_or_taken(intake: Intake):
    intake.take(row("Ash"), row("Elm", "Kit", referred=""))
    (held,), (ash,) = intake.held(), intake.all(Person)

    with pytest.raises(Invalid):
        intake.do(commands.join_row, held.row_id, held.version, ash.id)
    with pytest.raises(Invalid):
        intake.do(commands.take_row_as_new, held.row_id, held.version)


def test_a_referral_cannot_join_a_child_born_after_it(intake: Intake, make: Making):
    baby = make.person("Kit", date(2026, 10, 1))
    intake.take(row("Smith", "John"), row("Smyth", "Jon"))
    (held,) = intake.held()

    with pytest.raises(Invalid):
        intake.do(commands.join_row, held.row_id, held.version, baby)


def test_a_row_set_aside_leaves_the_desk_with_its_cells_and_keeps_the_reason(intake: Intake):
    intake.take(row("Ash", referred=""))
    (held,) = intake.held()

    with pytest.raises(Invalid):
        intake.do(commands.set_row_aside, held.row_id, held.version, " ")
    intake.do(commands.set_row_aside, held.row_id, held.version, "Sent to us by mistake")

    (kept,) = intake.all(ImportRow)
    assert (kept.state, kept.reason, kept.cells) == (RowState.SET_ASIDE, "Sent to us by mistake", None)
    assert intake.held() == []


def test_settled_rows_keep_no_cells_and_neither_does_the_audit(intake: Intake):
    intake.take(row("Quetzal", born="31/02/2012"), row("Pteranodon", referred=""))
    first, second = intake.held()
    intake.do(commands.mend_row, first.row_id, first.version, {"Date of birth": "04/03/2012"})
    intake.do(commands.set_row_aside, second.row_id, second.version, "Not ours")

    changes = intake.workspace.read(lambda read: list(read.session.scalars(select(AuditChange))))
    of_rows = [json.loads(one.values) for one in changes if one.kind == "import_row"]

    assert all(one.cells is None for one in intake.all(ImportRow))
    assert not any("Pteranodon" in one.values for one in changes)
    assert next(values["cells"] for values in of_rows if "cells" in values) == [None, "not kept here"]


def test_a_row_that_someone_else_changed_is_not_overwritten(intake: Intake):
    intake.take(row("Ash", born="31/02/2012", referred=""))
    (held,) = intake.held()
    intake.do(commands.mend_row, held.row_id, held.version, {"Date of birth": "04/03/2012"})

    with pytest.raises(Stale):
        intake.do(commands.mend_row, held.row_id, held.version, {"Referral date": "01/09/2026"})


def test_a_settled_row_cannot_be_settled_again(intake: Intake):
    intake.take(row("Smith", "John"), row("Smyth", "Jon"))
    (held,) = intake.held()
    intake.do(commands.take_row_as_new, held.row_id, held.version)

    with pytest.raises((RuleBroken, Stale)):
        intake.do(commands.set_row_aside, held.row_id, held.version + 1, "Too late")


def test_the_desk_is_counted_by_reason_and_by_batch(intake: Intake):
    first = intake.take(row("Ash", referred=""), row("", ""))
    intake.take(row("Elm", referred=""))

    see = intake.workspace.read
    assert see(queries.held_count) == 3
    assert see(queries.held_count, first.batch_id) == 2
    assert see(queries.held_by_reason) == {"NO_REFERRAL_DATE": 2, "NO_NAME": 1}
    assert [one.number for one in see(queries.held_rows, reason_code="NO_REFERRAL_DATE", offset=1)] == [2]
    assert see(queries.held_row, intake.held()[0].row_id) == intake.held()[0]
    assert see(queries.batch_record, first.batch_id).states == {"HELD": 2}
    assert [one.state for one in see(queries.batch_rows, first.batch_id)] == [RowState.HELD] * 2


def test_the_sheet_of_held_rows_unites_the_headings_of_several_lists(intake: Intake):
    intake.take(row("Ash", referred=""))
    intake.take(["Elm", "Kit", "Blue"], head=("Surname", "Forename", "Shirt"))

    sheet = intake.workspace.read(queries.held_sheet)

    assert sheet.headings[:-2] == (*HEAD, "Shirt")
    assert [line[0] for line in sheet.rows] == ["Ash", "Elm"]
    assert sheet.rows[1][7] == "Blue"


def test_a_manager_limited_to_places_takes_rows_of_those_places_only(intake: Intake, make: Making):
    actor = make.actor(places=["SOUTHAMPTON"])
    make.do_as(actor, commands.take_in, workbook([row("Ash")]), SETTINGS)

    assert [one.reason_code for one in intake.held()] == ["NOT_YOUR_PLACE"]


def test_a_child_of_another_place_is_neither_joined_nor_made_twice(intake: Intake, make: Making):
    intake.take(row("Ash"))
    actor = make.actor(places=["SOUTHAMPTON"])

    settings = replace(SETTINGS, place="SOUTHAMPTON")
    make.do_as(actor, commands.take_in, workbook([row("Ash", referred="05/09/2026")]), settings)

    (held,) = intake.held()
    assert (held.reason_code, held.likely_id) == ("OTHER_PLACE", None)
    with pytest.raises((NotFound, NotPermitted)):
        make.do_as(actor, commands.join_row, held.row_id, held.version, intake.all(Person)[0].id)


@pytest.mark.parametrize("role", [Role.CHAIR, Role.VIEWER, Role.DATA_PROTECTION])
def test_the_desk_is_for_those_who_take_lists_in(intake: Intake, make: Making, role: Role):
    intake.take(row("Ash", referred=""))
    actor = make.actor(role)

    for query in (queries.held_rows, queries.held_sheet):
        with pytest.raises(NotPermitted):
            make.see_as(actor, query)
    with pytest.raises(NotPermitted):
        make.do_as(actor, commands.set_row_aside, intake.held()[0].row_id, 1, "Not mine to do")


def test_a_row_that_was_mended_is_known_again_as_it_was_sent_and_as_it_was_mended(intake: Intake):
    intake.take(row("Ash", born="31/02/2012"))
    (held,) = intake.held()
    intake.do(commands.mend_row, held.row_id, held.version, {"Date of birth": "04/03/2012"})

    again = intake.take(row("Ash", born="31/02/2012"), row("Ash"))

    assert (again.taken, again.held, again.on_file) == (2, 0, 2)
    assert intake.counts()["referral"] == 1


def test_a_row_that_was_joined_to_another_name_is_known_again(intake: Intake):
    intake.take(row("Smith", "John"), row("Smyth", "Jon"))
    (held,), (john,) = intake.held(), intake.all(Person)
    intake.do(commands.join_row, held.row_id, held.version, john.id)

    assert intake.take(row("Smyth", "Jon")).on_file == 1
    assert intake.held() == []
