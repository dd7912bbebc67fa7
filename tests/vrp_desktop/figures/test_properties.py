"""For every figure and random stores: value, list, breakdowns, *nearly counted* and *why not counted* agree."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cached_property

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.vrp_desktop.figures.random_store import PLACES, RandomStore, random_store
from vrp_desktop.figures.figure import Figure, Kind, Window
from vrp_desktop.figures.run import (
    Counted,
    Explained,
    Outcome,
    count,
    nearly_counted,
    number,
    why,
    why_record,
)
from vrp_desktop.people.sentences import sentence
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.returns.catalogue import FIGURES
from vrp_desktop.workspace.workspace import Workspace

SEEDS = st.integers(min_value=0, max_value=2**32)
EXAMPLES = [30, pytest.param(300, marks=pytest.mark.soak)]
"""So many random stores: in `make test`, and in `make soak`."""


class Looked:
    """One figure over one random store, asked each question once however many laws want its answer."""

    def __init__(self, store: RandomStore, figure: Figure, window: Window, lists: Lists) -> None:
        self.store, self.session = store, store.session
        self.figure, self.window, self.lists = figure, window, lists
        self._counted: dict[tuple[str, ...] | None, Counted] = {}

    def counted(self, places: tuple[str, ...] | None = None) -> Counted:
        if places not in self._counted:
            self._counted[places] = count(self.session, self.figure, self.window, places)
        return self._counted[places]

    @cached_property
    def explained(self) -> dict[str, list[Explained]]:
        """Why or why not, for each person; of no one where the figure does not count by people."""
        people = self.store.people if self.figure.source.person_id is not None else []
        return {person: why(self.session, self.figure, self.window, person) for person in people}


def the_value_is_the_number_of_its_evidence_and_nothing_counts_twice(look: Looked) -> None:
    for places in (None, PLACES[:1]):
        found = look.counted(places)
        assert found.value == number(look.session, look.figure, look.window, places)
        for ids in ([item.unit_id for item in found.evidence], [item.record_id for item in found.evidence]):
            assert len(set(ids)) == found.value


def every_breakdown_sums_to_the_value(look: Looked) -> None:
    found = look.counted()
    for dimension in look.figure.breakdowns:
        assert sum(found.breakdown(dimension).values()) == found.value, dimension


def a_place_counts_only_its_own_records(look: Looked) -> None:
    for place in PLACES:
        assert set(look.counted((place,)).breakdown("place")) <= {place}
    whole = {item.unit_id for item in look.counted().evidence}
    parts = {item.unit_id for place in PLACES for item in look.counted((place,)).evidence}
    assert parts <= whole


def why_agrees_with_the_list_for_every_person(look: Looked) -> None:
    for person, explained in look.explained.items():
        listed = {item.unit_id for item in look.counted().evidence if item.person_id == person}
        assert {item.unit_id for item in explained if item.is_counted} == listed
        numbers = [len(item.failures) for item in explained]
        assert numbers == sorted(numbers)


def why_agrees_with_the_list_for_every_record(look: Looked) -> None:
    source = look.figure.source
    every = select(source.record_id).select_from(source.origin).distinct()
    records = look.session.scalars(every, look.window.parameters()).all()
    explained = [why_record(look.session, look.figure, look.window, record) for record in records]
    found = {item.unit_id for item in look.counted().evidence}
    assert {item.unit_id for item in explained if item is not None and item.is_counted} == found


def misses_by_one_test(item: Explained) -> bool:
    return len(item.failures) == 1 and item.failures[0].condition.kind is Kind.TEST


def the_nearly_counted_miss_by_one_test_and_are_not_counted(look: Looked) -> None:
    found = {item.unit_id for item in look.counted().evidence}
    nearly = nearly_counted(look.session, look.figure, look.window)
    assert all(misses_by_one_test(item) for item in nearly)
    assert not found & {item.unit_id for item in nearly}


def a_quarter_that_is_over_reads_the_same_on_any_later_day(look: Looked) -> None:
    window = look.window
    at_end, later = (
        count(look.session, look.figure, Window(window.start, window.end, window.end + timedelta(days=days)))
        for days in (0, 100)
    )
    assert at_end.evidence == later.evidence


def says(outcome: Outcome, lists: Lists) -> bool:
    words = sentence(outcome, lists)
    return bool(words) and "{" not in words and words.endswith((".", "?"))


def every_outcome_can_be_put_into_a_sentence(look: Looked) -> None:
    for explained in look.explained.values():
        for item in explained:
            for outcome in item.outcomes:
                assert says(outcome, look.lists), outcome.condition.code


def keep(law: Callable[[Looked], None], look: Looked) -> None:
    """Ask whether a law is kept, and say which of which figure is not."""
    try:
        law(look)
    except AssertionError as error:
        error.add_note(f"{look.figure.code}: {law.__name__.replace('_', ' ')}")
        raise


LAWS: tuple[Callable[[Looked], None], ...] = (
    the_value_is_the_number_of_its_evidence_and_nothing_counts_twice,
    every_breakdown_sums_to_the_value,
    a_place_counts_only_its_own_records,
    why_agrees_with_the_list_for_every_person,
    why_agrees_with_the_list_for_every_record,
    the_nearly_counted_miss_by_one_test_and_are_not_counted,
    a_quarter_that_is_over_reads_the_same_on_any_later_day,
    every_outcome_can_be_put_into_a_sentence,
)
"""Each is asked of the same random stores: to make one and to count in it costs more than to look."""


@pytest.mark.parametrize("examples", EXAMPLES)
def test_every_law_holds_for_every_figure_in_any_store(workspace: Workspace, examples: int) -> None:
    @settings(max_examples=examples)
    @given(seed=SEEDS)
    def in_a_store(seed: int) -> None:
        with random_store(workspace, seed) as store:
            window, lists = store.window(), read_lists_of(store.session)
            for figure in FIGURES.values():
                look = Looked(store, figure, window, lists)
                for law in LAWS:
                    keep(law, look)

    in_a_store()


@pytest.mark.parametrize("code", sorted(FIGURES))
def test_a_figure_says_what_it_counts_and_by_which_date(code: str) -> None:
    figure = FIGURES[code]

    assert figure.label
    assert figure.meaning.endswith(".")
    assert figure.date_test
    assert set(figure.breakdowns) <= set(figure.source.dimensions)
    codes = [condition.code for condition in figure.conditions]
    assert len(set(codes)) == len(codes)
