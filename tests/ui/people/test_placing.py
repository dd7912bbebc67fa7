"""The places of an associates picture: nobody upon another, whatever the names' lengths and however many they are."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.people.links.placing import overlapping, place
from ui.people.links.ways import distance_to, way_between


@settings(max_examples=40)
@given(st.integers(1, 25), st.integers(0, 10), st.integers(0, 2**16), st.floats(40, 320))
def test_nobody_stands_upon_another(near: int, far: int, seed: int, widest: float):
    chance = random.Random(seed)
    first = [f"a{at}" for at in range(near)]
    second = [f"b{at}" for at in range(far)]
    above = {each: chance.choice(first) for each in second}
    sizes = {each: (chance.uniform(40, widest), 44.0) for each in ["o", *first, *second]}

    spots = place(sizes, "o", [first, second], above, 8)

    assert not overlapping(spots, sizes, 8)
    assert spots["o"] == (0.0, 0.0)
    assert set(spots) == set(sizes)


def test_one_ring_of_twenty_four_fits_a_window():
    ids = [str(at) for at in range(24)]
    sizes = dict.fromkeys(["o", *ids], (92.0, 44.0))

    spots = place(sizes, "o", [ids], {}, 10)

    assert 2 * max(abs(x) for x, _ in spots.values()) < 1100
    assert 2 * max(abs(y) for _, y in spots.values()) < 800


def test_a_line_goes_straight_and_bows_where_somebody_stands_in_between():
    spots = {"a": (-200.0, 0.0), "b": (200.0, 0.0), "c": (0.0, 0.0)}
    sizes = dict.fromkeys(spots, (90.0, 44.0))

    assert way_between(("a", "c"), spots, sizes) == ((-200.0, 0.0), (0.0, 0.0))
    bowed = way_between(("a", "b"), spots, sizes)
    assert (bowed[0], bowed[-1]) == (spots["a"], spots["b"])
    assert all(abs(x) > 45 or abs(y) > 22 for x, y in bowed)
    assert distance_to((0, 0), ((-1, 1), (1, 1))) == pytest.approx(1)
