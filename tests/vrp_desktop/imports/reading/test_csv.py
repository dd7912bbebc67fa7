"""CSV: codecs, delimiters, quotation marks and line ends."""

from __future__ import annotations

import contextlib
import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vrp_desktop.errors import NotASpreadsheet
from vrp_desktop.imports.reading.csv_text import decode, delimiter_of
from vrp_desktop.imports.reading.workbook import Row, Workbook, read_workbook

_NAMES = "Surname;Forename;Notes\r\nO’Neill-Garçon;Zoë;“first” – then\r\nAsh;Renée;£5…\r\n"


def read(data: bytes) -> Workbook:
    return read_workbook(data, "list.csv")


def rows_of(data: bytes) -> list[Row]:
    return list(read(data).sheets[0].rows)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_names_with_accents_survive_each_codec(codec):
    assert rows_of(_NAMES.encode(codec)) == [
        ("Surname", "Forename", "Notes"),
        ("O’Neill-Garçon", "Zoë", "“first” – then"),
        ("Ash", "Renée", "£5…"),
    ]


def test_the_older_codecs_of_dos_and_macintosh_are_known():
    text = "Surname;Forename\r\nGarçon;Zoë\r\nMüller;Renée\r\n"

    assert decode(text.encode("cp850")) == (text, "DOS 850")
    assert decode(text.encode("mac_roman")) == (text, "Mac Roman")


def test_plain_windows_text_is_never_taken_for_another_codec():
    for word in ("O’Brien", "Zoë", "Renée", "José", "naïve", "£5", "50½", "Müller – new", "Bjørn", "Siân"):
        assert decode(f"Name\r\n{word}\r\n".encode("cp1252"))[0] == f"Name\r\n{word}\r\n"


def test_lines_of_two_codecs_glued_together_are_read_line_by_line():
    data = "Zoë,1\r\n".encode() + "José,2\r\n".encode() + "Renée,3\r\n".encode("cp1252")

    assert rows_of(data) == [("Zoë", "1"), ("José", "2"), ("Renée", "3")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_among_commas_in_names_and_semicolons_in_notes(delimiter):
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerow(["Referrals, July 2026; all"])
    writer.writerow(["Name", "Date of birth", "School", "Notes"])
    for number in range(10):
        writer.writerow([f"ASH, Tam {number}", "04/03/2012", "Elm; Oak", "one, two; three, four"])

    assert delimiter_of(stream.getvalue())[0] == delimiter
    assert rows_of(stream.getvalue().encode())[2] == ("ASH, Tam 0", "04/03/2012", "Elm; Oak", "one, two; three, four")


def test_unquoted_commas_in_names_do_not_beat_the_semicolons():
    text = "Name;Born;Place\n" + "ASH, Tam;04/03/2012;Portsmouth\n" * 5

    assert delimiter_of(text)[0] == ";"


def test_a_list_of_one_column_stays_whole():
    assert rows_of(b"Name\r\nTam Ash\r\nKit Elm\r\n") == [("Name",), ("Tam Ash",), ("Kit Elm",)]


def test_a_line_that_names_the_delimiter_is_followed():
    assert rows_of(b"sep=;\r\nName;Notes\r\nAsh;a,b,c,d\r\n") == [("Name", "Notes"), ("Ash", "a,b,c,d")]


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_each_line_end_ends_a_line_and_quoted_ones_do_not(line_end):
    data = line_end.join(["Surname,Notes", f'Ash,"one{line_end}two"', "Elm,x"]).encode()

    assert rows_of(data) == [("Surname", "Notes"), ("Ash", f"one{line_end}two"), ("Elm", "x")]


def test_doubled_and_stray_quotation_marks_are_kept():
    data = b'Name,Notes\r\n"Ash, ""Tam""",5\' 9" tall\r\n'

    assert rows_of(data) == [("Name", "Notes"), ('Ash, "Tam"', "5' 9\" tall")]


def test_a_quotation_that_never_closes_is_told_and_no_row_is_swallowed():
    data = b'Surname,Notes\r\nAsh,fine\r\nElm,"open\r\nOak,lost\r\n'

    with pytest.raises(NotASpreadsheet, match="opens in row 3"):
        read(data)


def test_blank_lines_and_cells_stay_blank():
    assert rows_of(b"a,b\r\n\r\n , \r\nc,,\r\n\r\n\r\n") == [("a", "b"), (), (), ("c",)]


def test_how_a_list_was_read_is_said():
    assert read(b"a;b\r\n1;2\r\n").remarks == ("Columns are parted by semicolons; letters are read as UTF-8.",)


cells = st.text(
    st.characters(codec="cp1252", exclude_characters="\x00\x1a\r\x1c\x1d\x1e\x85\xa0", exclude_categories=["Cc"]),
    max_size=15,
).map(str.strip)
lists = st.lists(st.lists(cells.filter(bool), min_size=3, max_size=3), min_size=2, max_size=8)


@settings(deadline=None, max_examples=150)
@given(lists, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_every_quoted_list_is_read_back_whole(rows, delimiter, codec):
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([["Surname", "Forename", "Notes"], *rows])

    found = rows_of(stream.getvalue().encode(codec))

    assert found == [("Surname", "Forename", "Notes"), *map(tuple, rows)]


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=400))
def test_no_bytes_at_all_make_anything_but_rows_or_a_plain_message(data):
    for name in ("list.csv", "list.xlsx", "list.ods"):
        with contextlib.suppress(NotASpreadsheet):
            assert read_workbook(data, name).sheets[0].name == "CSV"


def test_what_a_failed_formula_leaves_is_blank():
    assert rows_of(b"Name,School,DOB\r\nAsh,#N/A,#REF!\r\n#1,x,#\r\n") == [
        ("Name", "School", "DOB"),
        ("Ash",),
        ("#1", "x", "#"),
    ]
