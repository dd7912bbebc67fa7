"""Deciding step by step, from one key to the sentence that is read back."""

from __future__ import annotations

import json
from datetime import date

import pytest

from vrp_desktop.sitting.flow import Flow, Ground, Step
from vrp_desktop.sitting.rules import OTHER_OUTCOMES, PANEL_OUTCOMES
from vrp_desktop.workspace.queries import reference_lists

TODAY = date(2026, 11, 6)


@pytest.fixture
def ground(workspace) -> Ground:
    return Ground(workspace.read(reference_lists), TODAY, date(2026, 11, 20))


def typed(flow: Flow, ground: Ground, *lines: str) -> list[str]:
    return [flow.take(ground, line) for line in lines]


def test_a_whole_decision_is_typed_in_a_few_lines_and_read_back(ground):
    flow = Flow("OFFER_SUPPORT", PANEL_OUTCOMES)
    wrong = typed(
        flow, ground, "He asked for it", "yjs 15/1", "call mum 4/12", "police ring school fri", "", "mentoring", ""
    )

    assert wrong == [""] * 7
    assert flow.step is Step.READ
    assert flow.sentence(ground) == (
        "Offer support: Mentoring; youth justice service to call mum by 4 December 2026; police to ring school by "
        "13 November 2026; back to it by 15 January 2027."
    )


def test_what_is_missing_is_said_and_the_step_stays(ground):
    flow = Flow("DEFER_INFO", PANEL_OUTCOMES)
    wrong = typed(flow, ground, " ", "A word is missing", "nobody", "edu", "school", "school next")

    assert [bool(each) for each in wrong] == [True, False, True, True, True, False]
    assert flow.keep_until == date(2026, 11, 20)
    assert typed(flow, ground, "call mum") == ["Say by when, for instance 2w, fri or 4/12."]


def test_disagreement_is_asked_for_where_the_outcome_needs_it_and_can_be_added_at_the_end(ground):
    flow = Flow("PANEL_COULD_NOT_AGREE", PANEL_OUTCOMES)
    typed(flow, ground, "Two views", "vru")
    assert flow.step is Step.DISAGREEMENT
    assert typed(flow, ground, "") == ["Write what could not be agreed on."]

    other = Flow("NO_SUPPORT_NEEDED", PANEL_OUTCOMES)
    typed(other, ground, "All is well", "vru", "", "")
    other.disagree()
    typed(other, ground, "Police wished to wait")
    assert other.step is Step.READ
    assert other.sentence(ground).endswith("disagreement is recorded.")


def test_going_back_takes_the_last_action_away_and_then_goes_a_step_back(ground):
    flow = Flow("OFFER_SUPPORT", PANEL_OUTCOMES)
    typed(flow, ground, "He asked", "yjs", "call mum 2w")
    assert flow.back(ground)
    assert flow.actions == []
    assert flow.back(ground)
    assert flow.step is Step.OWNER
    assert flow.back(ground)
    assert flow.shown() == "He asked"
    assert not flow.back(ground)


def test_a_draft_gives_back_all_that_was_typed(ground):
    flow = Flow("OFFER_SUPPORT", PANEL_OUTCOMES)
    typed(flow, ground, "He asked", "yjs @Sam 6w", "call mum 2w", "", "mentoring")

    assert Flow.of_draft(json.loads(json.dumps(flow.as_draft()))) == flow


def test_a_conference_asks_for_no_owner_and_no_programme(ground):
    assert Flow("PLAN_AGREED", OTHER_OUTCOMES).steps(ground) == (Step.WHY, Step.ACTIONS, Step.READ)
