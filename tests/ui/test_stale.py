"""Two people at one record: theirs and yours side by side in every form, and what is chosen is saved."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QRadioButton, QWidget

from db.actions import Action
from db.panel import PanelCase
from db.people import Person
from tests.support.making import PLACE, Making
from tests.ui.driving import dialog_of, is_idle, press, press_soon, save, words_in
from tests.ui.walking import nameless
from ui.actions.dialogs import EditAction
from ui.desk import Desk
from ui.panel.dialogs import CloseCase
from ui.people.dialogs import EditPerson
from ui.people.fields import as_form, as_values
from ui.returns.line_panel import LinePanel
from ui.widgets.dialog import Dialog
from ui.widgets.record_panel import RecordPanel
from ui.widgets.stale import StaleDialog
from vrp_desktop.actions.commands import edit_action
from vrp_desktop.actions.forms import ActionForm
from vrp_desktop.actions.queries import action_record
from vrp_desktop.calendar import Quarter
from vrp_desktop.panel.commands import move_case
from vrp_desktop.panel.queries import case_record
from vrp_desktop.people.commands import edit_person
from vrp_desktop.people.queries import person_record
from vrp_desktop.returns.commands import TypedForm, type_line
from vrp_desktop.returns.compute import compute
from vrp_desktop.returns.content import Line, ReturnContent, TypedOn
from vrp_desktop.returns.queries import ask_for


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def meet(qtbot, real_desk: Desk, dialog: Dialog) -> StaleDialog:
    """Save, and wait for the other dialog over this one."""
    save(dialog)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(StaleDialog)) and is_idle(real_desk))
    return dialog_of(dialog, StaleDialog)


def choose(dialog: QWidget, name: str) -> None:
    next(button for button in dialog.findChildren(QRadioButton) if button.accessibleName().startswith(name)).click()


LONG = "Theirs: find a place to go after school on most days of the week"


@pytest.fixture
def edited(real_desk: Desk, make: Making, window: QWidget) -> tuple[str, EditAction]:
    """A dialog on an action that someone else has saved in the meantime."""
    action_id = make.action(date(2026, 12, 1))
    record = make.see(action_record, action_id)
    dialog = EditAction(real_desk, window, record)
    dialog.open()
    theirs = ActionForm(LONG, "POLICE", record.row.due_on, record.row.opened_on, place_code=PLACE)
    make.do(edit_action, action_id, record.version, theirs)
    dialog.form.put({"text": "Mine", "owner_name": "Sam Made-Up"})
    return action_id, dialog


def test_theirs_and_yours_stand_side_by_side_with_who_saved_first(qtbot, real_desk, edited):
    _action_id, dialog = edited

    other = meet(qtbot, real_desk, dialog)

    said = words_in(other)
    assert "saved this record on" in said
    assert LONG in said
    assert {button.accessibleName(): button.isChecked() for button in other.findChildren(QRadioButton)} == {
        f"What is to be done, Theirs: {LONG}": False,
        "What is to be done, Yours: Mine": True,
        "Owner, Theirs: Police": True,
        "Owner, Yours: Education": False,
        "By name, Theirs: –": False,
        "By name, Yours: Sam Made-Up": True,
    }
    assert nameless(other) == []


def test_what_is_chosen_field_by_field_is_saved_against_their_version(qtbot, real_desk, make, edited):
    action_id, dialog = edited
    other = meet(qtbot, real_desk, dialog)

    choose(other, "What is to be done, Theirs")
    with qtbot.waitSignal(dialog.saved):
        save(other)

    action = make.row(Action, action_id)
    assert (action.text, action.owner_agency, action.owner_name) == (LONG, "POLICE", "Sam Made-Up")


@pytest.mark.parametrize(
    ("button", "expected"), [("Take all of theirs", (LONG, "POLICE")), ("Keep all of mine", ("Mine", "EDUCATION"))]
)
def test_all_of_one_side_is_taken_at_once(qtbot, real_desk, make, edited, button, expected):
    action_id, dialog = edited
    other = meet(qtbot, real_desk, dialog)

    press(other, button)
    with qtbot.waitSignal(dialog.saved):
        save(other)

    action = make.row(Action, action_id)
    assert (action.text, action.owner_agency) == expected


def test_going_back_saves_nothing_and_keeps_what_was_typed(qtbot, real_desk, make, edited):
    action_id, dialog = edited
    other = meet(qtbot, real_desk, dialog)

    other.reject()

    assert make.row(Action, action_id).text == LONG
    assert dialog.form.values()["text"] == "Mine"


def test_a_deed_on_a_record_that_changed_asks_before_it_is_done(qtbot, real_desk, make, window):
    case_id = make.case()
    dialog = CloseCase(real_desk, window, make.see(case_record, case_id))
    dialog.open()
    make.do(move_case, case_id, make.version(PanelCase, case_id), "PARTNER_CHECKS", date(2026, 9, 2))
    dialog.form.put({"reason": "MOVED_AWAY"})

    other = meet(qtbot, real_desk, dialog)
    assert other.yes_button.text() == "Save mine all the same"
    with qtbot.waitSignal(dialog.saved):
        save(other)

    assert make.row(PanelCase, case_id).status == "CLOSED"


def test_names_and_attributes_of_other_tables_are_compared_too(qtbot, real_desk, make, window):
    person_id = make.person("Tam")
    record = make.see(person_record, person_id)
    dialog = EditPerson(real_desk, window, record)
    dialog.open()
    theirs = as_form({**as_values(record.form), "forenames": "Tamsin", "school": "Harbour School"})
    make.do(edit_person, person_id, make.version(Person, person_id), theirs)
    dialog.form.put({"surname": "Mine"})

    other = meet(qtbot, real_desk, dialog)
    with qtbot.waitSignal(dialog.saved):
        save(other)

    form = make.see(person_record, person_id).form
    assert (form.forenames, form.surname, form.school, form.place_code) == ("Tamsin", "Mine", "Harbour School", PLACE)


def test_a_typed_line_of_the_return_meets_another_in_the_same_dialog(qtbot, real_desk, make, window):
    ask = make.see(ask_for, Quarter(2026, 2), None)
    panel = RecordPanel(real_desk.theme, window)
    panel.resize(900, 700)
    panel.show()
    lines = LinePanel(real_desk, panel)

    def grant() -> Line:
        content: ReturnContent = make.see(lambda read: compute(read.session, ask))
        return content.line("GRANT_YEAR")

    def typed() -> TypedOn:
        found = grant().typed
        assert found is not None
        return found

    lines.show(ask, grant(), True)
    make.do(type_line, ask, TypedForm("GRANT_YEAR", number="100", source="Their ledger"))
    assert lines.form is not None
    lines.form.put({"GRANT_YEAR": 200, "source": "My ledger"})

    press_soon(qtbot, panel, "Save")
    qtbot.waitUntil(lambda: bool(panel.findChildren(StaleDialog)) and is_idle(real_desk))
    other = dialog_of(panel, StaleDialog)
    choose(other, "Source, Theirs")
    save(other)
    qtbot.waitUntil(lambda: typed().version == 2 and is_idle(real_desk))

    assert (grant().value, typed().source) == (200, "Their ledger")
