"""The labelled list of pairs: what the rules say of each, both ways round, with reasons, and how it is found."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from vrp_desktop.people.matching import Candidate, Verdict, blocking_keys, compare

PAIRS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("pairs.toml").read_text(encoding="utf-8"))["pair"]


def candidate(known: list[Any], more: dict[str, Any]) -> Candidate:
    forenames, surname, *born = known
    former = [tuple(name.split("|")) for name in more.get("former", [])]
    born_on: date | None = born[0] if born else None
    return Candidate(
        names=((forenames, surname), *((first, last) for first, last in former)),
        born_on=born_on,
        born_basis=more.get("basis", "KNOWN" if born_on else "NOT_KNOWN"),
        sex=more.get("sex"),
        postcode=more.get("postcode"),
        school=more.get("school"),
        identifiers=more.get("identifiers", {}),
    )


def both(pair: dict[str, Any]) -> tuple[Candidate, Candidate]:
    return candidate(pair["one"], pair.get("one_more", {})), candidate(pair["other"], pair.get("other_more", {}))


def about(pair: dict[str, Any]) -> str:
    return str(pair["about"])


@pytest.mark.parametrize("pair", PAIRS, ids=about)
def test_a_labelled_pair_gets_its_verdict_and_its_reasons(pair):
    one, other = both(pair)

    found = compare(one, other)

    assert found.verdict.name == pair["verdict"], found
    said = " ".join([*found.reasons, found.why])
    assert all(words in said for words in pair.get("because", [])), said
    assert "keep" not in pair or found.keep_for_person is pair["keep"]


@pytest.mark.parametrize("pair", PAIRS, ids=about)
def test_a_labelled_pair_is_the_same_the_other_way_round(pair):
    one, other = both(pair)

    assert compare(one, other) == compare(other, one)


@pytest.mark.parametrize("pair", [p for p in PAIRS if p["verdict"] in {"EXACT", "LIKELY"}], ids=about)
def test_a_pair_that_is_likely_shares_a_blocking_key(pair):
    one, other = both(pair)

    assert blocking_keys(one) & blocking_keys(other)


@pytest.mark.parametrize("pair", PAIRS, ids=about)
def test_reasons_are_plain_sentences_that_repeat_no_name(pair):
    one, other = both(pair)
    found = compare(one, other)
    names = {word for person in (one, other) for name in person.names for part in name for word in part.split()}

    for sentence in (*found.reasons, *([found.why] if found.why else [])):
        assert re.fullmatch(r"[A-Z][^.]*\.", sentence)
        assert not set(re.findall(r"\w+", sentence)) & {name for name in names if len(name) > 2}


@pytest.mark.parametrize("pair", PAIRS, ids=about)
def test_the_score_lies_in_the_band_of_the_verdict(pair):
    found = compare(*both(pair))
    bands = {
        Verdict.NONE: (0, 49),
        Verdict.POSSIBLE: (50, 69),
        Verdict.LIKELY: (70, 99),
        Verdict.EXACT: (100, 100),
    }

    low, high = bands[found.verdict]
    assert low <= found.score <= high
    assert found.keep_for_person == (found.verdict is Verdict.LIKELY)
    assert bool(found.why) == found.keep_for_person


def test_the_list_is_long_enough_and_no_two_pairs_say_the_same():
    assert len(PAIRS) >= 120
    assert [count for count in Counter(map(about, PAIRS)).values() if count > 1] == []
    assert not any(both(a) == both(b) for a, b in combinations(PAIRS, 2))
