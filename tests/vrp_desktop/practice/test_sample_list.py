"""The made-up workbook for trying the intake: messy on purpose, and always the same."""

from __future__ import annotations

from datetime import date

from vrp_desktop.imports.reading.columns import guess_columns
from vrp_desktop.imports.reading.header import find_table
from vrp_desktop.imports.reading.workbook import read_workbook
from vrp_desktop.practice.sample_list import sample_workbook

TODAY = date(2026, 11, 21)


def test_it_has_what_partners_really_send():
    workbook = read_workbook(sample_workbook(TODAY), "list.xlsx")
    table = find_table(workbook)

    assert (table.sheet, table.header_row, len(table.rows)) == ("Referrals", 4, 197)
    assert (table.other_sheets, table.hidden_sheets) == (("Read me",), ("Old list",))
    assert len(table.left_out.sentences()) == 2
    assert guess_columns(table).names_someone


def test_children_on_file_stand_among_its_rows_some_misspelt():
    known = [("Kit", f"Lanternby{at}", date(2012, 3, 4)) for at in range(6)]
    table = find_table(read_workbook(sample_workbook(TODAY, known), "list.xlsx"))
    surnames = [str(row.cell(0)) for row in table.rows]

    assert "LANTERNBY0" in surnames
    assert "Lanternb2" in surnames


def test_the_same_day_gives_the_same_list():
    one, other = (find_table(read_workbook(sample_workbook(TODAY), "list.xlsx")) for _ in range(2))

    assert [row.cells for row in one.rows] == [row.cells for row in other.rows]
