"""Dialogs: keys, what is wrong, saving, and that each is freed when it closes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

from tests.ui.desks import Outcome
from tests.ui.walking import nameless
from ui.desk import Desk
from ui.help_sheets import HelpSheet, ShortcutSheet
from ui.theme.tokens import Tone
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Lines, Text
from ui.widgets.form_dialog import FormDialog
from ui.widgets.message_dialog import MessageDialog
from ui.widgets.question import Choice, Question
from vrp_desktop.changes import changes_of
from vrp_desktop.errors import Invalid, KnownError

PARTS = (Text(name="surname", label="Surname", required=True), Lines(name="reason", label="Reason"))


def accept(_store, values):
    return Outcome("p1", changes_of([("person", "p1")]))


def refuse(_store, error):
    raise error


class PersonDialog(FormDialog):
    """Adds a person, or fails as told."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, error: KnownError | None = None) -> None:
        super().__init__(desk, "Add", PARTS, parent)
        self._error = error

    def send(self, values: dict[str, object]) -> None:
        if self._error is not None:
            self.write(refuse, self._error)
        else:
            self.write(accept, values)


def question() -> Question:
    return Question("Erase?", "It is gone then.", "", (Choice("yes", "Erase", "danger"), Choice("no", "Cancel")))


KINDS: dict[str, Callable[[Desk, QWidget], Dialog]] = {
    "plain": lambda desk, parent: Dialog(desk.theme, "Plain", parent),
    "form": lambda desk, parent: PersonDialog(desk, parent),
    "help": lambda desk, parent: HelpSheet(desk, "Agency", parent),
    "shortcuts": lambda desk, parent: ShortcutSheet(desk, parent),
}


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_a_dialog_is_freed_when_it_closes(desk, qtbot, window, kind):
    dialog = KINDS[kind](desk, window)
    dialog.open()

    with qtbot.waitSignal(dialog.destroyed):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)


@pytest.mark.parametrize("kind", KINDS)
def test_every_control_of_a_dialog_has_a_name(desk, window, kind):
    dialog = KINDS[kind](desk, window)
    dialog.open()

    assert nameless(dialog) == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("kind", KINDS)
def test_a_dialog_fits_the_screen_at_every_size_of_text(desk, window, kind, scale):
    desk.theme.set_scale(scale)
    dialog = KINDS[kind](desk, window)
    dialog.open()
    room = dialog.screen().availableGeometry()
    fits = dialog.width() <= room.width() and dialog.height() <= room.height()
    desk.theme.set_scale(1.0)

    assert fits


def test_the_first_field_has_the_focus_and_ctrl_enter_saves(desk, qtbot, window):
    dialog = PersonDialog(desk, window)
    dialog.open()
    first = dialog.form.editor("surname").target()
    qtbot.waitUntil(first.hasFocus)

    QTest.keyClicks(first, "Madeup")
    with qtbot.waitSignal(dialog.saved) as saved:
        QTest.keyClick(first, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert saved.args == ["p1"]
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_saving_tells_what_changed(desk, qtbot, window):
    dialog = PersonDialog(desk, window)
    dialog.form.put({"surname": "Madeup"})

    with qtbot.waitSignal(desk.tasks.changed) as changed:
        dialog.submit()

    assert changed.args[0].touches_record("person", "p1")


def test_what_is_missing_is_told_before_anything_is_sent(desk, qtbot, window):
    dialog = PersonDialog(desk, window)
    dialog.open()

    qtbot.mouseClick(dialog.yes_button, Qt.MouseButton.LeftButton)

    assert dialog.form.box("surname").error == "Surname is needed."
    assert desk.tasks.is_idle()


def test_what_a_command_finds_wrong_stands_under_its_field_and_the_rest_in_the_banner(desk, qtbot, window):
    dialog = PersonDialog(desk, window, Invalid({"surname": "Too long.", "place": "Choose a place."}))
    dialog.open()
    dialog.form.put({"surname": "Madeup"})

    dialog.submit()
    qtbot.waitUntil(lambda: dialog.form.box("surname").error == "Too long.")

    assert "Choose a place." in dialog.banner.text
    assert dialog.isVisible()
    assert dialog.yes_button.isEnabled()


def test_a_known_error_stands_in_the_dialog_which_keeps_what_was_typed(desk, qtbot, window):
    dialog = PersonDialog(desk, window, KnownError("The disk is full.", means="Nothing was saved.", do="Make room."))
    dialog.open()
    dialog.form.put({"surname": "Madeup"})

    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.banner.text))

    assert dialog.banner.text == "The disk is full. Nothing was saved. Make room."
    assert dialog.form.values()["surname"] == "Madeup"


def test_closing_asks_only_where_something_was_typed(desk, door, qtbot, window):
    dialog = PersonDialog(desk, window)
    dialog.open()
    dialog.form.put({"surname": "Made"})
    door.will_answer("no", "yes")

    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()

    with qtbot.waitSignal(dialog.destroyed):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_enter_on_a_button_presses_that_button(desk, qtbot, window):
    dialog = PersonDialog(desk, window)
    dialog.open()
    qtbot.waitUntil(dialog.form.editor("surname").target().hasFocus)
    dialog.no_button.setFocus()
    qtbot.waitUntil(dialog.no_button.hasFocus)

    with qtbot.waitSignal(dialog.destroyed):
        QTest.keyClick(dialog, Qt.Key.Key_Return)


def test_a_box_says_everything_to_screen_readers(theme, qtbot):
    box = MessageDialog(theme, question())
    qtbot.addWidget(box)

    assert box.accessibleName() == "Erase?"
    assert box.accessibleDescription() == "It is gone then."
    assert [button.text() for button in box.findChildren(QPushButton)] == ["Cancel", "Erase"]


def test_a_box_with_many_ways_on_lists_them(theme, qtbot):
    many = tuple(Choice(key, key.upper()) for key in "abcde")
    box = MessageDialog(theme, Question("Which?", "", "", many, Tone.INFO))
    qtbot.addWidget(box)
    box.show()

    tops = [button.y() for button in box.findChildren(QPushButton)]

    assert len(set(tops)) == 5
