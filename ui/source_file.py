"""After something was taken in: the offer to delete the file it was read from, with what that cannot undo."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.desk import Desk
from vrp_desktop.attachments.files import CANNOT_UNDO, delete_source, note_source_deleted
from vrp_desktop.errors import KnownError


class SourceFile(QObject):
    """Offers it, does it only where the file is still as it was read, and writes it into the audit."""

    refused = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._digest = ""
        self._what = ""

    def offer(self, path: Path, digest: str, what: str) -> None:
        """Ask; `what` says what was read from it, such as "a list"."""
        if not self._desk.messages.confirm(
            "Delete the file that was read?",
            means=f"It is now kept encrypted here, and still lies unprotected where it was. {CANNOT_UNDO}",
            yes="Delete it",
            no="Leave it",
            danger=True,
        ):
            return
        self._digest, self._what = digest, what
        self._desk.tasks.call(delete_source, path, digest, done=self._on_deleted, failed=self._on_refused)

    def _on_deleted(self, _result: object) -> None:
        self._desk.tasks.write(note_source_deleted, self._digest, self._what)
        self._desk.messages.note("The file that was read is deleted.")

    def _on_refused(self, error: KnownError) -> None:
        self.refused.emit(error)
