"""The recovery code, shown once: print the sheet, say so, go on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.messages import Messages
from ui.tasks import Tasks
from ui.theme.theme import Theme
from ui.theme.tokens import Tone
from ui.unlock import work
from ui.widgets.dialog import Dialog
from ui.widgets.text import card, label, push_button
from vrp_desktop.clock import Clock


class SheetDialog(Dialog):
    """Cannot be passed before the user has said that the code is kept. `kept` hands the open workspace on."""

    kept = Signal(object)

    def __init__(
        self, theme: Theme, tasks: Tasks, messages: Messages, opened: work.Opened, clock: Clock, parent: QWidget
    ) -> None:
        intro = "If every passphrase is forgotten, only this code opens the workspace. It is shown this once."
        super().__init__(theme, "Keep the recovery code", parent, intro=intro, yes="Go on", ems=(36, 0))
        self._tasks = tasks
        self._messages = messages
        self._opened = opened
        self._clock = clock
        frame, inside = card(theme)
        code = label(opened.recovery_code, "heading", wrap=True, selectable=True)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(theme.sized_font("heading").pointSizeF())
        code.setFont(fixed)
        code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        code.setObjectName("recovery_code")
        inside.addWidget(code)
        self.body.addWidget(frame)
        save = push_button(theme, "Save the sheet as PDF to print…", "print")
        save.clicked.connect(self._on_save)
        self.body.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)
        words = "Print it, put it in a sealed envelope in a safe, and delete the file. Never keep it with the laptop."
        self.body.addWidget(label(words, "muted", wrap=True))
        self.is_kept = QCheckBox("The code is printed or written down")
        self.is_kept.toggled.connect(self.yes_button.setEnabled)
        self.body.addWidget(self.is_kept)
        self.yes_button.setEnabled(False)
        self.no_button.hide()

    def submit(self) -> None:
        opened = self._opened
        self.accept()
        self.kept.emit(opened)

    def reject(self) -> None:
        """Esc does not pass it: the code would be gone."""

    def _on_save(self) -> None:
        picked = self._messages.save_file("Save the recovery sheet", "recovery-sheet.pdf", "PDF (*.pdf)")
        if picked is None:
            return
        who = self._opened.workspace.actor.full_name
        self._tasks.call(
            work.recovery_pdf,
            self._opened.about.area_name,
            who,
            self._opened.recovery_code,
            self._clock,
            picked,
            done=self._on_saved,
            failed=self.show_failure,
        )

    def _on_saved(self, path: Path) -> None:
        self.banner.show_text("The sheet is saved.", f"Print {path.name} and delete it.", Tone.GOOD)
