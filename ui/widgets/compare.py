"""Two records side by side: likely duplicates, or theirs and yours after someone else saved first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import Tone
from ui.widgets.pill import Pill
from ui.widgets.text import label, row

LEFT, RIGHT = "left", "right"
_ONE_LINE = 10


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

    def choose_all(self, side: str) -> None:
        """Choose one side for everything that differs."""
        for group in self._groups.values():
            group.button(0 if side == LEFT else 1).setChecked(True)

    def _add(self, grid: QGridLayout, line: int, pair: Pair, choosing: bool) -> None:
        top = Qt.AlignmentFlag.AlignTop
        is_chosen = choosing and not pair.is_same
        is_short = not (_is_long(pair.left) or _is_long(pair.right))
        name_at = Qt.AlignmentFlag.AlignVCenter if is_chosen and is_short else top
        grid.addWidget(label(pair.label, "label", wrap=True), line, 0, name_at)
        values = (pair.left or "–", pair.right or "–")
        if is_chosen:
            group = QButtonGroup(self)
            for place, value in enumerate(values):
                button = QRadioButton("" if _is_long(value) else value)
                button.setAccessibleName(f"{pair.label}, {self._titles[place]}: {value}")
                group.addButton(button, place)
                grid.addWidget(self._with_words(button, value), line, place + 1, top)
            group.button(0 if pair.chosen == LEFT else 1).setChecked(True)
            self._groups[pair.name] = group
            if not pair.likeness:
                # That they differ is plain where one of the two is chosen, and the words need the room.
                return
        else:
            for place, value in enumerate(values):
                grid.addWidget(label(value, wrap=True, selectable=True), line, place + 1, top)
        words = pair.likeness or ("same" if pair.is_same else "differs")
        tone = pair.tone or (Tone.GOOD if pair.is_same else Tone.CAUTION)
        grid.addWidget(Pill(self._theme, words, tone), line, 3, top)

    def _with_words(self, button: QRadioButton, value: str) -> QWidget:
        """A radio button cannot break its line, so long words stand beside it."""
        if button.text():
            return button
        made, line = QWidget(), row(self._theme, "hair")
        made.setProperty("kind", "clear")
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(value, wrap=True, selectable=True), 1)
        made.setLayout(line)
        return made


def _is_long(value: str) -> bool:
    return len(value) > _ONE_LINE or "\n" in value
