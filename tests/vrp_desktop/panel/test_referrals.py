"""Referrals: added, put right, withdrawn; the case goes along."""

from __future__ import annotations

from datetime import date

import pytest

from db.panel import CaseReview, PanelCase, PanelDecision, Referral
from tests.support.making import PLACE, REFERRED, Making
from vrp_desktop.errors import Invalid, NotFound, NotPermitted, RuleBroken, Stale
from vrp_desktop.panel.commands import screen_case
from vrp_desktop.panel.forms import EventForm, ReferralForm
from vrp_desktop.panel.queries import case_record, panel_timeline
from vrp_desktop.panel.referring import add_referral, edit_referral, remove_suspect_status, withdraw_referral
from vrp_desktop.search.index import find


def edited(make: Making, referral_id: str, reason: str = "Typed wrongly", **values: object) -> None:
    row = make.row(Referral, referral_id)
    form = ReferralForm(row.person_id, **({"place_code": row.place_code, "referred_on": row.referred_on} | values))
    make.do(edit_referral, referral_id, row.version, form, reason)


def test_a_referral_opens_a_case_as_identified_on_its_date(make: Making) -> None:
    record = make.see(case_record, make.case())

    assert (record.status, record.status_on) == ("IDENTIFIED", REFERRED)
    assert [(step.status, step.reached_on) for step in record.steps] == [("IDENTIFIED", REFERRED)]


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("referred_on", {"referred_on": date(2026, 11, 3)}),
        ("referred_on", {"referred_on": date(2012, 3, 3)}),
        ("received_on", {"received_on": date(2026, 11, 3)}),
        ("events", {"events": (EventForm(date(2026, 11, 3)),)}),
    ],
)
def test_impossible_dates_are_refused_by_field(make: Making, field: str, values: dict[str, object]) -> None:
    form = ReferralForm(**({"person_id": make.person(), "place_code": PLACE, "referred_on": REFERRED} | values))  # type: ignore[arg-type]

    with pytest.raises(Invalid) as refused:
        make.do(add_referral, form)

    assert set(refused.value.fields) == {field}


def test_a_referral_put_right_takes_its_cases_first_day_and_place_along(make: Making) -> None:
    added = make.referral()

    edited(make, added.referral_id, referred_on=date(2026, 8, 1), place_code="SOUTHAMPTON")

    record = make.see(case_record, added.case_id)
    assert (record.status_on, record.place_code) == (date(2026, 8, 1), "SOUTHAMPTON")
    assert record.steps[0].reached_on == date(2026, 8, 1)


def test_a_referral_date_after_the_cases_next_step_is_refused(make: Making) -> None:
    added = make.referral()
    make.move(added.case_id, "PARTNER_CHECKS", date(2026, 9, 3))

    with pytest.raises(Invalid) as refused:
        edited(make, added.referral_id, referred_on=date(2026, 9, 4))

    assert "referred_on" in refused.value.fields


def test_a_correction_needs_its_reason(make: Making) -> None:
    added = make.referral()

    with pytest.raises(Invalid) as refused:
        edited(make, added.referral_id, reason=" ")

    assert "reason" in refused.value.fields


def test_a_case_is_found_by_the_corrected_words_of_its_referral(make: Making) -> None:
    added = make.referral(reason="truancy")

    edited(make, added.referral_id, reason="Typed wrongly", received_on=None)
    row = make.row(Referral, added.referral_id)
    form = ReferralForm(row.person_id, row.place_code, row.referred_on, reason="lateness")
    make.do(edit_referral, added.referral_id, row.version, form, "Typed wrongly")

    assert [hit.kind for hit in make.see(find, "lateness")] == ["panel_case"]
    assert not make.see(find, "truancy")


def test_a_stale_form_is_refused(make: Making) -> None:
    added = make.referral()
    edited(make, added.referral_id, sender_reference="R1")
    row = make.row(Referral, added.referral_id)

    form = ReferralForm(row.person_id, row.place_code, row.referred_on)
    with pytest.raises(Stale):
        make.do(edit_referral, added.referral_id, row.version - 1, form, "Typed wrongly")


def test_removing_suspect_status_withdraws_the_referral_and_closes_its_case(make: Making) -> None:
    added = make.referral(events=(EventForm(date(2026, 8, 1), "OCC-1"),), source="POLICE_SUSPECT_2ND")
    event = make.see(case_record, added.case_id).referral.events[0]

    make.do(remove_suspect_status, event.event_id, date(2026, 10, 1), "Crime cancelled")

    record = make.see(case_record, added.case_id)
    assert (record.referral.withdrawn_on, record.referral.withdrawn_reason) == (
        date(2026, 10, 1),
        "SUSPECT_STATUS_REMOVED",
    )
    assert (record.status, record.closure_reason) == ("CLOSED", "SUSPECT_STATUS_REMOVED")
    told = [entry.heading for entry in make.see(panel_timeline, record.person_id) if entry.on == date(2026, 10, 1)]
    assert {"Suspect status removed", "Referral withdrawn"} <= set(told)


@pytest.mark.parametrize("on", [date(2026, 7, 31), date(2026, 11, 3)])
def test_suspect_status_is_removed_neither_before_it_was_given_nor_in_the_future(make: Making, on: date) -> None:
    added = make.referral(events=(EventForm(date(2026, 8, 1), "OCC-1"),))
    event = make.see(case_record, added.case_id).referral.events[0]

    with pytest.raises(Invalid):
        make.do(remove_suspect_status, event.event_id, on, "Crime cancelled")


def test_a_referral_withdrawn_as_a_duplicate_closes_its_case_not_before_its_last_step(make: Making) -> None:
    added = make.referral()
    make.move(added.case_id, "PARTNER_CHECKS", date(2026, 9, 10))
    version = make.version(Referral, added.referral_id)

    make.do(
        withdraw_referral, added.referral_id, version, date(2026, 9, 5), "ERROR_OR_DUPLICATE", "Two sheets, one child"
    )

    case = make.row(PanelCase, added.case_id)
    assert (case.status, case.closed_on) == ("CLOSED", date(2026, 9, 10))
    assert make.row(Referral, added.referral_id).withdrawn_on == date(2026, 9, 5)


def test_a_referral_is_withdrawn_once_and_only_for_a_reason_that_withdraws(make: Making) -> None:
    added = make.referral()
    version = make.version(Referral, added.referral_id)

    with pytest.raises(Invalid):
        make.do(withdraw_referral, added.referral_id, version, REFERRED, "SUPPORT_COMPLETED", "Wrong reason")
    make.do(withdraw_referral, added.referral_id, version, REFERRED, "ERROR_OR_DUPLICATE", "Twice on the sheet")
    with pytest.raises(RuleBroken):
        make.do(withdraw_referral, added.referral_id, version + 1, REFERRED, "ERROR_OR_DUPLICATE", "Again")


def test_someone_limited_to_places_can_neither_refer_to_nor_from_another_place(make: Making) -> None:
    here, elsewhere = make.person(), make.person(place="SOUTHAMPTON")
    limited = make.actor(places=[PLACE])

    with pytest.raises(NotFound):
        make.do_as(limited, add_referral, ReferralForm(elsewhere, PLACE, REFERRED))
    with pytest.raises(NotPermitted):
        make.do_as(limited, add_referral, ReferralForm(here, "SOUTHAMPTON", REFERRED))


def test_decisions_and_reviews_follow_a_referral_to_its_right_place(make: Making) -> None:
    added = make.referral()
    make.do(screen_case, added.case_id, 1, REFERRED, accepted=True)
    decision_id = make.decide(added.case_id)
    make.move(added.case_id, "IN_SUPPORT", date(2026, 9, 24))

    edited(make, added.referral_id, place_code="SOUTHAMPTON")

    review_id = make.see(case_record, added.case_id).reviews[0].review_id
    rows = (make.row(PanelDecision, decision_id), make.row(CaseReview, review_id))
    assert [row.place_code for row in rows] == ["SOUTHAMPTON", "SOUTHAMPTON"]
