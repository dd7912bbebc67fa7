"""Sounds and first names: what is alike by ear or as a form of one name, and what is another name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vrp_desktop.paths import resource
from vrp_desktop.people.first_names import is_known, same_name, usual_forms
from vrp_desktop.people.sound import sound, sound_alike
from vrp_desktop.search.folding import fold


@pytest.mark.parametrize(
    "words",
    [
        "smith smyth",
        "nowak novak",
        "wright right",
        "lee leigh",
        "kowalczyk kovalchik",
        "clark clarke",
        "hussain hussein",
        "jackson jaxon",
        "khan kahn",
        "schultz shults",
        "philips filips",
        "yusuf jusuf",
    ],
)
def test_spellings_of_one_sound_are_alike(words):
    assert sound_alike(*words.split())


@pytest.mark.parametrize("words", ["lee low", "carter carver", "shaw shore", "ali ely", "marlow finch", "محمد علي"])
def test_other_sounds_are_not_alike(words):
    assert not sound_alike(*words.split())


@given(st.text().map(fold).filter(lambda text: bool(text) and " " not in text))
def test_every_word_has_a_short_sound(word):
    assert 1 <= len(sound(word)) <= 8
    assert sound_alike(word, word) or len(word) == 0


@pytest.mark.parametrize(
    "names",
    ["alfie alfred", "mo mohammed", "jon john", "sam samuel", "sam samantha", "yusuf joseph", "kasia katarzyna"],
)
def test_forms_of_one_name_are_the_same_name(names):
    assert same_name(*names.split())


@pytest.mark.parametrize(
    "names",
    ["samuel samantha", "jayden kayden", "hassan hussain", "mia maya", "amina amira", "daniel danielle", "jack jake"],
)
def test_names_in_their_own_right_are_other_names(names):
    one, other = names.split()

    assert is_known(one)
    assert is_known(other)
    assert not same_name(one, other)


def test_a_name_off_the_list_is_a_form_of_none():
    assert usual_forms("oghenekaro") == frozenset()
    assert not same_name("oghenekaro", "oghenekaro")


@pytest.mark.parametrize("file", ["forms.txt", "others.txt"])
def test_the_lists_hold_folded_words_only(file):
    lines = resource("names", file).read_text(encoding="utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]

    assert words
    assert [word for word in words if fold(word) != word] == []


def test_a_line_of_forms_has_a_usual_form_and_others_once_each():
    lines = [line.split() for line in resource("names", "forms.txt").read_text("utf-8").splitlines() if "#" not in line]

    assert [words for words in lines if len(words) < 2 or len(set(words)) < len(words)] == []
