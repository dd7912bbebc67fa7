"""Facts on a record: labels at the left, words at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.desk import Desk
from ui.widgets.text import label

_LABEL_EMS = 9.5
"""One width for all, so that the words of one section stand below those of another."""


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
        head = label(name, "muted", wrap=True)
        head.setFixedWidth(desk.theme.em(_LABEL_EMS))
        grid.addWidget(head, at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(words or "–", wrap=True, selectable=True), at, 1, Qt.AlignmentFlag.AlignTop)
    made.setLayout(grid)
    return made
