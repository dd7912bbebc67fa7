"""A month as a grid of days: each with what lies on it. Arrow keys move, Enter goes to the day's list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ui.theme.theme import Theme
from ui.theme.tokens import Tone
from vrp_desktop.calendar import british
from vrp_desktop.conferences.diary import DiaryEntry

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ROLE = Qt.ItemDataRole.UserRole
_WEEKS = 6
_LINES = 3

Words = Callable[[DiaryEntry], str]
Toned = Callable[[DiaryEntry], Tone]


class MonthGrid(QTableWidget):
    """Six weeks that hold a month. `chosen` brings the day the cursor is on; `entered` that Enter was pressed."""

    chosen = Signal(object)
    entered = Signal()
    paged = Signal(int)

    def __init__(self, theme: Theme, words: Words, tone: Toned, parent: QWidget | None = None) -> None:
        super().__init__(_WEEKS, len(_DAYS), parent)
        self._theme, self._words, self._tone = theme, words, tone
        self._first = date.min
        self.month = date.min
        self._entries: Mapping[date, Sequence[DiaryEntry]] = {}
        self.setObjectName("month_grid")
        self.setAccessibleName("Month")
        self.setHorizontalHeaderLabels([day[:3] for day in _DAYS])
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_DayDelegate(theme, self))
        self.currentCellChanged.connect(self._on_current)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def day(self) -> date:
        """The day that the cursor is on."""
        return self._first + timedelta(days=max(0, self.currentRow()) * 7 + max(0, self.currentColumn()))

    def entries_on(self, day: date) -> Sequence[DiaryEntry]:
        """What lies on a day."""
        return self._entries.get(day, ())

    def show_month(self, month: date, entries: Mapping[date, Sequence[DiaryEntry]], today: date, day: date) -> None:
        """Show the weeks of a month with the cursor on a day."""
        self.month, self._first = month, month - timedelta(days=month.weekday())
        self._entries = entries
        self.blockSignals(True)
        for at in range(_WEEKS * 7):
            self.setItem(at // 7, at % 7, self._item(self._first + timedelta(days=at), today))
        self.blockSignals(False)
        self.go_to(day)

    def go_to(self, day: date) -> None:
        """Put the cursor on a day of the weeks that are shown."""
        at = (day - self._first).days
        if 0 <= at < _WEEKS * 7:
            self.setCurrentCell(at // 7, at % 7)
            self.chosen.emit(day)

    def lines_of(self, day: date) -> list[tuple[str, Tone]]:
        """What the day says, a line each."""
        return [(self._words(each), self._tone(each)) for each in self.entries_on(day)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case Qt.Key.Key_PageUp:
                self.paged.emit(-1)
            case Qt.Key.Key_PageDown:
                self.paged.emit(1)
            case _:
                super().keyPressEvent(event)

    def _item(self, day: date, today: date) -> QTableWidgetItem:
        item = QTableWidgetItem(str(day.day))
        item.setData(_ROLE, (day, day == today))
        lines = [words for words, _ in self.lines_of(day)]
        said = ". ".join(lines) or "Nothing"
        item.setData(
            Qt.ItemDataRole.AccessibleTextRole, f"{day:%A} {british(day)}{', today' if day == today else ''}: {said}"
        )
        if lines:
            item.setToolTip("\n".join(lines))
        return item

    def _fit(self) -> None:
        self.setMinimumHeight(self._theme.em(25))

    def _on_current(self, row: int, column: int, _before_row: int, _before_column: int) -> None:
        if row >= 0 and column >= 0:
            self.chosen.emit(self.day)


class _DayDelegate(QStyledItemDelegate):
    """Paints a day: its number, then a coloured line for each thing; what has no room is counted."""

    def __init__(self, theme: Theme, grid: MonthGrid) -> None:
        super().__init__(grid)
        self._theme, self._grid = theme, grid

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        found = index.data(_ROLE)
        if not found:
            return
        day, is_today = found
        theme, rect = self._theme, option.rect
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        in_month = day.month == self._grid.month.month
        painter.fillRect(rect, theme.colour("selection" if is_current else "surface" if in_month else "sunken"))
        inside = rect.adjusted(theme.space("tight"), theme.space("tight"), -theme.space("tight"), -theme.space("tight"))
        bottom = self._number(painter, inside, day, is_today=is_today, in_month=in_month, is_current=is_current)
        self._lines(painter, QRect(inside.left(), bottom, inside.width(), inside.bottom() - bottom), day)
        if is_current and self._grid.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _number(
        self, painter: QPainter, rect: QRect, day: date, *, is_today: bool, in_month: bool, is_current: bool
    ) -> int:
        theme = self._theme
        font = theme.sized_font("body", bold=is_today)
        painter.setFont(font)
        ink = "on_selection" if is_current else "accent" if is_today else "text" if in_month else "muted"
        painter.setPen(theme.colour(ink))
        high = QFontMetrics(font).height()
        words = f"{day.day}, today" if is_today else str(day.day)
        painter.drawText(QRect(rect.left(), rect.top(), rect.width(), high), Qt.AlignmentFlag.AlignLeft, words)
        return rect.top() + high + theme.space("hair")

    def _lines(self, painter: QPainter, rect: QRect, day: date) -> None:
        theme = self._theme
        font = theme.sized_font("small")
        metrics = QFontMetrics(font)
        high = metrics.height() + theme.space("hair")
        room = max(0, rect.height() // max(1, high))
        lines = self._grid.lines_of(day)
        shown = lines if len(lines) <= room else lines[: max(0, room - 1)]
        painter.setFont(font)
        for at, (words, tone) in enumerate(shown):
            line = QRect(rect.left(), rect.top() + at * high, rect.width(), high - 1)
            painter.fillRect(line, theme.colour(tone.ground))
            painter.setPen(theme.colour(tone.ink))
            inner = line.adjusted(theme.space("tight"), 0, -theme.space("hair"), 0)
            painter.drawText(
                inner,
                Qt.AlignmentFlag.AlignVCenter,
                metrics.elidedText(words, Qt.TextElideMode.ElideRight, inner.width()),
            )
        if len(shown) < len(lines) and room:
            painter.setPen(theme.colour("text"))
            line = QRect(rect.left(), rect.top() + len(shown) * high, rect.width(), high)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, f"{len(lines) - len(shown)} more")
