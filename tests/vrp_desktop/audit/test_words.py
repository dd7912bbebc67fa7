"""What the audit says of a deed, and how its words are found again."""

from __future__ import annotations

import pytest

from vrp_desktop.audit.words import deed_words, stems


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        ("open_person", "Opened a child's record"),
        ("add_action", "Added an action"),
        ("record_decision_with_actions", "Recorded a decision with its actions"),
        ("sign_return", "Signed a return"),
        ("close_case", "Closed a panel case"),
        ("say_not_the_same", "Said that two records are not the same child"),
        ("unheard_of_deed", "Unheard of deed"),
    ],
)
def test_a_deed_is_told_as_a_sentence_of_the_past(deed, words):
    assert deed_words(deed) == words


def test_what_a_reader_sees_finds_the_deed():
    assert "open" in stems("Opened")
    assert "person" in stems("child's")
