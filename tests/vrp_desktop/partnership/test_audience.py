"""A restriction keeps what it marks from the audiences that it names, and what cannot be told is not sent."""

from __future__ import annotations

import pytest

from vrp_desktop.partnership.audience import Audience, closed_to_some, codes_of, joined, may_reach
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.workspace.workspace import Workspace


@pytest.fixture
def lists(workspace: Workspace) -> Lists:
    return workspace.read(lambda read: read_lists_of(read.session))


@pytest.mark.parametrize(
    ("restriction", "kept_from"),
    [
        ("MAY_BE_DISCUSSED", set()),
        ("", set()),
        ("NOT_FOR_PROVIDER", {Audience.PROVIDER}),
        ("NOT_FOR_FAMILY", {Audience.FAMILY}),
        ("NOT_FOR_FAMILY NOT_FOR_PROVIDER", {Audience.FAMILY, Audience.PROVIDER}),
        ("NOT_RECORDED", {Audience.RECORD, Audience.PROVIDER, Audience.FAMILY, Audience.REFERRER}),
    ],
)
def test_a_restriction_keeps_an_item_from_the_audiences_that_it_names(
    lists: Lists, restriction: str, kept_from: set[Audience]
) -> None:
    assert {audience for audience in Audience if not may_reach(lists, restriction, audience)} == kept_from


def test_what_the_list_does_not_know_reaches_the_panel_alone(lists: Lists) -> None:
    reached = {audience for audience in Audience if may_reach(lists, "OF_ANOTHER_VERSION", audience)}

    assert reached == {Audience.PANEL}


def test_several_restrictions_are_kept_together_and_read_back() -> None:
    assert joined(("NOT_FOR_PROVIDER", "MAY_BE_DISCUSSED", "NOT_FOR_FAMILY")) == "NOT_FOR_FAMILY NOT_FOR_PROVIDER"
    assert codes_of(joined(())) == ("MAY_BE_DISCUSSED",)


def test_a_form_offers_only_what_keeps_something_from_someone(lists: Lists) -> None:
    assert set(closed_to_some(lists)) == {"NOT_RECORDED", "NOT_FOR_PROVIDER", "NOT_FOR_FAMILY"}
