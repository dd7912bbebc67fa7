"""Ways to reach someone, a line for each: what it is, the number or address, what it is for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QWidget

from ui.theme.theme import Theme
from ui.widgets.choice_editors import WheelSafeCombo
from ui.widgets.editors import Editor, Withheld
from ui.widgets.fields import Option
from ui.widgets.text import column, icon_button, push_button, row
from vrp_desktop.people.around.forms import WayForm

_LEAST = 1


class WaysEditor(Editor):
    """Its value is a tuple of `WayForm`; lines without a number are left out."""

    def __init__(self, theme: Theme, kinds: Sequence[Option]) -> None:
        super().__init__()
        self._theme, self._kinds = theme, tuple(kinds)
        self._lines: list[_Line] = []
        self._withholds = False
        self._rows = column(theme, "snug")
        self._more = push_button(theme, "Another way", "plus", kind="quiet")
        self._more.clicked.connect(self._on_more)
        inside = column(theme, "snug")
        inside.addLayout(self._rows)
        foot = row(theme, "tight")
        foot.addWidget(self._more)
        foot.addStretch(1)
        inside.addLayout(foot)
        self.setLayout(inside)
        self.set_value(())

    def value(self) -> tuple[WayForm, ...]:
        return tuple(way for line in self._lines if (way := line.way()).details)

    def set_value(self, value: object) -> None:
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = []
        ways = [way for way in value if isinstance(way, WayForm)] if isinstance(value, tuple | list) else []
        for way in ways:
            self._add(way)
        while len(self._lines) < _LEAST:
            self._add(WayForm(self._next_kind(), ""))

    def draft(self) -> object:
        return [[way.kind, way.details, way.used_for] for way in (line.way() for line in self._lines)]

    def put_draft(self, kept: object) -> None:
        rows = kept if isinstance(kept, list) else []
        self.set_value(tuple(WayForm(*map(str, parts)) for parts in rows))

    def withhold(self, on: bool) -> None:
        self._withholds = on

    def set_bad(self, bad: bool) -> None:
        """The words under the lines say it."""

    def target(self) -> QWidget:
        return self._lines[0].details if self._lines else self._more

    def name_for_screen_readers(self, name: str, description: str) -> None:
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    @property
    def lines(self) -> Sequence[_Line]:
        """The lines in sight."""
        return tuple(self._lines)

    def _add(self, way: WayForm) -> None:
        line = _Line(self._theme, self._kinds, way, len(self._lines) + 1, withholds=self._withholds)
        for signal in (line.details.textEdited, line.used_for.textEdited, line.kind.activated):
            signal.connect(self.edited)
        line.away.clicked.connect(self._on_away)
        self._lines.append(line)
        self._rows.addWidget(line)

    def _on_more(self) -> None:
        self._add(WayForm(self._next_kind(), ""))
        self._lines[-1].details.setFocus()
        self.edited.emit()

    def _on_away(self) -> None:
        line = next((each for each in self._lines if each.away is self.sender()), None)
        if line is None:
            return
        self._lines.remove(line)
        line.hide()
        line.deleteLater()
        if not self._lines:
            self._add(WayForm(self._next_kind(), ""))
        self.target().setFocus()
        self.edited.emit()

    def _next_kind(self) -> str:
        """The first kind that has no line yet."""
        used = {line.way().kind for line in self._lines}
        return next((kind.code for kind in self._kinds if kind.code not in used), self._kinds[0].code)


def ways_words(value: object) -> str:
    """Ways in a line, for comparing two of them."""
    ways = value if isinstance(value, tuple | list) else ()
    return "; ".join(" · ".join(filter(None, (way.details, way.used_for))) for way in ways if isinstance(way, WayForm))


class _Line(QFrame):
    """One way: kind, details, what it is for, and a button that takes the line away."""

    def __init__(self, theme: Theme, kinds: Sequence[Option], way: WayForm, number: int, *, withholds: bool) -> None:
        super().__init__()
        self.setProperty("kind", "clear")
        self.kind = WheelSafeCombo()
        for option in kinds:
            self.kind.addItem(option.label, option.code)
        if self.kind.findData(way.kind) < 0:
            self.kind.addItem(way.kind, way.kind)
        self.kind.setCurrentIndex(self.kind.findData(way.kind))
        self.kind.setAccessibleName(f"Kind of way {number}")
        self._kept_details, self._kept_use = Withheld(), Withheld()
        self._kept_details.is_on = self._kept_use.is_on = withholds
        self.details = QLineEdit(self._kept_details.shown(way.details))
        self.used_for = QLineEdit(self._kept_use.shown(way.used_for))
        self.details.setReadOnly(bool(self._kept_details.text))
        self.used_for.setReadOnly(bool(self._kept_use.text))
        self.details.setMaxLength(400)
        self.used_for.setMaxLength(200)
        self.details.setAccessibleName(f"Number or address {number}")
        self.details.setPlaceholderText("Number or address")
        self.used_for.setAccessibleName(f"What way {number} is for")
        self.used_for.setPlaceholderText("What it is for")
        self.away = icon_button(theme, "minus", f"Take way {number} away")
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space("snug"))
        grid.setVerticalSpacing(theme.space("tight"))
        for at, (widget, stretch) in enumerate(((self.kind, 3), (self.details, 5), (self.used_for, 4))):
            grid.addWidget(widget, 0, at)
            grid.setColumnStretch(at, stretch)
        grid.addWidget(self.away, 0, 3)
        self.setLayout(grid)

    def way(self) -> WayForm:
        """What stands on the line."""
        details = self._kept_details.text or self.details.text().strip()
        return WayForm(str(self.kind.currentData()), details, self._kept_use.text or self.used_for.text().strip())
