"""The page of intake over a real workspace, with short ways to bring files before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.corpus.builders import Value, csv_bytes
from tests.ui.door import PreparedDoor
from tests.ui.real_desk import make_real_desk, settled
from tests.vrp_desktop.imports.lists import HEAD, Intake
from ui.desk import Desk
from ui.imports.page import ImportsPage
from ui.theme.theme import Theme
from ui.widgets.dialog import Dialog
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.people.naming import View
from vrp_desktop.workspace.workspace import Workspace

SENDER = "Harbour Police"


@dataclass
class Screen:
    """A page in sight, and what a user does with it."""

    qtbot: QtBot
    desk: Desk
    door: PreparedDoor
    page: ImportsPage
    intake: Intake
    folder: Path

    def settle(self) -> None:
        """Wait until everything asked is answered, and what was announced by it is fetched."""
        for _ in range(3):
            self.qtbot.waitUntil(lambda: settled(self.desk, self.page))
            # The hub tells of changes at the end of a turn of the event loop.
            QCoreApplication.sendPostedEvents()

    def file(self, content: bytes, name: str = "list.xlsx") -> Path:
        """A file as it lies in a folder."""
        path = self.folder / name
        path.write_bytes(content)
        return path

    def open_file(self, path: Path) -> None:
        """Choose a file by Ctrl+N."""
        self.door.will_pick(path)
        self.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def open_rows(self, *rows: Sequence[Value], head: Sequence[str] = HEAD, name: str = "list.csv") -> None:
        """Choose a small list."""
        self.open_file(self.file(csv_bytes([list(head), *rows]), name))

    def to_preview(self, sender: str = SENDER, place: str = "PORTSMOUTH") -> None:
        """Answer the first step and go on to the last."""
        form = self.form()
        form.put({"sender": sender, "place": place})
        form.edited.emit()
        self.settle()
        self.page.take_in.next_button.click()
        self.settle()
        self.page.take_in.next_button.click()
        self.settle()

    def take(self, *rows: Sequence[Value], head: Sequence[str] = HEAD) -> None:
        """Take a small list in, all the way."""
        self.open_rows(*rows, head=head)
        self.to_preview()
        self.page.take_in.next_button.click()
        self.settle()

    def form(self) -> Any:
        """The form of the first step."""
        form = self.page.take_in.what.form
        assert form is not None
        return form

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the cursor is."""
        target = QApplication.focusWidget() or self.page
        QTest.keyClick(target, key, held)

    def type_into(self, widget: QWidget, text: str) -> None:
        """Type as a user would."""
        widget.setFocus()
        QTest.keyClicks(widget, text)

    def dialog(self) -> Dialog:
        """The dialog in front."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, Dialog)
        return found

    def form_dialog(self) -> FormDialog:
        """The dialog in front, which asks for something."""
        found = self.dialog()
        assert isinstance(found, FormDialog)
        return found

    def wrong_line(self) -> QLineEdit:
        """The field of the held row that is to be mended."""
        form = self.page.held.row.form
        assert form is not None
        line = next(box.editor.target() for box in form._boxes.values() if box.error)
        assert isinstance(line, QLineEdit)
        return line

    def press(self, name: str, within: QWidget | None = None) -> None:
        """Press a button by its words."""
        self.settle()
        buttons = [each for each in (within or self.page).findChildren(QPushButton) if each.isVisible()]
        found = [each for each in buttons if each.text() == name]
        assert found, [each.text() for each in buttons]
        found[0].click()
        self.settle()

    def deed(self, code: str) -> None:
        """Do something with the held row that is open, by button or menu."""
        self.page.held.row.asked.emit(code, "")
        self.settle()

    def open_held(self, place: int = 0) -> None:
        """Open a row of the desk by Enter."""
        table = self.page.held.table
        table.view.go_to(place)
        table.view.setFocus()
        self.key(Qt.Key.Key_Return)
        self.settle()

    def words(self, widget: QWidget | None = None) -> str:
        """All that the labels in sight say."""
        found = (widget or self.page).findChildren(QLabel)
        return "\n".join(each.text() for each in found if each.isVisible() and each.text())


OpenScreen = Callable[..., Screen]


@pytest.fixture
def open_screen(qtbot: QtBot, theme: Theme, workspace: Workspace, tmp_path: Path) -> Iterator[OpenScreen]:
    """Opens the page, in a view; all is closed and the store verified afterwards."""
    made: list[Desk] = []

    def make(mode: View = View.NAMES) -> Screen:
        door = PreparedDoor()
        desk = make_real_desk(workspace, door=door, theme=theme, mode=mode)
        made.append(desk)
        page = ImportsPage(desk)
        qtbot.addWidget(page)
        page.resize(1100, 760)
        page.show()
        page.activateWindow()
        screen = Screen(qtbot, desk, door, page, Intake(workspace), tmp_path)
        screen.settle()
        return screen

    yield make
    for desk in made:
        desk.tasks.close()
    assert Intake(workspace).sound()


@pytest.fixture
def screen(open_screen: OpenScreen) -> Screen:
    """The page in the view of names."""
    return open_screen()
