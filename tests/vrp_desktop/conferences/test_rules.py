"""The quorum of a forum is computed from its own data; attendance states are those of the list."""

from __future__ import annotations

from typing import Any

import pytest

from vrp_desktop.conferences import rules
from vrp_desktop.reference.files import read_lists

PANEL = {"chair": True, "one_of_each": [["CHILDRENS_SERVICES"], ["EDUCATION", "HEALTH_ICB", "CAMHS"]]}


@pytest.mark.parametrize(
    ("chair", "present", "is_met"),
    [
        ("A. Made-Up", ["CHILDRENS_SERVICES", "EDUCATION"], True),
        ("A. Made-Up", ["CHILDRENS_SERVICES", "CAMHS", "POLICE"], True),
        ("A. Made-Up", ["CHILDRENS_SERVICES", "POLICE"], False),
        ("A. Made-Up", ["EDUCATION", "HEALTH_ICB"], False),
        ("A. Made-Up", [], False),
        ("  ", ["CHILDRENS_SERVICES", "EDUCATION"], False),
    ],
)
def test_a_panel_needs_its_chair_childrens_services_and_education_or_health(
    chair: str, present: list[str], is_met: bool
) -> None:
    assert rules.quorum_of(PANEL, chair, present).is_met is is_met


def test_what_is_missing_is_told_group_by_group() -> None:
    quorum = rules.quorum_of(PANEL, "", ["POLICE"])

    assert quorum.needs_chair
    assert quorum.missing == (("CHILDRENS_SERVICES",), ("EDUCATION", "HEALTH_ICB", "CAMHS"))


def test_a_forum_without_a_rule_always_has_its_quorum() -> None:
    assert rules.quorum_of({}, "", []).is_met


def test_the_states_and_statuses_that_the_rules_name_are_those_of_the_lists() -> None:
    lists = read_lists()

    assert {e.code for e in lists["attendance_states"].entries if e.flag("present")} == set(rules.PRESENT)
    assert set(lists[rules.STATUSES].codes) == {rules.PLANNED, rules.HELD, rules.NOT_QUORATE, rules.CANCELLED}
    assert rules.CORE in lists["attendance_roles"].codes
    assert rules.PANEL in {e.text("kind") for e in lists["forums"].entries}


def test_every_forum_names_agencies_of_the_list_in_its_core_and_its_quorum() -> None:
    lists = read_lists()
    agencies = set(lists["agencies"].codes)

    for forum in lists["forums"].entries:
        rule: Any = forum.extra.get("quorum", {})
        named = {code for group in rule.get("one_of_each", []) for code in group}
        assert named | set(forum.texts("core_agencies")) <= agencies, forum.code
