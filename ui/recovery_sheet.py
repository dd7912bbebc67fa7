"""The recovery code, shown once: print or save its sheet, say that it is kept, go on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.messages import Messages
from ui.tasks import Tasks
from ui.theme.theme import Theme
from ui.theme.tokens import Tone
from ui.widgets.dialog import Dialog
from ui.widgets.flow import FlowLayout
from ui.widgets.text import card, label, push_button
from vrp_desktop.clock import Clock, london_day
from vrp_desktop.errors import KnownError

_WARNING = "Put the printed sheet in a sealed envelope in a safe, never with the laptop, and delete the file."


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What stands on a recovery sheet."""

    area_name: str
    user: str
    code: str


class RecoverySheet(Dialog):
    """Cannot be passed before the user has said that the code is kept. `kept` hands `about` on."""

    kept = Signal(object)

    def __init__(
        self,
        theme: Theme,
        tasks: Tasks,
        messages: Messages,
        facts: SheetFacts,
        clock: Clock,
        parent: QWidget,
        *,
        intro: str,
        about: object = None,
    ) -> None:
        super().__init__(theme, "Keep the recovery code", parent, intro=intro, yes="Go on", ems=(38, 0))
        self._tasks = tasks
        self._messages = messages
        self._facts = facts
        self._clock = clock
        self._about = about
        frame, inside = card(theme)
        code = label(facts.code, "heading", wrap=True, selectable=True)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(theme.sized_font("heading").pointSizeF())
        code.setFont(fixed)
        code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        code.setObjectName("recovery_code")
        inside.addWidget(code)
        self.body.addWidget(frame)
        self.body.addWidget(self._ways(theme))
        self.body.addWidget(label(_WARNING, "muted", wrap=True))
        self.is_kept = QCheckBox("The code is printed or written down")
        self.is_kept.toggled.connect(self.yes_button.setEnabled)
        self.body.addWidget(self.is_kept)
        self.yes_button.setEnabled(False)
        self.no_button.hide()

    def submit(self) -> None:
        about = self._about
        self.accept()
        self.kept.emit(about)

    def reject(self) -> None:
        """Esc does not pass it: the code would be gone."""

    def _ways(self, theme: Theme) -> QWidget:
        ways = QWidget()
        flow = FlowLayout(theme)
        for words, icon, handler in (
            ("Print the sheet…", "print", self._on_print),
            ("Save the sheet as PDF to print…", "export", self._on_save),
        ):
            button = push_button(theme, words, icon)
            button.clicked.connect(handler)
            flow.addWidget(button)
        ways.setLayout(flow)
        return ways

    def _on_print(self) -> None:
        self._tasks.call(sheet_pdf, self._facts, self._clock, done=self._print, failed=self.show_failure)

    def _print(self, pdf: bytes) -> None:
        from ui.printing import print_pages

        if print_pages(self, pdf):
            self.banner.show_text("The sheet was sent to the printer.", "Look that it came out whole.", Tone.GOOD)

    def _on_save(self) -> None:
        picked = self._messages.save_file("Save the recovery sheet", "recovery-sheet.pdf", "PDF (*.pdf)")
        if picked is not None:
            self._tasks.call(
                save_sheet, self._facts, self._clock, picked, done=self._on_saved, failed=self.show_failure
            )

    def _on_saved(self, path: Path) -> None:
        self.banner.show_text("The sheet is saved.", f"Print {path.name} and delete it.", Tone.GOOD)


def sheet_pdf(facts: SheetFacts, clock: Clock) -> bytes:
    """The recovery sheet as a PDF."""
    from vrp_desktop.documents.document import render
    from vrp_desktop.documents.recovery_sheet import recovery_sheet

    return render(recovery_sheet(facts.area_name, facts.user, facts.code, london_day(clock.now())))


def save_sheet(facts: SheetFacts, clock: Clock, destination: Path) -> Path:
    """Write the recovery sheet to a file, to be printed."""
    content = sheet_pdf(facts, clock)
    try:
        destination.write_bytes(content)
    except OSError as error:
        raise KnownError(
            "The sheet could not be written there.",
            means="The code still stands here.",
            do="Choose another folder, print the sheet, or write the code down.",
        ) from error
    return destination
