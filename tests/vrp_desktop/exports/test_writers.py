"""What leaves as CSV and XLSX: values only, nothing hidden, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vrp_desktop.exports.sheets import Sheet, safe
from vrp_desktop.exports.writers import csv_bytes, xlsx_bytes

FORMULAS = ("=1+1", "+44 1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", '=HYPERLINK("http://x","y")')
SHEET = Sheet("List", ("Name", "Born", "Number"), [("Zoë Łukasz", date(2012, 3, 4), 12), ("=1+1", None, 0.5)])


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("text", FORMULAS)
def test_text_like_a_formula_is_text_in_both(text: str):
    sheet = Sheet("List", (text,), [(text,)])

    rows = list(csv.reader(io.StringIO(csv_bytes(sheet).decode("utf-8-sig"), newline="")))
    page = opened(xlsx_bytes([sheet], "List")).worksheets[0]

    assert [row[0] for row in rows] == ["'" + text, "'" + text]
    for cell in (page["A1"], page["A2"]):
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        assert str(cell.value).startswith("'")


@given(st.text(max_size=20))
def test_no_guarded_text_begins_as_a_formula_does(text: str):
    guarded = safe(text)

    assert isinstance(guarded, str)
    assert not guarded.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert guarded.endswith(text)


def test_numbers_and_dates_are_themselves():
    page = opened(xlsx_bytes([SHEET], "List")).worksheets[0]

    assert (page["C2"].value, page["C2"].data_type) == (12, "n")
    assert page["B2"].value.date() == date(2012, 3, 4)
    assert safe(-5) == -5


def test_a_csv_says_dates_as_people_write_them_and_names_in_any_script():
    content = csv_bytes(SHEET)

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines()[1] == "Zoë Łukasz,04/03/2012,12"


def test_a_workbook_has_nothing_hidden_and_no_author():
    content = xlsx_bytes([SHEET, Sheet("More", ("One",), [(1,)])], "List")
    book = opened(content)

    assert [(sheet.title, sheet.sheet_state) for sheet in book.worksheets] == [("List", "visible"), ("More", "visible")]
    for sheet in book.worksheets:
        assert not any(row.hidden for row in sheet.row_dimensions.values())
        assert not any(column.hidden for column in sheet.column_dimensions.values())
        assert not any(cell.comment for row in sheet.iter_rows() for cell in row)
    assert not list(book.defined_names)
    assert not book.properties.creator
    assert not book.properties.lastModifiedBy


def test_a_workbook_holds_no_part_that_is_not_wanted():
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes([SHEET], "List"))) as archive:
        names = archive.namelist()

    for part in ("comments", "vba", "externalLinks", "pivot", "connections", "custom", "printerSettings", "media"):
        assert not any(part.lower() in name.lower() for name in names), part


def test_the_same_rows_make_the_same_bytes():
    assert xlsx_bytes([SHEET], "List") == xlsx_bytes([SHEET], "List")
    assert csv_bytes(SHEET) == csv_bytes(SHEET)
