"""A safeguarding concern: recorded at once by every role, in sight until its outcome, never closed silently."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.safeguarding import SafeguardingConcern
from tests.support.making import Making
from vrp_desktop.access.permissions import Role
from vrp_desktop.audit.events import events
from vrp_desktop.errors import Invalid, NotFound, RuleBroken
from vrp_desktop.panel.queries import cases_page
from vrp_desktop.partnership.queries import shares_of
from vrp_desktop.people.commands import edit_person
from vrp_desktop.people.erasure import erase_person
from vrp_desktop.people.queries import people_page, person_record
from vrp_desktop.safeguarding.commands import (
    complete_concern,
    open_concern_again,
    raise_concern,
    record_concern_outcome,
    set_concern_limits,
    take_concern_step,
)
from vrp_desktop.safeguarding.forms import ConcernForm, ForWhom
from vrp_desktop.safeguarding.queries import (
    Show,
    concern_record,
    concerns_count,
    concerns_of,
    concerns_page,
    concerns_timeline,
)
from vrp_desktop.safeguarding.rules import Limits
from vrp_desktop.search.index import find

RAISED = date(2026, 11, 2)
SENTENCE = "Said that he is afraid to go home"


@pytest.fixture
def make(workspace, clock) -> Making:
    return Making(workspace, clock)


def raise_one(make: Making, person_id: str = "", **values) -> str:
    return str(make.do(raise_concern, ForWhom(person_id or make.person()), ConcernForm(SENTENCE, **values)))


def version(make: Making, concern_id: str) -> int:
    return make.version(SafeguardingConcern, concern_id)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_raises_a_concern_with_a_child_and_a_sentence_alone(make, role):
    person_id = make.person()

    concern_id = make.do_as(make.actor(role), raise_concern, ForWhom(person_id), ConcernForm(SENTENCE))

    (row,) = make.see(concerns_of, person_id)
    assert (row.concern_id, row.outcome, row.waiting.what) == (concern_id, None, "To be sent to the hub")


@pytest.mark.parametrize("role", list(Role))
def test_every_role_follows_it_to_its_outcome(make, role):
    actor, concern_id = make.actor(role), raise_one(make)

    form = ConcernForm(SENTENCE, sent_on=RAISED, sent_to="Front door", sent_how="PHONE")
    make.do_as(actor, complete_concern, concern_id, version(make, concern_id), form)
    make.do_as(actor, take_concern_step, concern_id, version(make, concern_id), "ACKNOWLEDGED", RAISED)
    make.do_as(actor, record_concern_outcome, concern_id, version(make, concern_id), "ASSESSMENT", RAISED)

    record = make.see(concern_record, concern_id)
    assert [step.step for step in record.steps] == ["SENT", "ACKNOWLEDGED", "OUTCOME"]
    assert record.row.outcome == "ASSESSMENT"


def test_a_child_who_is_not_on_file_is_added_by_name(make):
    whom = ForWhom(forenames="Rae", surname="Madeup", place_code="PORTSMOUTH")

    concern_id = make.do_as(make.actor(Role.VIEWER), raise_concern, whom, ConcernForm(SENTENCE))

    row = make.see(concern_record, concern_id).row
    assert (row.words.forenames, row.place_code) == ("Rae", "PORTSMOUTH")


def test_without_a_sentence_it_is_the_sentence_that_is_asked_for(make):
    with pytest.raises(Invalid) as refused:
        make.do(raise_concern, ForWhom(make.person()), ConcernForm("  "))

    assert set(refused.value.fields) == {"text"}


def test_it_is_marked_on_every_list_until_its_outcome_is_in(make):
    person_id = make.person()
    make.case(person_id)
    concern_id = raise_one(make, person_id, sent_on=RAISED)
    assert [row.has_concern for row in make.see(people_page)] == [True]
    assert [row.has_concern for row in make.see(cases_page)] == [True]

    make.do(record_concern_outcome, concern_id, version(make, concern_id), "FAMILY_HELP", RAISED)

    assert [row.has_concern for row in make.see(people_page)] == [False]
    assert [row.has_concern for row in make.see(cases_page)] == [False]
    assert make.see(concerns_count) == 0
    assert make.see(concerns_count, show=Show.CLOSED) == 1


@pytest.mark.parametrize(
    ("outcome", "note", "field"),
    [("ASSESSMENT", "", "outcome"), ("NOT_SENT", "", "note"), ("MADE_UP", "", "outcome")],
)
def test_it_cannot_be_closed_silently(make, outcome, note, field):
    concern_id = raise_one(make)

    with pytest.raises(Invalid) as refused:
        make.do(record_concern_outcome, concern_id, version(make, concern_id), outcome, RAISED, note)

    assert set(refused.value.fields) == {field}
    assert make.see(concerns_count) == 1


def test_an_outcome_step_is_no_way_round_the_outcome(make):
    concern_id = raise_one(make)

    with pytest.raises(Invalid):
        make.do(take_concern_step, concern_id, version(make, concern_id), "OUTCOME", RAISED)


def test_it_opens_again_with_a_reason(make):
    concern_id = raise_one(make, sent_on=RAISED)
    make.do(record_concern_outcome, concern_id, version(make, concern_id), "FAMILY_HELP", RAISED)
    with pytest.raises(RuleBroken):
        make.do(complete_concern, concern_id, version(make, concern_id), ConcernForm("Something else"))

    with pytest.raises(Invalid):
        make.do(open_concern_again, concern_id, version(make, concern_id), " ")
    make.do(open_concern_again, concern_id, version(make, concern_id), "It happened again")

    assert make.see(concerns_count) == 1


@pytest.mark.parametrize(
    ("sent", "acknowledged", "days", "overdue"),
    [
        (False, False, 0, False),
        (False, False, 1, True),
        (True, False, 1, False),
        (True, False, 2, True),
        (True, True, 10, False),
        (True, True, 11, True),
    ],
)
def test_it_is_overdue_by_the_limits_of_its_stage_and_list_and_row_agree(make, sent, acknowledged, days, overdue):
    person_id = make.person()
    concern_id = raise_one(make, person_id, sent_on=RAISED if sent else None)
    if acknowledged:
        make.do(take_concern_step, concern_id, version(make, concern_id), "ACKNOWLEDGED", RAISED)

    make.on(date.fromordinal(RAISED.toordinal() + days))

    assert [row.is_overdue for row in make.see(concerns_of, person_id)] == [overdue]
    assert make.see(concerns_count, show=Show.OVERDUE) == int(overdue)


def test_the_limits_are_the_workspaces_own(make):
    raise_one(make)
    make.do(set_concern_limits, Limits(send=3))
    make.on(date(2026, 11, 5))

    assert make.see(concerns_count, show=Show.OVERDUE) == 0
    with pytest.raises(Invalid):
        make.do(set_concern_limits, Limits(send=-1))


def test_its_disclosures_write_themselves_into_the_share_log_and_follow_what_is_completed(make):
    person_id = make.person()
    concern_id = raise_one(make, person_id, called_999="YES")
    assert [row.form.agencies for row in make.see(shares_of, person_id)] == [("POLICE",)]

    form = ConcernForm(SENTENCE, called_999="YES", sent_on=RAISED, sent_to="Front door")
    make.do(complete_concern, concern_id, version(make, concern_id), form)
    make.do(complete_concern, concern_id, version(make, concern_id), form)

    shares = {row.form.agencies: row for row in make.see(shares_of, person_id)}
    assert set(shares) == {("POLICE",), ("CHILDRENS_SERVICES",)}
    hub = shares["CHILDRENS_SERVICES",]
    assert (hub.form.named, hub.form.is_emergency, hub.form.gateway) == ("Front door", True, "SAFEGUARDING_EMERGENCY")
    assert hub.form.about == ("safeguarding_concern", concern_id)
    assert hub.warnings == ()


def test_its_timeline_carries_its_restrictions(make):
    person_id = make.person()
    raise_one(make, person_id, sent_on=RAISED)

    entries = make.see(concerns_timeline, person_id)

    assert [entry.restriction for entry in entries] == ["NOT_FOR_FAMILY NOT_FOR_PROVIDER"] * 2


def test_data_protection_sees_that_there_is_one_and_not_its_words(make):
    person_id = make.person()
    concern_id = raise_one(make, person_id, told_by="Asha's aunt", sent_on=RAISED)
    protection = make.actor(Role.DATA_PROTECTION)

    record = make.see_as(protection, concern_record, concern_id)

    assert (record.form.text, record.form.told_by, record.form.sent_on) == ("", "", RAISED)
    assert make.see_as(protection, find, "afraid") == []
    assert [hit.kind for hit in make.see(find, "afraid")] == ["safeguarding_concern"]


def test_whoever_sees_the_child_sees_the_concern_wherever_it_was_raised(make):
    person_id = make.person(place="PORTSMOUTH")
    case_id = make.case(person_id, place="SOUTHAMPTON")
    concern_id = make.do(raise_concern, ForWhom(person_id, case_id), ConcernForm(SENTENCE))

    for place in ("PORTSMOUTH", "SOUTHAMPTON"):
        actor = make.actor(Role.CHAIR, [place])
        assert [row.concern_id for row in make.see_as(actor, concerns_of, person_id)] == [concern_id]
        make.do_as(actor, take_concern_step, concern_id, version(make, concern_id), "CHASED", RAISED)
    elsewhere = make.actor(Role.CHAIR, ["ISLE_OF_WIGHT"])
    assert make.see_as(elsewhere, concerns_page) == []
    with pytest.raises(NotFound):
        make.see_as(elsewhere, concern_record, concern_id)


def test_it_goes_with_the_child_to_another_place(make):
    person_id = make.person(place="PORTSMOUTH")
    concern_id = raise_one(make, person_id)
    record = make.see(person_record, person_id)
    make.do(edit_person, person_id, record.version, replace(record.form, place_code="SOUTHAMPTON"))

    assert make.row(SafeguardingConcern, concern_id).place_code == "SOUTHAMPTON"


def test_a_child_is_not_erased_while_a_concern_waits(make):
    person_id = make.person()
    concern_id = raise_one(make, person_id, sent_on=RAISED)
    protection = make.actor(Role.DATA_PROTECTION)

    with pytest.raises(RuleBroken):
        make.do_as(protection, erase_person, person_id, "Asked for")

    make.do(record_concern_outcome, concern_id, version(make, concern_id), "FAMILY_HELP", RAISED)
    make.do_as(protection, erase_person, person_id, "Asked for")
    assert make.row(SafeguardingConcern, concern_id).text == "(erased)"


def test_the_audit_names_each_deed(make):
    concern_id = raise_one(make)

    assert [event.deed for event in make.see(lambda read: events(read.session, record_ids=[concern_id]))] == [
        "raise_concern"
    ]
