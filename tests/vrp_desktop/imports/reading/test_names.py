"""Names: forenames and surname from whatever order and letters they come in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vrp_desktop.imports.reading.names import read_full_name, read_parts


@pytest.mark.parametrize(
    ("written", "forenames", "surname"),
    [
        ("Tam Ash", "Tam", "Ash"),
        ("ASH, Tam", "Tam", "Ash"),
        ("ASH,Tam", "Tam", "Ash"),
        ("Ash, Tam Elm", "Tam Elm", "Ash"),
        ("ASH Tam", "Tam", "Ash"),
        ("Tam ASH", "Tam", "Ash"),
        ("TAM ASH", "Tam", "Ash"),
        ("tam ash", "Tam", "Ash"),
        ("Tam Elm Ash", "Tam Elm", "Ash"),
        ("ASH, Mr Tam", "Tam", "Ash"),
        ("Mr Tam Ash", "Tam", "Ash"),
        ("Miss. Tam Ash", "Tam", "Ash"),
        ("Master ASH, Tam", "Tam", "Ash"),
        ("Tam Ash Jnr", "Tam", "Ash"),
        ("O'BRIEN, Tam", "Tam", "O'Brien"),
        ("O’Brien, Tam", "Tam", "O'Brien"),
        ("Tam O'BRIEN", "Tam", "O'Brien"),
        ("MCDONALD, Tam", "Tam", "McDonald"),
        ("Tam McDONALD", "Tam", "McDonald"),
        ("Tam MacDonald", "Tam", "MacDonald"),
        ("ASH-ELM, Tam", "Tam", "Ash-Elm"),
        ("Tam Ash - Elm", "Tam", "Ash-Elm"),
        ("ASH ELM, Tam", "Tam", "Ash Elm"),
        ("ASH ELM Tam", "Tam", "Ash Elm"),
        ("Tam ASH ELM", "Tam", "Ash Elm"),
        ("Jan van der Berg", "Jan", "van der Berg"),
        ("VAN DER BERG, Jan", "Jan", "Van Der Berg"),
        ("Jan van der BERG", "Jan", "van der Berg"),
        ("Maria de la Cruz", "Maria", "de la Cruz"),
        ("LI Wei", "Wei", "Li"),
        ("NG Wei", "Wei", "Ng"),
        ("TJ Ash", "TJ", "Ash"),
        ("AJ ASH", "AJ", "Ash"),
        ("J Ash", "J", "Ash"),
        ("ASH, J", "J", "Ash"),
        ("  Tam   Ash ", "Tam", "Ash"),
        ("Tam\nAsh", "Tam", "Ash"),
        ("Ash, Tam.", "Tam", "Ash"),
        ("ASH, Tam (aka Tammy)", "Tam", "Ash"),
        ("Tam Ash (DOB 04/03/2012)", "Tam", "Ash"),
        ("Tam Ash aka Tammy", "Tam", "Ash"),
        ("Zoë Garçon", "Zoë", "Garçon"),
        ("ŁUKASZ ŻÓŁĆ", "Łukasz", "Żółć"),
        ("王 伟", "王", "伟"),
        ("Anne-Marie Ash", "Anne-Marie", "Ash"),
        ("ANNE-MARIE ASH", "Anne-Marie", "Ash"),
        ("Lee Child", "Lee", "Child"),
        ("Tam Boy", "Tam", "Boy"),
    ],
)
def test_a_full_name_is_taken_apart(written, forenames, surname):
    reading = read_full_name(written)

    assert (reading.forenames, reading.surname, reading.problem) == (forenames, surname, "")


def test_a_heading_may_say_that_the_surname_comes_first():
    assert read_full_name("Ash Tam", True).surname == "Ash"
    assert read_full_name("van der Berg Jan", True).surname == "van der Berg"
    assert read_full_name("Tam ASH", True).surname == "Ash"


def test_what_was_written_is_kept():
    assert read_full_name("ASH,  Mr Tam").written == "ASH, Mr Tam"


@pytest.mark.parametrize(
    ("written", "known_as"),
    [
        ("Tam Ash (aka Tammy)", "Tammy"),
        ("ASH, Tam (Tammy)", "Tammy"),
        ("Tam 'Tammy' Ash", "Tammy"),
        ("Tam Ash (M)", ""),
    ],
)
def test_another_name_in_use_is_kept_beside(written, known_as):
    reading = read_full_name(written)

    assert (reading.known_as, reading.surname) == (known_as, "Ash")


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "-",
        "?",
        "Unknown",
        "UNKNOWN MALE",
        "Male 1",
        "N/K",
        "n/a",
        "Child A",
        "redacted",
        "Tam",
        "ASH,",
        ", Tam",
        "Unknown Ash",
        "Ash, unknown",
        "440123",
        "a@b.example",
        "Tam Ash 04/03/2012",
        "x" * 200,
        "Anon",
        "TBC",
        "XX XX",
        "Young Person",
        "see the note on the other sheet for who this is about now",
        "Suspect",
    ],
)
def test_what_names_nobody_is_no_usable_name(written):
    reading = read_full_name(written)

    assert not reading.is_usable
    assert reading.problem.endswith(".")


@pytest.mark.parametrize(
    ("parts", "forenames", "surname"),
    [
        (("Tam", "", "Ash"), "Tam", "Ash"),
        (("TAM", "ELM", "ASH"), "Tam Elm", "Ash"),
        (("Mr Tam", "", "Ash"), "Tam", "Ash"),
        (("Tam (Tammy)", "", "O’BRIEN"), "Tam", "O'Brien"),
        (("Tam,", "", "Ash,"), "Tam", "Ash"),
        (("tam", "", "mcdonald"), "Tam", "McDonald"),
        (("Jan", "", "van der Berg"), "Jan", "van der Berg"),
    ],
)
def test_names_in_cells_of_their_own_are_tidied(parts, forenames, surname):
    reading = read_parts(*parts)

    assert (reading.forenames, reading.surname, reading.problem) == (forenames, surname, "")


@pytest.mark.parametrize(
    "parts", [("", "", "Ash"), ("Tam", "", ""), ("N/K", "", "Ash"), ("Tam", "", "unknown"), ("1", "", "2")]
)
def test_half_a_name_is_no_usable_name(parts):
    assert not read_parts(*parts).is_usable


def test_the_key_does_not_mind_case_accents_punctuation_and_order():
    keys = {
        read_full_name("O'BRIEN, Zoë").key,
        read_full_name("Zoe OBrien").key,
        read_full_name("zoë o’brien").key,
        read_parts("O'Brien", "", "ZOE").key,
    }

    assert len(keys) == 1


words = st.text(st.sampled_from("abcdefghijklmnopqrstuvwyz"), min_size=3, max_size=8).map(str.title)


@given(words, words)
def test_every_order_and_case_gives_the_same_name(forename, surname):
    plain = read_full_name(f"{forename} {surname}")

    if plain.is_usable:
        for written in (
            f"{surname.upper()}, {forename}",
            f"{surname.upper()} {forename}",
            f"{forename} {surname.upper()}",
        ):
            assert read_full_name(written).key == plain.key
        assert read_parts(forename, "", surname).key == plain.key


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text):
    reading = read_full_name(text)

    assert not reading.is_usable or (reading.forenames and reading.surname)
