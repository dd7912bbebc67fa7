"""Taking a list in: three steps that are walked back and forth, the bar of what runs, and what came of it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.desk import Desk
from ui.imports.asking import Ahead, Outline, look_ahead, outline
from ui.imports.column_grid import ColumnGrid
from ui.imports.preview_step import PreviewStep
from ui.imports.step_bar import StepBar
from ui.imports.under_way import UnderWay, keep
from ui.imports.what_it_is import WhatItIs
from ui.imports.words import button_words
from ui.tasks import Job
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.busy import BusyBar
from ui.widgets.text import column, push_button, row
from vrp_desktop.errors import Cancelled, KnownError
from vrp_desktop.imports.commands import take_in
from vrp_desktop.imports.reading.settings import BatchSettings
from vrp_desktop.imports.results import Taken

WHAT, COLUMNS, PREVIEW = range(3)
_TITLES: Final = ("What it is", "Columns", "Preview")


class TakeIn(QWidget):
    """One file on its way in. `taken` brings the result; `left` says that the user thought better of it."""

    taken = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.way: UnderWay | None = None
        self.found: Outline | None = None
        self._asked: BatchSettings | None = None
        self._looked: BatchSettings | None = None
        self._looking: Job | None = None
        self._is_taking = False
        self._resume_at = WHAT
        self.bar = StepBar(desk.theme, _TITLES)
        self.hidden_note = Banner(desk.theme)
        self.what, self.grid, self.preview = WhatItIs(desk), ColumnGrid(desk), PreviewStep(desk)
        self._stack = QStackedWidget()
        for step in (self.what, self.grid, self.preview):
            self._stack.addWidget(step)
        self.busy = BusyBar(desk.theme)
        theme = desk.theme
        self.leave_button = push_button(theme, "Leave this list", kind="quiet")
        self.back_button = push_button(theme, "Back", "chevron_left", tip="The step before (Ctrl+Page Up)")
        self.next_button = push_button(theme, "Next", kind="primary", tip="The next step (Ctrl+Page Down)")
        self._build()

    @property
    def step(self) -> int:
        return self._stack.currentIndex()

    def begin(self, way: UnderWay) -> None:
        """Take up a file, at the step where it was left."""
        self.way, self.found, self._asked, self._looked = way, None, None, None
        self._resume_at = way.step
        keep(self._desk.view, way)
        self.what.begin(way)
        self._show_step(WHAT)
        self._ask_outline()

    def go(self, step: int) -> None:
        """Go to a step; forwards only over steps that are complete, and it is said what is missing."""
        if self.way is None or self._is_taking:
            return
        if step > WHAT and not self.what.check(self.found):
            self._show_step(WHAT)
            return
        if step > COLUMNS and not self.grid.check():
            self._show_step(COLUMNS)
            return
        if step == COLUMNS and self.found is not None:
            self.grid.show_outline(self.way, self.found)
        self._show_step(step)
        if step == PREVIEW:
            self._look()

    def forward(self) -> None:
        """The next step; from the last one, take the list in."""
        if self.step < PREVIEW:
            self.go(self.step + 1)
        elif self.next_button.isEnabled():
            self.take()

    def backward(self) -> None:
        """The step before."""
        if self.step > WHAT:
            self.go(self.step - 1)

    def take(self) -> None:
        """Take the list in: all of it or nothing."""
        if self.way is None or self.preview.ahead is None or self._is_taking:
            return
        self._set_taking(True)
        self.preview.banner.hide()
        job = self._desk.tasks.write(
            take_in,
            self.way.workbook,
            self.way.settings,
            done=self._on_taken,
            failed=self._on_not_taken,
            progress=self.busy.show_progress,
        )
        self.busy.start("Taking the rows in", job)

    def leave(self) -> None:
        """Let the list go; asks, since what was set for it is not remembered yet."""
        if self.way is None or self._is_taking:
            return
        if self._desk.messages.confirm(
            "Leave this list?",
            means="Nothing of it was taken in. What you set for it here will be lost.",
            yes="Leave it",
            no="Go on",
        ):
            self.end()
            self.left.emit()

    def end(self) -> None:
        """Forget the file."""
        if self._looking is not None:
            self._looking.cancel()
        self.way = self.found = self._looking = None
        self.busy.finish()
        keep(self._desk.view, None)

    def _build(self) -> None:
        theme = self._desk.theme
        foot = row(theme, "snug")
        foot.addWidget(self.leave_button)
        foot.addWidget(self.busy, 1)
        foot.addStretch(0)
        foot.addWidget(self.back_button)
        foot.addWidget(self.next_button)
        outer = column(theme, "normal")
        outer.addWidget(self.bar)
        outer.addWidget(self.hidden_note)
        outer.addWidget(self._stack, 1)
        outer.addLayout(foot)
        self.setLayout(outer)
        self.bar.asked.connect(self.go)
        self.what.changed.connect(self._on_changed)
        self.grid.changed.connect(self._on_changed)
        self.leave_button.clicked.connect(self.leave)
        self.back_button.clicked.connect(self.backward)
        self.next_button.clicked.connect(self.forward)
        if self._desk.view.text("x") != "x":
            self.hidden_note.show_text(
                "Names and cells are hidden in this view.", "Show names to see what was sent (Ctrl+Shift+N).", Tone.INFO
            )

    def _show_step(self, step: int) -> None:
        moved = step != self.step
        self._stack.setCurrentIndex(step)
        if self.way is not None:
            self.way.step = step
        self.bar.show_step(step)
        self._show_buttons()
        if moved or step == WHAT:
            focus = (self.what.focus_first, self.grid.focus_first, self.preview.focus_first)[step]
            focus()

    def _show_buttons(self) -> None:
        self.back_button.setVisible(self.step > WHAT)
        ahead = self.preview.ahead
        words = "Next" if self.step < PREVIEW else button_words(ahead.preview) if ahead is not None else "Take in"
        is_ready = self.step < PREVIEW or (ahead is not None and bool(words))
        self.next_button.setText(words or "Nothing to take in")
        self.next_button.setEnabled(is_ready and not self._is_taking)
        for button in (self.back_button, self.leave_button, self.bar):
            button.setEnabled(not self._is_taking)

    def _set_taking(self, taking: bool) -> None:
        self._is_taking = taking
        self.preview.setEnabled(not taking)
        self._show_buttons()

    def _on_changed(self) -> None:
        self._looked = None
        self._ask_outline()

    def _ask_outline(self) -> None:
        """Find the list anew, where something was set that it depends on."""
        way = self.way
        if way is None or _same_list(self._asked, way.settings):
            return
        self._asked = way.settings
        self._desk.tasks.read(
            outline, way.workbook, way.settings, done=self._on_outline, failed=self._on_no_outline, key="outline"
        )

    def _on_outline(self, found: Outline) -> None:
        if self.way is None:
            return
        self.found = found
        self.what.show_outline(found)
        self.grid.show_outline(self.way, found)
        self._show_buttons()
        resume_at, self._resume_at = self._resume_at, WHAT
        if resume_at > WHAT:
            self.go(resume_at)

    def _on_no_outline(self, error: KnownError) -> None:
        self.found = None
        self.what.show_failure(error)
        self._show_step(WHAT)

    def _look(self) -> None:
        """Look at every row, unless nothing was set since the last look."""
        way = self.way
        if way is None or (self._looked == way.settings and self.preview.ahead is not None):
            return
        self._looked = way.settings
        self.preview.show_waiting()
        self._show_buttons()
        self._looking = self._desk.tasks.read(
            look_ahead,
            way.workbook,
            way.settings,
            done=self._on_ahead,
            failed=self._on_not_looked,
            progress=self.busy.show_progress,
            key="ahead",
        )
        self.busy.start("Looking at the rows", self._looking)

    def _on_ahead(self, ahead: Ahead) -> None:
        self.busy.finish()
        if self.found is not None:
            self.preview.show_ahead(ahead, self.found)
        self._show_buttons()

    def _on_not_looked(self, error: KnownError) -> None:
        self._looked = None
        self.busy.finish()
        self.preview.show_failure(error, self._look)
        self._show_buttons()

    def _on_taken(self, taken: Taken) -> None:
        self._set_taking(False)
        self.end()
        self.taken.emit(taken)

    def _on_not_taken(self, error: KnownError) -> None:
        self.busy.finish()
        self._set_taking(False)
        if isinstance(error, Cancelled):
            self.preview.banner.show_text("Stopped.", "Nothing was taken in and nothing was changed.", Tone.INFO)
        else:
            self.preview.banner.show_error(error)
        self.next_button.setFocus()


def _same_list(one: BatchSettings | None, other: BatchSettings) -> bool:
    """Whether two settings find the same list with the same columns."""
    if one is None:
        return False
    parts = ("sheet", "header_row", "rows", "columns")
    return all(getattr(one, part) == getattr(other, part) for part in parts)
