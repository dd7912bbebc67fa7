"""The words of the program and what they mean."""

from __future__ import annotations

from ui.help import Help, Meaning


def test_the_glossary_is_there_in_the_order_of_the_alphabet():
    words = [meaning.label.casefold() for meaning in Help().all()]

    assert len(words) > 30
    assert words == sorted(words)


def test_a_word_is_found_as_it_stands_on_the_screen():
    found = Help().of("Agency:")

    assert found is not None
    assert found.meaning.endswith(".")


def test_statuses_of_the_lists_can_be_added_and_the_glossary_does_not_overwrite_them():
    help_ = Help()
    help_.add([Meaning("ACTION", "Action", "Ours.")])

    found = help_.of("action")
    assert found is not None
    assert found.meaning == "Ours."


def test_finding_looks_into_meanings_too_labels_first():
    help_ = Help()
    help_.add([Meaning("X", "Zebra", "An animal."), Meaning("Y", "Animal", "A being.")])

    assert [meaning.label for meaning in help_.find("animal")] == ["Animal", "Zebra"]
