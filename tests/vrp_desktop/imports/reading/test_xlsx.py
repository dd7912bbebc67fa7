"""Excel workbooks: the same cells as two other readers see, and what those do not tell."""

# ruff: noqa: DTZ001 - spreadsheets know no time zones

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tests.corpus.builders import raw_xlsx, xlsx
from tests.corpus.hostile import far_empty_text
from vrp_desktop.errors import Cancelled, NotASpreadsheet
from vrp_desktop.imports.reading.limits import Limits
from vrp_desktop.imports.reading.workbook import Cell, Merge, Row, Workbook, read_workbook
from vrp_desktop.imports.reading.xlsx_parts import is_date_format


def read(data: bytes, name: str = "list.xlsx") -> Workbook:
    return read_workbook(data, name)


def rows_of(data: bytes) -> list[Row]:
    return list(read(data).sheets[0].rows)


def one(cell_xml: str, shared: str | None = None) -> Cell:
    (row,) = rows_of(raw_xlsx(f'<row r="1">{cell_xml}</row>', shared=shared))
    return row[0]


values = st.one_of(
    st.none(),
    st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=["Cs", "Cn"]), max_size=20),
    st.integers(-(10**12), 10**12),
    st.floats(-1e9, 1e9).map(lambda number: round(number, 6)),
    st.booleans(),
    st.dates(date(1901, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1901, 1, 1), datetime(2100, 1, 1)).map(lambda moment: moment.replace(microsecond=0)),
)


def written(rows: list[list[Cell]]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    day, moment = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    sheet = book.add_worksheet("Referrals")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, datetime):
                sheet.write_datetime(number, column, value, moment)
            elif isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            elif isinstance(value, str):
                sheet.write_string(number, column, value)
            elif value is not None:
                sheet.write(number, column, value)
    book.close()
    return stream.getvalue()


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(values, min_size=1, max_size=6), min_size=1, max_size=6))
def test_what_was_written_is_read_back(rows):
    read_back = rows_of(written(rows))

    padded = [list(row) + [None] * (6 - len(row)) for row in read_back] + [[None] * 6] * (len(rows) - len(read_back))
    expected = [[_plain(value) for value in row] + [None] * (6 - len(row)) for row in rows]
    assert padded == expected


def _plain(value: Cell) -> Cell:
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date()
    return int(value) if isinstance(value, float) and value.is_integer() else value


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(values, min_size=1, max_size=5), min_size=1, max_size=5))
def test_calamine_sees_the_same_cells(rows):
    data = written(rows)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)

    theirs = [[_as_ours(value) for value in row] for row in book.to_python(skip_empty_area=False)]
    ours = [list(row) for row in rows_of(data)]

    width = max((len(row) for row in [*theirs, *ours]), default=0)
    height = max(len(theirs), len(ours))
    assert _square(ours, width, height) == _square(theirs, width, height)


def _square(rows: list[list[Cell]], width: int, height: int) -> list[list[Cell]]:
    rows = rows + [[]] * (height - len(rows))
    return [row + [None] * (width - len(row)) for row in rows]


def _as_ours(value: object) -> Cell:
    if isinstance(value, time | timedelta):
        return str(value)
    assert isinstance(value, str | bool | int | float | date | datetime)
    return None if value == "" else _plain(value)


def test_every_kind_of_cell_of_openpyxl_is_read():
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["a", 1, 1.5, True, date(2012, 3, 4), datetime(2012, 3, 4, 5, 6), time(5, 6), "=1/0", "#N/A", None])
    sheet.append(["  x ", "two\nlines", None, "_x0041_ is A"])
    stream = io.BytesIO()
    book.save(stream)

    first, second = rows_of(stream.getvalue())

    assert first == ("a", 1, 1.5, True, date(2012, 3, 4), datetime(2012, 3, 4, 5, 6), "05:06")
    assert second == ("  x ", "two\nlines", None, "A is A")


def test_a_formula_gives_the_value_it_had_when_saved():
    assert one('<c r="A1" t="str"><f>UPPER("ash")</f><v>ASH</v></c>') == "ASH"
    assert one('<c r="A1"><f>1+1</f><v>2</v></c>') == 2


def test_formulas_without_their_values_are_counted_and_told():
    cells = (
        '<c r="A1"><f>DATE(2026,9,1)</f></c><c r="B1"><f>1+1</f><v></v></c><c r="C1"><f>1+1</f><v>2</v></c>'
        '<c r="D1" t="str"><f>IF(C1,"","x")</f><v></v></c><c r="E1"><v>5</v></c>'
    )
    workbook = read(raw_xlsx(f'<row r="1">{cells}</row>'))

    assert workbook.sheets[0].unsaved == 2
    [told] = workbook.warnings
    assert told.startswith("2 cells hold formulas without their values, and count as blank.")
    assert read(raw_xlsx('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>')).warnings == ()


def test_a_shared_text_is_read_without_its_reading_aid_and_with_all_its_runs():
    shared = "<sst><si><r><t>As</t></r><r><rPr/><t>h</t></r><rPh><t>aid</t></rPh></si></sst>"

    assert one('<c r="A1" t="s"><v>0</v></c>', shared=shared) == "Ash"


def test_inline_text_is_read_without_its_reading_aid():
    assert one('<c r="A1" t="inlineStr"><is><r><t>As</t></r> <r><t>h</t></r><rPh><t>aid</t></rPh></is></c>') == "Ash"


def test_indented_xml_reads_like_any_other():
    sheet = '\n <row r="1">\n  <c r="A1" t="str">\n   <v>Ash</v>\n  </c>\n  <c r="B1" t="s">\n   <v> </v>\n'
    sheet += "  </c>\n </row>\n"

    assert rows_of(raw_xlsx(sheet)) == [("Ash",)]


def test_cells_and_rows_without_references_follow_one_another():
    assert rows_of(raw_xlsx("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")) == [(1, 2), (3,)]


def test_cells_out_of_order_stand_where_they_say():
    sheet = '<row r="2"><c r="C2"><v>3</v></c><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>0</v></c></row>'

    assert rows_of(raw_xlsx(sheet)) == [(0,), (1, None, 3)]


def test_elements_under_a_prefix_are_the_same_elements():
    sheet = (
        '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="2" hidden="true"><x:c r="b2"><x:v>7</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    found = read(raw_xlsx("", sheet=sheet)).sheets[0]

    assert list(found.rows) == [(), (None, 7)]
    assert found.hidden_rows == {2}


def test_iso_days_are_days():
    assert one('<c r="A1" t="d"><v>2012-03-04</v></c>') == date(2012, 3, 4)
    assert one('<c r="A1" t="d"><v>2012-03-04T10:30:00</v></c>') == datetime(2012, 3, 4, 10, 30)


def test_the_days_of_a_1904_workbook_are_read_right():
    book = read(xlsx([["Born"], [date(2012, 3, 4)]], epoch_1904=True))

    assert book.epoch_1904
    assert list(book.sheets[0].rows) == [("Born",), (date(2012, 3, 4),)]


@pytest.mark.parametrize("code", ["dd/mm/yyyy", "[$-809]d mmmm yyyy", "h:mm", "[h]:mm:ss", "yyyy-mm-dd;@", "mmm-yy"])
def test_formats_that_show_days_or_times_are_known(code):
    assert is_date_format(code)


@pytest.mark.parametrize("code", ["General", "0.00", '0 "days"', "[Red]0", "#,##0_);[Blue](#,##0)", r"0\d", "@", "0_d"])
def test_formats_that_show_numbers_are_no_dates(code):
    assert not is_date_format(code)


def test_a_date_format_on_a_number_that_is_no_day_leaves_the_number():
    styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    data = raw_xlsx(
        '<row r="1"><c s="1"><v>-5</v></c><c s="1"><v>1e300</v></c><c s="1"><v>40972</v></c></row>',
        members={"xl/styles.xml": styles},
    )

    assert rows_of(data) == [(-5, 1e300, date(2012, 3, 4))]


def test_sheets_are_listed_with_what_is_hidden():
    data = xlsx(
        [["Surname"], ["Ash"], ["Elm"]],
        before={"Cover": [["Read me"]]},
        after={"Lists": [["x"]]},
        hidden_sheets=["Lists"],
        hidden_rows=[3],
        merged=["A1:B1"],
    )

    cover, referrals, lists = read(data).sheets

    assert (cover.name, cover.visible, cover.hidden_count) == ("Cover", True, 0)
    assert referrals.hidden_rows == {3}
    assert referrals.hidden_count == 1
    assert referrals.merged == (Merge(1, 1, 1, 2),)
    assert (lists.name, lists.visible, lists.rows) == ("Lists", False, ())


def test_coloured_blank_cells_far_away_are_harmless():
    sheet = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="7"><c r="XFD7" s="5"/></row>'
        '<row r="1048576"><c r="A1048576" s="5"></c><c r="B1048576"><v></v></c></row>'
    )

    assert rows_of(raw_xlsx(sheet)) == [(1,)]
    assert rows_of(far_empty_text()) == [(1,)]


def test_a_sheet_of_more_cells_than_the_limit_is_refused():
    data = xlsx([["x"] * 10] * 11)

    with pytest.raises(NotASpreadsheet, match="more rows and columns"):
        read_workbook(data, "list.xlsx", limits=Limits(cells=100))


def test_the_same_cell_again_and_again_is_refused():
    data = raw_xlsx('<row r="1"><c r="A1"><v>1</v></c></row>' * 200)

    with pytest.raises(NotASpreadsheet, match="more rows and columns"):
        read_workbook(data, "list.xlsx", limits=Limits(cells=100))


def test_macros_are_not_looked_at():
    assert list(read(xlsx([["Surname"]]), "list.XLSM").sheets[0].rows) == [("Surname",)]


def test_progress_only_grows_and_ends_whole():
    told: list[float] = []

    read_workbook(xlsx([["Surname", "Forename"]] * 3_000, after={"More": [["x"]]}), "list.xlsx", told.append)

    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.parametrize("name", ["list.xlsx", "list.csv"])
def test_reading_stops_when_asked(name):
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 2

    data = xlsx([["Surname"]] * 5) if name == "list.xlsx" else b"Surname\r\n" * 20_000
    with pytest.raises(Cancelled):
        read_workbook(data, name, cancelled=cancelled)


def test_the_same_bytes_have_the_same_digest():
    data = xlsx([["Surname"]])

    assert read(data).digest == read(data).digest
    assert len(read(data).digest) == 64


def test_fifty_thousand_rows_are_read():
    cells = "".join(f'<c r="{chr(65 + i)}1" t="inlineStr"><is><t>v</t></is></c>' for i in range(3))
    rows = "".join(f'<row r="{n}">{cells.replace("1" + chr(34), f"{n}" + chr(34))}</row>' for n in range(1, 50_001))

    assert len(rows_of(raw_xlsx(rows))) == 50_000
