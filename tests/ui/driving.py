"""Driving pages as a person does: pressing what can be seen, typing into fields, waiting for what must appear."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.desk import Desk
from ui.widgets.choice_editors import PickEditor
from ui.widgets.deeds import Deeds
from ui.widgets.dialog import Dialog
from ui.widgets.form import Form

D = TypeVar("D", bound=Dialog)
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def words_in(root: QWidget) -> str:
    """All that labels in sight say."""
    return "\n".join(found.text() for found in root.findChildren(QLabel) if found.isVisible() and found.text())


def offered(root: QWidget) -> list[str]:
    """The words of the buttons in sight, those in a menu of deeds too."""
    buttons = [found.text() for found in root.findChildren(QAbstractButton) if found.isVisible() and found.text()]
    menus = [deeds for deeds in root.findChildren(Deeds) if deeds.isVisible()]
    return buttons + [entry.text() for deeds in menus for entry in deeds.menu_entries()]


def press(root: QWidget, words: str) -> None:
    """Click the button that says so, or the entry of a menu of deeds."""
    for found in root.findChildren(QPushButton):
        if found.isVisible() and found.isEnabled() and found.text() == words:
            QTest.mouseClick(found, Qt.MouseButton.LeftButton)
            return
    for deeds in root.findChildren(Deeds):
        for entry in deeds.menu_entries():
            if deeds.isVisible() and entry.text() == words:
                entry.trigger()
                return
    raise AssertionError(f"nothing to press says “{words}”: {offered(root)}")


def press_soon(qtbot: QtBot, root: QWidget, words: str) -> None:
    """Click it as soon as it is in sight: what was just laid out is shown in the next turn of the event loop."""
    qtbot.waitUntil(lambda: words in offered(root))
    press(root, words)


def dialog_of(root: QWidget, kind: type[D]) -> D:
    """The dialog of this kind that is open."""
    found = [dialog for dialog in root.window().findChildren(kind) if dialog.isVisible()]
    assert found, f"no {kind.__name__} is open"
    return found[-1]


def is_open(root: QWidget, kind: type[Dialog]) -> bool:
    """Whether a dialog of this kind is open."""
    return any(dialog.isVisible() for dialog in root.window().findChildren(kind))


def type_into(form: Form, name: str, text: str) -> None:
    """Replace what stands in a field by typing."""
    target = form.editor(name).target()
    target.setFocus()
    QTest.keyClick(target, Qt.Key.Key_A, CTRL)
    QTest.keyClick(target, Qt.Key.Key_Backspace)
    QTest.keyClicks(target, text)


def choose(form: Form, name: str, code: str) -> None:
    """Take an option of a list."""
    target = form.editor(name).target()
    assert isinstance(target, QComboBox)
    place = target.findData(code)
    assert place >= 0, f"{code} is not offered for {name}"
    target.setCurrentIndex(place)
    target.activated.emit(place)


def pick(qtbot: QtBot, form: Form, name: str, text: str) -> None:
    """Search in a field by typing, and take the first that is found."""
    editor = form.editor(name)
    assert isinstance(editor, PickEditor)
    type_into(form, name, text)
    qtbot.waitUntil(lambda: bool(editor._found))
    completer = editor._completer
    completer.activated[QModelIndex].emit(completer.completionModel().index(0, 0))  # type: ignore[index]


def save(dialog: Dialog) -> None:
    """Ctrl+Enter."""
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)


def is_idle(desk: Desk) -> bool:
    """Whether all that was asked has been answered."""
    return desk.tasks.is_idle()
