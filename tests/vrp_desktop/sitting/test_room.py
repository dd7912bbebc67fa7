"""A live sitting: who is there for an item, decisions through the panel's own command, and taking each deed back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from db.actions import Action, ActionStep
from db.conferences import AgendaItem, Conference
from db.panel import CaseStatus, FurtherReferral, PanelCase, PanelDecision
from tests.support.making import CORE, Making
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.actions.forms import ActionForm
from vrp_desktop.conferences.commands import put_on_agenda
from vrp_desktop.conferences.forms import AttendanceForm
from vrp_desktop.errors import Invalid, RuleBroken, Stale
from vrp_desktop.panel.forms import FurtherForm
from vrp_desktop.search import index
from vrp_desktop.sitting import rules
from vrp_desktop.sitting.commands import (
    break_off,
    end_sitting,
    name_chair,
    note_event,
    open_item,
    read_statement,
    seat_agency,
    start_sitting,
    tell,
    write_words,
)
from vrp_desktop.sitting.deciding import decide_item
from vrp_desktop.sitting.forms import DecideForm, EndForm, EventForm, ItemWords, ToldForm
from vrp_desktop.sitting.queries import live_item, live_sitting, sittings_to_run
from vrp_desktop.sitting.undoing import undo_last
from vrp_desktop.workspace.queries import reference_lists

DAY = date(2026, 9, 22)
OFFER = DecideForm("OFFER_SUPPORT", "He asked for a mentor", "YOUTH_JUSTICE")


@dataclass
class Room:
    """A sitting of a panel on its day, with children on the agenda."""

    make: Making
    sitting_id: str
    item_ids: tuple[str, ...]

    def see(self):
        return self.make.see(live_sitting, self.sitting_id)

    def item(self, at: int = 0):
        return self.make.see(live_item, self.item_ids[at])

    def seat(self, *agencies: str, state: str = "ATTENDED", **more) -> None:
        for code in agencies:
            self.make.do(seat_agency, self.sitting_id, AttendanceForm(code, state, **more))

    def decide(self, at: int = 0, form: DecideForm = OFFER):
        return self.make.do(decide_item, self.item_ids[at], self.item(at).row.version, form)

    def undo(self):
        return self.make.do(undo_last, self.sitting_id)

    def count(self, kind) -> int:
        return int(self.make.see(lambda read: read.session.scalar(select(func.count()).select_from(kind))))


@pytest.fixture
def room(make) -> Room:
    cases = [make.screened(on=date(2026, 9, 1)) for _ in range(3)]
    make.on(DAY)
    sitting_id = make.sitting(DAY)
    items = make.do(put_on_agenda, sitting_id, cases)
    make.do(start_sitting, sitting_id)
    return Room(make, sitting_id, tuple(items))


@pytest.fixture
def quorate(room: Room) -> Room:
    room.make.do(name_chair, room.sitting_id, "Chris Made-Up")
    room.seat(*CORE)
    return room


def test_a_sitting_of_a_day_that_has_not_come_cannot_be_started(make):
    make.on(DAY)
    with pytest.raises(RuleBroken, match="has not come"):
        make.do(start_sitting, make.sitting(DAY + timedelta(days=1)))


def test_the_sittings_of_today_come_first_among_those_that_can_be_run(room):
    later = room.make.sitting(DAY + timedelta(days=7))
    assert [row.conference_id for row in room.make.see(sittings_to_run)] == [room.sitting_id, later]


def test_a_decision_is_refused_without_the_quorum_and_an_item_can_still_be_put_off(room):
    with pytest.raises(RuleBroken, match="no quorum for this item"):
        room.decide()
    room.decide(
        form=DecideForm("DEFER_INFO", "The school's word is missing", "EDUCATION", keep_until=date(2026, 10, 6))
    )

    assert room.item().row.state == rules.DEFERRED


def test_a_school_joins_for_one_child_and_completes_the_quorum_of_that_item_alone(room):
    room.make.do(name_chair, room.sitting_id, "Chris Made-Up")
    room.seat("POLICE", "CHILDRENS_SERVICES")
    assert not room.item(0).quorum.is_met

    room.make.do(
        note_event, room.sitting_id, EventForm("JOINED", room.item_ids[0], "EDUCATION", "Head of year", "ONLINE")
    )

    assert room.item(0).quorum.is_met
    assert "EDUCATION" in room.item(0).there
    assert not room.item(1).quorum.is_met


def test_who_withdraws_for_an_item_is_back_for_the_next(quorate):
    form = EventForm("WITHDREW", quorate.item_ids[0], "CHILDRENS_SERVICES", note="Knows the family")
    quorate.make.do(note_event, quorate.sitting_id, form)

    assert not quorate.item(0).quorum.is_met
    assert quorate.item(1).quorum.is_met
    quorate.undo()
    assert quorate.item(0).quorum.is_met


def test_an_observer_is_no_member_and_is_seen_until_leaving(quorate):
    lists = quorate.make.see(reference_lists)
    quorate.make.do(note_event, quorate.sitting_id, EventForm("OBSERVER", None, "VCSE", "Student"))
    assert [each.name for each in rules.observers(lists, quorate.see().events)] == ["Student"]
    assert "VCSE" not in quorate.item().there

    quorate.make.clock.advance(timedelta(minutes=5))
    quorate.make.do(note_event, quorate.sitting_id, EventForm("OBSERVER_LEFT", None, "VCSE", "Student"))
    assert rules.observers(lists, quorate.see().events) == ()


def test_a_decision_goes_through_the_panels_own_command_and_undo_leaves_no_trace_of_it(quorate):
    make = quorate.make
    case_id = quorate.item().row.case_id
    before = (make.row(PanelCase, case_id).status, quorate.count(CaseStatus), quorate.count(Action))
    form = DecideForm(
        "OFFER_SUPPORT", "He asked for a mentor", "YOUTH_JUSTICE", disagreement="Police wished to wait",
        further=(FurtherForm(intervention_code="MENTORING"),),
        actions=(ActionForm("Call mum", "YOUTH_JUSTICE", date(2026, 10, 2)), ActionForm("Ring school", "VRU", DAY)),
    )  # fmt: skip
    make.do(open_item, quorate.item_ids[0])
    recorded = quorate.decide(form=form)
    decision = make.row(PanelDecision, recorded.decision_id)
    assert (decision.outcome, decision.conference_id) == ("OFFER_SUPPORT", quorate.sitting_id)
    item = quorate.item().row
    assert item.state == rules.DECIDED
    assert item.read_back == (
        "Offer support: Mentoring; youth justice service to call mum by 2 October 2026; Violence Reduction Unit to "
        "ring school by 22 September 2026; disagreement is recorded."
    )
    assert make.see(index.find, "mentor")

    quorate.undo()

    assert (make.row(PanelCase, case_id).status, quorate.count(CaseStatus), quorate.count(Action)) == before
    assert [quorate.count(kind) for kind in (PanelDecision, FurtherReferral, ActionStep)] == [0, 0, 0]
    assert not [hit for hit in make.see(index.find, "mentor") if hit.kind == "panel_decision"]
    assert quorate.item().row.outcome is None
    quorate.decide()
    assert quorate.item().row.state == rules.DECIDED


def test_a_decision_on_which_something_was_built_is_not_taken_back(quorate):
    quorate.decide()
    case_id = quorate.item().row.case_id
    quorate.make.move(case_id, "IN_SUPPORT", DAY)

    with pytest.raises(RuleBroken, match="cannot be taken back"):
        quorate.undo()


def test_a_decision_says_why_and_a_second_one_first_takes_the_first_back(quorate):
    with pytest.raises(Invalid):
        quorate.decide(form=DecideForm("OFFER_SUPPORT", " ", "YOUTH_JUSTICE"))
    quorate.decide()
    with pytest.raises(RuleBroken, match="decided already"):
        quorate.decide()
    with pytest.raises(Stale):
        quorate.make.do(decide_item, quorate.item_ids[1], 99, OFFER)


def test_what_agencies_tell_and_what_is_said_can_each_be_taken_back(room):
    do = room.make.do
    do(tell, room.item_ids[0], ToldForm("POLICE", "Seen twice at night"))
    do(tell, room.item_ids[0], ToldForm("POLICE", nothing_known=True))
    do(write_words, room.item_ids[0], ItemWords(childs_voice="Wants to go back to football"))
    assert room.item().told[0].nothing_known
    assert room.item().said.childs_voice == "Wants to go back to football"

    room.undo()
    room.undo()

    assert room.item().told[0].text == "Seen twice at night"
    assert room.item().said.childs_voice == ""


def test_the_clock_runs_for_the_open_item_alone_and_stands_still_in_a_break(room):
    do, clock = room.make.do, room.make.clock
    do(open_item, room.item_ids[0])
    clock.advance(timedelta(minutes=4))
    do(break_off, room.sitting_id)
    clock.advance(timedelta(minutes=30))
    do(open_item, room.item_ids[1])
    clock.advance(timedelta(minutes=2))

    first, second = (room.item(at).row for at in (0, 1))
    assert rules.seconds_on(first, clock.now(), runs=True) == 240
    assert rules.seconds_on(second, clock.now(), runs=True) == 120
    pace = rules.pace_of(room.see().items, room.see().started_at, 60, clock.now())
    assert (pace.items_left, pace.minutes_left, pace.minutes_wanted, pace.behind) == (3, 24, 24, 0)


def test_a_sitting_ends_with_what_it_reached_and_can_be_opened_again(quorate):
    quorate.make.do(read_statement, quorate.sitting_id)
    quorate.decide()
    assert quorate.make.do(end_sitting, quorate.sitting_id, EndForm(next_on=date(2026, 10, 6))) == "HELD"
    assert [item.state for item in quorate.see().items] == [rules.DECIDED, rules.NOT_REACHED, rules.NOT_REACHED]

    quorate.undo()

    assert quorate.see().state == rules.LIVE
    assert [item.state for item in quorate.see().items] == [rules.DECIDED, rules.WAITING, rules.WAITING]


def test_a_sitting_does_not_end_before_each_core_agency_has_a_word(room):
    with pytest.raises(Invalid, match="core agency"):
        room.make.do(end_sitting, room.sitting_id, EndForm())


def test_a_confirmed_record_takes_no_deed(quorate):
    def confirm(work):
        work.session.get(Conference, quorate.sitting_id).state = rules.CONFIRMED

    quorate.make.do(command(Permission.EDIT_CONFERENCES)(confirm))
    for deed in (
        lambda: quorate.decide(),
        lambda: quorate.undo(),
        lambda: quorate.make.do(tell, quorate.item_ids[0], ToldForm("POLICE", "More")),
        lambda: quorate.seat("POLICE"),
    ):
        with pytest.raises(RuleBroken, match="confirmed"):
            deed()


def test_of_a_person_under_mappa_no_words_are_kept(room):
    def mark(work):
        work.session.get(AgendaItem, room.item_ids[0]).is_mappa = True

    room.make.do(command(Permission.EDIT_CONFERENCES)(mark))
    with pytest.raises(RuleBroken, match="MAPPA"):
        room.make.do(tell, room.item_ids[0], ToldForm("POLICE", "More"))
