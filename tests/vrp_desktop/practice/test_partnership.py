"""Sittings, actions, interventions and providers' totals of practice data keep the rules of their features."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise

from tests.vrp_desktop.practice.conftest import AS_AT
from tests.vrp_desktop.practice.reading import Row, by, lists_of, rows_of
from vrp_desktop.actions import rules as action_rules
from vrp_desktop.conferences import rules as sitting_rules
from vrp_desktop.interventions import rules as programme_rules


def test_a_sitting_is_held_exactly_where_it_has_its_quorum(practice):
    lists, attendance = lists_of(practice), by(rows_of(practice, "attendance"), "conference_id")

    for sitting in rows_of(practice, "conference"):
        forum = lists.entry("forums", sitting["forum_code"])
        assert forum is not None
        assert forum.holds_on(sitting["held_on"])
        there = [
            row["agency_code"]
            for row in attendance.get(sitting["id"], [])
            if sitting_rules.counts_for_quorum(lists, row["role"], row["state"])
        ]
        if sitting["status"] in sitting_rules.TOOK_PLACE:
            quorum = sitting_rules.quorum_of(forum.extra["quorum"], sitting["chair"], there)
            assert quorum.is_met == (sitting["status"] == sitting_rules.HELD)
            assert set(forum.extra["core_agencies"]) <= {row["agency_code"] for row in attendance[sitting["id"]]}
            assert sitting["held_on"] < AS_AT
        else:
            assert sitting["id"] not in attendance or sitting["held_on"] == AS_AT


def test_panels_sit_every_second_week_at_each_of_four_places_of_unequal_size(practice):
    panels = [row for row in rows_of(practice, "conference") if row["forum_code"].startswith("YFPP_")]
    people = Counter(row["place_code"] for row in rows_of(practice, "person"))

    for sittings in by(panels, "place_code").values():
        # The next one is brought forward to the practice day.
        days = sorted(row["held_on"] for row in sittings if row["status"] != "PLANNED")
        assert {(after - before).days for before, after in pairwise(days)} == {14}
    assert len(people) == len(by(panels, "place_code")) == 4
    assert max(people.values()) > 1.5 * min(people.values())


def test_one_agency_is_often_absent_from_one_panel(practice):
    sittings = by(rows_of(practice, "conference"), "id")

    def share_there(place: str) -> float:
        rows = [
            row
            for row in rows_of(practice, "attendance")
            if row["agency_code"] == "HEALTH_ICB"
            and sittings[row["conference_id"]][0]["forum_code"].startswith("YFPP_")
            and sittings[row["conference_id"]][0]["place_code"] == place
        ]
        return sum(row["state"] in sitting_rules.PRESENT for row in rows) / len(rows)

    assert share_there("PORTSMOUTH") < 0.5 < share_there("SOUTHAMPTON")


def test_actions_go_only_where_the_rules_allow_and_say_what_the_list_asks_for(practice):
    lists, steps_of = lists_of(practice), by(rows_of(practice, "action_step"), "action_id")

    for action in rows_of(practice, "action"):
        steps = sorted(steps_of[action["id"]], key=lambda step: (step["reached_on"], step["id"]))
        for before, after in pairwise(steps):
            action_rules.check_step(
                lists, before["status"], after["status"], before["reached_on"], after["reached_on"], AS_AT
            )
        assert steps[0]["status"] == action_rules.OPEN
        assert (action["status"], action["due_on"]) == (steps[-1]["status"], steps[-1]["due_on"])
        assert (action["closed_on"] is None) == action_rules.is_open(action["status"])
        assert action_rules.check_closing(lists, action["status"], action["undone_reason"], steps[-1]["note"]) == {}
        assert bool(action["undone_note"]) == (action["status"] == action_rules.NOT_DONE)


def test_some_actions_are_overdue_and_some_could_not_be_done_and_some_were_not(practice):
    lists, actions = lists_of(practice), rows_of(practice, "action")
    reasons = [lists.entry("undone_reasons", row["undone_reason"] or "") for row in actions]

    assert any(action_rules.is_overdue(row["status"], row["due_on"], AS_AT) for row in actions)
    assert {entry.extra["kind"] for entry in reasons if entry} == {"could_not", "did_not"}


def test_intervention_referrals_go_only_where_the_rules_allow(practice):
    lists, steps_of = lists_of(practice), by(rows_of(practice, "intervention_status"), "intervention_referral_id")

    for referral in rows_of(practice, "intervention_referral"):
        steps = steps_of[referral["id"]]
        programme = lists.entry("interventions", referral["intervention_code"])
        assert programme is not None
        assert programme.holds_on(referral["referred_on"])
        assert programme_rules.is_by_name(programme)
        assert (steps[0]["status"], steps[0]["reached_on"]) == (programme_rules.RECEIVED, referral["referred_on"])
        for before, after in pairwise(steps):
            programme_rules.check_step(
                lists, before["status"], after["status"], before["reached_on"], after["reached_on"], AS_AT
            )
            assert after["reason"] or not programme_rules.needs_reason(lists, after["status"])
        assert (referral["status"], referral["status_on"]) == (steps[-1]["status"], steps[-1]["reached_on"])


def test_nobody_is_referred_to_a_programme_twice_at_once(practice):
    for rows in by(rows_of(practice, "intervention_referral"), "person_id").values():
        for same in by(rows, "intervention_code").values():
            for before, after in pairwise(same):
                assert after["previous_id"] == before["id"]
                assert before["status"] in programme_rules.ENDED
                assert before["status_on"] <= after["referred_on"]


def test_providers_report_each_quarter_that_is_over_without_names(practice):
    lists, totals = lists_of(practice), rows_of(practice, "provider_total")

    def group(row: Row) -> tuple[str, ...]:
        return tuple(row[name] for name in ("intervention_code", "place_code", "measure", "age_band", "sex"))

    assert {row["period_end"] for row in totals} >= {date(2025, 6, 30), date(2026, 6, 30)}
    for row in totals:
        programme = lists.entry("interventions", row["intervention_code"])
        assert programme is not None
        assert not programme_rules.is_by_name(programme)
        assert row["period_end"] < row["reported_on"] <= AS_AT
    told_once = Counter((group(row), row["period_start"], row["reported_on"]) for row in totals)
    assert set(told_once.values()) == {1}
