"""Typing an owner, a day and words in one go."""

from __future__ import annotations

from datetime import date

import pytest

from vrp_desktop.reference.lists import Lists
from vrp_desktop.sitting.typed import Said, find_agency, understand
from vrp_desktop.workspace.queries import reference_lists

TODAY = date(2026, 11, 6)
"""A Friday."""


@pytest.fixture
def lists(workspace) -> Lists:
    found: Lists = workspace.read(reference_lists)
    return found


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("yjs 2w", Said("YOUTH_JUSTICE", "", date(2026, 11, 20), "")),
        ("2w yjs", Said("YOUTH_JUSTICE", "", date(2026, 11, 20), "")),
        ("yjs call mum 4/12", Said("YOUTH_JUSTICE", "", date(2026, 12, 4), "call mum")),
        ("YJS to call mum by 4 dec", Said("YOUTH_JUSTICE", "", date(2026, 12, 4), "call mum")),
        ("call mum yjs 10d", Said("YOUTH_JUSTICE", "", date(2026, 11, 16), "call mum")),
        (
            "youth justice @Sam_Example call mum fri",
            Said("YOUTH_JUSTICE", "Sam Example", date(2026, 11, 13), "call mum"),
        ),
        ("police visit on mon", Said("POLICE", "", date(2026, 11, 9), "visit")),
        ("csc 2w see the family at home", Said("CHILDRENS_SERVICES", "", date(2026, 11, 20), "see the family at home")),
        ("vru 3m", Said("VRU", "", date(2027, 2, 6), "")),
        ("edu", Said("EDUCATION")),
        ("you 2w", Said("", "", date(2026, 11, 20), "you")),
        ("school meet the head 6/1", Said("EDUCATION", "", date(2027, 1, 6), "meet the head")),
        ("health next", Said("HEALTH_ICB", "", date(2026, 12, 1), "")),
        ("vru agree the next steps tomorrow", Said("VRU", "", date(2026, 11, 7), "agree the next steps")),
        ("", Said()),
    ],
)
def test_an_owner_and_a_day_are_understood_wherever_they_stand(lists, typed, said):
    assert understand(lists, typed, TODAY, date(2026, 12, 1)) == said


def test_an_agency_is_found_by_the_beginning_of_its_name_where_only_one_begins_so(lists):
    assert find_agency(lists, "youth j", TODAY) == "YOUTH_JUSTICE"
    assert find_agency(lists, "youth", TODAY) == ""
    assert find_agency(lists, "camhs", TODAY) == "CAMHS"
