"""Panel cases of practice data are exactly as consistent as if the panel's commands had made them."""

from __future__ import annotations

from itertools import pairwise

from tests.vrp_desktop.practice.conftest import AS_AT
from tests.vrp_desktop.practice.reading import by, lists_of, rows_of
from vrp_desktop.panel import rules


def test_every_case_goes_only_where_the_rules_allow_and_stands_where_it_came_last(practice):
    lists, histories = lists_of(practice), by(rows_of(practice, "case_status"), "case_id")

    for case in rows_of(practice, "panel_case"):
        steps = histories[case["id"]]
        for before, after in pairwise(steps):
            rules.check_step(lists, before["status"], after["status"], before["reached_on"], after["reached_on"], AS_AT)
        assert (case["status"], case["status_on"]) == (steps[-1]["status"], steps[-1]["reached_on"])
        assert steps[0]["status"] == rules.IDENTIFIED


def test_every_case_has_its_referral_whose_day_is_its_first_step(practice):
    referrals = by(rows_of(practice, "referral"), "id")
    histories = by(rows_of(practice, "case_status"), "case_id")
    cases = rows_of(practice, "panel_case")

    assert len(cases) == len(referrals)
    for case in cases:
        (referral,) = referrals[case["referral_id"]]
        assert histories[case["id"]][0]["reached_on"] == referral["referred_on"]
        assert (case["person_id"], case["place_code"]) == (referral["person_id"], referral["place_code"])


def test_a_case_has_a_closing_day_and_reason_exactly_where_it_is_closed(practice):
    lists = lists_of(practice)

    for case in rows_of(practice, "panel_case"):
        is_closed = case["status"] == rules.CLOSED
        assert is_closed == (case["closed_on"] is not None) == (case["closure_reason"] is not None)
        assert not is_closed or case["closed_on"] == case["status_on"]
        assert not is_closed or case["review_due_on"] is None
        reason = lists.entry("closure_reasons", case["closure_reason"] or "")
        if reason and not reason.extra.get("withdraws"):
            assert case["closure_note"] or not reason.extra.get("needs_note")
            assert case["leads_now"] or not reason.extra.get("needs_lead")


def test_a_case_that_is_not_for_the_panel_says_why_with_the_note_that_is_asked_for(practice):
    lists, histories = lists_of(practice), by(rows_of(practice, "case_status"), "case_id")
    redirected = [case for case in rows_of(practice, "panel_case") if case["redirect_reason"]]

    assert redirected
    for case in redirected:
        reason = lists.entry("redirect_reasons", case["redirect_reason"])
        assert reason is not None
        assert case["closure_reason"] == "NOT_FOR_PANEL"
        assert all(step["note"] for step in histories[case["id"]][-2:]) or not reason.extra.get("needs_note")


def test_a_withdrawn_referral_has_a_closed_case(practice):
    cases = by(rows_of(practice, "panel_case"), "referral_id")

    for referral in rows_of(practice, "referral"):
        if referral["withdrawn_on"]:
            assert cases[referral["id"]][0]["status"] == rules.CLOSED


def test_every_decision_keeps_the_rules_and_was_made_at_a_sitting_held_that_day(practice):
    lists, sittings = lists_of(practice), by(rows_of(practice, "conference"), "id")
    agenda = {(item["conference_id"], item["case_id"]) for item in rows_of(practice, "agenda_item")}
    histories = by(rows_of(practice, "case_status"), "case_id")

    for decision in rows_of(practice, "panel_decision"):
        wrong = rules.check_decision(
            lists,
            decision["outcome"],
            decision["rationale"],
            decision["owner_agency"],
            decision["decided_on"],
            decision["keep_until"],
            decision["disagreement"],
        )
        (sitting,) = sittings[decision["conference_id"]]
        steps = [(step["status"], step["reached_on"]) for step in histories[decision["case_id"]]]
        following = rules.status_after(lists, decision["outcome"])
        assert wrong == {}
        assert (sitting["status"], sitting["held_on"]) == ("HELD", decision["decided_on"])
        assert sitting["place_code"] == decision["place_code"]
        assert (sitting["id"], decision["case_id"]) in agenda
        assert (rules.DISCUSSED, decision["decided_on"]) in steps
        # A correction leaves the case's status to whoever corrects it.
        assert (following, decision["decided_on"]) in steps or decision["version"] > 1


def test_an_open_case_comes_back_on_the_day_that_its_reviews_and_decisions_say(practice):
    reviews = by(rows_of(practice, "case_review"), "case_id")
    decisions = by(rows_of(practice, "panel_decision"), "case_id")

    for case in rows_of(practice, "panel_case"):
        if case["status"] == rules.CLOSED:
            continue
        waiting = [review["due_on"] for review in reviews.get(case["id"], []) if review["held_on"] is None]
        keeps = [decision["keep_until"] for decision in decisions.get(case["id"], [])[-1:]]
        assert case["review_due_on"] == (min(waiting) if waiting else next(iter(keeps), None))


def test_support_has_its_first_review_planned_by_the_panels_rhythm(practice):
    histories = by(rows_of(practice, "case_status"), "case_id")
    reviews = by(rows_of(practice, "case_review"), "case_id")

    for case_id, steps in histories.items():
        starts = [step["reached_on"] for step in steps if step["status"] == rules.IN_SUPPORT]
        dues = [review["due_on"] for review in reviews.get(case_id, [])]
        assert bool(starts) == bool(dues)
        assert not starts or (min(dues) - starts[0]).days == 49


def test_answers_have_their_days_and_facts_of_the_list(practice):
    lists = lists_of(practice)

    for row in rows_of(practice, "eligibility_answer"):
        assert lists.entry("eligibility_facts", row["fact"])
        assert (row["answered_on"] is None) == (row["answer"] == "NOT_YET_ANSWERED")
        assert row["asked_on"] <= (row["answered_on"] or AS_AT)


def test_agreement_comes_with_the_note_that_it_asks_for(practice):
    lists = lists_of(practice)

    for row in rows_of(practice, "support_agreement"):
        entry = lists.entry("agreement_to_support", row["answer"])
        assert entry is not None
        assert row["note"] or not entry.extra.get("needs_note")


def test_nothing_happened_after_the_last_day(practice):
    days = [
        *(row["reached_on"] for row in rows_of(practice, "case_status")),
        *(row["decided_on"] for row in rows_of(practice, "panel_decision")),
        *(row["answered_on"] for row in rows_of(practice, "support_agreement")),
        *(row["entered_at"].date() for row in rows_of(practice, "referral")),
        *(row["reached_on"] for row in rows_of(practice, "intervention_status")),
        *(row["reached_on"] for row in rows_of(practice, "action_step")),
        *(row["dated_on"] for row in rows_of(practice, "note")),
    ]

    assert max(days) <= AS_AT
