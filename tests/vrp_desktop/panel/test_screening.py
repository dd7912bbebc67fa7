"""Marking many children at once: an outcome for each, who said so, and taking it back."""

from __future__ import annotations

from datetime import date

import pytest

from db.panel import CaseStatus, EligibilityAnswer, PanelCase, Referral
from tests.support.making import DECIDED, REFERRED, Making
from vrp_desktop.access.permissions import Role
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.panel.forms import CheckForm
from vrp_desktop.panel.partner_checks import record_check
from vrp_desktop.panel.screening.commands import mark_cases, undo_mark
from vrp_desktop.panel.screening.forms import MarkForm
from vrp_desktop.panel.screening.queries import ACCEPTED, NOT_FOR_PANEL, TO_SCREEN, last_mark, screening_rows
from vrp_desktop.people.erasure import erase_person

SAID_ON = date(2026, 9, 4)
OPEN = MarkForm("YOUTH_JUSTICE", SAID_ON, "YOUTH_JUSTICE", ("YOUTH_JUSTICE_PREVENTION",), service="Turnaround")
ACCEPT = MarkForm("ACCEPT", SAID_ON)
REDIRECT = MarkForm("NOT_FOR_PANEL", SAID_ON, "POLICE", redirect="DUPLICATE")


def answers(make: Making, case_id: str) -> list[EligibilityAnswer]:
    found: list[EligibilityAnswer] = make.see(
        lambda read: list(read.session.query(EligibilityAnswer).filter_by(case_id=case_id))
    )
    return found


def state(make: Making, case_id: str) -> tuple[object, ...]:
    """All of a case that marking may touch."""
    case = make.row(PanelCase, case_id)
    referral = make.row(Referral, case.referral_id)
    steps = make.see(lambda read: sorted(s.status for s in read.session.query(CaseStatus).filter_by(case_id=case_id)))
    kept = [(a.fact, a.answer, a.finding, a.agency_code, a.asked_on, a.answered_on) for a in answers(make, case_id)]
    return (
        case.status, case.status_on, case.closed_on, case.closure_reason, case.closure_note, case.redirect_reason,
        referral.withdrawn_on, referral.withdrawn_reason, steps, sorted(kept, key=str),
    )  # fmt: skip


def test_one_deed_marks_many_with_who_said_so_and_when(make):
    cases = [make.case() for _ in range(3)]

    marked = make.do(mark_cases, cases, OPEN)

    assert (marked.done, marked.left_alone) == (tuple(cases), ())
    for case_id in cases:
        (answer,) = answers(make, case_id)
        assert (answer.fact, answer.answer, answer.finding) == ("YOUTH_JUSTICE_PREVENTION", "YES", "OPEN")
        assert (answer.agency_code, answer.answered_on, answer.service) == ("YOUTH_JUSTICE", SAID_ON, "Turnaround")
        assert make.row(PanelCase, case_id).status == "PARTNER_CHECKS"


def test_those_who_cannot_be_marked_are_left_alone_each_with_the_reason(make):
    fine, decided, later = make.case(), make.screened(), make.case(on=date(2026, 9, 10))
    elsewhere = make.case(place="SOUTHAMPTON")
    actor = make.actor(places=["PORTSMOUTH"])
    make.decide(decided)

    marked = make.do_as(actor, mark_cases, [fine, decided, later, elsewhere], ACCEPT)

    assert marked.done == (fine,)
    why = {item.case_id: (item.code, item.why) for item in marked.left_alone}
    assert "past screening" in why[decided][1]
    assert "before the case's last step" in why[later][1]
    assert why[elsewhere] == ("", "This panel case is not in the workspace, or not in your places.")
    assert make.row(PanelCase, elsewhere).status == "IDENTIFIED"


def test_nothing_known_answers_all_that_the_agency_is_asked_and_closes_its_open_questions(make):
    case_id = make.case()
    make.do(record_check, case_id, CheckForm("LOOKED_AFTER", "NOT_YET_ANSWERED", "CHILDRENS_SERVICES", REFERRED))

    make.do(mark_cases, [case_id], MarkForm("NOTHING_KNOWN", SAID_ON, "CHILDRENS_SERVICES"))

    found = {row.fact: (row.answer, row.asked_on) for row in answers(make, case_id)}
    assert found == {
        "CHILD_IN_NEED": ("NO", None),
        "CHILD_PROTECTION_PLAN": ("NO", None),
        "LOOKED_AFTER": ("NO", REFERRED),
    }


def test_the_same_mark_again_changes_nothing_and_says_so(make):
    case_id = make.case()
    make.do(mark_cases, [case_id], OPEN)

    again = make.do(mark_cases, [case_id], OPEN)

    assert again.deed_id == ""
    assert again.left_alone[0].why == "This is on file already, from the same agency."
    assert len(answers(make, case_id)) == 1


@pytest.mark.parametrize(
    "form",
    [
        MarkForm("YOUTH_JUSTICE", SAID_ON, None, ("YOUTH_JUSTICE_STATUTORY",)),
        MarkForm("YOUTH_JUSTICE", SAID_ON, "YOUTH_JUSTICE"),
        MarkForm("NOTHING_KNOWN", SAID_ON, "HOUSING"),
        MarkForm("NOT_FOR_PANEL", SAID_ON, "POLICE"),
        MarkForm("ACCEPT", date(2030, 1, 1)),
        MarkForm("NO_SUCH_MARK", SAID_ON),
    ],
)
def test_a_mark_without_source_fact_or_reason_marks_nobody(make, form):
    case_id = make.case()
    before = state(make, case_id)

    with pytest.raises(Invalid):
        make.do(mark_cases, [case_id], form)

    assert state(make, case_id) == before


@pytest.mark.parametrize(
    "form", [OPEN, ACCEPT, REDIRECT, MarkForm("NOTHING_KNOWN", SAID_ON, "CHILDRENS_SERVICES"),
             MarkForm("ASKED", SAID_ON, "YOUTH_JUSTICE"), MarkForm("OUT_OF_AREA", SAID_ON, "EDUCATION")]
)  # fmt: skip
def test_undo_puts_every_case_back_as_it_stood(make, form):
    cases = [make.case(), make.case()]
    make.do(record_check, cases[1], CheckForm("LOOKED_AFTER", "NOT_YET_ANSWERED", "CHILDRENS_SERVICES", REFERRED))
    before = [state(make, case_id) for case_id in cases]
    make.do(mark_cases, cases, form)
    assert [state(make, case_id) for case_id in cases] != before

    undone = make.do(undo_mark)

    assert set(undone.done) == set(cases)
    assert [state(make, case_id) for case_id in cases] == before
    assert make.see(last_mark) is None


def test_undo_takes_back_the_last_then_the_one_before(make):
    case_id = make.case()
    before = state(make, case_id)
    make.do(mark_cases, [case_id], OPEN)
    make.do(mark_cases, [case_id], ACCEPT)

    make.do(undo_mark)
    assert make.row(PanelCase, case_id).status == "PARTNER_CHECKS"
    make.do(undo_mark)

    assert state(make, case_id) == before
    with pytest.raises(RuleBroken, match="no marking to take back"):
        make.do(undo_mark)


def test_undo_leaves_a_case_on_which_something_was_built_since(make):
    built, plain = make.case(), make.case()
    make.do(mark_cases, [built, plain], ACCEPT)
    make.decide(built, on=DECIDED)

    undone = make.do(undo_mark)

    assert undone.done == (plain,)
    assert [(item.case_id, item.why) for item in undone.left_alone] == [(built, "Something was recorded on it since.")]
    assert make.row(PanelCase, built).status == "AWAITING_ENGAGEMENT"


def test_undo_is_refused_where_nothing_can_be_taken_back(make):
    case_id = make.case()
    deed = make.do(mark_cases, [case_id], OPEN).deed_id
    make.do(record_check, case_id, CheckForm("LOOKED_AFTER", "NO", "CHILDRENS_SERVICES", answered_on=DECIDED))

    with pytest.raises(RuleBroken, match="cannot be taken back") as refused:
        make.do(undo_mark, deed)

    assert "Something was recorded on it since." in refused.value.means
    assert len(answers(make, case_id)) == 2


def test_undo_brings_nothing_back_of_an_erased_child(make):
    case_id = make.case()
    make.do(mark_cases, [case_id], REDIRECT)
    person_id = make.row(PanelCase, case_id).person_id
    make.do_as(make.actor(Role.DATA_PROTECTION), erase_person, person_id, "asked for")

    with pytest.raises(RuleBroken, match="cannot be taken back"):
        make.do(undo_mark)


def test_the_rows_say_what_is_known_what_is_missing_and_how_long_each_waits(make):
    make.on(date(2026, 9, 20))
    person = make.person("Robin")
    make.case(person, date(2026, 2, 3))
    case_id = make.case(person, date(2026, 9, 10))
    make.do(
        record_check, case_id, CheckForm("CHILD_IN_NEED", "NOT_YET_ANSWERED", "CHILDRENS_SERVICES", date(2026, 9, 12))
    )
    make.do(record_check, case_id, CheckForm("LIVES_IN_AREA", "NO", "EDUCATION", answered_on=date(2026, 9, 14)))

    first, row = make.see(screening_rows)

    assert (first.is_repeat, row.is_repeat, row.case_id, row.waiting_days, row.age) == (False, True, case_id, 10, 14)
    assert row.facts["CHILD_IN_NEED"].on == date(2026, 9, 12)
    assert not row.facts["CHILD_IN_NEED"].is_answered
    assert row.facts["LOOKED_AFTER"].answer is None
    assert (row.is_eligible, row.failed) == (False, ("lives_in_area",))
    assert "looked_after" in row.missing


def test_each_child_is_in_the_list_where_its_case_stands_and_only_within_the_readers_places(make):
    make.on(date(2026, 9, 20))
    waiting, accepted, redirected = make.case(), make.case(), make.case()
    make.case(place="SOUTHAMPTON")
    make.do(mark_cases, [accepted], ACCEPT)
    make.do(mark_cases, [redirected], REDIRECT)
    reader = make.actor(Role.VIEWER, ["PORTSMOUTH"])

    found = {
        which: [row.case_id for row in make.see_as(reader, screening_rows, which)]
        for which in (TO_SCREEN, ACCEPTED, NOT_FOR_PANEL)
    }

    assert found == {TO_SCREEN: [waiting], ACCEPTED: [accepted], NOT_FOR_PANEL: [redirected]}
