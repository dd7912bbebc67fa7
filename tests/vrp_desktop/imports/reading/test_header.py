"""Finding the list in a workbook, and leaving out what is no row of it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.corpus.builders import Rows, Value, xlsx
from vrp_desktop.errors import NotASpreadsheet
from vrp_desktop.imports.reading.header import find_table, table_at
from vrp_desktop.imports.reading.tables import Table
from vrp_desktop.imports.reading.workbook import Workbook, read_workbook

HEAD: list[Value] = ["Surname", "Forename", "DOB"]
CHILD: list[Value] = ["Ash", "Tam", date(2012, 3, 4)]


def book(rows: Rows, **how: object) -> Workbook:
    return read_workbook(xlsx(rows, **how), "list.xlsx")  # type: ignore[arg-type]


def table(rows: Rows, **how: object) -> Table:
    return find_table(book(rows, **how))


def test_the_first_visible_sheet_with_headings_is_taken_and_the_others_are_listed():
    found = table(
        [HEAD, CHILD],
        before={"Read me": [["Please fill in the list"]], "Secret": [HEAD, CHILD]},
        after={"Codes": [["Code", "Meaning"], ["W1", "White"]], "More": [HEAD, CHILD]},
        hidden_sheets=["Secret"],
    )

    assert found.sheet == "Referrals"
    assert found.other_sheets == ("Read me", "Codes", "More")
    assert found.hidden_sheets == ("Secret",)


def test_another_sheet_or_row_can_be_chosen():
    workbook = book([HEAD, CHILD], after={"More": [["x"], ["Surname", "Forename"], ["Elm", "Kit"]]})

    assert find_table(workbook, "More").header_row == 2
    assert table_at(workbook, "More", 2).columns[0].heading == "Surname"
    with pytest.raises(NotASpreadsheet):
        table_at(workbook, "More", 9)
    with pytest.raises(NotASpreadsheet):
        table_at(workbook, "Gone", 1)


def test_headings_that_name_no_field_are_found_by_their_shape():
    found = table([["Alpha report"], [], ["Col A", "Col B", "Col C"], ["Ash", "Tam", 1], ["Elm", "Kit", 2]])

    assert found.header_row == 3
    assert [column.heading for column in found.columns] == ["Col A", "Col B", "Col C"]


def test_a_workbook_without_headings_is_refused_in_plain_words():
    with pytest.raises(NotASpreadsheet, match="No row of column headings was found"):
        table([["Just a note"], ["and another"]])


def test_a_row_of_data_is_never_taken_for_headings():
    found = table([HEAD, ["School", "Reason", "Name"], CHILD])

    assert found.header_row == 1
    assert len(found.rows) == 2


def test_hidden_rows_are_left_out_counted_and_never_headings():
    found = table([["Surname", "Forename"], HEAD, CHILD, CHILD], hidden_rows=[1, 3])

    assert found.header_row == 2
    assert [row.number for row in found.rows] == [4]
    assert found.left_out.sentences() == ("1 row hidden in the sheet: left out.",)


def test_headings_merged_downwards_reach_the_row_of_headings():
    found = table(
        [["Name", "Child", None, "Referral"], [None, "DOB", "Sex", "Date referred"], ["Tam Ash", None, "M", "1/7/26"]],
        merged=["A1:A2", "B1:C1"],
    )

    assert [column.heading for column in found.columns] == ["Name", "DOB", "Sex", "Date referred"]


def test_columns_that_are_blank_throughout_are_no_columns_and_others_have_a_label():
    found = table([["Surname", None, "Forename", None], ["Ash", None, "Tam", "x"]])

    assert [(column.index, column.label) for column in found.columns] == [
        (0, "Surname"),
        (2, "Forename"),
        (3, "Column D"),
    ]


def test_two_columns_of_one_heading_are_told_apart():
    found = table([["Surname", "Forename", "Notes", "Notes"], ["Ash", "Tam", "a", "b"]])

    assert [column.label for column in found.columns][2:] == ["Notes", "Notes (2)"]


@pytest.mark.parametrize(
    "row",
    [
        ["Total", None, 5],
        ["Grand total", 3, 5],
        ["Totals", "3", "5"],
        ["TOTAL:", None, "100%"],
        [None, "Total", 5],
        ["Sub-total", 5],
        ["Total referrals", 7],
        ["Total: 7"],
        ["Portsmouth total", 3, "£1,200.50"],
        ["Total", 3, "Grand total", 7],
        ["Average", 14.5],
        ["Number of referrals", 2],
    ],
)
def test_totals_are_no_rows(row):
    found = table([[*HEAD, "Age"], CHILD, row])

    assert [kept.number for kept in found.rows] == [2]
    assert found.left_out.totals == 1


@pytest.mark.parametrize(
    "row",
    [
        ["Total", "Ned", date(2012, 3, 4)],
        ["Sum", "Dara", 12],
        ["Total", "Ned"],
        ["Mean", "Lee", "4/3/12"],
        ["Tottal", 1],
    ],
)
def test_a_child_called_total_is_a_row(row):
    assert len(table([[*HEAD, "Age"], CHILD, row]).rows) == 2


@pytest.mark.parametrize(
    "line",
    ["OFFICIAL-SENSITIVE", "End of report", "Page 1 of 2", "Report generated 21/11/2026 10:00", "Please note: draft"],
)
def test_a_marking_or_remark_under_the_list_is_no_row(line):
    found = table([HEAD, CHILD, [line]])

    assert len(found.rows) == 1
    assert found.left_out.footers == 1


@pytest.mark.parametrize("name", ["PAGE, Tom", "End Ada", "Key, Ann", "Note Lee"])
def test_a_lone_name_is_a_row(name):
    assert len(table([["Name", "DOB", "School"], [name]]).rows) == 1


def test_headings_that_come_again_are_no_rows():
    found = table([HEAD, CHILD, HEAD, CHILD])

    assert [row.number for row in found.rows] == [2, 4]
    assert found.left_out.headings_again == 1


def test_filled_rows_above_the_headings_are_told():
    found = table([["A", "small", "list"], ["x", 1, 2], ["Title"], [*HEAD, "School"], CHILD])

    assert found.header_row == 4
    assert found.left_out.sentences() == ("2 rows above the headings with several filled cells: left out.",)
