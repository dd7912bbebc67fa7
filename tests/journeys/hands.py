"""What a user does with the real window, from within the test's process: pages, buttons, tables, dialogs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.door import PreparedDoor
from ui.app import Program
from ui.desk import Desk
from ui.widgets.data_table import DataTable
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page

SLOW = 20_000

P = TypeVar("P", bound=Page)
D = TypeVar("D", bound=QWidget)
F = TypeVar("F", bound=FormDialog)


@dataclass
class Hands:
    """Works on the session that is open."""

    qtbot: QtBot
    program: Program
    door: PreparedDoor

    @property
    def desk(self) -> Desk:
        """The desk of the open session."""
        assert self.program.session is not None
        return self.program.session.desk

    @property
    def window(self) -> QWidget:
        """The main window."""
        assert self.program.session is not None
        return self.program.session.frame

    def settle(self) -> None:
        """Wait until everything asked is answered, and what was announced by it is fetched."""
        for _ in range(3):
            self.qtbot.waitUntil(self.desk.tasks.is_idle, timeout=SLOW)
            # The hub tells of changes at the end of a turn of the event loop.
            QCoreApplication.sendPostedEvents()

    def go(self, key: str, kind: type[P]) -> P:
        """Press a page's button in the navigation."""
        button = self.window.findChild(QAbstractButton, f"go_{key}")
        assert button is not None
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()
        return self.page(kind)

    def page(self, kind: type[P]) -> P:
        """The page that is shown."""
        assert self.program.session is not None
        page = self.program.session.frame.page
        assert isinstance(page, kind)
        return page

    def press(self, words: str, within: QWidget | None = None) -> None:
        """Press the first visible button with these words."""
        buttons = [each for each in (within or self.window).findChildren(QAbstractButton) if each.isVisible()]
        found = next((each for each in buttons if words in (each.text().strip(), each.accessibleName())), None)
        assert found is not None, [each.text() for each in buttons]
        assert found.isEnabled(), words
        found.click()
        self.settle()

    def open_row(self, table: DataTable, place: int = 0) -> None:
        """Put the cursor in a row and press Enter."""
        table.view.setFocus()
        table.view.go_to(place)
        QTest.keyClick(table.view, Qt.Key.Key_Return)
        self.settle()

    def dialog(self, kind: type[D]) -> D:
        """The dialog in front."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind), found
        return found

    def fill_in(self, kind: type[F], values: Mapping[str, Any]) -> None:
        """Fill in the dialog in front and press its button; it closes, because all was right."""
        dialog = self.dialog(kind)
        dialog.form.put(values)
        self.settle()
        QTest.mouseClick(dialog.yes_button, Qt.MouseButton.LeftButton)
        self.settle()
        assert QApplication.activeModalWidget() is not dialog, self.errors(dialog)

    def errors(self, dialog: FormDialog) -> str:
        """What a dialog says is wrong."""
        fields = [f"{name}: {box.error}" for name, box in dialog.form._boxes.items() if box.error]
        return "; ".join([dialog.banner.text, *fields, *self.door.said])
