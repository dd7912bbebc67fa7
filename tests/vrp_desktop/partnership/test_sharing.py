"""The share log: what warns is told and needs a reason, what is marked stays back, an emergency is never refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.partnership import ShareEntry
from db.reference import Intervention
from tests.support.making import Making
from tests.support.shipped import shipped_lists
from vrp_desktop.access.permissions import Role
from vrp_desktop.audit.events import events
from vrp_desktop.errors import Invalid, NotPermitted, RuleBroken
from vrp_desktop.interventions.commands import refer_to_intervention
from vrp_desktop.interventions.forms import InterventionReferralForm
from vrp_desktop.panel.commands import record_agreement
from vrp_desktop.panel.forms import AgreementForm
from vrp_desktop.panel.queries import cases_of
from vrp_desktop.partnership.commands import add_register_entry, mend_share, record_share, take_back_share
from vrp_desktop.partnership.queries import shares_count, shares_of, shares_page, sharing_timeline, warned_months
from vrp_desktop.partnership.register import RegisterForm
from vrp_desktop.partnership.rules import Agreement, ShareForm, Warning, warnings_of

ON = date(2026, 10, 5)
AGREED = Agreement(
    "a", "Panel agreement", "ISA-1", ("POLICE", "EDUCATION", "VCSE"), ("PCSC_S16",), (), date(2026, 4, 1), None
)
PLAIN = ShareForm("p", ON, "Attendance", ("EDUCATION",), agencies=("POLICE",), gateway="PCSC_S16")


@pytest.fixture
def make(workspace, clock) -> Making:
    return Making(workspace, clock)


@pytest.mark.parametrize(
    ("form", "agreement", "warned"),
    [
        (PLAIN, None, set()),
        (replace(PLAIN, gateway=None), None, {Warning.NO_GATEWAY}),
        (replace(PLAIN, gateway=None), AGREED, set()),
        (replace(PLAIN, gateway=None, agencies=(), to_family=True), None, set()),
        (replace(PLAIN, kinds=("HEALTH",)), None, {Warning.HEALTH_OR_CARE}),
        (replace(PLAIN, source_agency="CAMHS"), None, {Warning.HEALTH_OR_CARE}),
        (replace(PLAIN, kinds=("HEALTH",), gateway="CA2004_S10"), None, set()),
        (replace(PLAIN, kinds=("HEALTH",), gateway=None), AGREED, {Warning.HEALTH_OR_CARE}),
        (replace(PLAIN, agencies=("NO_LIMITS",)), None, {Warning.VOLUNTARY}),
        (replace(PLAIN, agencies=("VCSE",), gateway=None), AGREED, set()),
        (replace(PLAIN, agencies=("NO_LIMITS",), gateway=None), AGREED, {Warning.NOT_A_PARTY, Warning.VOLUNTARY}),
        (replace(PLAIN, gateway="SHARING_AGREEMENT"), None, {Warning.NEEDS_AGREEMENT}),
        (PLAIN, replace(AGREED, ends_on=date(2026, 9, 30)), {Warning.AGREEMENT_NOT_IN_FORCE}),
        (replace(PLAIN, gateway="CA2004_S16LA"), None, {Warning.GATEWAY_NOT_IN_FORCE}),
        (replace(PLAIN, gateway=None, kinds=("HEALTH",), is_emergency=True), None, set()),
        (replace(PLAIN, gateway="SAFEGUARDING_EMERGENCY", agencies=("NO_LIMITS",)), None, set()),
    ],
)
def test_what_warns_of_a_share(form, agreement, warned):
    assert set(warnings_of(shipped_lists(), form, agreement)) == warned


def share(make: Making, **values) -> ShareForm:
    return replace(PLAIN, person_id=values.pop("person_id", "") or make.person(), **values)


def test_a_share_without_a_gateway_needs_a_reason_that_stands_in_log_audit_and_monthly_list(make):
    form = share(make, gateway=None)
    with pytest.raises(Invalid) as refused:
        make.do(record_share, form)
    assert Warning.NO_GATEWAY in refused.value.fields["reason"]

    share_id = make.do(record_share, replace(form, reason="Asked by the court"))
    make.do(record_share, share(make))

    (row,) = make.see(shares_page, only_warned=True, month=date(2026, 10, 1))
    assert (row.form.reason, row.warnings) == ("Asked by the court", (Warning.NO_GATEWAY,))
    assert make.see(warned_months) == {date(2026, 10, 1): 1}
    (event,) = make.see(lambda read: events(read.session, record_ids=[share_id]))
    assert event.reason == "Asked by the court"


@pytest.mark.parametrize(
    ("restriction", "values"),
    [("NOT_FOR_PROVIDER", {"agencies": ("VCSE",), "gateway": "POLICING"}), ("NOT_FOR_FAMILY", {"to_family": True})],
)
def test_what_is_marked_is_not_shared_with_whom_it_is_kept_from(make, restriction, values):
    with pytest.raises(Invalid) as refused:
        make.do(record_share, share(make, restriction=restriction, **values))
    assert set(refused.value.fields) == {"restriction"}


def test_an_emergency_is_never_refused_whatever_it_lacks(make):
    form = share(
        make, gateway=None, kinds=("HEALTH",), agencies=("VCSE",), restriction="NOT_FOR_PROVIDER", is_emergency=True
    )

    make.do(record_share, form)

    (row,) = make.see(shares_of, form.person_id)
    assert row.form.is_emergency


def test_an_entry_is_completed_with_a_reason_and_taken_back_without_being_lost(make):
    form = share(make)
    share_id = make.do(record_share, form)
    version = make.version(ShareEntry, share_id)
    with pytest.raises(Invalid):
        make.do(mend_share, share_id, version, replace(form, what="Attendance and suspensions"), " ")

    make.do(mend_share, share_id, version, replace(form, what="Attendance and suspensions"), "More was told")
    make.do(take_back_share, share_id, make.version(ShareEntry, share_id), "Another child was meant")

    (row,) = make.see(shares_of, form.person_id)
    assert (row.form.what, row.withdrawn_note) == ("Attendance and suspensions", "Another child was meant")
    assert make.see(sharing_timeline, form.person_id) == []
    with pytest.raises(RuleBroken):
        make.do(mend_share, share_id, row.version, form, "Again")


@pytest.mark.parametrize("role", list(Role))
def test_who_writes_the_log_and_who_keeps_the_register(make, role):
    writes, keeps = role in (Role.MANAGER, Role.CHAIR), role in (Role.MANAGER, Role.DATA_PROTECTION)
    form, paper = share(make), RegisterForm("DPIA", "Panel DPIA", owner="Asha Madeup")

    for allowed, deed, said in ((writes, record_share, form), (keeps, add_register_entry, paper)):
        if allowed:
            make.do_as(make.actor(role), deed, said)
        else:
            with pytest.raises(NotPermitted):
                make.do_as(make.actor(role), deed, said)


def test_places_keep_the_log_apart_and_data_protection_reads_no_words(make):
    make.do(record_share, share(make, person_id=make.person(place="PORTSMOUTH")))

    assert make.see_as(make.actor(Role.CHAIR, ["SOUTHAMPTON"]), shares_count) == 0
    (row,) = make.see_as(make.actor(Role.DATA_PROTECTION), shares_page)
    assert (row.form.what, row.form.gateway) == ("", "PCSC_S16")


def answered(make: Making, answer: str, on: date) -> str:
    person_id = make.person()
    case_id = make.case(person_id)
    make.do(record_agreement, case_id, AgreementForm("AGREED_CHILD", date(2026, 9, 20)))
    make.do(record_agreement, case_id, AgreementForm(answer, on))
    return person_id


@pytest.mark.parametrize("answer", ["WITHDRAWN", "DECLINED"])
def test_withdrawn_agreement_to_support_stops_a_programme_unless_safeguarding_asks_for_it(make, answer):
    person_id = answered(make, answer, ON)
    form = InterventionReferralForm(person_id, "RESET", ON)
    with pytest.raises(RuleBroken, match=answer.lower()):
        make.do(refer_to_intervention, form)

    make.do(refer_to_intervention, replace(form, safeguarding_reason="He needs a safe adult tonight"))

    (row,) = make.see(shares_of, person_id)
    assert (row.form.is_emergency, row.form.reason) == (True, "He needs a safe adult tonight")


def test_a_new_answer_lets_the_programme_go_on(make):
    person_id = answered(make, "WITHDRAWN", date(2026, 9, 25))
    case_id = make.see(cases_of, person_id)[0].case_id
    make.do(record_agreement, case_id, AgreementForm("AGREED_BOTH", date(2026, 10, 1)))

    form = InterventionReferralForm(person_id, "RESET", ON, share_reason="The family asked for it")
    assert make.do(refer_to_intervention, form)


def test_a_referral_to_a_programme_stands_in_the_share_log(make):
    person_id = make.person()
    form = InterventionReferralForm(person_id, "RESET", ON, gateway="CDA_S115")

    referral_id = make.do(refer_to_intervention, replace(form, share_reason="The panel agreed it"))

    (row,) = make.see(shares_of, person_id)
    provider = make.see(lambda read: read.session.get(Intervention, "RESET").provider)
    assert (row.form.agencies, row.form.gateway, row.form.shared_on) == ((provider,), "CDA_S115", ON)
    assert row.form.about == ("intervention_referral", referral_id)


def test_a_referral_that_rests_on_nothing_asks_why_and_is_not_made_without(make):
    person_id = make.person()
    with pytest.raises(Invalid) as refused:
        make.do(refer_to_intervention, InterventionReferralForm(person_id, "RESET", ON))

    assert "Neither a gateway nor an agreement is named." in refused.value.fields["share_reason"]
    assert not make.see(shares_of, person_id)
