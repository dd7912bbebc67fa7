"""The one door: what is said, and what the answers mean."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from shiboken6 import delete

from tests.ui.door import PreparedDoor
from ui.messages import Messages, Question, ScreenDoor
from ui.widgets.message_dialog import MessageDialog
from vrp_desktop.errors import Cancelled, KnownError


@pytest.fixture
def messages(qapp, door):
    return Messages(door)


def test_a_failure_says_what_happened_what_it_means_and_what_to_do(messages, door: PreparedDoor):
    messages.failure(KnownError("The disk is full.", means="Nothing was saved.", do="Make room."))

    box = door.asked[0]
    assert isinstance(box, Question)
    assert (box.what, box.means, box.do) == ("The disk is full.", "Nothing was saved.", "Make room.")


def test_stopping_a_job_is_only_noted(messages, door, qtbot):
    with qtbot.waitSignal(messages.noted):
        messages.failure(Cancelled())

    assert door.asked == []


def test_a_question_is_answered_by_its_key(messages, door):
    door.will_answer("yes", "no", "")

    assert [messages.confirm("Erase?", danger=True) for _ in range(3)] == [True, False, False]


def test_a_dangerous_question_proposes_the_way_out(messages, door):
    messages.confirm("Erase?", danger=True)

    assert door.asked[0].default == "no"


def test_a_file_is_what_was_picked_or_none(messages, door):
    door.will_pick(Path("a.xlsx"), None)

    assert messages.open_file("Which?") == Path("a.xlsx")
    assert messages.save_file("Where?", "b.pdf") is None


def test_the_box_on_the_screen_gives_the_key_of_the_button_pressed(theme, qtbot):
    messages = Messages(ScreenDoor(theme))
    seen = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, MessageDialog)
        seen.append(box.accessibleName())
        button = box.findChild(QPushButton, "yes")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, press)

    assert messages.confirm("Take the batch back?")
    assert seen == ["Take the batch back?"]


def test_esc_takes_the_way_out_of_a_box(theme, qtbot):
    messages = Messages(ScreenDoor(theme))
    QTimer.singleShot(0, lambda: qtbot.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape))

    assert not messages.confirm("Take the batch back?")


def test_a_box_that_goes_with_its_window_is_the_way_out(theme, qtbot):
    messages = Messages(ScreenDoor(theme))
    window = QWidget()
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    QTimer.singleShot(0, lambda: delete(window))

    assert not messages.confirm("Take the batch back?")
