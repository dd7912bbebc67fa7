"""Templates: plain for families, only fields that their reader may be told, and local versions that are kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.making import Making
from vrp_desktop.errors import Invalid, RuleBroken, Stale
from vrp_desktop.letters import commands
from vrp_desktop.letters.composing import compose, problems_of
from vrp_desktop.letters.fields import FIELDS
from vrp_desktop.letters.reading_age import reading_age
from vrp_desktop.letters.templates import To, history, outcome_words, shipped, template_of
from vrp_desktop.reference.files import read_lists

ALL = list(shipped().values())
FAMILY = [template for template in ALL if template.audience is To.FAMILY]


@pytest.mark.parametrize("template", ALL, ids=lambda template: template.code)
def test_a_shipped_template_says_only_what_its_reader_may_be_told(template):
    assert problems_of(template) == []
    assert template.owner
    assert (template.marking == "OFFICIAL-SENSITIVE") is (template.audience is To.REFERRER)


@pytest.mark.parametrize("template", FAMILY, ids=lambda template: template.code)
def test_a_letter_to_a_family_is_plain_enough_for_a_child_of_eleven(template):
    assert reading_age(template.body) <= 11


@pytest.mark.parametrize(("kind", "list_name"), [("decision", "panel_decisions"), ("closure", "closure_reasons")])
def test_words_for_outcomes_are_of_outcomes_that_exist(kind, list_name):
    codes = {entry.code for entry in read_lists()[list_name].entries}

    for words in outcome_words()[kind].values():
        assert set(words) <= codes


def test_nobody_is_told_the_reasons_of_the_panel_or_what_agencies_shared():
    told = {name for name, spec in FIELDS.items() if To.REFERRER in spec.audiences}

    assert told & {"first_name", "lead_name", "rationale", "reason"} == set()


def test_a_field_that_the_record_lacks_is_missing_and_never_made_up():
    template = shipped()["FAMILY_DECISION"]

    composed = compose(template, {"first_name": "Tam"})

    assert {"decided_on", "decision_words", "sender_name"} <= set(composed.missing)
    assert "The person who can help you" not in composed.text
    assert "Dear Tam and family," in composed.text


def test_a_reading_age_tells_plain_words_from_officialese():
    assert reading_age("We will help you. You can say no.") <= 8
    assert reading_age("The multi-agency determination regarding eligibility is attached hereto.") > 14


def test_local_words_become_a_version_with_an_owner_and_the_old_ones_stay(make: Making):
    make.do(commands.save_template, "FAMILY_PANEL", 0, "About us", "Dear {{first_name}},\n\nHello.", "Asha Madeup")
    changed = make.see(template_of, "FAMILY_PANEL")
    assert (changed.version, changed.owner, changed.subject) == ("local 1", "Asha Madeup", "About us")

    with pytest.raises(Stale):
        make.do(commands.save_template, "FAMILY_PANEL", 0, "Other", "Hello.", "Someone")
    make.do(commands.use_shipped_template, "FAMILY_PANEL", 1)

    assert make.see(template_of, "FAMILY_PANEL") == replace(shipped()["FAMILY_PANEL"], number=2)
    assert [row.is_shipped for row in make.see(history, "FAMILY_PANEL")] == [True, False]
    with pytest.raises(RuleBroken):
        make.do(commands.use_shipped_template, "FAMILY_PANEL", 2)


@pytest.mark.parametrize("body", ["Dear {{rationale}}", "Dear {{first_name}}", "Dear {{case_code", " "])
def test_words_with_fields_that_are_not_for_this_reader_are_refused(make: Making, body: str):
    with pytest.raises(Invalid) as refused:
        make.do(commands.save_template, "REFERRER_DECISION", 0, "Subject", body, "Asha")

    assert "body" in refused.value.fields
