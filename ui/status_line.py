"""The line at the foot: the store, the last backup, what was just done, the idle lock and the view."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.capture import CaptureGuard
from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.view import VIEW_ICONS, VIEW_LABELS
from ui.widgets.pill import Pill
from ui.widgets.text import label, push_button, row
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british
from vrp_desktop.changes import Changes
from vrp_desktop.clock import london_day
from vrp_desktop.people.naming import View
from vrp_desktop.workspace.backups import last_backup

_NOTE_MS = 6_000


class StatusLine(QFrame):
    """Nothing here asks for attention, except a backup that is overdue and a lock that is near."""

    def __init__(self, desk: Desk, workspace: str, capture: CaptureGuard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._capture = capture
        self._covers = False
        self._guarded = push_button(desk.theme, "", kind="status")
        self._guarded.clicked.connect(self._on_capture)
        self.setProperty("kind", "statusline")
        self._store = label(workspace, "small")
        self._backup = push_button(desk.theme, "", kind="status", tip="Backups: when, where, and making one")
        self._backup.setEnabled(desk.actor.may(Permission.BACK_UP))
        self._backup.clicked.connect(self._on_backup)
        self._note = label("", "label")
        self._working = label("", "small")
        self._idle = label("", "small")
        self._user = label(f"{desk.actor.full_name} · {desk.actor.role.label}", "small")
        self._badge = Pill(desk.theme)
        inside = row(desk.theme, "wide", "")
        around = desk.theme.space("normal")
        inside.setContentsMargins(around, desk.theme.space("tight"), around, desk.theme.space("tight"))
        for part in (self._store, self._backup, self._working):
            inside.addWidget(part)
        inside.addStretch(1)
        inside.addWidget(self._note)
        inside.addStretch(1)
        for widget in (self._user, self._idle, self._guarded, self._badge):
            inside.addWidget(widget)
        self.setLayout(inside)
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(_NOTE_MS)
        self._fade.timeout.connect(self._note.clear)
        desk.messages.noted.connect(self.show_note)
        desk.view.mode_changed.connect(self._show_mode)
        desk.tasks.working.connect(self._on_working)
        desk.hub.changed.connect(self._on_changed)
        capture.changed.connect(self._show_capture)
        self._show_mode()
        self._show_capture()
        self.show_backup(None)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._desk.theme.em(20), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the less needed parts give way."""
        ems = self.width() / self._desk.theme.em(1)
        self._user.setVisible(ems >= 52)
        self._backup.setVisible(ems >= 42)
        self._guarded.setVisible(ems >= 62)
        super().resizeEvent(event)

    def show_note(self, text: str) -> None:
        """Say for a moment what was done."""
        self._note.setText(text)
        self._fade.start()

    def show_backup(self, made_at: datetime | None) -> None:
        """Say when the last backup was made."""
        words = "none yet" if made_at is None else british(london_day(made_at))
        self._backup.setText(f"Last backup: {words}")

    def show_idle(self, seconds: int) -> None:
        """Say how long it is until the lock; 0 for no idle lock."""
        if seconds <= 0:
            self._idle.setText("")
            return
        does = "Covers" if self._covers else "Locks"
        if seconds <= 60:
            self._idle.setText(f"{does} in {seconds} s")
        else:
            self._idle.setText(f"{does} in {-(-seconds // 60)} min when idle")

    def set_covers(self, covers: bool) -> None:
        """While a sitting is live, idleness covers and does not lock."""
        self._covers = covers

    def _on_capture(self) -> None:
        self._desk.actions.run("view.capture")

    def _show_capture(self) -> None:
        self._guarded.setText(self._capture.state)
        self._guarded.setToolTip(self._capture.meaning)
        self._guarded.setAccessibleDescription(self._capture.meaning)

    def _on_backup(self) -> None:
        self._desk.navigation.go("settings", section="backup")

    def _on_changed(self, changes: Changes) -> None:
        workspace = self._desk.workspace
        if workspace is not None and changes.touches("backup"):
            last = last_backup(workspace.folder.path)
            self.show_backup(last.made_at if last is not None else None)

    def _on_working(self, working: bool) -> None:
        self._working.setText("Working" if working else "")

    def _show_mode(self) -> None:
        mode = self._desk.view.mode
        tone = Tone.NEUTRAL if mode is View.NAMES else Tone.ACCENT
        self._badge.show_status(f"View: {VIEW_LABELS[mode].lower()}", tone, VIEW_ICONS[mode])
