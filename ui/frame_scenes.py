"""The dialogs of the frame for the pictures of `look`, shown from Home. Nothing is written by any."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Qt

from ui.desk import Desk
from ui.help_sheets import HelpSheet, ShortcutSheet
from ui.palette import Palette
from ui.recovery_sheet import RecoverySheet, SheetFacts
from ui.reveal import Reveal, SetPin
from ui.theme.tokens import Tone
from ui.widgets.message_dialog import MessageDialog
from ui.widgets.page import Page
from ui.widgets.question import Choice, Question
from vrp_desktop.people.naming import View

_CODE: Final = "MADE-UP0-CODE-FOR0-PICT-URES-ONLY-0000"
_SEARCHED: Final = "school"


class FrameScenes(QObject):
    """On a page of the frame; a page that stands alone shows nothing."""

    names: Final = (
        ("find", "find"),
        ("found", "found"),
        ("help", "help"),
        ("help-word", "help_word"),
        ("help-none", "help_none"),
        ("shortcuts", "shortcuts"),
        ("pin", "pin"),
        ("pin-errors", "pin_errors"),
        ("reveal", "reveal"),
        ("reveal-wrong", "reveal_wrong"),
        ("recovery-sheet", "recovery_sheet"),
        ("question", "question"),
        ("question-danger", "question_danger"),
    )

    def __init__(self, desk: Desk, page: Page) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page

    def find(self) -> None:
        """The palette before anything is typed."""
        self._desk.actions.run("find")

    def found(self) -> None:
        """The palette with records, pages and actions."""
        self._desk.actions.run("find")
        for palette in self._page.window().findChildren(Palette):
            palette.box.setText(_SEARCHED)

    def help(self) -> None:
        """All words."""
        HelpSheet(self._desk, "", self._page).open()

    def help_word(self) -> None:
        """One word."""
        HelpSheet(self._desk, "Referral", self._page).open()

    def help_none(self) -> None:
        """A word that there is not."""
        sheet = HelpSheet(self._desk, "", self._page)
        sheet.search.setText("Zebra")
        sheet.open()

    def shortcuts(self) -> None:
        ShortcutSheet(self._desk, self._page).open()

    def pin(self) -> None:
        SetPin(self._desk, self._page).open()

    def pin_errors(self) -> None:
        """Two that differ."""
        dialog = SetPin(self._desk, self._page)
        dialog.form.put({"pin": "4711", "again": "4712"})
        dialog.open()
        dialog.submit()

    def reveal(self) -> None:
        Reveal(self._desk, self._page, View.NAMES, self._stay).open()

    def reveal_wrong(self) -> None:
        """After a wrong try."""
        dialog = Reveal(self._desk, self._page, View.NAMES, self._stay)
        dialog.form.set_errors({"pin": "That is not the PIN."})
        dialog.open()

    def recovery_sheet(self) -> None:
        """With a code that opens nothing."""
        desk = self._desk
        facts = SheetFacts("Practice area", "Sam Example", _CODE)
        intro = "If Sam Example forgets the passphrase, this code sets a new one. It is shown this once."
        RecoverySheet(desk.theme, desk.tasks, desk.messages, facts, desk.clock, self._page, intro=intro).open()

    def question(self) -> None:
        """Several ways on."""
        choices = (Choice("imports", "Take in a spreadsheet", "primary"), Choice("home", "Look around first"))
        means = "It is empty. Begin with a list of referrals from a partner, or add the first child by hand."
        self._ask(Question("The workspace is ready.", means, "", choices, Tone.GOOD, "imports"))

    def question_danger(self) -> None:
        """What cannot be taken back."""
        choices = (Choice("yes", "Delete it", "danger"), Choice("no", "Cancel"))
        means = "It cannot be restored from any more. Newer backups stay."
        self._ask(Question("Delete Practice_2026-07-01.vrpbackup?", means, "", choices, Tone.DANGER, "no"))

    def _ask(self, question: Question) -> None:
        box = MessageDialog(self._desk.theme, question, self._page)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _stay(self) -> None:
        """A picture locks nothing."""
