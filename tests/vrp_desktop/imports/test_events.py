"""A list of police events: the rows of one child make one referral with several trigger events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from db.panel import CaseStatus, PanelCase, Referral, TriggerEvent
from tests.vrp_desktop.imports.lists import EVENT_HEAD, HEAD, SETTINGS, Intake, row
from vrp_desktop.imports import commands
from vrp_desktop.imports.planning import CHUNK
from vrp_desktop.imports.reading.settings import RowKind

EVENTS = replace(SETTINGS, rows=RowKind.EVENT, referral_date=date(2026, 10, 1))
FIRST = ("Ash", "Tam", "04/03/2012", "44260000001", "20/08/2026", "Robbery")
SECOND = ("ASH", "Tam", "04/03/2012", "44260000002", "21/09/2026", "Shoplifting")
OTHER = ("Elm", "Kit", "05/06/2011", "44260000003", "22/09/2026", "Robbery")


def test_the_rows_of_one_child_make_one_referral_with_several_events(intake: Intake):
    taken = intake.take(FIRST, OTHER, SECOND, settings=EVENTS, head=EVENT_HEAD)

    assert (taken.read, taken.taken, taken.joined, taken.held) == (3, 3, 0, 0)
    counts = intake.counts()
    assert (counts["person"], counts["referral"], counts["panel_case"], counts["trigger_event"]) == (2, 2, 2, 3)
    assert len({one.referral_id for one in intake.all(TriggerEvent)}) == 2
    assert {one.referred_on for one in intake.all(Referral)} == {date(2026, 10, 1)}


def test_two_crimes_of_one_occurrence_are_one_event(intake: Intake):
    again = (*FIRST[:5], "Public order")

    taken = intake.take(FIRST, again, settings=EVENTS, head=EVENT_HEAD)

    assert taken.taken == 2
    assert intake.counts()["trigger_event"] == 1


def test_the_same_occurrence_in_the_next_list_is_not_written_twice(intake: Intake):
    intake.take(FIRST, settings=EVENTS, head=EVENT_HEAD)

    later = replace(EVENTS, referral_date=date(2026, 11, 1))
    taken = intake.take(FIRST, SECOND, settings=later, head=EVENT_HEAD)

    assert (taken.joined, intake.counts()["referral"], intake.counts()["trigger_event"]) == (2, 2, 2)


def test_event_rows_of_a_child_on_file_make_one_further_referral(intake: Intake):
    intake.take(row("Ash"))

    taken = intake.take(FIRST, SECOND, settings=EVENTS, head=EVENT_HEAD)

    assert (taken.taken, taken.joined) == (2, 2)
    assert (intake.counts()["person"], intake.counts()["referral"]) == (1, 2)


def test_the_referral_is_dated_by_the_last_of_its_rows(intake: Intake):
    head = (*EVENT_HEAD, "Referral date")
    rows = [
        (*FIRST, "01/09/2026"),
        (*SECOND, "01/10/2026"),
        (*SECOND[:3], "44260000009", "22/09/2026", "", "02/09/2026"),
    ]

    intake.take(*rows, settings=EVENTS, head=head)

    (referral,), (case,), (step,) = intake.all(Referral), intake.all(PanelCase), intake.all(CaseStatus)
    assert referral.referred_on == case.status_on == step.reached_on == date(2026, 10, 1)


def test_rows_of_one_child_far_apart_in_a_long_list_still_make_one_referral(intake: Intake):
    between = [(f"Elm{n // 26}{chr(97 + n % 26)}", "Kit", "05/06/2011", "", "22/09/2026", "") for n in range(CHUNK)]

    intake.take(FIRST, *between, SECOND, settings=EVENTS, head=EVENT_HEAD)

    tam = [one for one in intake.all(TriggerEvent) if one.occurrence]
    assert len(tam) == 2
    assert len({one.referral_id for one in tam}) == 1


def test_an_event_without_its_day_is_held(intake: Intake):
    taken = intake.take((*FIRST[:4], "", "Robbery"), settings=EVENTS, head=EVENT_HEAD)

    assert taken.held == 1
    assert [one.reason_code for one in intake.held()] == ["NO_EVENT_DATE"]


def test_a_mended_event_row_adds_its_event_to_the_batchs_referral(intake: Intake):
    intake.take(FIRST, (*SECOND[:4], "31/02/2026", "Robbery"), settings=EVENTS, head=EVENT_HEAD)
    (held,) = intake.held()

    settled = intake.do(commands.mend_row, held.row_id, held.version, {"Offence date": "21/09/2026"})

    (referral,) = intake.all(Referral)
    assert settled.referral_id == referral.id
    assert [one.referral_id for one in intake.all(TriggerEvent)] == [referral.id] * 2


def test_a_list_of_events_is_taken_back_whole(intake: Intake):
    before = intake.counts()
    taken = intake.take(FIRST, OTHER, SECOND, settings=EVENTS, head=EVENT_HEAD)

    back = intake.do(commands.take_back, taken.batch_id)

    assert (back.referrals, back.people, back.kept) == (2, 2, ())
    assert intake.counts() == before


def test_referral_rows_with_an_event_of_their_own_stay_referrals(intake: Intake):
    head = (*HEAD, "Occurrence number", "Offence date")

    intake.take([*row("Ash"), "1", "20/08/2026"], [*row("Ash", referred="05/09/2026"), "2", "21/08/2026"], head=head)

    assert (intake.counts()["referral"], intake.counts()["trigger_event"]) == (2, 2)
