"""A sitting from paper: each line is read as the live view reads it, kept by the same checks, all of it or nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from db.actions import Action
from db.conferences import Conference
from db.panel import PanelDecision
from tests.support.making import CORE
from vrp_desktop.conferences.commands import put_on_agenda
from vrp_desktop.conferences.forms import AttendanceForm, ItemForm
from vrp_desktop.conferences.item_commands import add_agenda_item
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.sitting.commands import start_sitting
from vrp_desktop.sitting.confirming import record_state
from vrp_desktop.sitting.flow import Ground
from vrp_desktop.sitting.queries import live_item, live_sitting
from vrp_desktop.sitting.rules import PANEL_OUTCOMES
from vrp_desktop.sitting.sheet import SheetForm, SheetLine, type_in_sheet, understood
from vrp_desktop.sitting.undoing import undo_last
from vrp_desktop.workspace.queries import reference_lists

HELD = date(2026, 9, 22)
THERE = tuple(AttendanceForm(code, "ATTENDED", mode="IN_PERSON") for code in CORE)


@pytest.fixture
def sheet(make):
    """A panel of last week with three children and a person under MAPPA on its agenda; today it is typed in."""
    cases = [make.screened(on=date(2026, 9, 1)) for _ in range(3)]
    make.on(HELD)
    sitting_id = make.sitting(HELD)
    items = [*make.do(put_on_agenda, sitting_id, cases)]
    adult = make.person("Quentin", date(1990, 1, 1))
    mappa = ItemForm("PERSON", person_id=adult, is_mappa=True, lead_agency="PROBATION")
    items.append(make.do(add_agenda_item, sitting_id, mappa))
    make.on(HELD + timedelta(days=7))
    return sitting_id, items


def keep(make, sitting_id: str, *lines: SheetLine, **more) -> str:
    form = SheetForm(lines, more.pop("attendance", THERE), chair="Chris Made-Up", statement_read=True, **more)
    return str(make.do(type_in_sheet, sitting_id, make.version(Conference, sitting_id), form))


def count(make, kind) -> int:
    return int(make.see(lambda read: read.session.scalar(select(func.count()).select_from(kind))))


def test_a_whole_sheet_becomes_what_the_keys_would_have_recorded(make, sheet):
    sitting_id, items = sheet
    status = keep(
        make, sitting_id,
        SheetLine(items[0], "OFFER_SUPPORT", "He asked", "yjs 6w", "call mum 2w; police visit school fri", "mentor"),
        SheetLine(items[1], "PANEL_COULD_NOT_AGREE", "Two views", "vru", disagreement="Police wished to wait"),
        SheetLine(items[2]),
        SheetLine(items[3], "NOTED"),
        next_on=date(2026, 10, 6),
    )  # fmt: skip

    seen = make.see(live_sitting, sitting_id)
    first = make.see(live_item, items[0])
    assert (status, seen.state, seen.next_on) == ("HELD", "ENDED", date(2026, 10, 6))
    assert [item.state for item in seen.items] == ["DECIDED", "DECIDED", "NOT_REACHED", "DECIDED"]
    assert first.rationale == "He asked"
    assert "Mentoring" in first.row.read_back
    actions = make.see(lambda read: read.session.scalars(select(Action).order_by(Action.id)).all())
    # Weeks and weekdays count from the day of the sitting, not from the day of typing.
    assert [(each.text, each.owner_agency, each.due_on) for each in actions] == [
        ("Call mum", "YOUTH_JUSTICE", date(2026, 10, 6)),
        ("Visit school", "POLICE", date(2026, 9, 25)),
    ]
    decided = make.see(lambda read: set(read.session.scalars(select(PanelDecision.decided_on))))
    assert decided == {HELD}
    assert make.see(record_state, sitting_id).hinders == ()


def test_a_line_that_cannot_be_read_keeps_nothing_and_says_which_item_it_is(make, sheet):
    sitting_id, items = sheet

    with pytest.raises(Invalid) as refused:
        keep(
            make, sitting_id, SheetLine(items[0], "OFFER_SUPPORT", "He asked", "yjs"),
            SheetLine(items[1], "OFFER_SUPPORT", "", "yjs", "call mum"),
        )  # fmt: skip

    assert "Item 2: Write the reasons for the decision. Say by when" in f"{refused.value.fields['lines']} Say by when"
    assert make.see(live_sitting, sitting_id).state == "NOT_STARTED"
    assert count(make, PanelDecision) == 0


def test_a_decision_without_its_quorum_is_refused_as_in_the_live_view(make, sheet):
    sitting_id, items = sheet

    with pytest.raises(Invalid, match="no quorum"):
        keep(make, sitting_id, SheetLine(items[0], "OFFER_SUPPORT", "He asked", "yjs"), attendance=(
            *(AttendanceForm(code, "ABSENT") for code in CORE),))  # fmt: skip


def test_a_core_agency_that_is_not_said_anything_of_is_asked_for(make, sheet):
    with pytest.raises(Invalid, match="each core agency"):
        keep(make, sheet[0], attendance=THERE[:-1])


def test_what_was_typed_in_is_taken_back_deed_by_deed_until_it_is_confirmed(make, sheet):
    sitting_id, items = sheet
    keep(make, sitting_id, SheetLine(items[0], "OFFER_SUPPORT", "He asked", "yjs"))

    assert [make.do(undo_last, sitting_id).kind for _ in range(2)] == ["END", "DECIDE"]

    assert count(make, PanelDecision) == 0


def test_a_sitting_that_was_begun_on_the_screen_is_not_typed_in_over_it(make, sheet):
    make.do(start_sitting, sheet[0])

    with pytest.raises(RuleBroken, match="begun on the screen"):
        keep(make, sheet[0])


def test_of_a_person_under_mappa_nothing_but_the_outcome_is_kept(make, sheet):
    sitting_id, items = sheet

    keep(make, sitting_id, SheetLine(items[3], "PLAN_AGREED", "A word too much", "yjs", "call 2w"))

    item = make.see(live_item, items[3])
    assert (item.row.outcome, item.rationale, item.row.read_back) == ("PLAN_AGREED", "", "Agree a plan.")
    assert count(make, Action) == 0


def test_a_line_is_said_as_the_chair_would_read_it_back(make):
    ground = Ground(make.see(reference_lists), HELD)
    said = understood(ground, PANEL_OUTCOMES, SheetLine("x", "OFFER_SUPPORT", "Why", "yjs", "call mum 2w"))

    assert said.wrong == {}
    assert said.sentence == "Offer support; youth justice service to call mum by 6 October 2026."
