"""A compact grid of whole numbers, such as age band by sex, with the sums beside and below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from ui.theme.theme import Theme
from ui.widgets.editors import Editor
from ui.widgets.fields import Numbers
from ui.widgets.text import label

Cell = tuple[str, str]
_FIGURES = QRegularExpression(r"[0-9]{0,7}")
_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class NumberCell(QLineEdit):
    """One number, or nothing. The arrow keys and Enter go on to the neighbours."""

    moved = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setValidator(QRegularExpressionValidator(_FIGURES, self))
        self.setAlignment(_RIGHT)
        self.setMinimumWidth(theme.em(3.2))

    def number(self) -> int | None:
        """What is written; None where nothing is."""
        return int(self.text()) if self.text().strip() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        step = _STEPS.get(Qt.Key(event.key())) if plain else None
        at_edge = {-1: self.cursorPosition() == 0, 1: self.cursorPosition() == len(self.text())}
        if step is not None and (step[1] == 0 or self.hasSelectedText() or at_edge[step[1]]):
            self.moved.emit(*step)
        else:
            super().keyPressEvent(event)


class NumberGrid(Editor):
    """An empty cell has no number, and nought is one: nothing reported and none are two things."""

    def __init__(self, theme: Theme, field: Numbers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines, self._columns = tuple(field.rows), tuple(field.columns)
        self._cells: dict[Cell, NumberCell] = {}
        self._line_sums = [label("", "muted") for _ in self._lines]
        self._column_sums = [label("", "muted") for _ in self._columns]
        self._sum = label("", "label")
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space("snug"))
        grid.setVerticalSpacing(theme.space("tight"))
        self._fill(theme, grid)
        self.setLayout(grid)
        self.setFocusProxy(self.target())
        self._add_up()

    def value(self) -> dict[Cell, int]:
        found = {key: cell.number() for key, cell in self._cells.items()}
        return {key: number for key, number in found.items() if number is not None}

    def set_value(self, value: object) -> None:
        numbers = value if isinstance(value, Mapping) else {}
        for key, cell in self._cells.items():
            cell.setText(str(numbers[key]) if key in numbers else "")
        self._add_up()

    def draft(self) -> object:
        return [[*key, number] for key, number in self.value().items()]

    def put_draft(self, kept: object) -> None:
        rows = kept if isinstance(kept, list) else []
        self.set_value({(str(line), str(column)): int(number) for line, column, number in rows})

    def is_empty(self) -> bool:
        return not self.value()

    def show_before(self, numbers: Mapping[Cell, int]) -> None:
        """What stands on file already, shown faintly in empty cells."""
        for key, cell in self._cells.items():
            cell.setPlaceholderText(str(numbers[key]) if key in numbers else "")
            cell.setAccessibleDescription(f"On file: {numbers[key]}" if key in numbers else "")

    def cell(self, line: str, column: str) -> NumberCell:
        """One cell, by its codes."""
        return self._cells[(line, column)]

    @property
    def sum_words(self) -> str:
        """The sum of all that is given, as it is shown."""
        return self._sum.text()

    def set_bad(self, bad: bool) -> None:
        """The words under the grid say it."""

    def target(self) -> QWidget:
        return next(iter(self._cells.values()), self)

    def name_for_screen_readers(self, name: str, description: str) -> None:
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def _fill(self, theme: Theme, grid: QGridLayout) -> None:
        together = len(self._columns) + 1
        for place, option in enumerate(self._columns, start=1):
            head = _head(option.label)
            head.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(head, 0, place)
            grid.setColumnStretch(place, 1)
            grid.addWidget(self._column_sums[place - 1], len(self._lines) + 1, place, _RIGHT)
        grid.addWidget(_head("All"), 0, together, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        for line, option in enumerate(self._lines, start=1):
            grid.addWidget(label(option.label), line, 0)
            grid.addWidget(self._line_sums[line - 1], line, together, _RIGHT)
            for place, other in enumerate(self._columns, start=1):
                cell = self._cell(theme, f"{option.label}, {other.label}")
                self._cells[(option.code, other.code)] = cell
                grid.addWidget(cell, line, place)
        grid.addWidget(_head("All"), len(self._lines) + 1, 0)
        grid.addWidget(self._sum, len(self._lines) + 1, together, _RIGHT)
        grid.setColumnMinimumWidth(together, theme.em(3))

    def _cell(self, theme: Theme, name: str) -> NumberCell:
        made = NumberCell(theme)
        made.setAccessibleName(name)
        made.textEdited.connect(self._on_typed)
        made.moved.connect(self._on_moved)
        made.installEventFilter(self)
        return made

    def _on_typed(self, _text: str) -> None:
        self._add_up()
        self.edited.emit()

    def _on_moved(self, down: int, right: int) -> None:
        here = next((key for key, cell in self._cells.items() if cell is self.sender()), None)
        if here is None:
            return
        lines, columns = [each.code for each in self._lines], [each.code for each in self._columns]
        line, column = lines.index(here[0]) + down, columns.index(here[1]) + right
        if 0 <= line < len(lines) and 0 <= column < len(columns):
            found = self._cells[(lines[line], columns[column])]
            found.setFocus()
            found.selectAll()

    def _add_up(self) -> None:
        numbers = self.value()
        for shown, option in zip(self._line_sums, self._lines, strict=True):
            shown.setText(_together(n for (line, _), n in numbers.items() if line == option.code))
        for shown, option in zip(self._column_sums, self._columns, strict=True):
            shown.setText(_together(n for (_, column), n in numbers.items() if column == option.code))
        self._sum.setText(_together(numbers.values()))


def _head(words: str) -> QLabel:
    return label(words, "muted", wrap=True)


def _together(numbers: Iterable[int]) -> str:
    found = list(numbers)
    return f"{sum(found):,}" if found else "–"
