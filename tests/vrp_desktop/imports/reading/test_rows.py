"""Rows: what holds one, what is only remarked, and that a mended row is read like any other."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus.builders import Rows, Value, csv_bytes, xlsx
from vrp_desktop.errors import Cancelled
from vrp_desktop.imports.reading.columns import guess_columns
from vrp_desktop.imports.reading.dates import DateOrder
from vrp_desktop.imports.reading.fields import Field
from vrp_desktop.imports.reading.header import find_table, table_at
from vrp_desktop.imports.reading.referrals import HOLDING, ProblemCode, ReadRow, ReferralFields
from vrp_desktop.imports.reading.rows import RowReader, date_orders, read_rows
from vrp_desktop.imports.reading.settings import BatchSettings
from vrp_desktop.imports.reading.tables import TableRow
from vrp_desktop.imports.reading.watch import Watch
from vrp_desktop.imports.reading.workbook import read_workbook

TODAY = date(2026, 11, 21)


def read(rows: Rows, settings: BatchSettings | None = None) -> list[ReadRow]:
    settings = settings or BatchSettings()
    table = table_at(read_workbook(xlsx(rows), "list.xlsx"), "Referrals", 1)
    return list(read_rows(table, guess_columns(table, settings), settings, TODAY))


def one(head: list[str], row: list[Value], settings: BatchSettings | None = None) -> ReadRow:
    (found,) = read([head, row], settings)
    return found


def codes(row: ReadRow) -> list[ProblemCode]:
    return [problem.code for problem in row.problems]


WHO = ["Surname", "Forename"]
TAM: list[Value] = ["Ash", "Tam"]


def test_a_whole_row_fills_every_field():
    head = [*WHO, "DOB", "Age", "Sex", "Ethnicity", "Postcode", "School", "SEND", "Looked after", "Referral date"]
    row = [*TAM, date(2012, 3, 4), 14, "M", "W1", "po1 2ab", "Elm School", "K", "No", date(2026, 7, 1)]
    head += ["Occurrence number", "Named as suspect on", "Offence", "Source", "Referring agency", "Reason", "Notes"]
    row += [44260012345, date(2026, 6, 1), "Theft", "Police", "Harbour Police", "Seen with a knife", "x" * 300]

    found = one(head, row)

    assert found.problems == ()
    assert found.number == 2
    assert found.fields == ReferralFields(
        forenames="Tam",
        surname="Ash",
        written_name="Tam Ash",
        born_on=date(2012, 3, 4),
        age=14,
        sex="MALE",
        ethnicity="W1",
        postcode="PO1 2AB",
        school="Elm School",
        send="SEN_SUPPORT",
        care_experience="NEVER",
        referred_on=date(2026, 7, 1),
        occurrence="44260012345",
        event_on=date(2026, 6, 1),
        offence="Theft",
        source="Police",
        sending_agency="Harbour Police",
        reason="Seen with a knife",
        notes="x" * 300,
    )


@pytest.mark.parametrize("born", [None, "Unknown", "n/a", date(2003, 1, 1), date(2020, 1, 1)])
def test_no_date_of_birth_or_an_age_outside_ten_to_seventeen_holds_nothing(born):
    assert not one([*WHO, "DOB", "Referral date"], [*TAM, born, date(2026, 7, 1)]).is_held


def test_that_the_sender_does_not_know_the_birth_is_kept():
    assert one([*WHO, "DOB", "Referral date"], [*TAM, "Unknown", date(2026, 7, 1)]).fields.born_not_known


@pytest.mark.parametrize(
    ("born", "code"),
    [
        (date(2026, 7, 2), ProblemCode.BORN_AFTER_REFERRAL),
        (date(2001, 6, 30), ProblemCode.BORN_TOO_LONG_AGO),
        ("31/02/2012", ProblemCode.NOT_A_DATE),
        ("fourteen", ProblemCode.NOT_A_DATE),
        (2012, ProblemCode.NOT_A_DATE),
        (date(2027, 1, 1), ProblemCode.DATE_IN_FUTURE),
    ],
)
def test_an_impossible_birth_holds_the_row(born, code):
    row = one([*WHO, "DOB", "Referral date"], [*TAM, born, date(2026, 7, 1)])

    assert row.is_held
    assert row.held_because[0].code is code


@pytest.mark.parametrize("born", [date(2026, 7, 1), date(2001, 7, 1)])
def test_the_edges_of_possible_births_are_taken(born):
    assert not one([*WHO, "DOB", "Referral date"], [*TAM, born, date(2026, 7, 1)]).is_held


def test_born_on_29_february_is_25_years_before_on_28_february():
    head = [*WHO, "DOB", "Referral date"]

    assert not one(head, [*TAM, date(2000, 2, 29), date(2025, 2, 28)]).is_held
    assert one(head, [*TAM, date(2000, 2, 29), date(2025, 3, 1)]).is_held


def test_a_rows_own_referral_date_comes_before_the_batchs():
    settings = BatchSettings(referral_date=date(2026, 10, 1))
    rows: Rows = [[*WHO, "Referral date"], [*TAM, date(2026, 7, 1)], [*TAM, None], [*TAM, "TBC"], [*TAM, "rubbish"]]

    own, blank, unknown, rubbish = read(rows, settings)

    assert (own.fields.referred_on, own.fields.is_batch_date) == (date(2026, 7, 1), False)
    assert (blank.fields.referred_on, blank.fields.is_batch_date) == (date(2026, 10, 1), True)
    assert (unknown.fields.referred_on, unknown.is_held) == (date(2026, 10, 1), False)
    assert codes(rubbish) == [ProblemCode.NOT_A_DATE]


def test_a_batch_date_in_the_future_holds_the_rows():
    assert codes(one(WHO, TAM, BatchSettings(referral_date=date(2026, 12, 1)))) == [ProblemCode.DATE_IN_FUTURE]


def test_an_event_in_the_future_holds_the_row():
    row = one([*WHO, "Referral date", "Date of offence"], [*TAM, date(2026, 7, 1), date(2027, 1, 1)])

    assert codes(row) == [ProblemCode.DATE_IN_FUTURE]


def test_the_whole_name_stands_in_where_its_parts_are_blank():
    rows: Rows = [["Surname", "Forename", "Full name", "DOB"], ["", "", "ELM, Kit", ""], ["Ash", "Tam", "ELM, Kit", ""]]

    first, second = read(rows, BatchSettings(referral_date=date(2026, 7, 1)))

    assert (first.fields.forenames, first.fields.surname) == ("Kit", "Elm")
    assert (second.fields.forenames, second.fields.surname) == ("Tam", "Ash")


def test_doubts_are_remarks_and_hold_nothing():
    head = [*WHO, "DOB", "Referral date", "Ethnicity", "NHS number", "Age", "Postcode", "Sex", "Looked after", "School"]
    row: list[Value] = [
        *TAM,
        date(2012, 3, 4),
        date(2026, 7, 1),
        "White",
        "9434765918",
        10,
        "XX",
        "Q",
        "Yes",
        "x" * 300,
    ]

    found = one(head, row)

    assert not found.is_held
    assert sorted({problem.field for problem in found.problems if problem.field}) == sorted(
        {Field.ETHNICITY, Field.NHS_NUMBER, Field.AGE, Field.POSTCODE, Field.SEX, Field.CARE_EXPERIENCE, Field.SCHOOL}
    )
    assert (found.fields.ethnicity, found.fields.sex, found.fields.care_experience) == (None, None, None)
    assert (found.fields.nhs_number, found.fields.postcode, len(found.fields.school)) == ("9434765918", "XX", 200)


def test_an_officers_code_never_fills_self_defined_ethnicity():
    head = [*WHO, "Referral date", "Ethnicity"]
    rows: Rows = [head, [*TAM, date(2026, 7, 1), "IC3"], [*TAM, date(2026, 7, 1), "W1"], [*TAM, date(2026, 7, 1), "W2"]]

    assert [row.fields.ethnicity for row in read(rows)] == [None, "W1", "W2"]


def test_the_settings_can_say_which_part_is_the_day():
    settings = BatchSettings(date_order=DateOrder.MONTH_FIRST, referral_date=date(2026, 7, 1))

    assert one([*WHO, "DOB"], [*TAM, "03/04/2012"], settings).fields.born_on == date(2012, 3, 4)


def test_a_postcode_is_taken_from_the_address_where_there_is_no_other():
    row = one([*WHO, "Address", "Referral date"], [*TAM, "1 Elm Road, Portsmouth PO1 2AB", date(2026, 7, 1)])

    assert row.fields.postcode == "PO1 2AB"


def test_the_same_row_has_the_same_digest_in_another_file_and_place():
    rows: Rows = [[*WHO, "UPN"], ["Elm", "Kit", None], [*TAM, 12345]]
    workbook = read(rows)
    table = find_table(read_workbook(csv_bytes([rows[0], rows[2]]), "list.csv"))
    listed = list(read_rows(table, guess_columns(table), BatchSettings(), TODAY))

    assert workbook[1].digest == listed[0].digest != workbook[0].digest


def test_a_held_row_is_read_again_when_its_cells_are_mended():
    settings = BatchSettings()
    rows: Rows = [
        [*WHO, "DOB", "Referral date"],
        [*TAM, "04/31/2012", date(2026, 7, 1)],
        [*TAM, "03/25/2012", "1/7/26"],
    ]
    table = find_table(read_workbook(xlsx(rows), "list.xlsx"))
    mapping = guess_columns(table, settings)
    orders = date_orders(table, mapping, settings)
    held = next(iter(read_rows(table, mapping, settings, TODAY)))
    reader = RowReader(table.columns, mapping, TODAY, settings, orders=orders)

    again = reader.read_again(held.number, dict(held.cells))
    mended = reader.read_again(held.number, {**dict(held.cells), "DOB": "04/30/2012"})

    assert again == held
    assert held.is_held
    assert not mended.is_held
    assert mended.fields.born_on == date(2012, 4, 30)
    assert mended.fields.referred_on == date(2026, 7, 1)


def test_rows_of_one_name_are_one_child_only_with_a_birth_date_or_a_number():
    rows: Rows = [
        ["Name", "DOB", "PNC ID"],
        ["ASH, Tam", "04/03/2012", ""],
        ["Tam Ash", "4 March 2012", ""],
        ["Tam Ash", "", "02/73319Z"],
        ["Ash, Tam", "", "2002/0073319Z"],
        ["Tam Ash", "", ""],
    ]
    keys = [row.fields.group_key for row in read(rows, BatchSettings(referral_date=date(2026, 7, 1)))]

    assert keys[0] == keys[1] != ""
    assert keys[2] == keys[3] != keys[0]
    assert keys[4] == ""


def test_reading_rows_tells_progress_and_stops_when_asked():
    rows: Rows = [WHO, *[TAM] * 2_000]
    table = find_table(read_workbook(xlsx(rows), "list.xlsx"))
    told: list[float] = []

    list(read_rows(table, guess_columns(table), BatchSettings(), TODAY, watch=Watch(told.append)))
    with pytest.raises(Cancelled):
        list(read_rows(table, guess_columns(table), BatchSettings(), TODAY, watch=Watch(None, lambda: True)))

    assert told == sorted(told)
    assert told[-1] == 1.0


def test_only_the_named_reasons_hold():
    assert {code for code in ProblemCode if code in HOLDING} == {
        ProblemCode.NO_NAME,
        ProblemCode.NO_REFERRAL_DATE,
        ProblemCode.NOT_A_DATE,
        ProblemCode.DATE_IN_FUTURE,
        ProblemCode.BORN_AFTER_REFERRAL,
        ProblemCode.BORN_TOO_LONG_AGO,
    }


HEAD = [
    "Surname",
    "Forename",
    "Full name",
    "DOB",
    "Age",
    "Sex",
    "Ethnicity",
    "Postcode",
    "SEND",
    "EHCP",
    "UPN",
    "PNC ID",
]
HEAD += ["Looked after", "School status", "Referral date", "Date received", "Date of offence", "Notes", "Address"]
anything = st.one_of(
    st.none(), st.text(max_size=25), st.integers(-(10**6), 10**8), st.floats(), st.booleans(), st.dates()
)


@given(st.lists(anything, min_size=len(HEAD), max_size=len(HEAD)))
def test_a_row_of_anything_is_taken_or_held_and_never_breaks(cells):
    table = table_at(read_workbook(csv_bytes([HEAD, ["x"] * len(HEAD)]), "list.csv"), "CSV", 1)
    settings = BatchSettings(referral_date=date(2026, 7, 1)).with_column("Surname", Field.SURNAME)
    for heading, field in (("DOB", Field.DATE_OF_BIRTH), ("Referral date", Field.REFERRAL_DATE), ("Age", Field.AGE)):
        settings = settings.with_column(heading, field)
    reader = RowReader(table.columns, guess_columns(table, settings), TODAY, settings)

    row = reader.read(TableRow(2, tuple(cells)))

    born, referred = row.fields.born_on, row.fields.referred_on
    if not row.is_held:
        assert row.fields.forenames
        assert row.fields.surname
        assert referred is not None
        assert referred <= TODAY
        assert born is None or born <= referred
    assert reader.read_again(2, dict(row.cells)).fields.surname == row.fields.surname
