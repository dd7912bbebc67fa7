"""The preview: every row's verdict before anything is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.people import Person
from tests.corpus.builders import Value, xlsx
from tests.vrp_desktop.imports.lists import EVENT_HEAD, HEAD, SETTINGS, Intake, row
from tests.vrp_desktop.imports.test_events import EVENTS, FIRST, SECOND
from vrp_desktop.errors import Cancelled
from vrp_desktop.imports.holds import RowState
from vrp_desktop.imports.preview import preview
from vrp_desktop.imports.reading.workbook import read_workbook


def test_every_verdict_is_told_and_nothing_is_written(intake: Intake):
    intake.take(row("Smith", "John"), row("Ash"))
    before = intake.counts()

    seen = intake.look(
        row("Smith", "John"), row("Ash", referred="05/09/2026"), row("Smyth", "Jon"), row("Elm", "Kit"), row("", "")
    )

    assert [one.state for one in seen.rows] == [
        RowState.ON_FILE, RowState.JOINED, RowState.HELD, RowState.TAKEN, RowState.HELD,
    ]  # fmt: skip
    john, ash = sorted(intake.all(Person), key=lambda one: one.id)
    assert [one.person_id for one in seen.rows[:2]] == [john.id, ash.id]
    assert seen.rows[2].likely is not None
    assert seen.rows[2].likely.person_id == john.id
    assert "There is no name." in seen.rows[4].reason
    assert (seen.counts.read, seen.counts.taken, seen.counts.held) == (5, 3, 2)
    assert intake.counts() == before


def test_rows_of_one_list_point_to_one_another(intake: Intake):
    seen = intake.look(row("Smith", "John"), row("Smith", "John", referred="05/09/2026"), row("Smyth", "Jon"))

    assert [(one.state, one.same_as_row) for one in seen.rows] == [
        (RowState.TAKEN, None), (RowState.JOINED, 2), (RowState.HELD, 2),
    ]  # fmt: skip
    assert [one.person_id for one in seen.rows[1:]] == [None, None]


def test_what_is_left_out_and_what_stands_beside_is_said(intake: Intake):
    rows: list[list[Value]] = [list(HEAD), row("Ash"), row("Elm", "Kit"), row("Fir"), ["Total", 3]]
    book = xlsx(rows, hidden_rows=[3], after={"Notes": [["Nothing here"]]})

    seen = intake.workspace.read(preview, read_workbook(book, "list.xlsx"), SETTINGS)

    assert [one.number for one in seen.rows] == [2, 4]
    assert seen.left_out == ("1 row hidden in the sheet: left out.", "1 row with totals: left out.")
    assert seen.other_sheets == ("Notes",)
    assert (seen.sheet, seen.header_row) == ("Referrals", 1)


def test_a_file_taken_before_is_said(intake: Intake):
    batch = intake.take(row("Ash"))

    assert [one.batch_id for one in intake.look(row("Ash")).taken_before] == [batch.batch_id]


def test_a_remark_holds_nothing(intake: Intake):
    (seen,) = intake.look([*row("Ash")[:4], "not a postcode", *row("Ash")[5:]]).rows

    assert seen.state is RowState.TAKEN
    assert seen.remarks


def test_event_rows_of_one_child_are_one_referral(intake: Intake):
    seen = intake.look(FIRST, SECOND, settings=EVENTS, head=EVENT_HEAD)

    assert [(one.state, one.same_as_row) for one in seen.rows] == [(RowState.TAKEN, None), (RowState.TAKEN, 2)]
    assert (seen.counts.taken, seen.counts.joined) == (2, 0)


def test_settings_are_tried_before_they_are_kept(intake: Intake):
    rows = (row("Ash", referred=""),)

    assert intake.look(*rows).counts.held == 1
    assert intake.look(*rows, settings=replace(SETTINGS, referral_date=date(2026, 9, 1))).counts.taken == 1


def test_a_preview_can_be_cancelled(intake: Intake):
    from tests.vrp_desktop.imports.lists import workbook

    def stop(done: int, of: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        intake.workspace.read(preview, workbook([row("Ash")]), SETTINGS, stop)


def test_verdicts_have_words(intake: Intake):
    intake.take(row("Ash"))

    seen = intake.look(row("Ash"), row("Ash", referred="05/09/2026"), row("Elm", "Kit"), row("", ""))

    assert [one.verdict for one in seen.rows] == [
        "Already on file: the same row was taken before", "Joins a child on file", "Taken as new", "Held",
    ]  # fmt: skip
