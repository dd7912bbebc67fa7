"""Interventions added and edited, young people referred, their dated steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.interventions import InterventionReferral
from db.reference import Intervention
from tests.support.making import PLACE, REFERRED, Making
from vrp_desktop.access.permissions import Role
from vrp_desktop.errors import Invalid, NotFound, NotPermitted, RuleBroken, Stale
from vrp_desktop.interventions.commands import (
    add_intervention,
    edit_intervention,
    move_intervention_referral,
    refer_to_intervention,
    take_back_step,
)
from vrp_desktop.interventions.forms import InterventionForm, InterventionReferralForm
from vrp_desktop.interventions.queries import intervention_record, referral_record
from vrp_desktop.reference.files import read_lists
from vrp_desktop.reference.lists import load_shipped


def test_an_intervention_of_ones_own_can_be_chosen_and_read_back(make: Making) -> None:
    form = InterventionForm(
        "Boxing & Mentors", "VCSE", "Thursdays", ("EARLY", "THER"), "SECONDARY", 10, 17, date(2026, 4, 1)
    )

    code = make.do(add_intervention, form)

    assert code == "BOXING_MENTORS"
    assert make.see(intervention_record, code).form == form
    assert make.row(InterventionReferral, make.intervention_referral(code=code)).intervention_code == code


def test_two_interventions_of_one_name_have_two_codes(make: Making) -> None:
    codes = [make.do(add_intervention, InterventionForm("Boxing")) for _ in range(2)]

    assert codes == ["BOXING", "BOXING_2"]


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (InterventionForm(" "), "label"),
        (InterventionForm("Boxing", provider="NO_SUCH"), "provider"),
        (InterventionForm("Boxing", delivery_models=("NO_SUCH",)), "delivery_models"),
        (InterventionForm("Boxing", tier="NO_SUCH"), "tier"),
        (InterventionForm("Boxing", youngest=18, oldest=10), "oldest"),
        (InterventionForm("Boxing", starts_on=date(2026, 4, 2), ends_on=date(2026, 4, 1)), "ends_on"),
    ],
)
def test_an_intervention_that_cannot_be_kept_is_refused_by_field(
    make: Making, form: InterventionForm, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        make.do(add_intervention, form)

    assert set(refused.value.fields) == {field}


def test_an_edited_shipped_intervention_is_local_and_no_upgrade_overwrites_it(make: Making) -> None:
    record = make.see(intervention_record, "MENTORING")

    make.do(edit_intervention, "MENTORING", record.version, replace(record.form, label="Our mentors", provider="VRU"))
    make.workspace.read(lambda read: load_shipped(read.session, read_lists()))

    after = make.see(intervention_record, "MENTORING")
    assert (after.form.label, after.form.provider, after.origin) == ("Our mentors", "VRU", "LOCAL")
    with pytest.raises(Stale):
        make.do(edit_intervention, "MENTORING", record.version, record.form)


def test_only_who_may_change_lists_adds_an_intervention(make: Making) -> None:
    with pytest.raises(NotPermitted):
        make.do_as(make.actor(Role.CHAIR), add_intervention, InterventionForm("Boxing"))


def test_a_referral_is_received_on_its_day_in_the_persons_place(make: Making) -> None:
    record = make.see(referral_record, make.intervention_referral(make.person(place="SOUTHAMPTON")))

    assert (record.row.status, record.row.status_on, record.row.place_code) == ("RECEIVED", REFERRED, "SOUTHAMPTON")
    assert [(step.status, step.reached_on) for step in record.steps] == [("RECEIVED", REFERRED)]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"code": "NO_SUCH"}, "intervention_code"),
        ({"code": "AE_NAVIGATORS"}, "intervention_code"),
        ({"code": "POL_ED"}, "intervention_code"),
        ({"on": date(2026, 11, 3)}, "referred_on"),
        ({"on": date(2012, 3, 3), "code": "RESET"}, "referred_on"),
    ],
)
def test_a_referral_that_cannot_be_is_refused_by_field(make: Making, values: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        make.intervention_referral(**values)  # type: ignore[arg-type]

    assert field in refused.value.fields


def test_a_referral_of_a_case_is_of_that_cases_child(make: Making) -> None:
    case_id = make.case()

    with pytest.raises(Invalid) as refused:
        make.intervention_referral(make.person(), case_id=case_id)

    assert set(refused.value.fields) == {"case_id"}


def test_someone_referred_again_has_a_new_referral_linked_to_the_last(make: Making) -> None:
    child = make.person()
    first = make.intervention_referral(child)

    with pytest.raises(RuleBroken):
        make.intervention_referral(child, on=date(2026, 9, 10))
    make.step(first, "UNSUITABLE", date(2026, 9, 9))
    second = make.intervention_referral(child, on=date(2026, 9, 10))
    other = make.intervention_referral(child, "COUNSELLING", date(2026, 9, 10))

    assert make.see(referral_record, second).previous_id == first
    assert make.see(referral_record, first).next_id == second
    assert make.see(referral_record, other).previous_id is None


def test_a_referral_goes_by_its_lists_steps_to_its_end(make: Making) -> None:
    referral = make.intervention_referral()
    for status, day in (("ACCEPTED", 4), ("AGREED", 8), ("STARTED", 10), ("COMPLETED", 30)):
        assert status in make.see(referral_record, referral).next_statuses
        make.step(referral, status, date(2026, 9, day))

    record = make.see(referral_record, referral)
    assert (record.row.status, record.next_statuses) == ("COMPLETED", ())
    assert [step.status for step in record.steps] == ["RECEIVED", "ACCEPTED", "AGREED", "STARTED", "COMPLETED"]


@pytest.mark.parametrize(
    ("status", "on"),
    [("STARTED", date(2026, 9, 2)), ("ACCEPTED", date(2026, 8, 31)), ("ACCEPTED", date(2026, 11, 3))],
)
def test_a_step_that_may_not_follow_or_on_an_impossible_day_is_refused(make: Making, status: str, on: date) -> None:
    with pytest.raises(RuleBroken):
        make.step(make.intervention_referral(), status, on)


def test_some_endings_need_their_reason(make: Making) -> None:
    referral = make.intervention_referral()

    with pytest.raises(Invalid) as refused:
        make.step(referral, "DECLINED_BY_PROVIDER", date(2026, 9, 9), reason=" ")

    assert set(refused.value.fields) == {"reason"}


def test_two_editors_of_a_referral_meet(make: Making) -> None:
    referral = make.intervention_referral()
    seen = make.version(InterventionReferral, referral)
    make.step(referral, "ACCEPTED", date(2026, 9, 4))

    with pytest.raises(Stale):
        make.do(move_intervention_referral, referral, seen, "STARTED", date(2026, 9, 4))


def test_a_step_made_in_error_is_taken_back_but_never_the_first(make: Making) -> None:
    referral = make.intervention_referral()
    make.step(referral, "ACCEPTED", date(2026, 9, 4))

    make.do(take_back_step, referral, make.version(InterventionReferral, referral), "Another child's")

    record = make.see(referral_record, referral)
    assert (record.row.status, record.row.status_on, len(record.steps)) == ("RECEIVED", REFERRED, 1)
    with pytest.raises(RuleBroken):
        make.do(take_back_step, referral, record.version, "Again")


def test_a_person_of_another_place_is_not_referred(make: Making) -> None:
    elsewhere = make.person(place="SOUTHAMPTON")
    limited = make.actor(places=[PLACE])

    with pytest.raises(NotFound):
        make.do_as(limited, refer_to_intervention, InterventionReferralForm(elsewhere, "MENTORING", REFERRED))
    form = InterventionReferralForm(make.person(), "MENTORING", REFERRED, "SOUTHAMPTON")
    with pytest.raises(NotPermitted):
        make.do_as(limited, refer_to_intervention, form)


def test_the_intervention_row_says_its_mark_and_model(make: Making) -> None:
    row = make.row(Intervention, "MENTORING")

    assert row.extra["delivery_models"] == list(make.see(intervention_record, "MENTORING").form.delivery_models)
