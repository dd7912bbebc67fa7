"""The one place that asks why a restricted record is opened, wherever it stood in the way, and then goes on."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ui.desk import Desk
from ui.tasks import Job
from vrp_desktop.access.permissions import Permission
from vrp_desktop.errors import RecordRestricted


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
            from vrp_desktop.restricted.queries import hours_open

            self._error = error
            self._desk.tasks.read(hours_open, done=self._ask)

    def _ask(self, hours: int) -> None:
        if self._error is None:
            return
        from ui.opening_dialog import OpenRestricted

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
