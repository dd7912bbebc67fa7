"""What holds for every two people: the order does not matter, oneself is found, twins are never likely."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vrp_desktop.paths import resource
from vrp_desktop.people.first_names import same_name
from vrp_desktop.people.matching import Candidate, Verdict, blocking_keys, compare
from vrp_desktop.search.folding import fold, fold_name

FIRST = [
    "John",
    "Jon",
    "Amy",
    "Aimee",
    "Mohammed",
    "Muhammad Ali",
    "Mo",
    "Zoë",
    "Łucja",
    "Oghenekaro",
    "Jayden",
    "Kayden",
]
FIRST += ["Mia", "Maya", "Bob", "Robert", "Abdul Rahman", "Abdirahman", "Ivy Rose", "Rose", "J", "Sam", "Samuel", ""]
LAST = [
    "Smith",
    "Smyth",
    "Marlow",
    "Marlow-Finch",
    "Finch",
    "O'Brien",
    "O Brien",
    "Nowak",
    "Novak",
    "Al-Hassan",
    "Lee",
    "",
]
DAYS = [
    date(2012, 3, 4),
    date(2012, 4, 3),
    date(2012, 3, 14),
    date(2013, 3, 4),
    date(2012, 1, 1),
    date(1984, 3, 4),
    None,
]


def choices(*values: str | None) -> st.SearchStrategy[str | None]:
    return st.sampled_from([*values, None])


words = st.text(alphabet=st.characters(categories=["L"], max_codepoint=0x24F), min_size=1, max_size=10)
names = st.tuples(st.sampled_from(FIRST) | words, st.sampled_from(LAST) | words)
people = st.builds(
    Candidate,
    names=st.lists(names, min_size=1, max_size=2).map(tuple),
    born_on=st.sampled_from(DAYS) | st.dates(date(2000, 1, 1), date(2020, 12, 31)),
    born_basis=st.sampled_from(["KNOWN", "ESTIMATED"]),
    sex=choices("FEMALE", "MALE", "NOT_KNOWN"),
    postcode=choices("PO1 2AL", "po12al", "SO14 7LY", "PO1"),
    school=choices("Otter Park School", "OTTER PARK SCHOOL", "Heron Hill"),
    identifiers=st.dictionaries(st.sampled_from(["UPN", "NHS", "LOCAL"]), st.sampled_from(["1", "2", "2 ", ""])),
)


@given(people, people)
def test_the_order_of_the_two_does_not_matter(one, other):
    assert compare(one, other) == compare(other, one)


@given(people)
def test_someone_with_a_certain_birth_date_is_exactly_like_themselves(person):
    assume(fold_name(*person.names[0]))
    born = date(2012, 3, 4)
    certain = replace(person, born_on=born, born_basis="KNOWN")

    found = compare(certain, certain)

    assert (found.verdict, found.score, found.keep_for_person) == (Verdict.EXACT, 100, False)


@given(people)
def test_someone_with_a_name_is_never_unlike_themselves(person):
    assume(fold_name(*person.names[0]))

    assert compare(person, person).verdict >= Verdict.POSSIBLE


@given(people, people)
def test_exact_means_the_same_folded_name_and_the_same_certain_date(one, other):
    found = compare(one, other)

    if found.verdict is Verdict.EXACT:
        assert fold_name(*one.names[0]) == fold_name(*other.names[0])
        assert one.born_on == other.born_on
        assert one.born_on is not None
        assert (one.born_on.month, one.born_on.day) != (1, 1)
        assert {one.born_basis, other.born_basis} == {"KNOWN"}
        assert {one.sex, other.sex} != {"FEMALE", "MALE"}


@given(people, people)
def test_whoever_is_likely_is_found_by_a_shared_key(one, other):
    if compare(one, other).verdict >= Verdict.LIKELY:
        assert blocking_keys(one) & blocking_keys(other)


@given(people, people)
def test_only_what_is_likely_is_kept_for_a_person_and_says_why(one, other):
    found = compare(one, other)

    assert found.keep_for_person == (found.verdict is Verdict.LIKELY) == bool(found.why)
    assert 0 <= found.score <= 100
    assert found.reasons


@given(people, st.sampled_from(FIRST), st.sampled_from(FIRST))
def test_listed_first_names_that_are_no_forms_of_each_other_are_never_likely_with_surname_and_date_the_same(
    person, first, second
):
    assume(len(fold(first).split()) == len(fold(second).split()) == 1 and min(len(first), len(second)) > 1)
    assume(first != "Oghenekaro" != second and not same_name(fold(first), fold(second)) and first != second)
    surname = "Marlow"
    one = replace(person, names=((first, surname),), born_on=date(2012, 3, 4))
    other = replace(person, names=((second, surname),), born_on=date(2012, 3, 4))

    assert compare(one, other).verdict <= Verdict.POSSIBLE


@given(names, st.dates(date(2000, 1, 2), date(2020, 12, 31)), st.data())
def test_one_letter_more_in_a_long_surname_is_found_and_likely(name, born, data):
    assume(fold(name[0]) and (born.month, born.day) != (1, 1))
    surname = "Featherington"
    at = data.draw(st.integers(1, len(surname) - 1))
    slipped = surname[:at] + data.draw(st.sampled_from("aeiourst")) + surname[at:]
    one = Candidate(((name[0], surname),), born)
    other = Candidate(((name[0], slipped),), born)

    assert compare(one, other).verdict is Verdict.LIKELY


@given(people)
def test_keys_are_few_and_short(person):
    keys = blocking_keys(person)

    assert len(keys) <= 60
    assert all(len(key) <= 60 for key in keys)


def test_an_ordinary_record_is_filed_under_a_handful_of_keys():
    keys = blocking_keys(Candidate((("Oliver", "Marlow"),), date(2012, 3, 4)))

    assert len(keys) == 3
    assert not any("marlow" in key or "oliver" in key for key in keys)


def test_a_date_and_its_swapped_date_are_filed_together():
    one = blocking_keys(Candidate((("Ivy", "Finch"),), date(2012, 3, 4)))
    other = blocking_keys(Candidate((("Rosie", "Finch"),), date(2012, 4, 3)))

    assert one & other


def test_a_record_without_name_or_number_is_filed_nowhere():
    assert blocking_keys(Candidate((("", ""),), date(2012, 3, 4), identifiers={"UPN": " "})) == set()


def test_a_search_among_many_touches_few():
    dice = random.Random(17)
    forenames = [line.split()[0] for line in resource("names", "forms.txt").read_text("utf-8").splitlines()[2:]]
    surnames = [f"{a}a{b}o{c}" for a in "bdfgklmnprst" for b in "bdklmnrst" for c in "nrst"]
    first_day = date(2008, 1, 2).toordinal()
    on_file: dict[str, set[int]] = defaultdict(set)
    keys = []
    for number in range(5_000):
        born = date.fromordinal(first_day + dice.randrange(3_650))
        keys.append(blocking_keys(Candidate(((dice.choice(forenames), dice.choice(surnames)),), born)))
        for key in keys[-1]:
            on_file[key].add(number)

    touched = [len(set().union(*(on_file[key] for key in each))) for each in keys]

    assert sum(touched) / len(touched) < 5
    assert max(touched) < 50
    assert sum(map(len, keys)) / len(keys) < 8


@pytest.mark.parametrize("kind", ["UPN", "NHS", "PNC"])
def test_the_same_number_finds_someone_whose_name_and_date_have_both_changed(kind):
    one = Candidate((("Ivy", "Finch"),), date(2012, 3, 4), identifiers={kind: "12 34"})
    other = Candidate((("Rosie", "Marlow"),), date(2010, 9, 30), identifiers={kind: "1234"})

    assert blocking_keys(one) & blocking_keys(other)
    assert compare(one, other).verdict is Verdict.POSSIBLE
