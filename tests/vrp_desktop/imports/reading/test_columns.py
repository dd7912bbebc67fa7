"""Columns: fields from headings and contents, one for one, and settings before all guesses."""

from __future__ import annotations

from datetime import date

import pytest

from tests.corpus.builders import Rows, csv_bytes
from vrp_desktop.imports.reading.columns import Because, ColumnMap, guess_columns
from vrp_desktop.imports.reading.fields import Field, catalogue
from vrp_desktop.imports.reading.header import find_table, table_at
from vrp_desktop.imports.reading.headings import read_heading
from vrp_desktop.imports.reading.settings import BatchSettings, RowKind
from vrp_desktop.imports.reading.tables import Table
from vrp_desktop.imports.reading.workbook import read_workbook


def table(rows: Rows) -> Table:
    return table_at(read_workbook(csv_bytes(rows), "list.csv"), "CSV", 1)


def guess(rows: Rows, settings: BatchSettings | None = None) -> ColumnMap:
    return guess_columns(table(rows), settings)


def by_label(mapping: ColumnMap) -> dict[str, Field | None]:
    return {each.column.label: each.field for each in mapping.guesses}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Surname", Field.SURNAME),
        ("SURNAME *", Field.SURNAME),
        ("Child's Surname", Field.SURNAME),
        ("Last Name", Field.SURNAME),
        ("Forename(s)", Field.FORENAMES),
        ("First name of young person", Field.FORENAMES),
        ("Pupil Name", Field.FULL_NAME),
        ("Name of child", Field.FULL_NAME),
        ("YP Name", Field.FULL_NAME),
        ("Young Person", Field.FULL_NAME),
        ("Nominal", Field.FULL_NAME),
        ("D.O.B.", Field.DATE_OF_BIRTH),
        ("DoB (dd/mm/yyyy)", Field.DATE_OF_BIRTH),
        ("Child date of birth", Field.DATE_OF_BIRTH),
        ("Date of Brith", Field.DATE_OF_BIRTH),
        ("Gender", Field.SEX),
        ("Self-defined ethnicity (16+1)", Field.ETHNICITY),
        ("Ethnicity Code", Field.ETHNICITY),
        ("IC Code", Field.OFFICER_SEEN_ETHNICITY),
        ("Officer defined ethnicity", Field.OFFICER_SEEN_ETHNICITY),
        ("Home Postcode", Field.POSTCODE),
        ("School / College", Field.SCHOOL),
        ("SEN status", Field.SEND),
        ("EHCP (Y/N)", Field.EHCP),
        ("Looked after?", Field.CARE_EXPERIENCE),
        ("UPN", Field.UPN),
        ("NHS No.", Field.NHS_NUMBER),
        ("PNC ID", Field.PNC),
        ("Date of Referral", Field.REFERRAL_DATE),
        ("Referral date (required)", Field.REFERRAL_DATE),
        ("Date received", Field.RECEIVED_DATE),
        ("Reason for referral", Field.REASON),
        ("Crime Ref", Field.OCCURRENCE),
        ("Occurrence No", Field.OCCURRENCE),
        ("Date of offence", Field.EVENT_DATE),
        ("Named as suspect on", Field.EVENT_DATE),
        ("Offence type", Field.OFFENCE),
        ("Referring agency", Field.SENDING_AGENCY),
        ("Referring officer", Field.REFERRER),
        ("Parental consent", Field.AGREEMENT),
        ("Additional information", Field.NOTES),
        ("Local authority", Field.PLACE),
        ("Home local authority", Field.HOME_AUTHORITY),
        ("Age at referral", Field.AGE),
    ],
)
def test_a_heading_names_its_field(heading, field):
    assert read_heading(heading).field is field


@pytest.mark.parametrize(
    "heading",
    [
        "Mother's surname",
        "Parent/Carer DOB",
        "Victim name",
        "Officer name",
        "Sibling's school",
        "GP postcode",
        "Emergency contact name",
        "Headteacher name",
        "Father's first name",
    ],
)
def test_a_heading_about_somebody_else_names_no_field_of_the_child(heading):
    guessed = read_heading(heading)

    assert guessed.field is None
    assert guessed.other_person


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "School postcode",
        "Incident postcode",
        "Notes from school",
        "Colour",
        "Risk score total",
        "x" * 100,
        "Panel slot",
    ],
)
def test_other_headings_name_nothing(heading):
    assert read_heading(heading).field is None


def test_every_known_heading_reads_as_its_own_field():
    for heading, field in catalogue().headings.items():
        assert read_heading(heading).field is field


def test_every_field_has_a_label_and_headings():
    assert set(catalogue().labels) == set(Field)
    assert set(catalogue().headings.values()) == set(Field)


CONTENTS: Rows = [
    ["", "", "", "", "", "", ""],
    ["ASH, Tam", "04/03/2012", "01/07/2026", "PO1 2AB", "R201100018042", "M", "White British"],
    ["ELM, Kit", "06/05/2011", "02/07/2026", "SO14 3AA", "A201100018043", "F", "A1"],
    ["OAK, Lee", "07/08/2010", "03/07/2026", "PO30 1AA", "B201100018044", "M", "B2"],
]


def test_contents_alone_tell_what_a_column_holds():
    mapping = guess(CONTENTS)

    assert list(mapping.fields) == [
        Field.FULL_NAME,
        Field.DATE_OF_BIRTH,
        Field.REFERRAL_DATE,
        Field.POSTCODE,
        Field.UPN,
        Field.SEX,
        Field.ETHNICITY,
    ]
    assert {each.because for each in mapping.guesses} == {Because.CONTENTS}
    assert max(each.confidence for each in mapping.guesses) < 0.7


def test_a_heading_is_surer_than_contents():
    mapping = guess([["DOB"], ["04/03/2012"], ["06/05/2011"]])

    assert mapping.guesses[0].because is Because.HEADING
    assert mapping.guesses[0].confidence > 0.9


def test_contents_that_contradict_a_heading_are_doubted():
    mapping = guess([["Name", "Referral", "Age"], ["Tam Ash", "knife carried", "14"], ["Kit Elm", "missing", "15"]])

    assert mapping.guesses[1].confidence < 0.7
    assert by_label(guess([["Surname"], ["1"], ["2"], ["3"]])) == {"Surname": None}


def test_one_field_has_one_column():
    rows: Rows = [
        ["Name", "Name", "Full name", "DOB", "Date of birth"],
        ["Tam Ash", "x y", "Tam Ash", "1/2/12", "1/2/12"],
    ]

    fields = [each.field for each in guess(rows).guesses if each.field]

    assert len(fields) == len(set(fields)) == 2


def test_name_beside_surname_is_the_forename():
    assert by_label(guess([["Name", "Surname"], ["Tam", "Ash"]])) == {
        "Name": Field.FORENAMES,
        "Surname": Field.SURNAME,
    }


def test_a_heading_that_says_surname_first_is_followed():
    assert guess([["Surname Forename", "DOB"], ["Ash Tam", "1/2/12"]]).surname_first
    assert not guess([["Forename Surname", "DOB"], ["Tam Ash", "1/2/12"]]).surname_first


def test_a_plain_date_is_the_referrals_or_the_events():
    rows: Rows = [["Name", "DOB", "Date", "Reference"], ["Tam Ash", "04/03/2012", "01/07/2026", "44260012345"]]

    assert by_label(guess(rows))["Date"] is Field.REFERRAL_DATE
    events = by_label(guess(rows, BatchSettings(rows=RowKind.EVENT)))
    assert events["Date"] is Field.EVENT_DATE
    assert events["Reference"] is Field.OCCURRENCE


def test_ethnicity_in_officers_codes_is_not_self_defined():
    rows: Rows = [["Name", "Ethnicity"], ["Tam Ash", "IC1"], ["Kit Elm", "IC3"], ["Lee Oak", "IC1"]]

    assert by_label(guess(rows))["Ethnicity"] is Field.OFFICER_SEEN_ETHNICITY


def test_settings_come_before_every_guess():
    settings = BatchSettings().with_column("Colour", Field.SCHOOL).with_column("DOB", None)

    mapping = guess([["Name", "DOB", "Colour", "School"], ["Tam Ash", "1/2/12", "Elm", "Oak"]], settings)

    assert by_label(mapping) == {"Name": Field.FULL_NAME, "DOB": None, "Colour": Field.SCHOOL, "School": None}


def test_a_column_set_by_hand_takes_the_field_from_another():
    found = table([["Name", "School", "Place of learning"], ["Tam Ash", "Elm", "Oak"]])
    mapping = guess_columns(found)

    changed = mapping.with_field(found.columns[2], Field.SCHOOL)

    assert changed.column(Field.SCHOOL) == found.columns[2]
    assert found.columns[1] in changed.unused


def test_a_list_that_cannot_say_who_it_is_about_is_known():
    assert not guess([["DOB", "Surname"], ["1/2/12", "Ash"]]).names_someone
    assert guess([["DOB", "Surname", "Forename"], ["1/2/12", "Ash", "Tam"]]).names_someone


def test_what_is_remembered_for_a_sender_comes_back():
    settings = BatchSettings(
        sender="Harbour Police",
        source="POLICE_SUSPECT_2ND",
        place="PORTSMOUTH",
        referral_date=date(2026, 7, 1),
        rows=RowKind.EVENT,
    ).with_column("Colour", None)

    again = BatchSettings.from_json("Harbour Police", settings.as_json())

    assert (again.source, again.place, again.referral_date, again.rows, dict(again.columns)) == (
        "POLICE_SUSPECT_2ND",
        "PORTSMOUTH",
        date(2026, 7, 1),
        RowKind.EVENT,
        {"Colour": ""},
    )
    assert (
        BatchSettings.from_json("x", {"rows": "LATER", "date_order": 3, "referral_date": "soon"}).rows
        is RowKind.REFERRAL
    )


def test_a_list_whose_headings_nobody_knows_still_finds_its_columns():
    rows: Rows = [
        ["Col A", "Col B", "Col C"],
        ["ASH, Tam", "04/03/2012", "PO1 2AB"],
        ["ELM, Kit", "06/05/2011", "PO1 3AB"],
    ]

    assert find_table(read_workbook(csv_bytes(rows), "list.csv")).header_row == 1
    assert by_label(guess(rows))["Col A"] is Field.FULL_NAME
    assert by_label(guess(rows))["Col C"] is Field.POSTCODE


def test_names_and_dates_under_a_heading_that_says_something_else_are_not_the_childs():
    rows: Rows = [
        ["Allocated to", "Started school on", "Where seen", "Number"],
        ["ASH, Tam", "04/03/2012", "Elm School", "R201100018042"],
        ["ELM, Kit", "06/05/2011", "Oak School", "A201100018043"],
    ]

    assert by_label(guess(rows)) == {
        "Allocated to": None,
        "Started school on": None,
        "Where seen": None,
        "Number": Field.SENDER_REFERENCE,
    }
