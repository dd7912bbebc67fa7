"""Sittings of other forums than panels: people of any age, MAPPA by its flag alone, boards without cases."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from db.conferences import Conference
from tests.support.workspaces import FULL_NAME, PASSPHRASE
from tests.vrp_desktop.documents.reading import page_texts
from ui.sitting.live import LiveView
from ui.sitting.mode import Mode
from vrp_desktop.actions.queries import Show, actions_of_conference
from vrp_desktop.conferences.forms import ItemForm
from vrp_desktop.conferences.item_commands import add_agenda_item
from vrp_desktop.conferences.series import SeriesForm
from vrp_desktop.conferences.series_commands import accept_dates, add_series
from vrp_desktop.exports.commands import ReceiptForm
from vrp_desktop.exports.sitting_record import print_record
from vrp_desktop.sitting.confirming import confirm_record, record_state
from vrp_desktop.slips.commands import make_slips, take_replies
from vrp_desktop.slips.forms import SlipsForm
from vrp_desktop.slips.queries import slips_of_action
from vrp_desktop.workspace.users import prove_own

DAY = date(2026, 9, 22)
RECEIPT = ReceiptForm("x", "PDF", "For the chair", "The chair")


@pytest.fixture
def run(qtbot, real_desk, make):
    """The live view of a sitting of a forum with these items, begun, with everybody there."""

    def begun(forum: str, *items: ItemForm) -> LiveView:
        make.on(DAY)
        sitting_id = make.sitting(DAY, forum, chair="Chris Made-Up")
        for form in items:
            make.do(add_agenda_item, sitting_id, form)
        view = LiveView(real_desk, sitting_id)
        qtbot.addWidget(view)
        view.resize(1366, 768)
        view.show()
        view.refresh()
        qtbot.waitUntil(lambda: view.sitting is not None and real_desk.tasks.is_idle())
        keys(qtbot, view, "Enter")
        for _ in view.sitting.seats if view.sitting else ():
            keys(qtbot, view, "A")
        return view

    return begun


def keys(qtbot, view: LiveView, *pressed: str) -> None:
    """Press keys, each after what the one before did has been read again."""
    for key in pressed:
        if not view.deciding.read_back_key(key):
            view.press(key)
        settle(qtbot, view)


def settle(qtbot, view: LiveView) -> None:
    """Until the deed is kept, and what it left is read."""
    qtbot.waitUntil(view.desk.tasks.is_idle)
    view.refresh()
    qtbot.waitUntil(view.desk.tasks.is_idle)


def say(qtbot, view: LiveView, *lines: str) -> None:
    for line in lines:
        view.entry.answered.emit(line)
        settle(qtbot, view)


def to_item(qtbot, view: LiveView, position: int) -> None:
    keys(qtbot, view, "Space")
    qtbot.waitUntil(lambda: view.item is not None and view.item.row.position == position)


def on_screen(view: LiveView) -> str:
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def offered(view: LiveView) -> set[str]:
    return {button.text() for button in view.findChildren(QPushButton) if button.isVisible()}


def test_a_focused_deterrence_conference_is_run_from_agenda_to_record(qtbot, run, make):
    adult, other = make.person("Robin", date(1999, 1, 1)), make.person("Quentin", date(1990, 1, 1), school="Old School")
    view = run(
        "FD_SOUTHAMPTON",
        ItemForm("PERSON", person_id=adult, brief="Released in two weeks"),
        ItemForm("PERSON", person_id=other, is_mappa=True, lead_agency="PROBATION"),
        ItemForm("GROUP", "Young people around the bus station"),
    )

    to_item(qtbot, view, 1)
    qtbot.waitUntil(lambda: "27 years old" in on_screen(view))
    assert {"Agree a plan", "Put off"} <= offered(view)
    assert not {"Offer support", "The child's voice"} & offered(view)
    keys(qtbot, view, "A")
    say(qtbot, view, "They agreed who does what", "probation see him weekly 2w", "")
    keys(qtbot, view, "Enter")

    # Of a person under MAPPA nothing but the flag, the lead agency and the outcome is shown or asked for.
    to_item(qtbot, view, 2)
    qtbot.waitUntil(lambda: "managed under MAPPA; Probation service leads" in on_screen(view))
    assert "Quentin" not in on_screen(view)
    assert "years old" not in on_screen(view)
    assert "What an agency tells" not in offered(view)
    keys(qtbot, view, "O")
    assert "Add disagreement" not in offered(view)
    keys(qtbot, view, "Enter")

    to_item(qtbot, view, 3)
    keys(qtbot, view, "D")
    say(qtbot, view, "No time left", "")
    keys(qtbot, view, "Enter", "F8")
    say(qtbot, view, "")
    assert view.mode is Mode.ENDED

    assert [item.outcome for item in view.sitting.items] == ["PLAN_AGREED", "NOTED", "PUT_OFF"]
    assert make.see(record_state, view.conference_id).hinders == ()
    printed = " ".join(" ".join(page_texts(make.do(print_record, view.conference_id, RECEIPT).content)).split())
    assert "Agree a plan" in printed
    assert "PLAN_AGREED" not in printed


def test_a_local_multi_agency_conference_goes_from_its_series_to_actions_closed_by_reply_code(qtbot, real_desk, make):
    make.on(date(2026, 9, 1))
    series = make.do(add_series, SeriesForm("LMAC", DAY, "MONTH", chair=FULL_NAME, chair_agency="VRU"))
    (sitting_id,) = make.do(accept_dates, series, [DAY])
    adult = make.person("Robin", date(1999, 1, 1))
    make.do(add_agenda_item, sitting_id, ItemForm("PLACE", "The skate park", joins=("FIRE",)))
    make.do(add_agenda_item, sitting_id, ItemForm("PERSON", person_id=adult, brief="Moved here in May"))
    make.on(DAY)
    view = LiveView(real_desk, sitting_id)
    qtbot.addWidget(view)
    view.resize(1366, 768)
    view.show()
    view.refresh()
    qtbot.waitUntil(lambda: view.sitting is not None and real_desk.tasks.is_idle())
    assert view.sitting is not None
    keys(qtbot, view, "Enter", *["A"] * len(view.sitting.seats))

    to_item(qtbot, view, 1)
    keys(qtbot, view, "A")
    say(qtbot, view, "Lights are out after nine", "police walk there on Fridays 2w", "fire look at the lights 1w", "")
    keys(qtbot, view, "Enter")
    to_item(qtbot, view, 2)
    keys(qtbot, view, "O")
    say(qtbot, view, "Settled in well", "")
    keys(qtbot, view, "Enter", "F8")
    say(qtbot, view, "")
    assert [item.outcome for item in view.sitting.items] == ["PLAN_AGREED", "NOTED"]

    proof = prove_own(make.workspace, PASSPHRASE)
    make.do(confirm_record, sitting_id, make.version(Conference, sitting_id), proof)
    printed = " ".join(" ".join(page_texts(make.do(print_record, sitting_id, RECEIPT).content)).split())
    for said in ("The skate park", "Robin", "Lights are out after nine", "Walk there on Fridays", "Printed as it was"):
        assert said in printed
    to = {"POLICE": "lead@hampshire.police.uk", "FIRE": "lead@hants.gov.uk"}
    made = make.do(make_slips, SlipsForm(Show.OPEN, to, "Following up agreed actions", outside=True))
    assert (made.slips, made.actions) == (2, 2)
    actions = make.see(actions_of_conference, sitting_id)
    codes = {row.owner_agency: make.see(slips_of_action, row.action_id)[0].line_code for row in actions}
    make.on(date(2026, 10, 1))
    said = f"{codes['POLICE']} done 30/09/2026\n{codes['FIRE']} unable: no contact with the family"
    assert make.do(take_replies, said).closed == 2
    assert {row.status for row in make.see(actions_of_conference, sitting_id)} == {"COMPLETE", "NOT_DONE"}


@pytest.mark.parametrize("forum", ["CHRP", "DAP", "SPD"])
def test_any_partnership_notes_its_business_to_a_record_that_can_be_confirmed(qtbot, run, make, forum):
    view = run(forum, ItemForm("OTHER", "The work plan"))

    to_item(qtbot, view, 1)
    keys(qtbot, view, "O")
    say(qtbot, view, "Agreed as drafted", "vru send the plan 2w", "")
    keys(qtbot, view, "Enter", "F8")
    say(qtbot, view, "")

    assert make.see(record_state, view.conference_id).hinders == ()
    (action,) = make.see(actions_of_conference, view.conference_id)
    assert (action.owner_agency, action.text) == ("VRU", "Send the plan")


def test_a_board_notes_its_business_and_asks_for_no_words_about_children(qtbot, run, make):
    view = run("SVRP", ItemForm("OTHER", "The response strategy"))

    to_item(qtbot, view, 1)
    assert not {"What an agency tells", "The child's voice", "Needs"} & offered(view)
    keys(qtbot, view, "C")
    assert view.entry.ask is None
    keys(qtbot, view, "O")
    say(qtbot, view, "Agreed as drafted", "")
    keys(qtbot, view, "Enter", "F8")
    say(qtbot, view, "")

    assert view.mode is Mode.ENDED
    assert make.see(record_state, view.conference_id).hinders == ()
