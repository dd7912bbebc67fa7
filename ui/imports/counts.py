"""A row of small tiles, each a number that filters the table below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import Tone

_WIDE, _HIGH = 10.5, 3.6


class CountTile(QAbstractButton):
    """A number and what it counts. The one that is pressed filters."""

    def __init__(self, theme: Theme, key: str, what: str, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.key = key
        self._what = what
        self._tone = tone
        self._number = 0
        self.setObjectName(f"count_{key}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme)
        self.show_number(0)

    @property
    def number(self) -> int:
        return self._number

    def show_number(self, number: int) -> None:
        """Show how many rows there are."""
        self._number = number
        self.setAccessibleName(f"{self._what}: {number:,}")
        self.setAccessibleDescription("Shows only these rows")
        self.setToolTip(f"{self._what}: show only these rows")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.em(_WIDE), self._theme.em(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.em(7), self._theme.em(_HIGH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, chosen = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = max(1, round(theme.scale)) * (2 if self.hasFocus() or chosen else 1)
        pen = painter.pen()
        pen.setWidthF(line)
        pen.setColor(theme.colour("focus" if self.hasFocus() else "accent" if chosen else "border"))
        painter.setPen(pen)
        ground = "accent_soft" if chosen else "hover" if self.underMouse() and self._number else "surface"
        painter.setBrush(theme.colour(ground))
        around = line / 2
        radius = theme.radius("card")
        painter.drawRoundedRect(self.rect().toRectF().adjusted(around, around, -around, -around), radius, radius)
        self._paint_words(painter, "on_accent_soft" if chosen else "text" if self._number else "muted")
        painter.end()

    def _paint_words(self, painter: QPainter, ink: str) -> None:
        theme = self._theme
        side, top = theme.space("normal"), theme.space("snug")
        room = self.rect().toRectF().adjusted(side, top, -side, -top)
        painter.setPen(theme.colour(ink))
        painter.setFont(theme.sized_font("heading", bold=True))
        number = f"{self._number:,}"
        high = painter.fontMetrics().height()
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, number)
        if self._number and self._tone is not Tone.NEUTRAL:
            size = 0.95
            picture = theme.picture(self._tone.icon, ink, size, self.devicePixelRatioF())
            left = room.left() + painter.fontMetrics().horizontalAdvance(number) + theme.space("snug")
            painter.drawPixmap(round(left), round(room.top() + (high - theme.em(size)) / 2), picture)
        painter.setFont(theme.sized_font("small"))
        below = QRectF(room.left(), room.top() + high, room.width(), room.height() - high)
        words = painter.fontMetrics().elidedText(self._what, Qt.TextElideMode.ElideRight, round(below.width()))
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)

    def _on_theme(self) -> None:
        self.updateGeometry()
        self.update()


class CountRow(QWidget):
    """Tiles of which always one is pressed; `chosen` brings its key."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, tiles: Sequence[tuple[str, str, Tone]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._columns = 0
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.tiles = {key: CountTile(theme, key, what, tone) for key, what, tone in tiles}
        for place, tile in enumerate(self.tiles.values()):
            self._group.addButton(tile, place)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.space("snug"))
        self.setLayout(self._grid)
        self._group.idClicked.connect(self._on_clicked)
        self._arrange(len(self.tiles))

    @property
    def key(self) -> str:
        """The key of the tile that is pressed."""
        return list(self.tiles)[max(0, self._group.checkedId())]

    def show_numbers(self, numbers: Mapping[str, int]) -> None:
        """Show all numbers."""
        for key, tile in self.tiles.items():
            tile.show_number(numbers.get(key, 0))

    def press(self, key: str) -> None:
        """Press a tile without telling anybody."""
        self.tiles[key].setChecked(True)

    def minimumSizeHint(self) -> QSize:
        """Two tiles wide at least, whatever the columns are now."""
        return QSize(self._theme.em(14), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        many = len(self.tiles)
        room = max(1, self.width() // self._theme.em(8))
        # Full rows look calmer than one tile left over.
        self._arrange(next(columns for columns in (many, -(-many // 2), -(-many // 3), 1) if columns <= room))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for place in range(max(columns, self._columns)):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)
        self._columns = columns
        for place, tile in enumerate(self.tiles.values()):
            self._grid.addWidget(tile, place // columns, place % columns)

    def _on_clicked(self, _place: int) -> None:
        self.chosen.emit(self.key)
