"""The letters of a case: what was sent to whom and how, each to be looked at again, and a new one."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from ui.attachment_viewer import AttachmentViewer
from ui.desk import Desk
from ui.letter_dialog import WriteLetter
from ui.printing import print_pages
from ui.receipts import save
from ui.widgets.text import card, clear, column, label, push_button, row
from vrp_desktop.access.permissions import Permission
from vrp_desktop.attachments.commands import Opened, open_attachment
from vrp_desktop.calendar import british
from vrp_desktop.letters.commands import Sent
from vrp_desktop.letters.queries import LetterRow, Letters, Writing, letters_of_case, writing


class LettersPart(QWidget):
    """Fetches for itself."""

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__()
        self.desk = desk
        self._case_id = case_id
        self._template = ""
        self.setProperty("kind", "clear")
        self.setAccessibleName("Letters")
        self.said = label("", "muted", wrap=True)
        self._rows = column(desk.theme, "snug")
        outer = column(desk.theme, "normal")
        if desk.actor.may(Permission.EDIT_CASES) and desk.actor.may(Permission.EXPORT):
            line = row(desk.theme, "snug")
            self.write_button = push_button(desk.theme, "Write a letter…", "letter")
            self.write_button.clicked.connect(self.write)
            line.addWidget(self.write_button)
            line.addStretch(1)
            outer.addLayout(line)
        outer.addWidget(self.said)
        outer.addLayout(self._rows)
        outer.addStretch(1)
        self.setLayout(outer)
        self.refresh()

    def refresh(self) -> None:
        """Fetch the list again."""
        self.desk.tasks.read(letters_of_case, self._case_id, done=self._show, key="letters")

    def write(self) -> None:
        """Write a letter; the child's name and how to reach the family must be in sight for that."""
        if self.desk.view.text("x") != "x":
            self.desk.messages.say("Letters are written in the view of names.", do="Show names (Ctrl+Shift+N).")
            return
        self.desk.tasks.read(writing, self._case_id, done=self._ask, key="writing")

    def _ask(self, found: Writing) -> None:
        dialog = WriteLetter(self.desk, self, found, self._template)
        dialog.made.connect(self._on_made)
        dialog.open()

    def _show(self, letters: Letters) -> None:
        clear(self._rows)
        told = "" if letters.referrer_told else " The referrer has not been written to."
        self.said.setText((f"{len(letters.rows)} sent." if letters.rows else "No letters yet.") + told)
        for each in letters.rows:
            self._rows.addWidget(self._card(each))

    def _card(self, letter: LetterRow) -> QFrame:
        made, inside = card(self.desk.theme)
        inside.addWidget(label(letter.label, "label", wrap=True))
        way = self.desk.shelf.label("letter_ways", letter.way).lower()
        to = self.desk.view.text(letter.recipient)
        words = f"{british(letter.sent_on)} · {way} · to {to} · {letter.sent_by}"
        inside.addWidget(label(words, "muted", wrap=True))
        if letter.attachment_id is not None and self.desk.actor.may(Permission.SEE_NOTES):
            line = row(self.desk.theme, "snug")
            button = push_button(self.desk.theme, "Show what was sent")
            button.setAccessibleName(f"Show what was sent: {letter.label}, {british(letter.sent_on)}")
            button.setProperty("file", letter.attachment_id)
            button.clicked.connect(self._on_show)
            line.addWidget(button)
            line.addStretch(1)
            inside.addLayout(line)
        else:
            inside.addWidget(label("What was sent is no longer kept.", "help"))
        return made

    def _on_show(self) -> None:
        if self.desk.view.text("x") != "x":
            self.desk.messages.say("Letters are hidden in this view.", do="Show names first (Ctrl+Shift+N).")
            return
        self.desk.tasks.write(open_attachment, str(self.sender().property("file")), done=self._on_opened)

    def _on_opened(self, opened: Opened) -> None:
        AttachmentViewer(self.desk, self, opened).open()

    def _on_made(self, sent: Sent) -> None:
        """A draft e-mail is saved; a letter is saved to be printed, or printed at once."""
        self.refresh()
        if sent.file_name.endswith(".eml"):
            save(self.desk, sent.file_name, sent.content)
            return
        taken = self.desk.messages.choose(
            "The letter is kept with the case.",
            {"print": "Print it now", "save": "Save it as PDF"},
            means="It can be shown here at any time. Outside the workspace it is not encrypted.",
            no="Neither",
        )
        if taken == "print":
            print_pages(self, sent.pdf)
        elif taken == "save":
            save(self.desk, sent.file_name, sent.content)
