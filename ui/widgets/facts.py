"""Facts and timelines on a record: labels at the left, words at the right; and entries by day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QTabWidget, QWidget

from ui.desk import Desk
from ui.widgets.text import column, label, row
from vrp_desktop.calendar import british
from vrp_desktop.people.timeline import TimelineEntry


def facts(desk: Desk, pairs: Sequence[tuple[str, str]]) -> QWidget:
    """A grid of facts; a blank one is shown as a dash, so that nothing looks as if it were missing from the page."""
    made = QWidget()
    made.setProperty("kind", "clear")
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(desk.theme.space("wide"))
    grid.setVerticalSpacing(desk.theme.space("tight"))
    grid.setColumnStretch(1, 1)
    for at, (name, words) in enumerate(pairs):
        grid.addWidget(label(name, "muted", wrap=True), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(words or "–", wrap=True, selectable=True), at, 1, Qt.AlignmentFlag.AlignTop)
    grid.setColumnMinimumWidth(0, desk.theme.em(9))
    made.setLayout(grid)
    return made


def timeline(desk: Desk, entries: Sequence[TimelineEntry]) -> QWidget:
    """What happened, newest first; free text only as the view allows."""
    made = QWidget()
    made.setProperty("kind", "clear")
    inside = column(desk.theme, "normal")
    for entry in sorted(entries, key=lambda e: e.on, reverse=True):
        inside.addWidget(_entry(desk, entry))
    if not entries:
        inside.addWidget(label("Nothing has happened yet.", "muted"))
    inside.addStretch(1)
    made.setLayout(inside)
    return made


def tabs(name: str) -> QTabWidget:
    """Tabs on a record, without a frame of their own."""
    made = QTabWidget()
    made.setDocumentMode(True)
    made.setAccessibleName(name)
    return made


def _entry(desk: Desk, entry: TimelineEntry) -> QWidget:
    made = QFrame()
    made.setProperty("kind", "clear")
    line = row(desk.theme, "normal")
    day = label(british(entry.on), "muted", wrap=True)
    day.setFixedWidth(desk.theme.em(8))
    line.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
    words = column(desk.theme, "hair")
    words.addWidget(label(entry.heading, "label", wrap=True))
    detail = desk.view.text(entry.detail) if entry.is_free_text else entry.detail
    if detail:
        words.addWidget(label(detail, wrap=True, selectable=True))
    line.addLayout(words, 1)
    made.setLayout(line)
    return made
