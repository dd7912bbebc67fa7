"""The second step: each column of the file with two of its values and the field that it fills, changed by a combo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from ui.desk import Desk
from ui.imports.asking import Outline
from ui.imports.under_way import UnderWay, with_field
from ui.imports.words import confidence
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.choice_editors import WheelSafeCombo
from ui.widgets.pill import Pill
from ui.widgets.text import column, label, push_button, row, scrolling
from vrp_desktop.imports.reading.box import column_letters
from vrp_desktop.imports.reading.columns import ColumnGuess
from vrp_desktop.imports.reading.fields import Field, catalogue
from vrp_desktop.imports.reading.settings import RowKind

_MOST = 120
_LONGEST_SAMPLE = 34
_REASONS_FROM = 50


class ColumnGrid(QWidget):
    """Shows an outline; `changed` says that a column was set and the list must be read anew."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._way: UnderWay | None = None
        self._found: Outline | None = None
        self._lines: list[_Line] = []
        self._labels: tuple[str, ...] = ()
        self.banner = Banner(desk.theme)
        self._intro = label("", "muted", wrap=True)
        self.reset_button = push_button(desk.theme, "Guess all again", "undo", "quiet")
        self.reset_button.clicked.connect(self._on_reset)
        self._inner = QWidget()
        self._area = scrolling(self._inner)
        head = row(desk.theme, "snug")
        head.addWidget(self._intro, 1)
        head.addWidget(self.reset_button)
        outer = column(desk.theme, "snug")
        outer.addWidget(self.banner)
        outer.addLayout(head)
        outer.addWidget(self._area, 1)
        self.setLayout(outer)

    def show_outline(self, way: UnderWay, found: Outline) -> None:
        """Show the columns; where they are the same as before only their fields change, under the user's hands."""
        self._way, self._found = way, found
        guesses = _shown(found.listed.mapping.guesses)
        labels = tuple(guess.column.label for guess in guesses)
        if labels != self._labels or not self._lines:
            self._labels = labels
            self._build(guesses, found)
        for line, guess in zip(self._lines, guesses, strict=True):
            line.show_guess(guess, *confidence(guess, way.remembered))
        used = sum(guess.field is not None for guess in found.listed.mapping.guesses)
        many = len(found.listed.mapping.guesses)
        more = f" The first {_MOST} are shown." if many > len(guesses) else ""
        self._intro.setText(f"{used} of {many} columns are used. Change what is not right; the rest is left out.{more}")
        self.reset_button.setVisible(bool(way.settings.columns))
        self._warn()

    def check(self) -> bool:
        """Whether a row can say whom it is about; without that every row would be held."""
        return self._found is not None and self._found.listed.mapping.names_someone

    def focus_first(self) -> None:
        """Go to the first guess that wants a look, else to the first column."""
        unsure = next((line for line in self._lines if line.wants_look), None)
        first = unsure or next(iter(self._lines), None)
        if first is not None:
            first.combo.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the pill says enough; its reason is in the tip."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_wide = self.width() >= self._desk.theme.em(_REASONS_FROM)
        for line in self._lines:
            line.show_why(is_wide)

    def _build(self, guesses: Sequence[ColumnGuess], found: Outline) -> None:
        theme = self._desk.theme
        inner = QFrame()
        inner.setProperty("kind", "card")
        grid = QGridLayout()
        around = theme.space("normal")
        grid.setContentsMargins(around, around, around, around)
        grid.setHorizontalSpacing(theme.space("wide"))
        grid.setVerticalSpacing(theme.space("snug"))
        for place, (title, stretch) in enumerate(
            (("Column", 4), ("Two of its values", 5), ("Holds", 4), ("How sure", 6))
        ):
            grid.addWidget(label(title, "muted"), 0, place)
            grid.setColumnStretch(place, stretch)
        self._lines = []
        for at, guess in enumerate(guesses, start=1):
            line = _Line(self._desk, guess, found.samples.get(guess.column.index, ()))
            line.combo.setProperty("at", at - 1)
            line.combo.activated.connect(self._on_chosen)
            line.add_to(grid, at)
            self._lines.append(line)
        grid.setRowStretch(len(guesses) + 1, 1)
        inner.setLayout(grid)
        self._area.setWidget(inner)
        self._fit()

    def _warn(self) -> None:
        """Say before the preview what would hold every row."""
        if self._way is None or self._found is None:
            return
        mapping, settings = self._found.listed.mapping, self._way.settings
        self.banner.hide()
        if not mapping.names_someone:
            self.banner.show_text(
                "No column says whom a row is about.",
                "Choose which holds the surname and which the forenames, or which holds the full name.",
                Tone.DANGER,
            )
        elif Field.REFERRAL_DATE not in mapping.fields and settings.referral_date is None:
            self.banner.show_text(
                "There is no referral date.",
                "Choose the column that holds it, or give one date for the whole list in step 1; else every row waits.",
                Tone.CAUTION,
            )
        elif settings.rows is RowKind.EVENT and Field.EVENT_DATE not in mapping.fields:
            self.banner.show_text(
                "There is no day of the event.",
                "Choose the column that holds it; else every row waits.",
                Tone.CAUTION,
            )

    def _on_chosen(self, _place: int) -> None:
        combo = self.sender()
        if not isinstance(combo, WheelSafeCombo) or self._way is None or self._found is None:
            return
        line = self._lines[int(combo.property("at"))]
        code = str(combo.currentData() or "")
        chosen = Field(code) if code else None
        if chosen is line.guess.field:
            return
        mapping = self._found.listed.mapping
        self._way.settings = with_field(self._way.settings, mapping, line.guess.column, chosen)
        self.changed.emit()

    def _on_reset(self) -> None:
        if self._way is not None:
            self._way.forget_columns()
            self.changed.emit()


class _Line:
    """The widgets of one column."""

    def __init__(self, desk: Desk, guess: ColumnGuess, samples: Sequence[str]) -> None:
        self.guess = guess
        self.wants_look = False
        shown = desk.view.text
        letters, heading = column_letters(guess.column.index + 1), guess.column.heading
        self._name = label(heading or "No heading", "label" if heading else "muted", wrap=True)
        self._name.setToolTip(f"Column {letters}")
        self._samples = label(shown("  ·  ".join(map(_short, samples))) or "Empty", "muted", wrap=True)
        self.combo = WheelSafeCombo()
        self.combo.setMaxVisibleItems(18)
        self.combo.setSizeAdjustPolicy(WheelSafeCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(12)
        self.combo.setAccessibleName(f"Column {letters}, {heading or 'no heading'}, holds")
        self.combo.addItem("Left out", "")
        for field, words in catalogue().labels.items():
            self.combo.addItem(words, field.value)
        self._pill = Pill(desk.theme)
        self._why = label("", "help", wrap=True)
        self._sure = row(desk.theme, "tight")
        self._sure.addWidget(self._pill)
        self._sure.addWidget(self._why, 1)

    def show_guess(self, guess: ColumnGuess, sure: str, why: str, tone: Tone) -> None:
        """Show the field of the column and how sure it is."""
        self.guess = guess
        self.wants_look = tone is Tone.CAUTION
        self.combo.setCurrentIndex(max(0, self.combo.findData(guess.field.value if guess.field else "")))
        self._pill.show_status(sure, tone)
        self._pill.setToolTip(why)
        self._why.setText(why)
        self.combo.setAccessibleDescription(f"{sure}. {why}")

    def show_why(self, shown: bool) -> None:
        """Show or hide the reason beside the pill."""
        self._why.setVisible(shown)

    def add_to(self, grid: QGridLayout, at: int) -> None:
        """Put the parts into a row of the grid."""
        middle = Qt.AlignmentFlag.AlignVCenter
        parts: tuple[QLabel | WheelSafeCombo, ...] = (self._name, self._samples, self.combo)
        for place, part in enumerate(parts):
            grid.addWidget(part, at, place, middle)
        grid.addLayout(self._sure, at, 3)


def _shown(guesses: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    """All columns of an ordinary list; of a very wide one those with a field, then those with a heading."""
    if len(guesses) <= _MOST:
        return list(guesses)
    best = sorted(guesses, key=lambda guess: (guess.field is None, not guess.column.heading, guess.column.index))
    return sorted(best[:_MOST], key=lambda guess: guess.column.index)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_SAMPLE else flat[: _LONGEST_SAMPLE - 2].rstrip() + " …"
