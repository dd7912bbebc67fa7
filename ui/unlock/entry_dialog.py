"""The base of the dialogs before a workspace is open: a form, a job on another thread, errors in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.tasks import Tasks
from ui.theme.theme import Theme
from ui.widgets.busy import BusyBar
from ui.widgets.dialog import Dialog
from ui.widgets.fields import FormPart
from ui.widgets.form import Form
from vrp_desktop.errors import Invalid, KnownError


class EntryDialog(Dialog):
    """`opened` brings the workspace that was opened."""

    opened = Signal(object)

    def __init__(
        self, theme: Theme, tasks: Tasks, title: str, parts: Sequence[FormPart], parent: QWidget, intro: str, yes: str
    ) -> None:
        super().__init__(theme, title, parent, intro=intro, yes=yes, ems=(46, 0))
        self._tasks = tasks
        self.form = Form(theme, parts)
        self.busy = BusyBar(theme)
        self.body.addWidget(self.form)
        self.put_below(self.busy)
        QTimer.singleShot(0, self.form, self.form.focus_first)

    def run(self, words: str, function: Callable[..., Any], *args: Any) -> None:
        """Do the work; the dialog closes when a workspace is open."""
        self.banner.hide()
        self.set_busy(True)
        self.busy.start(words)
        self._tasks.call(function, *args, done=self._on_opened, failed=self.show_failure)

    def show_failure(self, error: KnownError) -> None:
        self.set_busy(False)
        self.busy.finish()
        if isinstance(error, Invalid):
            elsewhere = self.form.show_invalid(error)
            if elsewhere:
                self.banner.show_text(error.what, " ".join(elsewhere.values()))
            return
        self.banner.show_error(error)

    def _on_opened(self, opened: object) -> None:
        self.accept()
        self.opened.emit(opened)
