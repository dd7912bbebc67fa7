"""The words of practice data: every gap can be filled, names are many, and no sentence judges a child."""

from __future__ import annotations

import re
import tomllib

import pytest

from vrp_desktop.paths import resource
from vrp_desktop.practice.chance import Chance, Weighted, shares, stream
from vrp_desktop.practice.words import Names, Sentences

TEXT = tomllib.loads(resource("practice", "sentences.toml").read_text(encoding="utf-8"))
GIVEN = {"first", "professional"}
BANNED = re.compile(
    r"\b(offender|nominal|subject|perpetrator|consent|NFA|disengaged|deviant|gang member)\b", re.IGNORECASE
)
KINDS = [(kind, about) for kind, entry in TEXT.items() if kind != "fill" for about in entry]


@pytest.mark.parametrize(("kind", "about"), KINDS)
def test_every_gap_of_a_sentence_can_be_filled(kind, about):
    sentences = Sentences(Names())

    for template in TEXT[kind][about]:
        assert set(re.findall(r"\{(\w+)\}", template)) <= {*TEXT["fill"], *GIVEN}
    said = [sentences.say(Chance(seed), kind, about, first="Ada") for seed in range(40)]
    assert [text for text in said if "{" in text] == []


def test_no_sentence_judges_a_child():
    texts = [text for entry in TEXT.values() for group in entry.values() for text in group]

    assert [text for text in texts if BANNED.search(text)] == []


def test_names_are_many_and_some_are_of_other_scripts_or_long():
    chance, names = Chance(3), Names()
    drawn = [names.draw(chance, number % 3 == 0) for number in range(3000)]

    assert len({(name.forenames, name.surname) for name in drawn}) > 2500
    assert any(not name.surname.isascii() for name in drawn)
    assert any(len(name.surname) > 30 for name in drawn)


def test_shares_sum_to_the_whole_and_follow_the_weights():
    assert shares(10, [1, 1, 1]) == [4, 3, 3]
    assert sum(shares(401, [0.3, 1.7, 2.2, 0.01])) == 401
    assert shares(0, [1, 2]) == [0, 0]


def test_a_childs_chance_does_not_depend_on_other_children():
    one, again, other = stream(1, 2, 3), stream(1, 2, 3), stream(1, 3, 3)

    assert [one.between(1, 100) for _ in range(5)] == [again.between(1, 100) for _ in range(5)]
    assert stream(1, 2, 3).random() != other.random()


def test_weighted_choices_are_drawn_by_their_weight():
    chance, choices = Chance(4), Weighted({"often": 9}, {"seldom": 1})
    drawn = [choices.draw(chance) for _ in range(1000)]

    assert 850 < drawn.count("often") < 950
