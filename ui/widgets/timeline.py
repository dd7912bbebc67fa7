"""What happened, newest first, as one line down the page: a child's record, the life of a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import Tone
from ui.widgets.text import column, hide_unless, label, push_button, row
from vrp_desktop.calendar import british

_SHOWN_AT_ONCE = 60

_TITLE_EMS = 18


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened, in words of the view. With a kind and an id its title opens that record."""

    day: date | None
    title: str
    text: str = ""
    icon: str = "dot"
    tone: Tone = Tone.NEUTRAL
    kind: str = ""
    record_id: str = ""


class Timeline(QWidget):
    """Shows moments; long ones grow by a button."""

    opened = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._moments: list[Moment] = []
        self._shown = 0
        self._lines: QVBoxLayout = column(theme, "hair")
        self._lines.setSpacing(0)
        self._more = push_button(theme, "Show earlier", kind="quiet")
        self._more.clicked.connect(self._grow)
        outer = column(theme, "snug")
        outer.addLayout(self._lines)
        outer.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(outer)
        self.setAccessibleName("Timeline")

    def show_moments(self, moments: Sequence[Moment], empty: str = "Nothing recorded yet") -> None:
        """Show these, in the order given."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._moments, self._shown = list(moments), 0
        if not self._moments:
            self._lines.addWidget(label(empty, "muted", wrap=True))
        self._grow()

    def _grow(self) -> None:
        upto = min(len(self._moments), self._shown + _SHOWN_AT_ONCE)
        for place in range(self._shown, upto):
            line = _Line(self._theme, self._moments[place], is_last=place == len(self._moments) - 1)
            line.button.clicked.connect(self._on_opened)
            self._lines.addWidget(line)
        self._shown = upto
        self._more.setVisible(upto < len(self._moments))

    def _on_opened(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.opened.emit(str(button.property("kind_opened")), str(button.property("id_opened")))


class _Line(QWidget):
    """One moment: a dot on the line, the day, the title, the text."""

    def __init__(self, theme: Theme, moment: Moment, *, is_last: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._moment = moment
        self._is_last = is_last
        self.button = push_button(theme, moment.title, kind="link")
        # A button does not wrap: a long title would make the whole record wider than its panel.
        room = theme.em(_TITLE_EMS)
        shown = self.button.fontMetrics().elidedText(moment.title, Qt.TextElideMode.ElideRight, room)
        self.button.setText(shown)
        if shown != moment.title:
            self.button.setToolTip(moment.title)
            self.button.setAccessibleName(moment.title)
        self.button.setProperty("kind_opened", moment.kind)
        self.button.setProperty("id_opened", moment.record_id)
        inside = column(theme, "hair")
        inside.setContentsMargins(theme.em(2.2), 0, 0, theme.space("normal"))
        head = row(theme, "snug")
        can_open = bool(moment.kind)
        hide_unless(can_open, self.button)
        head.addWidget(self.button if can_open else label(moment.title, "label", wrap=True), 0 if can_open else 1)
        if can_open:
            head.addStretch(1)
        head.addWidget(label(british(moment.day), "small"))
        inside.addLayout(head)
        if not can_open:
            self.button.setParent(self)
        if moment.text:
            inside.addWidget(label(moment.text, wrap=True, selectable=True))
        self.setLayout(inside)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size, middle = theme.em(1.35), theme.em(0.75)
        top = theme.space("hair")
        if not self._is_last:
            painter.fillRect(middle, top + size, max(1, round(theme.scale)), self.height(), theme.colour("border"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self._moment.tone.ground))
        circle = QRectF(middle - size / 2, top, size, size)
        painter.drawEllipse(circle)
        picture = theme.picture(self._moment.icon, self._moment.tone.ink, 0.85, self.devicePixelRatioF())
        side = picture.width() / picture.devicePixelRatio()
        painter.drawPixmap(round(circle.center().x() - side / 2), round(circle.center().y() - side / 2), picture)
        painter.end()
