"""The one place that asks why a restricted record is opened, wherever it stood in the way, and then goes on."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from ui.desk import Desk
from ui.tasks import Job
from ui.widgets.fields import Choose, Lines
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.access.permissions import Permission
from vrp_desktop.errors import RecordRestricted
from vrp_desktop.restricted.commands import open_restricted
from vrp_desktop.restricted.queries import hours_open
from vrp_desktop.restricted.rules import REASONS, LookForm


class OpenRestricted(FormDialog):
    """Asks for one reason of the list and a few words; Esc leaves the record closed."""

    on_behalf = False

    def __init__(self, desk: Desk, parent: QWidget | None, person_id: str, code: str, hours: int) -> None:
        parts = (
            Choose(
                name="why",
                label="Why you open it",
                options=desk.shelf.options(REASONS, desk.today),
                required=True,
            ),
            Lines(
                name="words",
                label="What you need it for",
                required=True,
                lines=2,
                help="Without the child's name: those who oversee read this without opening the record.",
            ),
        )
        many = "1 hour" if hours == 1 else f"{hours} hours"
        super().__init__(
            desk,
            f"{code} is restricted",
            parts,
            parent,
            intro=f"It opens to you alone, for {many}. Who opened it, when and why stays with the record.",
            yes="Open the record",
        )
        self._person_id = person_id

    def send(self, values: dict[str, Any]) -> None:
        self.write(open_restricted, self._person_id, LookForm(values["why"] or "", values["words"]))


class RestrictedGate(QObject):
    """What was asked of a restricted record waits here for the reason, and is then asked again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.tasks)
        self._desk = desk
        self._waiting: list[Job] = []
        self._error: RecordRestricted | None = None
        desk.tasks.set_gate(self.stop)

    def stop(self, error: RecordRestricted, job: Job) -> None:
        """Keep a job until its record is open; others of the same moment join it under one question."""
        if not self._desk.actor.may(Permission.OPEN_RESTRICTED):
            self._desk.tasks.refuse(job, error)
            return
        self._waiting.append(job)
        if self._error is None:
            self._error = error
            self._desk.tasks.read(hours_open, done=self._ask)

    def _ask(self, hours: int) -> None:
        if self._error is None:
            return
        parent = QApplication.activeModalWidget() or QApplication.activeWindow()
        dialog = OpenRestricted(self._desk, parent, self._error.person_id, self._error.code, hours)
        dialog.accepted.connect(self._on_opened)
        dialog.rejected.connect(self._on_left)
        dialog.open()

    def _on_opened(self) -> None:
        for job in self._taken():
            self._desk.tasks.again(job)

    def _on_left(self) -> None:
        error = self._error
        for job in self._taken():
            if error is not None:
                self._desk.tasks.refuse(job, error, is_told=True)

    def _taken(self) -> list[Job]:
        jobs, self._waiting, self._error = self._waiting, [], None
        return jobs
