"""Single values: codes from words, and honesty about what fits no code."""

from __future__ import annotations

from datetime import date

import pytest

from vrp_desktop.imports.reading.values import (
    Doubt,
    postcode_in,
    read_age,
    read_care_experience,
    read_coded,
    read_ethnicity,
    read_identifier,
    read_postcode,
    read_send,
    read_sex,
    read_yes_no,
    text_of,
)
from vrp_desktop.imports.reading.vocabulary import shipped_vocabulary
from vrp_desktop.reference.files import read_lists

WORDS = shipped_vocabulary()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("W1", "W1"),
        ("w1", "W1"),
        ("White British", "W1"),
        ("White - British", "W1"),
        ("WHITE: English/Welsh/Scottish/Northern Irish/British", "W1"),
        ("W1 - White British", "W1"),
        ("W1: White British", "W1"),
        ("White British (W1)", "W1"),
        ("White Irish", "W2"),
        ("W3", "W3"),
        ("W4", "W3"),
        ("W8", "W3"),
        ("Gypsy or Irish Traveller", "W3"),
        ("Roma", "W5"),
        ("Any other White background", "W9"),
        ("M1 White and Black Caribbean".replace("M1 ", ""), "M1"),
        ("Mixed - White and Asian", "M3"),
        ("A1", "A1"),
        ("Asian or Asian British - Pakistani", "A2"),
        ("Asian or Asian British: Bangladeshi", "A3"),
        ("O1", "A4"),
        ("Chinese", "A4"),
        ("Black or Black British - African", "B2"),
        ("Black Caribbean", "B1"),
        ("Any other Black background", "B9"),
        ("Arab", "O2"),
        ("O9", "O9"),
        ("Any other ethnic group", "O9"),
        ("NS", "REFUSED"),
        ("Not stated", "REFUSED"),
        ("Prefer not to say", "REFUSED"),
        ("Declined", "REFUSED"),
        ("N3 - Declined to define", "REFUSED"),
        ("N2 - Not practicable", "NOT_ASKED"),
        ("Not practicable", "NOT_ASKED"),
        ("Not known", "NOT_KNOWN"),
        ("UN", "NOT_KNOWN"),
        ("MERGE", "NOT_KNOWN"),
        ("Z1", "NOT_KNOWN"),
        ("ETH03", "NOT_KNOWN"),
    ],
)
def test_self_defined_ethnicity_is_coded(written, code):
    assert read_ethnicity(written, WORDS).value == code


@pytest.mark.parametrize(
    "written", ["IC1", "ic3", "IC 4", "IC1 - White North European", "IC1 White European", 1, "6", 3]
)
def test_what_an_officer_saw_never_fills_self_defined_ethnicity(written):
    reading = read_ethnicity(written, WORDS)

    assert reading.value is None
    assert reading.doubt is Doubt.OFFICER_SEEN


@pytest.mark.parametrize("written", ["White", "Black", "Asian", "Mixed", "British", "BAME"])
def test_a_wide_group_or_a_nationality_is_not_guessed(written):
    assert read_ethnicity(written, WORDS).doubt is Doubt.TOO_WIDE


def test_a_code_and_a_label_that_contradict_each_other_are_not_used():
    assert read_ethnicity("W1 - Indian", WORDS).doubt is Doubt.NOT_IN_LIST


def test_every_code_and_label_of_the_shipped_lists_is_understood():
    lists = read_lists()

    for name in ("sex", "ethnicity", "send_statuses", "school_statuses", "care_experience"):
        for entry in lists[name].entries:
            assert read_coded(entry.code, name, WORDS).value == entry.code
            assert read_coded(entry.label, name, WORDS).value == entry.code


def test_every_word_for_a_code_leads_to_a_code_of_the_list():
    lists = read_lists()

    for name, words in WORDS.codes.items():
        assert set(words.values()) <= set(lists[name].codes)


def test_a_workspace_adds_its_own_words():
    entry = next(entry for entry in read_lists()["school_statuses"].entries if entry.code == "ALTERNATIVE_PROVISION")

    class Local:
        code, label, extra = entry.code, "At the Harbour Base", {"aliases": ["HB"]}

    words = WORDS.with_lists({"school_statuses": [Local()]})

    assert read_coded("hb", "school_statuses", words).value == "ALTERNATIVE_PROVISION"
    assert read_coded("PRU", "school_statuses", words).value == "ALTERNATIVE_PROVISION"
    assert read_ethnicity("W1", words).value == "W1"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("M", "MALE"),
        ("female", "FEMALE"),
        ("Boy", "MALE"),
        ("F ", "FEMALE"),
        ("U", "NOT_KNOWN"),
        ("Unknown", "NOT_KNOWN"),
        ("Refused", "REFUSED"),
        ("not asked", "NOT_ASKED"),
        ("", None),
        ("n/a", None),
        (None, None),
        ("-", None),
    ],
)
def test_sex_is_coded(written, code):
    reading = read_sex(written, WORDS)

    assert (reading.value, reading.doubt) == (code, None)


@pytest.mark.parametrize("written", [1, 2, "Q", "non-binary"])
def test_sex_is_not_guessed(written):
    assert read_sex(written, WORDS).value is None
    assert read_sex(written, WORDS).sentence


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Yes", "YES"),
        ("y", "YES"),
        (True, "YES"),
        ("✓", "YES"),
        (1, "YES"),
        ("No", "NO"),
        (False, "NO"),
        (0, "NO"),
        ("N/K", "NOT_KNOWN"),
        ("Refused", "REFUSED"),
        ("Not asked", "NOT_ASKED"),
        ("", None),
        ("maybe", None),
    ],
)
def test_yes_and_no_and_the_three_ways_of_not_saying(written, code):
    assert read_yes_no(written, WORDS).value == code


@pytest.mark.parametrize(
    ("send", "plan", "code"),
    [
        ("K", None, "SEN_SUPPORT"),
        ("SEN support", None, "SEN_SUPPORT"),
        ("E", None, "EHCP"),
        ("N", None, "NONE"),
        ("No", None, "NONE"),
        ("Yes", None, "SEN_SUPPORT"),
        ("Yes", "Yes", "EHCP"),
        (None, "Yes", "EHCP"),
        (None, "EHCP", "EHCP"),
        ("K", "No", "SEN_SUPPORT"),
        (None, "No", None),
        (None, "Not known", "NOT_KNOWN"),
        ("Refused", None, "REFUSED"),
        (None, None, None),
    ],
)
def test_needs_and_plan_make_one_answer(send, plan, code):
    assert read_send(send, plan, WORDS).value == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("LAC", "LOOKED_AFTER"),
        ("Care leaver", "CARE_LEAVER"),
        ("Never", "NEVER"),
        ("No", "NEVER"),
        ("n/k", "NOT_KNOWN"),
        ("Previously looked after", "PREVIOUSLY_LOOKED_AFTER"),
        ("SGO", "ADOPTED_OR_GUARDIANSHIP"),
        ("Yes", None),
    ],
)
def test_care_experience_is_coded(written, code):
    assert read_care_experience(written, WORDS).value == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("PRU", "ALTERNATIVE_PROVISION"),
        ("EHE", "ELECTIVE_HOME_EDUCATION"),
        ("CME", "MISSING_EDUCATION"),
        ("NEET", "NEET"),
        ("Permanently excluded", "PERMANENTLY_EXCLUDED"),
        ("on roll", "MAINSTREAM"),
        ("part-time timetable", "REDUCED_TIMETABLE"),
    ],
)
def test_school_status_is_coded(written, code):
    assert read_coded(written, "school_statuses", WORDS).value == code


@pytest.mark.parametrize(
    ("written", "postcode"),
    [
        ("po12ab", "PO1 2AB"),
        ("PO1  2AB", "PO1 2AB"),
        ("so14-3aa".replace("-", ""), "SO14 3AA"),
        ("PO1", "PO1"),
        ("n/a", None),
        ("12 Elm Road, PO1 2AB", "PO1 2AB"),
        ("Unknown", None),
        (None, None),
    ],
)
def test_postcodes_are_tidied(written, postcode):
    assert read_postcode(written, WORDS).value == postcode


def test_a_postcode_that_looks_wrong_is_kept_and_pointed_at():
    reading = read_postcode("P0RT 5MO", WORDS)

    assert reading.value
    assert reading.doubt is Doubt.LOOKS_WRONG


def test_a_postcode_is_found_at_the_end_of_an_address():
    assert postcode_in("12 Elm Road, Portsmouth, po1 2ab") == "PO1 2AB"
    assert postcode_in("12 Elm Road") is None


@pytest.mark.parametrize(
    "written", ["943 476 5919", "943-476-5919", 9434765919, 9434765919.0, "'9434765919", "9434765919"]
)
def test_a_number_is_the_same_stored_as_text_or_not(written):
    reading = read_identifier(written, "NHS", 2026, WORDS)

    assert (reading.value, reading.doubt) == ("9434765919", None)


def test_a_check_digit_that_does_not_fit_warns_and_keeps():
    reading = read_identifier("9434765918", "NHS", 2026, WORDS)

    assert reading.value == "9434765918"
    assert reading.doubt is Doubt.LOOKS_WRONG


def test_digits_that_a_spreadsheet_threw_away_are_not_made_up():
    reading = read_identifier("9.43477E+09", "NHS", 2026, WORDS)

    assert reading.value is None
    assert reading.doubt is Doubt.DIGITS_LOST


def test_identifiers_have_their_canonical_form():
    assert read_identifier("r201100018042", "UPN", 2026, WORDS).value == "R201100018042"
    assert read_identifier("02/73319Z", "PNC", 2026, WORDS).value == "2002/0073319Z"
    assert read_identifier("none", "PNC", 2026, WORDS).value is None


@pytest.mark.parametrize(
    ("written", "age"), [(14, 14), ("14", 14), (14.0, 14), ("14 years", 14), ("14yrs", 14), ("15 y/o", 15)]
)
def test_ages_are_whole_years(written, age):
    assert read_age(written) == age


@pytest.mark.parametrize("written", ["fourteen", None, True, 400, "14-15", date(2012, 3, 4)])
def test_what_is_no_age_is_none(written):
    assert read_age(written) is None


def test_a_cell_as_text_reads_back_the_same():
    assert text_of(44260012345.0) == "44260012345"
    assert text_of(date(2012, 3, 4)) == "2012-03-04"
    assert text_of("  two   words ") == "two words"
    assert text_of("one\n two") == "one\ntwo"
    assert text_of(True) == "Yes"
    assert text_of(None) == ""
