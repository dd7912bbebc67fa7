"""A case's status only goes where the rules allow, and in the order of days."""

from __future__ import annotations

from datetime import date

import pytest

from db.panel import PanelCase, Referral
from tests.support.making import REFERRED, Making
from vrp_desktop.errors import Invalid, RuleBroken, Stale
from vrp_desktop.panel import rules
from vrp_desktop.panel.commands import move_case, screen_case
from vrp_desktop.panel.forms import CheckForm
from vrp_desktop.panel.partner_checks import record_check
from vrp_desktop.panel.queries import case_record
from vrp_desktop.reference.files import read_lists
from vrp_desktop.reference.lists import ListEntry, Lists


@pytest.fixture(scope="module")
def lists() -> Lists:
    """The shipped lists, as the rules see them."""
    return Lists(
        {
            name: {
                e.code: ListEntry(
                    name, e.code, e.label, e.meaning, e.starts_on, e.ends_on, e.position, "SHIPPED", "S", 1, e.extra
                )
                for e in file.entries
            }
            for name, file in read_lists().items()
        }
    )


def test_every_status_can_be_reached_and_every_open_one_can_be_closed(lists: Lists) -> None:
    statuses = set(lists.entries["case_statuses"])
    reached, waiting = {rules.IDENTIFIED}, [rules.IDENTIFIED]
    while waiting:
        for following in rules.next_statuses(lists, waiting.pop()):
            if following not in reached:
                reached.add(following)
                waiting.append(following)

    assert reached == statuses
    assert all(rules.CLOSED in rules.next_statuses(lists, status) for status in statuses - {rules.CLOSED})


def test_every_pair_of_statuses_is_allowed_or_refused_by_the_list(lists: Lists) -> None:
    day = REFERRED
    for status in lists.entries["case_statuses"]:
        for following in lists.entries["case_statuses"]:
            if following in rules.next_statuses(lists, status):
                rules.check_step(lists, status, following, day, day, day)
            else:
                with pytest.raises(RuleBroken):
                    rules.check_step(lists, status, following, day, day, day)


def test_a_refusal_names_what_may_follow(lists: Lists) -> None:
    with pytest.raises(RuleBroken) as refused:
        rules.check_step(lists, "IDENTIFIED", "IN_SUPPORT", REFERRED, REFERRED, REFERRED)

    assert refused.value.what == "A case that is “Identified” cannot become “In support”."
    assert refused.value.do == "It may become: Partner checks, Screened, Closed."


def test_a_closed_case_stays_closed(lists: Lists) -> None:
    with pytest.raises(RuleBroken) as refused:
        rules.check_step(lists, "CLOSED", "IDENTIFIED", REFERRED, REFERRED, REFERRED)

    assert "add a new referral" in refused.value.do


@pytest.mark.parametrize(
    ("status", "way"),
    [
        ("IDENTIFIED", ("SCREENED", "ON_AGENDA", "DISCUSSED")),
        ("SCREENED", ("ON_AGENDA", "DISCUSSED")),
        ("ON_AGENDA", ("DISCUSSED",)),
        ("DEFERRED", ("ON_AGENDA", "DISCUSSED")),
        ("DISCUSSED", ("ON_AGENDA", "DISCUSSED")),
        ("IN_SUPPORT", ("ON_AGENDA", "DISCUSSED")),
        ("CLOSED", ("DISCUSSED",)),
    ],
)
def test_the_way_to_a_discussion_is_the_shortest_and_never_by_closing(
    lists: Lists, status: str, way: tuple[str, ...]
) -> None:
    assert rules.way_to_discussion(lists, status) == way


def test_a_step_before_the_last_one_or_in_the_future_is_refused(make: Making) -> None:
    case_id = make.case()

    for day in (date(2026, 8, 31), date(2026, 11, 3)):
        with pytest.raises(RuleBroken):
            make.move(case_id, "SCREENED", day)

    assert make.see(case_record, case_id).status == "IDENTIFIED"


def test_a_case_is_not_closed_by_a_move_but_with_its_reason(make: Making) -> None:
    with pytest.raises(RuleBroken):
        make.move(make.case(), "CLOSED", REFERRED)


def test_two_editors_meet(make: Making) -> None:
    case_id = make.case()
    seen = make.version(PanelCase, case_id)
    make.move(case_id, "PARTNER_CHECKS", REFERRED)

    with pytest.raises(Stale) as refused:
        make.do(move_case, case_id, seen, "SCREENED", REFERRED)

    assert refused.value.theirs["status"] == "PARTNER_CHECKS"


def test_the_first_check_takes_an_identified_case_to_partner_checks(make: Making) -> None:
    case_id = make.case()

    make.do(record_check, case_id, CheckForm("LOOKED_AFTER", "NOT_YET_ANSWERED", asked_on=date(2026, 9, 2)))
    make.do(record_check, case_id, CheckForm("LOOKED_AFTER", "NO", answered_on=date(2026, 9, 8)))

    record = make.see(case_record, case_id)
    assert (record.status, record.status_on) == ("PARTNER_CHECKS", date(2026, 9, 2))
    assert [(c.answer, c.asked_on, c.answered_on) for c in record.checks] == [
        ("NO", date(2026, 9, 2), date(2026, 9, 8))
    ]


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (CheckForm("LOOKED_AFTER", "YES"), "answered_on"),
        (CheckForm("LOOKED_AFTER", "NO", answered_on=date(2026, 11, 3)), "answered_on"),
        (CheckForm("LOOKED_AFTER", "NOT_KNOWN"), "answered_on"),
        (CheckForm("LOOKED_AFTER", "NOT_YET_ANSWERED"), "asked_on"),
        (CheckForm("LOOKED_AFTER", "NO", asked_on=date(2026, 9, 9), answered_on=date(2026, 9, 8)), "answered_on"),
        (CheckForm("LOOKED_AFTER", "NO", answered_on=REFERRED, finding="OPEN"), "answer"),
        (CheckForm("LOOKED_AFTER", "PERHAPS"), "answer"),
        (CheckForm("HAIR", "NO", answered_on=REFERRED), "fact"),
    ],
)
def test_an_answer_needs_its_question_its_value_and_its_day(make: Making, form: CheckForm, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        make.do(record_check, make.case(), form)

    assert set(refused.value.fields) == {field}


def test_a_case_screened_for_the_panel_waits_for_it(make: Making) -> None:
    assert make.see(case_record, make.screened()).status == "SCREENED"


def test_a_case_not_for_the_panel_says_why_and_closes(make: Making) -> None:
    case_id = make.case()
    version = make.version(PanelCase, case_id)

    make.do(screen_case, case_id, version, REFERRED, accepted=False, redirect="OPEN_TO_YOUTH_JUSTICE")

    record = make.see(case_record, case_id)
    assert (record.status, record.closure_reason, record.redirect_reason) == (
        "CLOSED",
        "NOT_FOR_PANEL",
        "OPEN_TO_YOUTH_JUSTICE",
    )
    assert record.referral.withdrawn_on is None


@pytest.mark.parametrize(("redirect", "field"), [(None, "redirect"), ("NO_SUCH", "redirect"), ("OUT_OF_AREA", "note")])
def test_not_for_the_panel_needs_its_reason_and_sometimes_a_note(
    make: Making, redirect: str | None, field: str
) -> None:
    case_id = make.case()

    with pytest.raises(Invalid) as refused:
        make.do(
            screen_case,
            case_id,
            make.version(PanelCase, case_id),
            REFERRED,
            accepted=False,
            redirect=redirect,
        )

    assert set(refused.value.fields) == {field}


@pytest.mark.parametrize("redirect", ["SUSPECT_STATUS_REMOVED", "DUPLICATE"])
def test_screening_out_a_referral_that_should_not_be_there_withdraws_it(make: Making, redirect: str) -> None:
    added = make.referral()
    version = make.version(PanelCase, added.case_id)

    make.do(screen_case, added.case_id, version, REFERRED, accepted=False, redirect=redirect)

    referral = make.row(Referral, added.referral_id)
    assert (referral.withdrawn_on, referral.withdrawn_reason) == (REFERRED, redirect)
