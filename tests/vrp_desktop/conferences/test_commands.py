"""Sittings planned, held, cancelled; attendance, quorum and the agenda."""

from __future__ import annotations

from datetime import date

import pytest

from db.conferences import Conference
from db.panel import PanelCase
from tests.support.making import CORE, DECIDED, PANEL, PLACE, REFERRED, Making
from vrp_desktop.access.permissions import Role
from vrp_desktop.conferences.commands import (
    cancel_conference,
    edit_conference,
    hold_conference,
    plan_again,
    plan_conference,
    put_on_agenda,
    record_attendance,
    record_statement_read,
    reorder_agenda,
    take_off_agenda,
)
from vrp_desktop.conferences.forms import AttendanceForm, ConferenceForm, HoldForm
from vrp_desktop.conferences.queries import conference_record
from vrp_desktop.conferences.rows import ConferenceRecord
from vrp_desktop.errors import Invalid, NotFound, NotPermitted, RuleBroken, Stale
from vrp_desktop.panel.queries import case_record

SOON = date(2026, 11, 10)


def record(make: Making, sitting: str) -> ConferenceRecord:
    found: ConferenceRecord = make.see(conference_record, sitting)
    return found


def version(make: Making, sitting: str) -> int:
    return make.version(Conference, sitting)


def status_of(make: Making, case_id: str) -> str:
    return str(make.see(case_record, case_id).status)


def test_a_panels_sitting_is_planned_in_the_panels_place(make: Making) -> None:
    found = record(make, make.sitting(SOON))

    assert (found.row.status, found.row.place_code) == ("PLANNED", PLACE)
    assert found.next_statuses == ("HELD", "NOT_QUORATE", "CANCELLED")


def test_the_core_agencies_are_there_to_be_filled_in(make: Making) -> None:
    found = record(make, make.sitting(SOON))

    assert [row.form.agency_code for row in found.attendance] == list(CORE)
    assert {row.form.state for row in found.attendance} == {""}


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (ConferenceForm("NO_SUCH", SOON), "forum_code"),
        (ConferenceForm("TVRP", SOON), "held_on"),
        (ConferenceForm(PANEL, SOON, place_code="SOUTHAMPTON"), "place_code"),
        (ConferenceForm("LMAC", SOON, place_code="NO_SUCH"), "place_code"),
        (ConferenceForm(PANEL, SOON, next_on=SOON), "next_on"),
    ],
)
def test_a_sitting_that_cannot_be_is_refused_by_field(make: Making, form: ConferenceForm, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        make.do(plan_conference, form)

    assert set(refused.value.fields) == {field}


def test_a_board_of_the_whole_area_is_not_for_someone_limited_to_places(make: Making) -> None:
    limited = make.actor(places=[PLACE])
    board = make.sitting(SOON, "SVRP")

    with pytest.raises(NotPermitted):
        make.do_as(limited, plan_conference, ConferenceForm("SVRP", SOON))
    with pytest.raises(NotFound):
        make.see_as(limited, conference_record, board)
    assert record(make, board).row.place_code is None


def test_a_sitting_with_its_quorum_is_held(make: Making) -> None:
    sitting = make.sitting()

    status = make.hold(sitting, absent=["HEALTH_ICB", "POLICE"])

    found = record(make, sitting)
    assert status == found.row.status == "HELD"
    assert (found.row.core_expected, found.row.core_present) == (6, 4)
    assert found.quorum.is_met


def test_a_sitting_without_its_quorum_is_not_quorate_and_says_what_is_missing(make: Making) -> None:
    sitting = make.sitting()

    status = make.hold(sitting, absent=["CHILDRENS_SERVICES", "EDUCATION", "HEALTH_ICB"], chair="")

    assert status == "NOT_QUORATE"
    missing = record(make, sitting).missing
    assert missing[:2] == ("The chair is missing.", "Missing: Children's services.")
    assert missing[2].startswith("Missing: Education or ")


def test_observers_and_note_takers_do_not_make_a_quorum(make: Making) -> None:
    sitting = make.sitting()
    attendance = tuple(
        AttendanceForm(code, "ATTENDED", role="OBSERVER" if code == "CHILDRENS_SERVICES" else "CORE") for code in CORE
    )

    held = HoldForm(DECIDED, "A. Made-Up", attendance)
    assert make.do(hold_conference, sitting, version(make, sitting), held) == "NOT_QUORATE"


def test_a_deputy_makes_a_quorum_and_another_agency_may_come_too(make: Making) -> None:
    sitting = make.sitting()
    attendance = (*(AttendanceForm(code, "SUBSTITUTE") for code in CORE), AttendanceForm("FIRE", "ATTENDED"))

    held = HoldForm(DECIDED, "A. Made-Up", attendance, statement_read=True)
    make.do(hold_conference, sitting, version(make, sitting), held)

    found = record(make, sitting)
    assert (found.row.status, found.statement_read) == ("HELD", True)
    assert [(row.form.agency_code, row.is_core) for row in found.attendance][-1] == ("FIRE", False)
    assert found.row.core_expected == 6


def test_every_core_agency_is_accounted_for(make: Making) -> None:
    sitting = make.sitting()
    held = HoldForm(DECIDED, "A. Made-Up", tuple(AttendanceForm(code, "ATTENDED") for code in CORE[1:]))

    with pytest.raises(Invalid) as refused:
        make.do(hold_conference, sitting, version(make, sitting), held)

    assert refused.value.fields == {"attendance": "Say whether each core agency came: Police."}


@pytest.mark.parametrize(
    "attendance",
    [
        (AttendanceForm("POLICE", "ATTENDED"), AttendanceForm("POLICE", "ABSENT")),
        (AttendanceForm("NO_SUCH", "ATTENDED"),),
        (AttendanceForm("POLICE", "NO_SUCH"),),
        (AttendanceForm("POLICE", "ATTENDED", role="NO_SUCH"),),
        (AttendanceForm("POLICE", "ATTENDED", mode="NO_SUCH"),),
        (AttendanceForm("POLICE", "APOLOGIES", information_on=date(2026, 11, 3)),),
    ],
)
def test_attendance_goes_by_the_lists(make: Making, attendance: tuple[AttendanceForm, ...]) -> None:
    sitting = make.sitting(SOON)

    with pytest.raises(Invalid) as refused:
        make.do(record_attendance, sitting, 1, attendance)

    assert set(refused.value.fields) == {"attendance"}


def test_apologies_and_information_are_recorded_before_the_sitting(make: Making) -> None:
    sitting = make.sitting(SOON)
    apologies = AttendanceForm("HEALTH_ICB", "APOLOGIES", information_on=date(2026, 11, 1))

    make.do(record_attendance, sitting, 1, [apologies])

    found = record(make, sitting)
    assert [row.form for row in found.attendance if row.form.state] == [apologies]
    assert len(found.attendance) == len(CORE)
    assert found.version == 2


def test_attendance_put_right_gives_a_sitting_its_quorum(make: Making) -> None:
    sitting = make.sitting()
    make.hold(sitting, absent=["CHILDRENS_SERVICES"])

    whole = [AttendanceForm(code, "ATTENDED") for code in CORE]
    make.do(record_attendance, sitting, version(make, sitting), whole)

    assert record(make, sitting).row.status == "HELD"


def test_a_sitting_is_held_once_and_not_in_the_future(make: Making) -> None:
    sitting = make.sitting()

    with pytest.raises(Invalid):
        make.hold(sitting, SOON)
    make.hold(sitting)
    with pytest.raises(RuleBroken):
        make.hold(sitting)


def test_a_sitting_is_cancelled_with_its_reason_and_may_be_planned_again(make: Making) -> None:
    sitting = make.sitting(SOON)

    with pytest.raises(Invalid):
        make.do(cancel_conference, sitting, 1, " ")
    make.do(cancel_conference, sitting, 1, "Snow")
    cancelled = record(make, sitting)
    make.do(plan_again, sitting, 2, date(2026, 11, 17))

    assert (cancelled.row.status, cancelled.form.note) == ("CANCELLED", "Cancelled: Snow")
    assert (record(make, sitting).row.status, record(make, sitting).row.held_on) == ("PLANNED", date(2026, 11, 17))


def test_a_held_sitting_is_not_cancelled(make: Making) -> None:
    sitting = make.sitting()
    make.hold(sitting)

    with pytest.raises(RuleBroken):
        make.do(cancel_conference, sitting, version(make, sitting), "Too late")


def test_a_sitting_is_edited_and_two_editors_meet(make: Making) -> None:
    sitting = make.sitting(SOON)

    make.do(edit_conference, sitting, 1, ConferenceForm(PANEL, SOON, venue="Room 2", chair="A. Made-Up"))

    assert record(make, sitting).form == ConferenceForm(PANEL, SOON, PLACE, "Room 2", "A. Made-Up")
    with pytest.raises(Stale):
        make.do(edit_conference, sitting, 1, ConferenceForm(PANEL, SOON))


def test_a_sitting_with_an_agenda_keeps_its_forum_and_a_held_one_its_past(make: Making) -> None:
    sitting = make.sitting()
    make.do(put_on_agenda, sitting, [make.screened()])

    with pytest.raises(Invalid) as refused:
        make.do(edit_conference, sitting, version(make, sitting), ConferenceForm("LMAC", DECIDED))
    assert set(refused.value.fields) == {"forum_code"}
    make.hold(sitting)
    with pytest.raises(Invalid) as refused:
        make.do(edit_conference, sitting, version(make, sitting), ConferenceForm(PANEL, SOON))
    assert set(refused.value.fields) == {"held_on"}


def test_putting_a_case_on_the_agenda_moves_it_there_once(make: Making) -> None:
    sitting, case_id = make.sitting(SOON), make.screened()

    first = make.do(put_on_agenda, sitting, [case_id])
    again = make.do(put_on_agenda, sitting, [case_id])

    found = make.see(case_record, case_id)
    assert first == again
    assert (found.status, found.status_on) == ("ON_AGENDA", date(2026, 11, 2))
    assert [row.case_id for row in record(make, sitting).agenda] == [case_id]


def test_a_case_put_on_a_past_sitting_was_on_its_agenda_that_day(make: Making) -> None:
    sitting, case_id = make.sitting(), make.screened()

    make.do(put_on_agenda, sitting, [case_id])

    assert make.see(case_record, case_id).status_on == DECIDED


def test_a_deferred_case_comes_back_by_the_agenda(make: Making) -> None:
    case_id = make.screened()
    make.decide(case_id, "DEFER_INFO", keep_until=SOON)

    make.do(put_on_agenda, make.sitting(SOON), [case_id])

    assert status_of(make, case_id) == "ON_AGENDA"


def test_a_case_that_the_rules_keep_off_is_refused_and_nothing_is_changed(make: Making) -> None:
    sitting, good, unscreened = make.sitting(SOON), make.screened(), make.case()

    with pytest.raises(RuleBroken):
        make.do(put_on_agenda, sitting, [good, unscreened])

    assert record(make, sitting).agenda == ()
    assert status_of(make, good) == "SCREENED"


def test_a_case_of_another_place_or_a_cancelled_sitting_is_refused(make: Making) -> None:
    sitting = make.sitting(SOON)

    with pytest.raises(RuleBroken):
        make.do(put_on_agenda, sitting, [make.screened(place="SOUTHAMPTON")])
    make.do(cancel_conference, sitting, 1, "Snow")
    with pytest.raises(RuleBroken):
        make.do(put_on_agenda, sitting, [make.screened()])


def test_a_local_conference_may_talk_of_a_case_without_moving_it(make: Making) -> None:
    sitting, case_id = make.sitting(SOON, "LMAC"), make.case()

    make.do(put_on_agenda, sitting, [case_id])

    assert status_of(make, case_id) == "IDENTIFIED"
    assert len(record(make, sitting).agenda) == 1


def test_a_case_taken_off_waits_as_screened_again(make: Making) -> None:
    sitting, case_id = make.sitting(SOON), make.screened()
    make.do(put_on_agenda, sitting, [case_id])

    make.do(take_off_agenda, sitting, case_id, "Checks not back")

    assert record(make, sitting).agenda == ()
    assert status_of(make, case_id) == "SCREENED"


def test_a_case_taken_off_one_of_two_agendas_stays_on_the_other(make: Making) -> None:
    first, second, case_id = make.sitting(SOON), make.sitting(date(2026, 11, 17)), make.screened()
    for sitting in (first, second):
        make.do(put_on_agenda, sitting, [case_id])

    make.do(take_off_agenda, first, case_id)

    assert status_of(make, case_id) == "ON_AGENDA"


def test_a_decided_case_stays_on_its_agenda(make: Making) -> None:
    sitting, case_id = make.sitting(), make.screened()
    make.do(put_on_agenda, sitting, [case_id])
    make.decide(case_id, conference_id=sitting)

    with pytest.raises(RuleBroken):
        make.do(take_off_agenda, sitting, case_id)


def test_the_agenda_is_put_in_order(make: Making) -> None:
    sitting, cases = make.sitting(SOON), [make.screened() for _ in range(3)]
    items = make.do(put_on_agenda, sitting, cases)

    make.do(reorder_agenda, sitting, items[::-1])

    assert [row.case_id for row in record(make, sitting).agenda] == cases[::-1]
    with pytest.raises(RuleBroken):
        make.do(reorder_agenda, sitting, items[:2])


def test_a_viewer_records_no_sitting(make: Making) -> None:
    with pytest.raises(NotPermitted):
        make.do_as(make.actor(Role.VIEWER), plan_conference, ConferenceForm(PANEL, SOON))


def test_the_dates_of_the_agenda_let_a_decision_follow_on_the_day(make: Making) -> None:
    sitting, case_id = make.sitting(), make.screened(on=REFERRED)
    make.do(put_on_agenda, sitting, [case_id])

    make.decide(case_id, conference_id=sitting)

    assert make.row(PanelCase, case_id).status == "AWAITING_ENGAGEMENT"


def test_attendance_that_is_blanked_or_left_out_is_no_longer_on_file(make: Making) -> None:
    sitting = make.sitting(SOON)
    make.do(record_attendance, sitting, 1, [AttendanceForm("POLICE", "APOLOGIES"), AttendanceForm("FIRE", "APOLOGIES")])

    make.do(record_attendance, sitting, 2, [AttendanceForm("POLICE", "")])

    found = record(make, sitting)
    assert {row.form.state for row in found.attendance} == {""}
    assert "FIRE" not in {row.form.agency_code for row in found.attendance}


def test_the_confidentiality_statement_is_recorded_as_read_but_not_at_a_cancelled_sitting(make: Making) -> None:
    sitting = make.sitting(SOON)

    make.do(record_statement_read, sitting, 1, True)
    was_read = record(make, sitting).statement_read
    make.do(cancel_conference, sitting, 2, "Snow")

    assert was_read
    with pytest.raises(RuleBroken):
        make.do(record_statement_read, sitting, 3, False)


def test_taking_off_a_case_that_is_not_on_the_agenda_changes_nothing(make: Making) -> None:
    sitting, case_id = make.sitting(SOON), make.screened()

    make.do(take_off_agenda, sitting, case_id)

    assert status_of(make, case_id) == "SCREENED"
