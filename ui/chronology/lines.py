"""The story as lines of a virtual list: a heading for each phase and month, then what happened, in plain sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.desk import Desk
from ui.theme.theme import Theme
from vrp_desktop.calendar import british
from vrp_desktop.chronology.story import PHASES, Told

_NOWHERE = QModelIndex()
_WRAP = Qt.TextFlag.TextWordWrap.value
Index = QModelIndex | QPersistentModelIndex


class Kind(Enum):
    """What a line is."""

    PHASE = "phase"
    MONTH = "month"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list. Only an entry has a day, more words and a record."""

    kind: Kind
    words: str
    day: str = ""
    more: str = ""
    told: Told | None = None


def lines_of(desk: Desk, told: Sequence[Told]) -> list[Line]:
    """The story in words of the present view."""
    found: list[Line] = []
    phase, month = "", (0, 0)
    for one in told:
        on = one.entry.on
        if one.phase != phase:
            phase, month = one.phase, (0, 0)
            found.append(Line(Kind.PHASE, desk.shelf.label(PHASES, phase)))
        if (on.year, on.month) != month:
            month = (on.year, on.month)
            found.append(Line(Kind.MONTH, f"{on:%B %Y}"))
        more = desk.view.text(one.entry.detail) if one.entry.is_free_text else one.entry.detail
        found.append(Line(Kind.ENTRY, one.entry.heading, f"{on:%a} {on.day}", more, one))
    return found


class StoryModel(QAbstractListModel):
    """The lines, as a list view asks for them; a screen reader is told day, words and more in one sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def show(self, lines: list[Line]) -> None:
        """Other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.words
        if role == Qt.ItemDataRole.AccessibleTextRole and line.told is not None:
            return f"{british(line.told.entry.on)}: {line.words}. {line.more}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_entry = self.lines[index.row()].kind is Kind.ENTRY
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if is_entry else Qt.ItemFlag.ItemIsEnabled


class StoryDelegate(QStyledItemDelegate):
    """Draws a line as high as its words are in the width that there is."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = self._line(index)
        wide, pad = self._view.viewport().width(), self._theme.space("snug")
        if line.kind is not Kind.ENTRY:
            extra = 2 * pad if line.kind is Kind.PHASE else 0
            return QSize(wide, QFontMetrics(self._font(line.kind)).height() + 2 * pad + extra)
        tall = self._height(line.words, self._font(Kind.MONTH), wide)
        tall += self._height(line.more, self._view.font(), wide) if line.more else 0
        return QSize(wide, tall + 2 * pad)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, theme, area = self._line(index), self._theme, option.rect
        pad = theme.space("snug")
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("accent_soft"))
        inner = area.adjusted(pad, pad, -pad, -pad)
        if line.kind is not Kind.ENTRY:
            self._heading(painter, line, inner)
        else:
            self._entry(painter, line, inner)
        painter.restore()

    def _heading(self, painter: QPainter, line: Line, inner: QRect) -> None:
        painter.setFont(self._font(line.kind))
        painter.setPen(self._theme.colour("accent" if line.kind is Kind.PHASE else "muted"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, line.words)
        if line.kind is Kind.PHASE:
            painter.fillRect(inner.left(), inner.bottom() + 2, inner.width(), 1, self._theme.colour("border"))

    def _entry(self, painter: QPainter, line: Line, inner: QRect) -> None:
        painter.setFont(self._view.font())
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop, line.day)
        beside = inner.adjusted(self._beside(), 0, 0, 0)
        painter.setFont(self._font(Kind.MONTH))
        painter.setPen(self._theme.colour("text"))
        painter.drawText(beside, _WRAP, line.words)
        if line.more:
            head = self._height(line.words, self._font(Kind.MONTH), self._view.viewport().width())
            painter.setFont(self._view.font())
            painter.drawText(beside.adjusted(0, head, 0, 0), _WRAP, line.more)

    def _height(self, words: str, font: QFont, wide: int) -> int:
        room = QRect(0, 0, max(wide - self._beside() - 2 * self._theme.space("snug"), 1), 100_000)
        return QFontMetrics(font).boundingRect(room, _WRAP, words).height()

    def _beside(self) -> int:
        return self._theme.em(5)

    def _font(self, kind: Kind) -> QFont:
        font = QFont(self._view.font())
        font.setBold(True)
        if kind is Kind.PHASE:
            font.setPointSizeF(font.pointSizeF() * 1.2) if font.pointSizeF() > 0 else font.setPixelSize(
                round(font.pixelSize() * 1.2)
            )
        return font

    def _line(self, index: Index) -> Line:
        model = self._view.model()
        assert isinstance(model, StoryModel)  # noqa: S101 - for the type checker: the page sets no other
        return model.lines[index.row()]
