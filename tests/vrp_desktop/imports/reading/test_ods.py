"""OpenDocument spreadsheets: repeats, remarks, hidden sheets and rows, and every kind of value."""

# ruff: noqa: DTZ001 - spreadsheets know no time zones

from __future__ import annotations

import io
from datetime import date, datetime

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus.builders import ods, ods_content, ods_rows
from vrp_desktop.imports.reading.workbook import Cell, Merge, Row, Sheet, read_workbook


def sheets_of(data: bytes) -> tuple[Sheet, ...]:
    return read_workbook(data, "list.ods").sheets


def rows_of(xml: str) -> list[Row]:
    return list(sheets_of(ods({"Referrals": xml}))[0].rows)


def cell(inner: str, attributes: str = 'office:value-type="string"') -> str:
    return f"<table:table-row><table:table-cell {attributes}>{inner}</table:table-cell></table:table-row>"


def test_every_kind_of_value_is_read():
    (row,) = rows_of(ods_rows([["Ash", 1, 1.5, True, False, date(2012, 3, 4), datetime(2012, 3, 4, 5, 6), None, "x"]]))

    assert row == ("Ash", 1, 1.5, True, False, date(2012, 3, 4), datetime(2012, 3, 4, 5, 6), None, "x")


def test_money_shares_and_times_are_read():
    row = (
        '<table:table-cell office:value-type="currency" office:value="12.5"><text:p>£12.50</text:p></table:table-cell>'
        '<table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50%</text:p></table:table-cell>'
        '<table:table-cell office:value-type="time" office:time-value="PT05H06M"><text:p>05:06</text:p>'
        "</table:table-cell>"
        '<table:table-cell office:value-type="date" office:date-value="2012-03-04T00:00:00"><text:p>x</text:p>'
        "</table:table-cell>"
    )

    assert rows_of(f"<table:table-row>{row}</table:table-row>") == [(12.5, 0.5, "05:06", date(2012, 3, 4))]


def test_a_million_blank_rows_of_a_thousand_blank_cells_cost_nothing():
    end = (
        '<table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="1024"/>'
        "</table:table-row>"
    )

    assert rows_of(ods_rows([["Surname"], ["Ash"]]) + end) == [("Surname",), ("Ash",)]


def test_rows_and_cells_that_repeat_are_there_as_often():
    rows = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell table:number-columns-repeated="3" office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>"
    )

    assert rows_of(rows) == [(None, None, "x", "x", "x")] * 2


def test_blank_rows_between_keep_the_row_numbers():
    between = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'

    assert rows_of(ods_rows([["a"]]) + between + ods_rows([["b"]])) == [("a",), (), (), (), ("b",)]


def test_text_keeps_its_lines_and_spaces_and_loses_its_remarks():
    inner = (
        "<office:annotation><text:p>a remark</text:p></office:annotation>"
        '<text:p>one<text:s text:c="2"/>two<text:tab/>three <text:span>four</text:span><text:line-break/>five</text:p>'
        "<text:p>six</text:p>"
    )

    assert rows_of(cell(inner)) == [("one  two\tthree four\nfive\nsix",)]


def test_old_versions_of_cells_are_no_cells():
    old = (
        "<table:tracked-changes><table:cell-content-change><table:previous><table:change-track-table-cell>"
        "<text:p>old</text:p></table:change-track-table-cell></table:previous></table:cell-content-change>"
        "</table:tracked-changes>"
    )

    assert rows_of(old + ods_rows([["new"]])) == [("new",)]


def test_hidden_rows_are_counted():
    rows = ods_rows([["Surname"]]) + ods_rows([["Ash"]]).replace(
        "<table:table-row>", '<table:table-row table:visibility="filter">'
    )

    (shown,) = sheets_of(ods({"Shown": rows}))

    assert shown.visible
    assert shown.hidden_rows == {2}
    assert shown.hidden_count == 1


def test_a_sheet_is_hidden_by_its_style():
    content = (
        '<office:automatic-styles><style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
        "<office:body><office:spreadsheet>"
        f'<table:table table:name="Lists" table:style-name="ta2">{ods_rows([["x"]])}</table:table>'
        f'<table:table table:name="Shown">{ods_rows([["y"]])}</table:table>'
        "</office:spreadsheet></office:body>"
    )

    lists, shown = sheets_of(ods_content(content))

    assert (lists.name, lists.visible, lists.rows) == ("Lists", False, ())
    assert (shown.name, shown.visible, list(shown.rows)) == ("Shown", True, [("y",)])


def test_merged_cells_are_told():
    merged = (
        '<table:table-row><table:table-cell table:number-columns-spanned="3" table:number-rows-spanned="1" '
        'office:value-type="string"><text:p>Title</text:p></table:table-cell><table:covered-table-cell '
        'table:number-columns-repeated="2"/><table:table-cell office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>"
    )
    (sheet,) = sheets_of(ods({"S": merged}))

    assert list(sheet.rows) == [("Title", None, None, "x")]
    assert sheet.merged == (Merge(1, 1, 1, 3),)


values = st.one_of(
    st.none(),
    st.text(st.characters(categories=["L", "N", "P"]), max_size=12),
    st.integers(-(10**9), 10**9),
    st.booleans(),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.lists(values, min_size=1, max_size=5), min_size=1, max_size=5))
def test_what_was_written_is_read_back(rows):
    found = [list(row) for row in rows_of(ods_rows(rows))]

    width = 5
    found = [row + [None] * (width - len(row)) for row in found] + [[None] * width] * (len(rows) - len(found))
    assert found == [[_plain(value) for value in row] + [None] * (width - len(row)) for row in rows]


def _plain(value: Cell) -> Cell:
    return None if value == "" else value


def test_a_file_written_by_another_program_is_read():
    stream = io.BytesIO()
    frame = pd.DataFrame({"Surname": ["Ash", "Elm"], "Born": [date(2012, 3, 4), date(2011, 5, 6)], "Age": [14, 15]})
    with pd.ExcelWriter(stream, engine="odf") as writer:
        frame.to_excel(writer, index=False)

    assert list(sheets_of(stream.getvalue())[0].rows) == [
        ("Surname", "Born", "Age"),
        ("Ash", date(2012, 3, 4), 14),
        ("Elm", date(2011, 5, 6), 15),
    ]
