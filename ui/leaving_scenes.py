"""The dialogs about files, letters and what leaves, for the pictures of `look`. Nothing is written by any."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.attachment_dialogs import AddAttachment, EditAttachment
from ui.attachment_viewer import AttachmentViewer
from ui.attachments_part import AttachmentsPart
from ui.desk import Desk
from ui.letters_part import LettersPart
from ui.receipts import ReceiptDialog
from vrp_desktop.attachments.commands import Opened
from vrp_desktop.attachments.files import Incoming
from vrp_desktop.attachments.sniffing import DOCX, PDF, TEXT, FileKind
from vrp_desktop.documents.document import Document, render
from vrp_desktop.documents.vocabulary import Block, Heading, PageBreak, Paragraph
from vrp_desktop.exports.names import Passage

_WORDS: Final = (
    "Attendance has got better this half term. The child likes art and football, and has a good friend in class.",
    "Mornings are hard. A quiet start to the day helps, and so does a short talk with the form tutor.",
)
_PASSAGES: Final = (
    Passage("Reason", "Seen late with Zachary Fernsby near the station; Aaliyah was told to go home."),
    Passage("Notes", "School spoke with Zachary Fernsby again."),
)


class FileScenes(QObject):
    """On the page of a record whose tab of files has been shown."""

    names: Final = (
        ("file-add", "add"),
        ("file-pages", "pages"),
        ("file-words", "words"),
        ("file-not-shown", "not_shown"),
        ("file-copy", "copy"),
        ("file-edit", "edit"),
        ("export-names", "export"),
    )

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page

    def add(self) -> None:
        """Asking what a file is."""
        incoming = Incoming(b"A note of a call.", "Note_of_a_call.txt", TEXT)
        AddAttachment(self._desk, self._page, ("person", ""), incoming).open()

    def pages(self) -> None:
        """A PDF, page by page."""
        blocks: tuple[Block, ...] = (Heading("How school is going"), *(Paragraph(words) for words in _WORDS))
        again: tuple[Block, ...] = (PageBreak(), Heading("What comes next"), Paragraph(_WORDS[0]))
        made = Document("School report", (*blocks, *again), self._desk.clock.now(), organisation="Practice School")
        self._open("School report, summer term", PDF, render(made))

    def words(self) -> None:
        """The words of a text."""
        self._open("Note of a call with school", TEXT, "\n\n".join(_WORDS).encode())

    def not_shown(self) -> None:
        """A document that is damaged."""
        self._open("Letter from the school", DOCX, b"PK\x03\x04 damaged")

    def copy(self) -> None:
        """Saving a copy."""
        for part in self._page.findChildren(AttachmentsPart):
            if part.kept.rows:
                part.save_copy(part.kept.rows[0])
                return

    def edit(self) -> None:
        """Putting the words of a kept file right."""
        for part in self._page.findChildren(AttachmentsPart):
            if part.kept.rows:
                EditAttachment(self._desk, self._page, part.kept.rows[0]).open()
                return

    def export(self) -> None:
        """A list with names in its free text."""
        ReceiptDialog(self._desk, self._page, "48 rows of actions", rows=48, passages=_PASSAGES).open()

    def _open(self, title: str, kind: FileKind, content: bytes) -> None:
        AttachmentViewer(self._desk, self._page, Opened("", title, kind, content), "1 July 2026").open()


def write_a_letter(page: QWidget) -> None:
    """The dialog of a new letter, on the case that is open."""
    for part in page.findChildren(LettersPart):
        part.write()
        return
