"""Reading cases: lists within places, work lists that clear, the timeline, free text only for those who may read it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from db.panel import PanelCase
from tests.support.making import DECIDED, PLACE, REFERRED, Making
from vrp_desktop.access.permissions import Role
from vrp_desktop.errors import NotFound
from vrp_desktop.panel.commands import close_case, record_agreement, record_told, screen_case
from vrp_desktop.panel.forms import AgreementForm, CheckForm, ClosureForm, EventForm, ToldForm
from vrp_desktop.panel.partner_checks import record_check
from vrp_desktop.panel.queries import (
    case_record,
    cases_count,
    cases_of,
    cases_page,
    decisions_of,
    eligibility,
    panel_timeline,
)
from vrp_desktop.panel.work_lists import WORK_LIST_LABELS, work_lists


def numbers(make: Making) -> Mapping[str, int]:
    return {each.code: each.number for each in make.see(work_lists) if each.number}


def test_the_list_is_newest_first_and_paged(make: Making) -> None:
    for day in (3, 1, 2):
        make.case(on=date(2026, 9, day))

    rows = make.see(cases_page)

    assert [row.referred_on.day for row in rows] == [3, 2, 1]
    assert make.see(cases_page, offset=1, limit=1) == [rows[1]]
    assert make.see(cases_count) == 3


def test_a_case_is_found_by_its_code_and_by_the_childs_name(make: Making) -> None:
    case_id = make.case(make.person("Zofia"))
    make.case(make.person("Other"))
    code = make.see(case_record, case_id).code

    assert [row.case_id for row in make.see(cases_page, "zof")] == [case_id]
    assert [row.case_id for row in make.see(cases_page, code.lower())] == [case_id]
    assert make.see(cases_count, "madeup zof") == 1


def test_lists_hold_only_the_readers_places(make: Making) -> None:
    child = make.person()
    here, elsewhere = make.case(child), make.case(place="SOUTHAMPTON")
    moved = make.case(child, place="SOUTHAMPTON")
    limited = make.actor(places=[PLACE])

    assert {row.case_id for row in make.see_as(limited, cases_page)} == {here}
    assert make.see_as(limited, cases_count) == 1
    assert [row.case_id for row in make.see_as(limited, cases_of, child)] == [here]
    assert {entry.record_id for entry in make.see_as(limited, panel_timeline, child)} == {here}
    for case_id in (elsewhere, moved):
        for query in (case_record, decisions_of):
            with pytest.raises(NotFound):
                make.see_as(limited, query, case_id)


def test_eligibility_is_read_only_within_the_readers_places(make: Making) -> None:
    added = make.referral(place="SOUTHAMPTON")

    with pytest.raises(NotFound):
        make.see_as(make.actor(places=[PLACE]), eligibility, added.referral_id)


def test_a_work_list_holds_a_case_until_what_clears_it_was_done(make: Making) -> None:
    seen = []
    case_id = make.case()
    seen.append(numbers(make))
    make.do(record_check, case_id, CheckForm("LOOKED_AFTER", "NOT_YET_ANSWERED", asked_on=REFERRED))
    seen.append(numbers(make))
    make.do(screen_case, case_id, make.version(PanelCase, case_id), REFERRED, accepted=True)
    seen.append(numbers(make))
    make.decide(case_id, "SIGNPOST")
    seen.append(numbers(make))
    make.do(record_told, case_id, ToldForm(told_on=DECIDED))
    seen.append(numbers(make))
    make.do(close_case, case_id, make.version(PanelCase, case_id), ClosureForm("NO_FURTHER_STEP", DECIDED))
    seen.append(numbers(make))

    assert seen == [
        {"NEW": 1, "CHECKS_LATE": 1},
        {"AWAITING_ANSWER": 1, "ANSWER_LATE": 1},
        {"TO_DISCUSS": 1},
        {"TO_CLOSE": 1, "NOT_TOLD": 1, "TOLD_LATE": 1},
        {"TO_CLOSE": 1},
        {},
    ]


def test_every_work_list_has_as_many_rows_as_its_number(make: Making) -> None:
    make.case()
    case_id = make.screened(make.person(born=date(2008, 12, 1)))
    make.decide(case_id)
    make.move(case_id, "IN_SUPPORT", date(2026, 9, 23))
    make.on(date(2026, 11, 5))

    for each in make.see(work_lists):
        assert len(make.see(cases_page, work_list=each.code)) == each.number
    assert numbers(make) == {
        "NEW": 1, "CHECKS_LATE": 1, "NOT_SEEN": 1, "REVIEW_DUE": 1, "NOT_TOLD": 1, "TOLD_LATE": 1,
        "TRANSITION": 1,
    }  # fmt: skip
    assert {each.code: each.label for each in make.see(work_lists)} == WORK_LIST_LABELS


def test_the_timeline_tells_a_childs_way_in_order_of_record(make: Making) -> None:
    child = make.person()
    event = EventForm(date(2026, 8, 20), "OCC-1")
    case_id = make.screened(child, events=(event,), sending_agency="POLICE", source="POLICE_SUSPECT_2ND")
    make.decide(case_id)
    make.do(record_agreement, case_id, AgreementForm("AGREED_BOTH", date(2026, 9, 24)))
    make.do(record_told, case_id, ToldForm(told_on=date(2026, 9, 25)))

    entries = make.see(panel_timeline, child)

    assert {(entry.on, entry.heading) for entry in entries} >= {
        (date(2026, 8, 20), "Named as suspect"),
        (REFERRED, "Referred by Police"),
        (REFERRED, "Screened"),
        (DECIDED, "Discussed: Offer support"),
        (DECIDED, "Awaiting engagement"),
        (date(2026, 9, 25), "Told about the panel"),
    }


def test_free_text_is_withheld_from_roles_that_may_not_read_notes(make: Making) -> None:
    child = make.person()
    case_id = make.screened(child, reason="SECRET")
    make.decide(case_id, "PANEL_COULD_NOT_AGREE", rationale="SECRET", disagreement="SECRET")
    make.do(record_agreement, case_id, AgreementForm("AGREED_GILLICK", DECIDED, note="SECRET"))
    make.do(record_told, case_id, ToldForm(why_not="SECRET"))
    make.do(record_check, case_id, CheckForm("LOOKED_AFTER", "NO", answered_on=DECIDED, note="SECRET"))
    make.move(case_id, "ON_AGENDA", date(2026, 10, 1), "SECRET")
    guard = make.actor(Role.DATA_PROTECTION)

    for query, key in ((case_record, case_id), (decisions_of, case_id), (panel_timeline, child)):
        assert "SECRET" in str(make.see(query, key))
        assert "SECRET" not in str(make.see_as(guard, query, key))
