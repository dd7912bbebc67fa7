"""Folding: what no longer matters, and what still does."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vrp_desktop.search.folding import fold, fold_name


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("JOHN  Smith ", "john smith"),
        ("Zoë", "zoe"),
        ("Łukasz", "lukasz"),
        ("Søren Ødegård", "soren odegard"),
        ("Weiß", "weiss"),
        ("WEISS", "weiss"),
        ("Ægir", "aegir"),
        ("Đorđe", "dorde"),
        ("Þór", "thor"),
        ("İbrahim", "ibrahim"),
        ("Işık", "isik"),
        ("O'Brien", "obrien"),
        ("O’Brien", "obrien"),
        ("Smith-Jones", "smith jones"),
        ("Smith – Jones", "smith jones"),
        ("St. John", "st john"),
        ("SMITH, John", "smith john"),
        ("Ng\u200bozi", "ngozi"),
        ("Jose\u0301", "jose"),
        ("ﬁona", "fiona"),
        ("محمد", "محمد"),
        ("हिन्दी", "हिनदी"),
        ("\xa0John\tSmith\n", "john smith"),
        ("", ""),
        ("--", ""),
    ],
)
def test_case_accents_marks_and_spacing_do_not_matter(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composed_and_decomposed_letters_fold_to_the_same(text):
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_plain_letters_fold_the_same_alone_and_beside_others(text):
    assert fold(text + " ł") == f"{fold(text)} l".strip()


def test_the_order_of_a_name_does_not_matter():
    assert fold_name("Anna Maria", "Nowak-Kowalska") == fold_name("KOWALSKA Nowak", "Anna-Maria")


def test_other_words_make_another_name():
    assert fold_name("Anna", "Nowak") != fold_name("Anna Maria", "Nowak")
