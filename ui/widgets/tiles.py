"""Figures that open their lists: the tiles of Home."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import Tone

_HIGH = 8.4
"""How high a tile is, in lines of text: number, a name of up to two lines, and two lines of note."""


class StatTile(QAbstractButton):
    """A number, what it counts, and a word on its state. Pressing it opens the records behind it."""

    opened = Signal(str)

    def __init__(self, theme: Theme, key: str, what: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self._what = what
        self._icon = icon
        self._number = "–"
        self._note = ""
        self._tone = Tone.NEUTRAL
        self.setObjectName(f"tile_{key}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self._on_theme)
        self._name()

    @property
    def number(self) -> str:
        return self._number

    def show_number(self, number: int | str, note: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        """Show a figure, a short note and its tone."""
        self._number = f"{number:,}" if isinstance(number, int) else number
        self._note, self._tone = note, tone
        self._name()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.em(11), self._theme.em(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.em(9), self._theme.em(_HIGH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = 2 * max(1, round(theme.scale)) if self.hasFocus() else max(1, round(theme.scale))
        pen = painter.pen()
        pen.setWidthF(line)
        pen.setColor(theme.colour("focus" if self.hasFocus() else "border"))
        painter.setPen(pen)
        painter.setBrush(theme.colour("hover" if self.underMouse() or self.isDown() else "surface"))
        around = line / 2
        radius = theme.radius("card")
        painter.drawRoundedRect(self.rect().toRectF().adjusted(around, around, -around, -around), radius, radius)
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        theme, pad = self._theme, self._theme.space("normal")
        room = self.rect().adjusted(pad, pad, -pad, -pad)
        if self._icon:
            size = theme.em(1.3)
            picture = theme.picture(self._icon, "muted", 1.3, self.devicePixelRatioF())
            painter.drawPixmap(room.right() - size, room.top(), picture)
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.sized_font("figure", bold=True))
        number_high = painter.fontMetrics().height()
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self._number)
        painter.setFont(theme.sized_font("body"))
        below = room.adjusted(0, number_high, 0, 0)
        wrapped = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        name_high = painter.fontMetrics().boundingRect(below, wrapped, self._what).height()
        painter.drawText(below, wrapped, self._what)
        if self._note:
            painter.setFont(theme.sized_font("small"))
            painter.setPen(theme.colour("danger" if self._tone is Tone.DANGER else "muted"))
            under = below.adjusted(0, name_high + theme.space("hair"), 0, 0)
            left = 0
            if self._tone in (Tone.DANGER, Tone.CAUTION, Tone.GOOD):
                ink = "danger" if self._tone is Tone.DANGER else "muted"
                picture = theme.picture(self._tone.icon, ink, 0.85, self.devicePixelRatioF())
                painter.drawPixmap(under.left(), under.top() + theme.space("hair"), picture)
                left = theme.em(1.05)
            painter.drawText(under.adjusted(left, 0, 0, 0), wrapped, self._note)

    def _name(self) -> None:
        self.setAccessibleName(f"{self._what}: {self._number}")
        self.setAccessibleDescription(self._note or "Opens the list")
        self.setToolTip(f"{self._what}: open the list. {self._note}".rstrip(". ") + ".")

    def _on_clicked(self) -> None:
        self.opened.emit(self._key)

    def _on_theme(self) -> None:
        self.updateGeometry()
        self.update()


class TileGrid(QWidget):
    """Tiles side by side, as many as there is room for."""

    def __init__(self, theme: Theme, tiles: Sequence[StatTile], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tiles = list(tiles)
        self._columns = 0
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.space("normal"))
        self._empty: list[QWidget] = []
        self.setLayout(self._grid)
        self._arrange(1)

    def minimumSizeHint(self) -> QSize:
        """One tile wide at least, whatever the columns are now."""
        return QSize(self._theme.em(9), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # As many columns also for few tiles, so that the tiles of grids below one another stand in line.
        columns = max(1, self.width() // self._theme.em(11))
        self._arrange(columns)
        room = self.width() - (columns - 1) * self._grid.spacing()
        for place in range(columns):
            self._grid.setColumnMinimumWidth(place, room // columns)

    def _arrange(self, columns: int) -> None:
        if columns == 3 and len(self._tiles) == 4:
            columns = 2  # a fourth tile alone in its row looks forsaken
        if columns == self._columns:
            return
        for place in range(max(columns, self._columns)):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)
            self._grid.setColumnMinimumWidth(place, 0)
        self._columns = columns
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // columns, place % columns)
        self._fill(columns)

    def _fill(self, columns: int) -> None:
        """Stand-ins for missing tiles of the first row: a layout gives no gap to a column without anything in it."""
        for widget in self._empty:
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._empty = [QWidget() for _ in range(len(self._tiles), columns)]
        for place, widget in enumerate(self._empty, start=len(self._tiles)):
            widget.setProperty("kind", "clear")
            self._grid.addWidget(widget, 0, place)
