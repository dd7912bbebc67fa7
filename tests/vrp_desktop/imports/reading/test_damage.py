"""Files damaged at random: rows or a plain message, and nothing else."""

from __future__ import annotations

import contextlib
import zipfile
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus.builders import Rows, ods, ods_rows, raw_xlsx, xlsx
from vrp_desktop.errors import NotASpreadsheet
from vrp_desktop.imports.reading.workbook import read_workbook

ROWS: Rows = [["Surname", "Forename", "DOB"], ["Ash", "Tam", date(2012, 3, 4)], ["Elm", "Kit", 40669]]
SHEET = '<row r="1" hidden="0"><c r="A1" t="str"><v>Surname</v></c><c r="B1" s="1"><f>1</f><v>2</v></c></row>'
FILES = {
    "list.xlsx": xlsx(ROWS),
    "bare.xlsx": raw_xlsx(SHEET, compression=zipfile.ZIP_STORED),
    "list.ods": ods({"S": ods_rows(ROWS)}),
}
changes = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(sorted(FILES)), changes, st.floats(0.2, 1.0))
def test_a_damaged_file_gives_rows_or_a_plain_message(name, changed, kept):
    data = bytearray(FILES[name])
    for place, byte in changed:
        data[int(place * len(data))] = byte

    with contextlib.suppress(NotASpreadsheet):
        read_workbook(bytes(data), name)
    with contextlib.suppress(NotASpreadsheet):
        read_workbook(bytes(data[: int(kept * len(data))]), name)


marks = st.text(st.sampled_from("<>/=\"' rcvtisABZ190xml:!-&;"), max_size=30)


@settings(deadline=None, max_examples=300)
@given(marks, st.floats(0, 1))
def test_broken_sheet_xml_gives_rows_or_a_plain_message(inserted, place):
    at = int(place * len(SHEET))

    with contextlib.suppress(NotASpreadsheet):
        read_workbook(raw_xlsx(SHEET[:at] + inserted + SHEET[at:]), "list.xlsx")
