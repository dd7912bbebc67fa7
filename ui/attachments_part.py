"""The files of a record: listed, added by choosing, dropping or pasting, shown in the program, saved with a receipt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ui.action import Action
from ui.attachment_dialogs import AddAttachment, EditAttachment
from ui.attachment_viewer import AttachmentViewer
from ui.desk import Desk
from ui.receipts import ReceiptDialog, save
from ui.source_file import SourceFile
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.pill import Pill
from ui.widgets.text import card, clear, column, label, push_button, row
from vrp_desktop.access.permissions import Permission
from vrp_desktop.attachments.commands import Opened, open_attachment, remove_attachment
from vrp_desktop.attachments.files import Incoming, read_incoming
from vrp_desktop.attachments.forms import OPEN
from vrp_desktop.attachments.limits import words_for
from vrp_desktop.attachments.queries import AttachmentRow, Kept, attachments_about
from vrp_desktop.attachments.sniffing import PNG
from vrp_desktop.calendar import british
from vrp_desktop.errors import KnownError
from vrp_desktop.exports.commands import export_attachment

PASTE = Action(
    "files.paste", "Paste a picture or file", "copy", "Ctrl+V", "Keep what was copied", Permission.EDIT_CASES,
    group="Files",
)  # fmt: skip
_PATTERNS: Final = (
    "Documents and pictures (*.pdf *.png *.jpg *.jpeg *.gif *.tif *.tiff *.webp *.docx *.xlsx *.odt *.ods *.txt *.eml)",
    "All files (*)",
)
_PLAIN_COPY: Final = "A saved copy is not encrypted: anyone who has the computer or the disk can read it."


class AttachmentsPart(QWidget):
    """Fetches for itself. `code` names the record on receipts and saved copies, never a child."""

    def __init__(self, desk: Desk, kind: str, record_id: str, code: str, *, can_add: bool = True) -> None:
        super().__init__()
        self.desk = desk
        self._about, self._code = (kind, record_id), code
        self._can_add = can_add and desk.actor.may(Permission.EDIT_CASES)
        self.kept = Kept((), 0)
        self._waiting: list[Path] = []
        self._source: tuple[Path, str] | None = None
        self._chosen: AttachmentRow | None = None
        self.setProperty("kind", "clear")
        self.setAccessibleName("Files")
        self.setAcceptDrops(self._can_add)
        self.banner = Banner(desk.theme)
        self._source_file = SourceFile(desk, self)
        self._source_file.refused.connect(self.banner.show_error)
        self.said = label("", "muted", wrap=True)
        self._rows = column(desk.theme, "snug")
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Fetch the list again."""
        self.desk.tasks.read(attachments_about, *self._about, done=self._show, key="files")

    def add(self) -> None:
        """Choose a file to keep."""
        path = self.desk.messages.open_file("Add a file", *_PATTERNS)
        if path is not None:
            self.take([path])

    def take(self, paths: Sequence[Path]) -> None:
        """Read files one after another, each away from the main thread, and ask what each is."""
        self._waiting += paths
        if len(self._waiting) == len(paths):
            self._read_next()

    def paste(self) -> None:
        """Keep the picture or the files that were copied."""
        self._take_data(QGuiApplication.clipboard().mimeData())

    def open_row(self, kept: AttachmentRow) -> None:
        """Show a file in the program; that it was opened is recorded."""
        if self.desk.view.text("x") != "x":
            self.desk.messages.say("Files are hidden in this view.", do="Show names first (Ctrl+Shift+N).")
            return
        self._chosen = kept
        self.desk.tasks.write(open_attachment, kept.attachment_id, done=self._on_opened)

    def save_copy(self, kept: AttachmentRow) -> None:
        """Save a plain copy outside, as an export with its receipt."""
        self._chosen = kept
        held = self.desk.shelf.label("restrictions", kept.restriction)
        limits = f" It is marked “{held}”." if kept.restriction != OPEN else ""
        dialog = ReceiptDialog(
            self.desk,
            self,
            f"{kept.kind.label} of {self._code}",
            rows=1,
            yes="Save a copy",
            deed=export_attachment,
            about=(kept.attachment_id,),
            warning=_PLAIN_COPY + limits,
        )
        dialog.handed_out.connect(self._on_handed_out)
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if data.hasImage() or any(url.isLocalFile() for url in data.urls()):
            event.acceptProposedAction()
            self.banner.show_text("Let go to keep this with the record.", tone=Tone.INFO)

    def dragLeaveEvent(self, event: object) -> None:
        self.banner.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.banner.hide()
        event.acceptProposedAction()
        self._take_data(event.mimeData())

    def _build(self) -> None:
        theme = self.desk.theme
        outer = column(theme, "normal")
        if self._can_add:
            line = row(theme, "snug")
            self.add_button = push_button(theme, "Add a file…", "plus")
            self.add_button.clicked.connect(self.add)
            line.addWidget(self.add_button)
            self.desk.actions.add(PASTE, self.paste, self)
            line.addWidget(self.desk.actions.button(PASTE.id, "quiet"))
            line.addStretch(1)
            outer.addLayout(line)
        outer.addWidget(self.said)
        outer.addWidget(self.banner)
        outer.addLayout(self._rows)
        outer.addStretch(1)
        self.setLayout(outer)

    def _show(self, kept: Kept) -> None:
        self.kept = kept
        clear(self._rows)
        self.said.setText(self._words(kept))
        for each in kept.rows:
            self._rows.addWidget(self._card(each))

    def _words(self, kept: Kept) -> str:
        if not kept.may_read:
            return "Your role does not read files."
        drop = f" Drop files here, up to {words_for(kept.limit)} each." if self._can_add else ""
        if not kept.rows:
            return f"No files yet.{drop}"
        many = "1 file" if len(kept.rows) == 1 else f"{len(kept.rows)} files"
        return f"{many}, {words_for(kept.total)} in all.{drop}"

    def _card(self, kept: AttachmentRow) -> QFrame:
        view, shelf = self.desk.view, self.desk.shelf
        made, inside = card(self.desk.theme)
        head = row(self.desk.theme, "snug")
        head.addWidget(label(view.text(kept.title), "label", wrap=True), 1)
        if kept.restriction != OPEN:
            head.addWidget(Pill(self.desk.theme, shelf.label("restrictions", kept.restriction), Tone.CAUTION))
        inside.addLayout(head)
        by = shelf.label("agencies", kept.source_agency)
        parts = (british(kept.dated_on), kept.kind.label, words_for(kept.size), by and f"from {by}")
        inside.addWidget(label(" · ".join(filter(None, parts)), "muted", wrap=True))
        line = row(self.desk.theme, "snug")
        for words, deed in self._deeds():
            line.addWidget(self._button(words, deed, kept))
        line.addStretch(1)
        inside.addLayout(line)
        return made

    def _deeds(self) -> list[tuple[str, str]]:
        may = self.desk.actor.may
        found = [("Open", "open")]
        if may(Permission.EXPORT):
            found.append(("Save a copy…", "copy"))
        if self._can_add:
            found += [("Edit", "edit"), ("Remove", "remove")]
        return found

    def _button(self, words: str, deed: str, kept: AttachmentRow) -> QPushButton:
        button = push_button(self.desk.theme, words, kind="quiet" if deed != "open" else "")
        button.setAccessibleName(f"{words.rstrip('…')} {self.desk.view.text(kept.title)}")
        button.setProperty("deed", deed)
        button.setProperty("file", kept.attachment_id)
        button.clicked.connect(self._on_button)
        return button

    def _on_button(self) -> None:
        button = self.sender()
        file_id = button.property("file") if button is not None else ""
        kept = next((each for each in self.kept.rows if each.attachment_id == file_id), None)
        if button is None or kept is None:
            return
        match button.property("deed"):
            case "open":
                self.open_row(kept)
            case "copy":
                self.save_copy(kept)
            case "edit":
                self._follow(EditAttachment(self.desk, self, kept))
            case "remove":
                self._remove(kept)

    def _remove(self, kept: AttachmentRow) -> None:
        reason = self.desk.messages.type_in(
            "Remove this file", "Its bytes are overwritten and do not come back. Say why it is removed."
        )
        if reason:
            self.desk.tasks.write(remove_attachment, kept.attachment_id, kept.version, reason, done=self._on_changed)

    def _take_data(self, data: QMimeData | None) -> None:
        if data is None:
            return
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.take(paths)
        elif data.hasImage():
            incoming = _picture(data.imageData())
            if incoming is not None:
                self._ask(incoming)
        else:
            self.desk.messages.note("There is no picture and no file to paste.")

    def _read_next(self) -> None:
        if self._waiting:
            self.desk.tasks.call(
                read_incoming, self._waiting[0], self.kept.limit, done=self._on_read, failed=self._on_not_read
            )

    def _on_read(self, incoming: Incoming) -> None:
        self.banner.hide()
        self._ask(incoming)

    def _on_not_read(self, error: KnownError) -> None:
        self.banner.show_error(error)
        self._after_one()

    def _ask(self, incoming: Incoming) -> None:
        if incoming.source is not None:
            self._source = (incoming.source, incoming.digest)
        dialog = AddAttachment(self.desk, self, self._about, incoming)
        dialog.saved.connect(self._on_added)
        dialog.finished.connect(self._on_asked)
        dialog.open()

    def _on_added(self, _id: object) -> None:
        self.desk.messages.note("The file is kept with the record.")
        source, self._source = self._source, None
        self.refresh()
        if source is not None:
            self._source_file.offer(*source, "a file kept here")

    def _on_asked(self, _result: int) -> None:
        self._after_one()

    def _after_one(self) -> None:
        if self._waiting:
            self._waiting.pop(0)
        self._read_next()

    def _follow(self, dialog: EditAttachment) -> None:
        dialog.saved.connect(self._on_changed)
        dialog.open()

    def _on_changed(self, _result: object) -> None:
        self.refresh()

    def _on_opened(self, opened: Opened) -> None:
        on = british(self._chosen.dated_on) if self._chosen is not None else ""
        viewer = AttachmentViewer(self.desk, self, opened, on)
        if self.desk.actor.may(Permission.EXPORT):
            copy = push_button(self.desk.theme, "Save a copy…", "export")
            copy.clicked.connect(self._on_copy)
            viewer.add_button(copy)
        viewer.open()

    def _on_copy(self) -> None:
        if self._chosen is not None:
            self.save_copy(self._chosen)

    def _on_handed_out(self, content: bytes) -> None:
        if self._chosen is not None:
            save(self.desk, f"{self._code}-file.{self._chosen.kind.ending}", content)


def _picture(image: object) -> Incoming | None:
    """A copied picture as PNG, made in memory."""
    if not isinstance(image, QImage) or image.isNull():
        return None
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return Incoming(bytes(buffer.data().data()), "Pasted picture.png", PNG)
