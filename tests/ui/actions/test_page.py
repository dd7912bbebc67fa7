"""The page of actions, driven by keyboard and clicks over a real workspace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from db.actions import Action, ActionStep
from db.slips import ChaserSlip
from tests.ui.driving import choose, dialog_of, is_idle, is_open, offered, pick, press, save, type_into, words_in
from tests.ui.real_desk import make_real_desk
from tests.ui.walking import nameless
from ui.actions.dialogs import CarryForward, EditAction, MoveAction, NewAction
from ui.actions.page import ActionsPage
from ui.actions.slips import KeyWords, RepliesDialog, SlipsDialog
from ui.desk import Desk
from ui.follow_through import FollowThroughDialog
from ui.navigation import PageSpec, Spot
from ui.pages import page_of
from ui.theme.tokens import Tone
from ui.widgets.choice_editors import RadioEditor
from ui.widgets.dialog import Dialog
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page
from vrp_desktop.access.permissions import Role
from vrp_desktop.actions.follow_through import Part
from vrp_desktop.actions.queries import Show
from vrp_desktop.people.naming import View
from vrp_desktop.slips.commands import make_slips
from vrp_desktop.slips.forms import SlipsForm
from vrp_desktop.slips.queries import slips_of_action

LATE, SOON, LATER = date(2026, 10, 20), date(2026, 11, 5), date(2026, 12, 1)


class Elsewhere(Page):
    """A page of another feature."""

    def __init__(self, desk):
        super().__init__(desk, "Elsewhere")


@pytest.fixture
def show(qtbot):
    """Show the page and wait until it has fetched."""

    def made(desk: Desk, **where: str) -> ActionsPage:
        page = ActionsPage(desk)
        qtbot.addWidget(page)
        page.resize(1300, 800)
        if where:
            page.open_at(where)
        page.show()
        qtbot.waitUntil(lambda: is_idle(desk))
        return page

    return made


@pytest.fixture
def opened(show: Callable[..., ActionsPage], real_desk: Desk, qtbot: QtBot):
    """Open an action beside the list."""

    def made(action_id: str) -> ActionsPage:
        page = show(real_desk, record=action_id)
        qtbot.waitUntil(lambda: page.action.record is not None and is_idle(real_desk))
        return page

    return made


def texts(page: ActionsPage) -> list[str]:
    return [row.text for row in page.table.model.loaded()]


def test_an_empty_list_says_what_to_do_first_and_its_button_does_it(show, real_desk):
    page = show(real_desk)

    assert "No open actions" in page.table.states.words
    press(page.table.states, "New action")

    assert is_open(page, NewAction)


def test_an_overdue_action_is_told_by_icon_and_words(show, real_desk, make):
    make.action(LATE, text="Ring the school")

    page = show(real_desk)
    column = next(each for each in page.table.model.columns if each.key == "state")
    row = page.table.model.row(0)

    assert column.text(row) == "Overdue by 13 days"
    assert column.tone(row) is Tone.DANGER
    assert column.tone(row).icon == "error"


def test_the_list_is_filtered_by_where_actions_stand_and_by_agency(show, real_desk, make, qtbot):
    make.action(LATE, text="Late", agency="POLICE")
    make.action(SOON, text="Soon")
    make.action(LATER, text="Later")
    page = show(real_desk)

    found: dict[Show, list[str]] = {}
    for wanted in (Show.OPEN, Show.OVERDUE, Show.DUE_SOON, Show.CLOSED):
        page.show_box.choose(wanted.value)
        page.show_box.activated.emit(page.show_box.currentIndex())
        qtbot.waitUntil(lambda: is_idle(real_desk))
        found[wanted] = texts(page)
    page.show_box.choose(Show.ALL.value)
    page.agency_box.choose("POLICE")
    page.agency_box.activated.emit(page.agency_box.currentIndex())
    qtbot.waitUntil(lambda: is_idle(real_desk))

    assert found == {
        Show.OPEN: ["Late", "Soon", "Later"],
        Show.OVERDUE: ["Late"],
        Show.DUE_SOON: ["Soon"],
        Show.CLOSED: [],
    }
    assert texts(page) == ["Late"]


def test_home_opens_the_list_of_overdue_actions(show, real_desk, make):
    make.action(LATE, text="Late")
    make.action(LATER, text="Later")

    page = show(real_desk, list="OVERDUE")

    assert page.shown is Show.OVERDUE
    assert texts(page) == ["Late"]


def test_a_new_action_is_typed_saved_and_opened(show, real_desk, make, qtbot):
    page = show(real_desk)

    press(page, "New action")
    dialog = dialog_of(page, NewAction)
    type_into(dialog.form, "text", "Offer a place at the club")
    choose(dialog.form, "owner_agency", "YOUTH_SERVICE")
    type_into(dialog.form, "due_on", "1/12/2026")
    choose(dialog.form, "place_code", "PORTSMOUTH")
    save(dialog)
    qtbot.waitUntil(lambda: page.action.record is not None and is_idle(real_desk))

    kept = make.row(Action, page.action.record.row.action_id)
    assert (kept.text, kept.owner_agency, kept.due_on, kept.place_code) == (
        "Offer a place at the club",
        "YOUTH_SERVICE",
        LATER,
        "PORTSMOUTH",
    )
    assert texts(page) == ["Offer a place at the club"]
    assert page.split.is_open


def test_an_action_on_a_case_found_by_search_takes_the_case_s_place(show, real_desk, make, qtbot):
    case_id = make.case(make.person("Robin", place="SOUTHAMPTON"), place="SOUTHAMPTON")
    page = show(real_desk)
    page.new()
    dialog = dialog_of(page, NewAction)
    type_into(dialog.form, "text", "Meet the family")
    choose(dialog.form, "owner_agency", "EDUCATION")
    type_into(dialog.form, "due_on", "1/12/2026")

    pick(qtbot, dialog.form, "case_id", "Robin")
    assert dialog.form.box("place_code").isHidden()
    save(dialog)
    qtbot.waitUntil(lambda: page.action.record is not None and is_idle(real_desk))

    kept = make.row(Action, page.action.record.row.action_id)
    assert (kept.case_id, kept.place_code) == (case_id, "SOUTHAMPTON")


def test_what_is_missing_is_told_under_its_field(show, real_desk, qtbot):
    page = show(real_desk)
    page.new()
    dialog = dialog_of(page, NewAction)

    save(dialog)

    assert dialog.form.box("text").error == "What is to be done is needed."
    assert dialog.form.box("owner_agency").error
    assert is_open(page, NewAction)


def test_an_action_is_completed_by_its_button(opened, real_desk, make, qtbot):
    action_id = make.action(LATE)
    page = opened(action_id)

    press(page.panel, "Complete")
    save(dialog_of(page, MoveAction))
    qtbot.waitUntil(lambda: make.row(Action, action_id).status == "COMPLETE" and is_idle(real_desk))

    assert make.row(Action, action_id).closed_on == date(2026, 11, 2)
    qtbot.waitUntil(lambda: "Open again" in offered(page.panel))
    assert page.panel.pill.text == "Complete"


def test_an_action_not_done_says_could_not_or_did_not_and_why(opened, real_desk, make, qtbot):
    action_id = make.action(LATE)
    page = opened(action_id)

    press(page.panel, "Not done")
    dialog = dialog_of(page, MoveAction)
    save(dialog)
    assert dialog.form.box("kind").error
    assert dialog.form.box("note").error
    kind = dialog.form.editor("kind")
    assert isinstance(kind, RadioEditor)
    kind._group.button(0).click()
    choose(dialog.form, "undone_reason", "COULD_NOT_NO_CONTACT")
    type_into(dialog.form, "note", "Three visits, nobody in")
    save(dialog)
    qtbot.waitUntil(lambda: make.row(Action, action_id).status == "NOT_DONE" and is_idle(real_desk))

    kept = make.row(Action, action_id)
    assert (kept.undone_reason, kept.undone_note) == ("COULD_NOT_NO_CONTACT", "Three visits, nobody in")
    qtbot.waitUntil(lambda: "Could not: no contact" in words_in(page.panel))


def test_only_the_reasons_of_the_chosen_kind_are_offered(opened, make):
    page = opened(make.action(LATE))
    press(page.panel, "Not done")
    dialog = dialog_of(page, MoveAction)

    kind, combo = dialog.form.editor("kind"), dialog.form.editor("undone_reason").target()
    assert isinstance(kind, RadioEditor)
    assert isinstance(combo, QComboBox)
    kind._group.button(1).click()
    codes = {combo.itemData(place) for place in range(1, combo.count())}

    assert codes == {"DID_NOT_NO_TIME", "DID_NOT_MISSED", "DID_NOT_NO_REASON"}


def test_a_new_due_date_is_kept_beside_the_old_one(opened, real_desk, make, qtbot):
    action_id = make.action(LATE)
    page = opened(action_id)

    press(page.panel, "Edit")
    dialog = dialog_of(page, EditAction)
    type_into(dialog.form, "due_on", "1/12/2026")
    save(dialog)
    qtbot.waitUntil(lambda: make.row(Action, action_id).due_on == LATER and is_idle(real_desk))

    qtbot.waitUntil(lambda: "Now due 1 December 2026" in words_in(page.panel))
    assert "Agreed, due 20 October 2026" in words_in(page.panel)


def test_an_open_action_is_carried_to_a_sitting(opened, real_desk, make, qtbot):
    sitting = make.sitting(date(2026, 11, 10))
    action_id = make.action(LATE)
    page = opened(action_id)

    press(page.panel, "Carry forward")
    dialog = dialog_of(page, CarryForward)
    choose(dialog.form, "conference_id", sitting)
    save(dialog)
    qtbot.waitUntil(lambda: page.action.record.row.times_carried == 1 and is_idle(real_desk))

    step = next(step for step in page.action.record.steps if step.carried_to)
    assert step.carried_to == sitting


def test_a_stale_edit_is_told_and_nothing_is_overwritten(opened, real_desk, make, qtbot):
    action_id = make.action(LATE)
    page = opened(action_id)
    press(page.panel, "Complete")
    dialog = dialog_of(page, MoveAction)

    from vrp_desktop.actions.commands import move_action

    make.do(move_action, action_id, make.version(Action, action_id), "IN_PROGRESS", date(2026, 11, 1))
    save(dialog)
    qtbot.waitUntil(lambda: bool(dialog.banner.text))

    assert "changed by someone else" in dialog.banner.text
    assert make.row(Action, action_id).status == "IN_PROGRESS"


def test_links_open_the_case_and_the_sitting(opened, real_desk, make, qtbot):
    real_desk.navigation.register(
        page_of("actions"),
        PageSpec("cases", "Cases", "case", Elsewhere, opens=("panel_case",)),
        PageSpec("conferences", "Sittings", "conference", Elsewhere, opens=("conference",)),
    )
    sitting, case_id = make.sitting(), make.case()
    page = opened(make.action(LATE, case_id=case_id, conference_id=sitting))
    went: list[Spot] = []
    real_desk.navigation.moved.connect(went.append)

    for words in [each for each in offered(page.panel) if "case PC-" in each or "Prevention Panel" in each]:
        press(page.panel, words)

    assert [(spot.key, spot.where["record"]) for spot in went] == [("cases", case_id), ("conferences", sitting)]


@pytest.mark.parametrize("mode", [View.INITIALS, View.COVERED])
def test_outside_the_view_of_names_neither_name_nor_words_are_shown(show, workspace, make, qtbot, theme, mode):
    make.action(LATE, case_id=make.case(make.person("Robin")), text="Ring Robin's aunt", owner_name="Sam Secret")
    desk = make_real_desk(workspace, theme=theme, mode=mode)
    page = show(desk)
    page.table.opened.emit(page.table.model.row(0))
    qtbot.waitUntil(lambda: page.action.record is not None and is_idle(desk))

    cells = " ".join(column.text(row) for column in page.table.model.columns for row in page.table.model.loaded())
    shown = cells + words_in(page) + " ".join(offered(page))
    desk.tasks.close()

    assert not [word for word in ("Robin", "aunt", "Secret") if word in shown]


def test_a_viewer_reads_and_is_offered_nothing_else(show, workspace, make, qtbot, theme):
    make.action(LATE)
    desk = make_real_desk(workspace, theme=theme, actor=make.actor(Role.VIEWER))
    page = show(desk)
    page.table.opened.emit(page.table.model.row(0))
    qtbot.waitUntil(lambda: page.action.record is not None and is_idle(desk))

    words = offered(page)
    desk.tasks.close()

    assert not {"New action", "Complete", "Edit", "Not done"} & set(words)


def test_every_control_has_a_name_and_dialogs_are_freed(opened, real_desk, make, qtbot):
    make.sitting(date(2026, 11, 10))
    page = opened(make.action(LATE))
    found = nameless(page)
    dialogs = []
    for name, scene in page.scenes():
        scene()
        qtbot.waitUntil(lambda: is_open(page, Dialog))
        shown = dialog_of(page, Dialog)
        found += [f"{name}: {line}" for line in nameless(shown)]
        if isinstance(shown, FormDialog):
            shown.form.set_values(shown.form.values())
        QTest.keyClick(shown, Qt.Key.Key_Escape)
        dialogs.append(shown)

    assert not found
    qtbot.waitUntil(lambda: not any(isValid(dialog) for dialog in dialogs))


def test_the_history_lists_every_step(opened, real_desk, make, workspace):
    action_id = make.action(LATE)
    steps = workspace.read(lambda read: read.session.query(ActionStep).count())

    page = opened(action_id)

    assert len(page.action.record.steps) == steps == 1
    assert "Agreed, due 20 October 2026" in words_in(page.panel)


@pytest.fixture
def slips(show, real_desk, make, qtbot):
    """The dialog of chaser slips over one overdue action."""
    make.action(LATE, text="Ring the school")
    page = show(real_desk)
    page.slips()
    qtbot.waitUntil(lambda: is_open(page, SlipsDialog))
    return page, dialog_of(page, SlipsDialog)


def test_slips_are_written_into_one_folder_and_the_key_words_are_shown_once(slips, door, tmp_path, qtbot, make):
    page, dialog = slips
    door.will_pick(tmp_path)

    dialog.form.set_values({"to_EDUCATION": "lead@hants.gov.uk", "keys": True})
    dialog.submit()

    made = tmp_path / f"chaser-slips-{make.see(lambda read: read.today).isoformat()}"
    qtbot.waitUntil(made.is_dir)
    assert sorted(path.name for path in made.iterdir()) == ["education.eml", "education.ics", "education.pdf"]
    assert not is_open(page, KeyWords), "no action is on a child's case: there is nothing to be a key to"


def test_without_a_folder_nothing_is_made(slips, tmp_path, make):
    _page, dialog = slips

    dialog.form.set_values({"to_EDUCATION": "lead@hants.gov.uk"})
    dialog.submit()

    assert dialog.isVisible()
    assert make.see(lambda read: read.session.query(ChaserSlip).count()) == 0


def test_a_folder_that_cannot_be_written_leaves_nothing_half_written(slips, door, tmp_path, qtbot):
    _page, dialog = slips
    missing = tmp_path / "gone"
    door.will_pick(missing)

    dialog.form.set_values({"to_EDUCATION": "lead@hants.gov.uk"})
    dialog.submit()

    qtbot.waitUntil(lambda: "The folder could not be written." in door.said)
    assert list(tmp_path.glob("**/.chaser*")) == []


def test_answers_are_weighed_while_they_are_typed_and_then_taken(show, real_desk, make, qtbot):
    action_id = make.action(LATE, text="Ring the school")
    make.do(make_slips, SlipsForm(Show.OPEN, {"EDUCATION": "lead@hants.gov.uk"}, "Following up"))
    code = make.see(slips_of_action, action_id)[0].line_code
    page = show(real_desk)
    page.replies()
    dialog = dialog_of(page, RepliesDialog)
    assert not dialog.yes_button.isEnabled()

    dialog.form.set_values({"text": f"{code} done"})
    dialog.form.edited.emit()
    qtbot.waitUntil(dialog.yes_button.isEnabled)
    dialog.submit()

    qtbot.waitUntil(lambda: make.row(Action, action_id).status == "COMPLETE")


def test_the_follow_through_of_the_agency_shown_opens_its_records_and_their_pages(show, real_desk, make, qtbot):
    late = make.action(LATE, date(2026, 10, 12), text="Ring the school", agency="POLICE")
    make.action(LATE, date(2026, 10, 12), text="Of the school")
    page = show(real_desk)
    page.agency_box.choose("POLICE")
    page.follow()
    dialog = dialog_of(page, FollowThroughDialog)
    qtbot.waitUntil(lambda: dialog.found is not None and is_idle(real_desk))
    open_row = next(row for row in dialog.table.model.loaded() if row.part is Part.OVERDUE)
    dialog.table.cell_opened.emit(open_row, "quarter")
    qtbot.waitUntil(lambda: is_idle(real_desk) and dialog.records.total == 1)

    assert dialog.agency_box.currentText() == "Police"
    assert (dialog.tabs.key, dialog.records.model.row(0).record_id) == ("records", late)
    assert not nameless(dialog)


def test_a_viewer_is_not_offered_the_follow_through(show, workspace, make, qtbot):
    viewer = make_real_desk(workspace, actor=make.actor(Role.VIEWER))
    page = show(viewer)

    assert "Follow-through" not in words_in(page)
    viewer.tasks.close()
