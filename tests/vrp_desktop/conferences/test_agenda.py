"""The agenda that builds itself: what waits and why, other kinds of item, minutes, and people under MAPPA."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.conferences import AgendaItem, Conference
from db.discussion import Contribution
from db.panel import PanelCase
from tests.support.making import Making
from vrp_desktop.clock import FixedClock
from vrp_desktop.conferences.commands import put_on_agenda, reorder_agenda
from vrp_desktop.conferences.forms import ItemForm
from vrp_desktop.conferences.item_commands import add_agenda_item, edit_agenda_item, take_item_off
from vrp_desktop.conferences.queries import conference_record, proposed_for_agenda
from vrp_desktop.conferences.rows import Waits
from vrp_desktop.errors import Invalid, RuleBroken, Stale
from vrp_desktop.sitting.commands import start_sitting, tell, write_words
from vrp_desktop.sitting.forms import ItemWords, ToldForm
from vrp_desktop.sitting.undoing import undo_last
from vrp_desktop.workspace.workspace import Workspace

FIRST, SOON = date(2026, 9, 22), date(2026, 11, 10)


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    made = Making(workspace, clock)
    made.on(date(2026, 11, 2))
    return made


def test_reviews_that_are_due_and_overdue_actions_come_to_the_next_agenda_by_themselves(make: Making) -> None:
    first, case_id = make.sitting(FIRST), make.screened()
    make.decide(case_id, conference_id=first)
    make.move(case_id, "IN_SUPPORT", date(2026, 9, 25))
    late = make.action(date(2026, 10, 10), conference_id=first)
    make.action(date(2026, 12, 10), conference_id=first)
    make.action(date(2026, 10, 10), conference_id=make.sitting(FIRST, "LMAC"))
    second = make.sitting(date(2026, 11, 24))

    found = make.see(proposed_for_agenda, second)

    assert [(case.case_id, case.waits) for case in found.cases] == [(case_id, Waits.REVIEW_DUE)]
    assert [action.action_id for action in found.actions] == [late]
    make.do(put_on_agenda, second, [case_id], [late])
    rows = make.see(conference_record, second).agenda
    assert [(row.kind, row.reason, row.target_minutes) for row in rows] == [
        ("PANEL_CASE", "REVIEW_DUE", 10),
        ("ACTION", "OVERDUE", 2),
    ]
    assert make.row(PanelCase, case_id).status == "IN_SUPPORT"
    assert make.see(proposed_for_agenda, second).actions == ()


def test_a_child_referred_again_within_a_year_is_marked(make: Making) -> None:
    child = make.person()
    earlier = make.case(child, date(2026, 2, 1))
    again, alone = make.screened(child), make.screened()
    sitting = make.sitting(SOON)

    marked = {case.case_id: case.is_repeat for case in make.see(proposed_for_agenda, sitting).cases}
    make.do(put_on_agenda, sitting, [again, alone])

    assert (marked[again], marked[alone], earlier in marked) == (True, False, False)
    assert [row.is_repeat for row in make.see(conference_record, sitting).agenda] == [True, False]


def test_places_groups_and_people_of_any_age_stand_beside_cases_and_are_put_in_order(make: Making) -> None:
    sitting, case_id = make.sitting(SOON), make.screened()
    make.do(put_on_agenda, sitting, [case_id])
    adult = make.person("Robin", date(1990, 1, 1))
    for form in (
        ItemForm("PLACE", "The skate park", target_minutes=15, joins=("HOUSING",)),
        ItemForm("GROUP", "Boys who meet at the arcade"),
        ItemForm("PERSON", person_id=adult, brief="Leads the group"),
        ItemForm("OTHER", "Dates of next year"),
    ):
        make.do(add_agenda_item, sitting, form)
    items = [row.item_id for row in make.see(conference_record, sitting).agenda]

    make.do(reorder_agenda, sitting, items[::-1])

    record = make.see(conference_record, sitting)
    assert [row.kind for row in record.agenda] == ["OTHER", "PERSON", "GROUP", "PLACE", "PANEL_CASE"]
    assert record.agenda[1].words is not None
    assert (record.agenda[3].title, record.agenda[3].joins) == ("The skate park", ("HOUSING",))
    assert record.minutes_planned == 5 + 10 + 10 + 15 + 10
    assert len(record.undecided) == 5


def test_of_someone_under_mappa_only_the_flag_and_the_lead_agency_are_kept(make: Making) -> None:
    sitting, adult = make.sitting(SOON, "LMAC"), make.person("Robin", date(1990, 1, 1))
    form = ItemForm("PERSON", person_id=adult, is_mappa=True, lead_agency="PROBATION")

    for wrong in (replace(form, lead_agency=None), replace(form, brief="What was said elsewhere")):
        with pytest.raises(Invalid):
            make.do(add_agenda_item, sitting, wrong)
    item = make.row(AgendaItem, make.do(add_agenda_item, sitting, replace(form, title="A title")))

    assert (item.is_mappa, item.lead_agency, item.title, item.brief) == (True, "PROBATION", "", "")
    (row,) = make.see(conference_record, sitting).agenda
    assert (row.words, row.has_concern) == (None, False)


def test_what_was_said_goes_when_the_flag_is_set_later(make: Making) -> None:
    sitting, adult = make.sitting(SOON, "LMAC"), make.person("Robin", date(1990, 1, 1))
    form = ItemForm("PERSON", person_id=adult, brief="Released in two weeks")
    item = make.do(add_agenda_item, sitting, form)
    make.on(SOON)
    make.do(start_sitting, sitting)
    make.do(tell, item, ToldForm("POLICE", "Robin was seen"))
    make.do(write_words, item, ItemWords("I am tired", "", "", ""))

    flagged = replace(form, brief="", is_mappa=True, lead_agency="PROBATION")
    make.do(edit_agenda_item, item, make.version(AgendaItem, item), flagged)

    assert make.row(AgendaItem, item).childs_voice == ""
    assert make.see(lambda read: read.session.query(Contribution).count()) == 0
    with pytest.raises(RuleBroken):
        make.do(undo_last, sitting)


def test_an_item_is_edited_against_its_version_and_taken_off_only_before_it_is_talked_about(make: Making) -> None:
    sitting = make.sitting(SOON)
    item = make.do(add_agenda_item, sitting, ItemForm("OTHER", "Dates"))
    make.do(edit_agenda_item, item, 1, ItemForm("OTHER", "Dates of next year", target_minutes=7))

    with pytest.raises(Stale):
        make.do(edit_agenda_item, item, 1, ItemForm("OTHER", "Something else"))
    with pytest.raises(Invalid):
        make.do(edit_agenda_item, item, 2, ItemForm("PLACE", "A place"))
    assert make.row(AgendaItem, item).target_minutes == 7
    make.do(take_item_off, item)
    assert make.see(conference_record, sitting).agenda == ()


def test_a_case_is_not_taken_off_as_if_it_were_another_item(make: Making) -> None:
    sitting = make.sitting(SOON)
    (item,) = make.do(put_on_agenda, sitting, [make.screened()])

    with pytest.raises(RuleBroken):
        make.do(take_item_off, item)


def test_a_sitting_is_planned_with_the_hour_and_length_of_its_forum(make: Making) -> None:
    own, usual = make.sitting(SOON, starts="14:00", minutes=60), make.sitting(date(2026, 11, 24))

    rows = [make.row(Conference, each) for each in (own, usual)]

    assert [(row.starts, row.minutes, row.mode) for row in rows] == [("14:00", 60, "HYBRID"), ("10:00", 120, "HYBRID")]
    with pytest.raises(Invalid):
        make.sitting(SOON, starts="2 pm")
