"""Two records side by side: likely duplicates, or theirs and yours after someone else saved first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import Tone
from ui.widgets.pill import Pill
from ui.widgets.text import label

LEFT, RIGHT = "left", "right"


@dataclass(frozen=True, slots=True)
class Pair:
    """One field of both records, in words. `likeness` says more than same or different: "sounds alike".

    `chosen` is the side that is chosen at first.
    """

    name: str
    label: str
    left: str
    right: str
    likeness: str = ""
    tone: Tone | None = None
    chosen: str = RIGHT

    @property
    def is_same(self) -> bool:
        return self.left == self.right


class Compare(QWidget):
    """A table of two columns in which differences are marked in words. With `choosing`, each difference is chosen."""

    def __init__(
        self,
        theme: Theme,
        left_title: str,
        right_title: str,
        pairs: Sequence[Pair],
        *,
        choosing: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._groups: dict[str, QButtonGroup] = {}
        self._titles = (left_title, right_title)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space("wide"))
        grid.setVerticalSpacing(theme.space("snug"))
        for place, title in enumerate((left_title, right_title), start=1):
            grid.addWidget(label(title, "heading", wrap=True), 0, place)
            grid.setColumnStretch(place, 3)
        for line, pair in enumerate(pairs, start=1):
            self._add(grid, line, pair, choosing)
        self.setLayout(grid)

    def chosen(self) -> dict[str, str]:
        """For each field that differs: LEFT or RIGHT."""
        return {name: LEFT if group.checkedId() == 0 else RIGHT for name, group in self._groups.items()}

    def _add(self, grid: QGridLayout, line: int, pair: Pair, choosing: bool) -> None:
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(label(pair.label, "label", wrap=True), line, 0, top)
        values = (pair.left or "–", pair.right or "–")
        if choosing and not pair.is_same:
            group = QButtonGroup(self)
            for place, value in enumerate(values):
                button = QRadioButton(value)
                button.setAccessibleName(f"{pair.label}, {self._titles[place]}: {value}")
                group.addButton(button, place)
                grid.addWidget(button, line, place + 1, top)
            group.button(0 if pair.chosen == LEFT else 1).setChecked(True)
            self._groups[pair.name] = group
        else:
            for place, value in enumerate(values):
                grid.addWidget(label(value, wrap=True, selectable=True), line, place + 1, top)
        words = pair.likeness or ("same" if pair.is_same else "differs")
        tone = pair.tone or (Tone.GOOD if pair.is_same else Tone.CAUTION)
        grid.addWidget(Pill(self._theme, words, tone), line, 3, top)
