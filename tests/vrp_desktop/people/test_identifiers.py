"""Identifiers: the published samples pass, mistakes are warned about in plain words, and nothing raises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vrp_desktop.people import identifiers as ids

YEAR = 2026


@pytest.mark.parametrize("upn", ["R201100018042", "T20110001804V", " r2011 0001 8042 ", ""])
def test_a_upn_whose_letter_fits_passes_permanent_or_temporary(upn):
    assert ids.check_upn(upn) is None


@pytest.mark.parametrize(
    ("upn", "said"),
    [
        ("A201100018042", "does not fit"),
        ("R201100018024", "does not fit"),
        ("R20110001804V", "does not fit"),
        ("R20110001804", "12 characters"),
        ("R20110001804I", "12 characters"),
        ("2011000180421", "12 characters"),
    ],
)
def test_a_upn_that_does_not_fit_is_warned_about(upn, said):
    assert said in str(ids.check_upn(upn))


@pytest.mark.parametrize("number", ["9434765919", "943 476 5919", "943-476-5919", "4010232137", ""])
def test_an_nhs_number_whose_last_digit_fits_passes(number):
    assert ids.check_nhs_number(number) is None


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("9434765918", "does not fit"),
        ("9434756919", "does not fit"),
        ("943476591", "10 digits"),
        ("94347659190", "10 digits"),
        ("ABCDEFGHIJ", "10 digits"),
        ("0000000000", "one digit repeated"),
        ("9999999999", "one digit repeated"),
    ],
)
def test_an_nhs_number_that_does_not_fit_is_warned_about(number, said):
    assert said in str(ids.check_nhs_number(number))


def test_an_nhs_number_whose_check_comes_to_ten_is_never_right():
    # 0 x 10 + ... + 6 x 2 = 12, which leaves 1, and 11 - 1 is 10: no last digit can fit.
    assert all(ids.check_nhs_number(f"000000006{last}") for last in range(10))


def test_an_nhs_number_is_shown_in_its_three_groups():
    assert ids.shown_nhs_number("9434765919") == "943 476 5919"
    assert ids.shown_nhs_number(" 94347 ") == "94347"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("02/73319Z", "2002/0073319Z"),
        ("2002/0073319Z", "2002/0073319Z"),
        ("2002/73319z", "2002/0073319Z"),
        ("20020073319Z", "2002/0073319Z"),
        (" 02 / 73319 Z ", "2002/0073319Z"),
        ("81/34U", "1981/0000034U"),
        ("79/163001B", "1979/0163001B"),
    ],
)
def test_a_pnc_id_passes_in_each_form_and_is_kept_in_one(typed, kept):
    assert ids.check_pnc(typed, YEAR) is None
    assert ids.canonical_pnc(typed, YEAR) == kept


@pytest.mark.parametrize(
    ("pnc", "said"),
    [("02/73319A", "does not fit"), ("02/73391Z", "does not fit"), ("73319", "a year"), ("2031/0073319Z", "future")],
)
def test_a_pnc_id_that_does_not_fit_is_warned_about(pnc, said):
    assert said in str(ids.check_pnc(pnc, YEAR))


def test_what_is_no_pnc_id_is_kept_as_it_is():
    assert ids.canonical_pnc(" not one ", YEAR) == "NOTONE"
    assert ids.check_pnc("  ", YEAR) is None


@pytest.mark.parametrize(
    ("typed", "kept", "outward"),
    [
        ("so147ly", "SO14 7LY", "SO14"),
        ("PO1 2AL", "PO1 2AL", "PO1"),
        ("rg21  4af", "RG21 4AF", "RG21"),
        ("EC1A 1BB", "EC1A 1BB", "EC1A"),
        ("W1A 0AX", "W1A 0AX", "W1A"),
        ("M1 1AE", "M1 1AE", "M1"),
        ("", "", ""),
    ],
)
def test_a_postcode_is_kept_in_capitals_with_its_space(typed, kept, outward):
    assert ids.check_postcode(typed) is None
    assert ids.canonical_postcode(typed) == kept
    assert ids.outward_code(typed) == outward


@pytest.mark.parametrize(
    ("postcode", "said"), [("PO30", "first half"), ("SO14 7L", "does not look"), ("12345", "does not look")]
)
def test_a_postcode_that_is_not_one_is_warned_about(postcode, said):
    assert said in str(ids.check_postcode(postcode))


def test_half_a_postcode_still_gives_its_outward_code():
    assert ids.outward_code("po30") == "PO30"
    assert ids.outward_code("nowhere") == ""


@pytest.mark.parametrize(("urn", "fits"), [("116443", True), ("", True), ("11644", False), ("11644A", False)])
def test_a_school_urn_has_six_digits(urn, fits):
    assert (ids.check_school_urn(urn) is None) == fits


def test_each_kind_has_its_rule_and_other_kinds_have_none():
    assert "UPN" in str(ids.check("UPN", "X", YEAR))
    assert "NHS" in str(ids.check("NHS", "1", YEAR))
    assert "PNC" in str(ids.check("PNC", "1", YEAR))
    assert ids.check("LOCAL", "anything", YEAR) is None
    assert ids.canonical("LOCAL", " a-1 ", YEAR) == "a-1"
    assert ids.canonical("NHS", "943 476 5919", YEAR) == "9434765919"
    assert ids.canonical("UPN", "r201100018042", YEAR) == "R201100018042"
    assert ids.canonical("PNC", "02/73319Z", YEAR) == "2002/0073319Z"


@given(st.text(max_size=20))
def test_whatever_is_typed_gives_a_warning_or_nothing_and_never_repeats_it(text):
    for kind in ("UPN", "NHS", "PNC"):
        warning = ids.check(kind, text, YEAR)
        assert warning is None or warning.endswith(".")
        once = ids.canonical(kind, text, YEAR)
        assert ids.canonical(kind, once, YEAR) == once
    assert ids.check_postcode(text) is None or text.strip()
    assert ids.canonical_postcode(ids.canonical_postcode(text)) == ids.canonical_postcode(text)
    assert ids.check_school_urn(text) is None or text.strip()
