"""The record of a sitting as a PDF, read back: it holds what its forum's list says, and whether it is confirmed."""

from __future__ import annotations

from datetime import date

import pytest

from db.actions import Action
from db.conferences import AgendaItem, Conference
from db.discussion import Contribution
from db.panel import PanelCase, PanelDecision
from tests.support.making import Making
from tests.support.workspaces import FULL_NAME, PASSPHRASE
from tests.vrp_desktop.documents.reading import page_texts
from vrp_desktop.access.permissions import Permission, Role, command
from vrp_desktop.access.work import Work
from vrp_desktop.actions.commands import edit_action
from vrp_desktop.actions.forms import ActionForm
from vrp_desktop.clock import FixedClock
from vrp_desktop.conferences.commands import put_on_agenda
from vrp_desktop.exports.commands import ReceiptForm
from vrp_desktop.exports.sitting_record import print_record
from vrp_desktop.panel.deciding import correct_decision
from vrp_desktop.panel.forms import DecisionForm
from vrp_desktop.people.erasure import erase_person
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.sitting.confirming import confirm_record, record_state, write_addendum
from vrp_desktop.sitting.record_words import Part, item_of
from vrp_desktop.workspace.users import prove_own
from vrp_desktop.workspace.workspace import Workspace

HELD = date(2026, 9, 22)
_MARKED = (("Plays football", "MAY_BE_DISCUSSED"), ("Was seen", "NOT_RECORDED"), ("Waits", "NOT_KNOWN_ANY_MORE"))
RECEIPT = ReceiptForm("x", "PDF", "For the members", "The members")


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    made = Making(workspace, clock)
    made.on(HELD)
    return made


def record_of(make: Making, sitting: str) -> str:
    return " ".join(" ".join(page_texts(make.do(print_record, sitting, RECEIPT).content)).split())


def test_a_panels_record_tells_attendance_decision_reasons_and_actions_and_later_its_addenda(make: Making) -> None:
    sitting, case_id = make.sitting(HELD), make.screened(make.person("Zofia"))
    make.do(put_on_agenda, sitting, [case_id])
    make.hold(sitting, HELD, absent=("POLICE",), chair=FULL_NAME)
    make.decide(case_id, on=HELD, conference_id=sitting, rationale="Art lifts her", disagreement="Police would wait")
    make.action(date(2026, 10, 9), HELD, conference_id=sitting, case_id=case_id, text="Ring the mentor")

    draft = record_of(make, sitting)
    proof = prove_own(make.workspace, PASSPHRASE)
    make.do(confirm_record, sitting, make.version(Conference, sitting), proof)
    make.do(write_addendum, sitting, "Housing was there too")
    whole = record_of(make, sitting)

    for words in ("Zofia", "Offer support", "Art lifts her", "Police would wait", "Ring the mentor", "Absent"):
        assert words in draft
    assert "not confirmed yet" in draft
    assert "by the chair's own passphrase" in whole
    assert "Housing was there too" in whole


@pytest.fixture
def confirmed(make: Making) -> tuple[str, str, str, str]:
    """A confirmed sitting with two children; the first one's id and case, and the decision on it."""
    sitting, first = make.sitting(HELD), make.person("Zofia")
    case_id, other = make.screened(first), make.screened(make.person("Robin", date(2010, 2, 2)))
    make.do(put_on_agenda, sitting, [case_id, other])
    make.hold(sitting, HELD, chair=FULL_NAME)
    decision = make.decide(case_id, on=HELD, conference_id=sitting, rationale="Art lifts Zofia")
    make.decide(other, on=HELD, conference_id=sitting, rationale="A club is near")
    make.action(date(2026, 10, 9), HELD, conference_id=sitting, case_id=case_id, text="Ring Zofia's mentor")
    make.do(_tell, sitting, case_id, "EDUCATION", "Attendance is better", "MAY_BE_DISCUSSED")
    make.do(_tell, sitting, case_id, "POLICE", "Not for the record", "NOT_RECORDED")
    make.do(confirm_record, sitting, make.version(Conference, sitting), prove_own(make.workspace, PASSPHRASE))
    return sitting, first, case_id, decision


@command(Permission.EDIT_CONFERENCES)
def _tell(work: Work, sitting: str, case_id: str, agency: str, text: str, restriction: str) -> None:
    item = work.session.query(AgendaItem).filter_by(conference_id=sitting, case_id=case_id).one()
    said = {"agency_code": agency, "text": text, "restriction": restriction}
    ids = {"conference_id": sitting, "item_id": item.id, "person_id": item.person_id}
    work.add(Contribution(id=work.new_id(), recorded_at=work.now, recorded_by=work.actor.user_id, **said, **ids))


def test_a_confirmed_record_is_printed_as_it_was_confirmed_whatever_is_put_right_later(
    make: Making, confirmed: tuple[str, str, str, str]
) -> None:
    sitting, _first, case_id, decision = confirmed
    form = DecisionForm("SIGNPOST", "Said by mistake", "POLICE", HELD, conference_id=sitting)
    make.do(correct_decision, decision, make.version(PanelDecision, decision), form, "The wrong line was read out")
    action = make.see(lambda read: read.session.query(Action).filter_by(case_id=case_id).one())
    make.do(edit_action, action.id, action.version, ActionForm("Other words", "POLICE", action.due_on,
        conference_id=sitting, late_reason="Police took it on"))  # fmt: skip

    words = record_of(make, sitting)

    for said in ("Offer support", "Art lifts Zofia", "Ring Zofia's mentor", "Attendance is better"):
        assert said in words
    for later in ("Said by mistake", "Other words", "Not for the record"):
        assert later not in words
    assert "Printed as it was confirmed. What was put right since stands at its end, under Addenda." in words
    assert "now Signpost, until then Offer support. Why: The wrong line was read out" in words
    state = make.see(record_state, sitting)
    assert (state.is_as_kept, state.is_whole) == (True, True)


def test_erasing_a_child_takes_it_out_of_the_kept_record_which_is_still_known_to_be_whole(
    make: Making, confirmed: tuple[str, str, str, str]
) -> None:
    sitting, first, case_id, _decision = confirmed
    make.do_as(make.actor(Role.DATA_PROTECTION), erase_person, first, "Asked for by the family")

    words = record_of(make, sitting)

    for gone in ("Zofia", "Attendance is better", "mentor"):
        assert gone not in words
    assert f"1. {make.row(PanelCase, case_id).code} The record of this child was erased." in words
    assert "A club is near" in words
    assert make.see(record_state, sitting).is_as_kept


def test_words_changed_in_the_kept_record_itself_are_told(make: Making, confirmed: tuple[str, str, str, str]) -> None:
    sitting = confirmed[0]
    with make.workspace.store.begin_write() as connection:
        connection.exec_driver_sql("UPDATE record_part SET content = replace(content, 'Art', 'Sport')")

    assert make.see(record_state, sitting).is_as_kept is False
    assert "is not what was confirmed" in record_of(make, sitting)


def test_what_may_reach_a_record_no_longer_is_not_printed_of_a_kept_one(make: Making) -> None:
    said = [{"agency": "Police", "text": text, "restriction": code} for text, code in _MARKED]
    about = {"title": "Zofia", "words": {}, "outcome": "", "reasons": "", "disagreement": ""}
    part = Part("ITEM", 1, "", None, {"said": said, **about})

    item = item_of(make.see(lambda read: read_lists_of(read.session)), part)

    assert item.said == (("Police", "Plays football"),)
    assert part.restriction == "NOT_KNOWN_ANY_MORE NOT_RECORDED"


def test_a_record_of_attendance_and_actions_alone_says_nothing_of_decisions(make: Making) -> None:
    sitting = make.sitting(HELD, "DAP")
    make.action(date(2026, 10, 9), HELD, conference_id=sitting, text="Send the tracker")

    words = record_of(make, sitting)

    assert "Send the tracker" in words
    assert "Reasons" not in words
    assert "OFFICIAL" in words
