"""The face of the live view: what stands where, and how large, so that it is read across a room. It knows no store."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.sitting import keys
from ui.sitting.entry import EntryBox
from ui.sitting.panes import CasePane, KeyList, RoomPane, WordsPane
from ui.widgets.key_legend import KeyLegend
from ui.widgets.pill import Pill
from ui.widgets.text import column, label, row, scrolling

_USUAL_EMS = 40.0
"""So many lines high is a window of the usual size; in a higher one the stage grows."""


class Face(QWidget):
    """`key_pressed` brings a key from wherever it was pressed, `legend_pressed` one of the legend by mouse.

    `fitted` says that the texts have another size, so that they must be laid out anew.
    """

    key_pressed = Signal(QKeyEvent)
    legend_pressed = Signal(str)
    fitted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("kind", "page")
        theme = desk.theme
        self.head = label("", "heading")
        # One line, cut where there is no room: the window's height belongs to the child.
        self.head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        # With large text the title has a line of its own, above the pills.
        self.head_above = label("", "heading")
        self.head_above.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.head_above.hide()
        self._title = ""
        self.behalf = label("", "muted")
        self.clock = label("", "stage_strong")
        self.pace, self.item_pace = Pill(theme), Pill(theme)
        self.state_pill, self.view_badge = Pill(theme), Pill(theme)
        self.state_pill.stand_on("window")
        self.strip = KeyList("Agenda")
        self.stage = QStackedWidget()
        # The line that asks has its height first.
        self.stage.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.case_pane, self.room_pane, self.words_pane = CasePane(desk), RoomPane(desk), WordsPane(desk)
        for pane in (self.case_pane, self.room_pane, self.words_pane):
            self.stage.addWidget(pane)
        for keyed in (self.strip, self.room_pane.seats):
            keyed.key_pressed.connect(self.key_pressed)
        self.entry = EntryBox(theme)
        self.entry.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._keys: KeyLegend | None = None
        self._shown_keys: keys.Legend = []
        self._keys_area = scrolling(QWidget())
        self._keys_area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lay_out()

    def show_title(self, words: str) -> None:
        """The sitting by its forum and day, as far as there is room."""
        self._title = words
        metrics = self.head.fontMetrics()
        fits = metrics.horizontalAdvance(words) <= self.head.width()
        wide = self.width() - 2 * self.desk.theme.space("snug")
        self.head.setText(words if fits else "")
        self.head_above.setText("" if fits else metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(wide, 1)))
        self.head_above.setToolTip(words)
        self.head_above.setVisible(not fits and self.width() > 0)

    def show_keys(self, wanted: keys.Legend) -> None:
        """Show the keys that do something now."""
        if wanted == self._shown_keys and self._keys is not None:
            return
        self._shown_keys = wanted
        self._keys = KeyLegend(self.desk.theme, wanted)
        self._keys.pressed.connect(self.legend_pressed)
        self._keys.setProperty("kind", "clear")
        # Not deleted at once: it may be one of its buttons that was pressed.
        before = self._keys_area.takeWidget()
        if before is not None:
            before.hide()
            before.deleteLater()
        self._keys_area.setWidget(self._keys)
        self._fit_keys()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.show_title(self._title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.key_pressed.emit(event)

    def _lay_out(self) -> None:
        theme = self.desk.theme
        top = row(theme, "snug")
        top.setContentsMargins(theme.space("snug"), theme.space("tight"), theme.space("snug"), theme.space("tight"))
        top.addWidget(self.head, 1)
        top.addWidget(self.behalf)
        for widget in (self.state_pill, self.item_pace, self.pace, self.view_badge, self.clock):
            top.addWidget(widget)
        # Of one width, so that another word in it moves nothing else.
        self.state_pill.setFixedWidth(theme.em(11))
        middle = row(theme, "normal")
        middle.setContentsMargins(theme.space("snug"), 0, theme.space("snug"), 0)
        middle.addWidget(self.strip)
        middle.addLayout(self._right(), 1)
        foot = column(theme, "tight", "snug")
        foot.addWidget(self._keys_area)
        above = row(theme, "snug")
        above.setContentsMargins(theme.space("snug"), theme.space("snug"), theme.space("snug"), 0)
        above.addWidget(self.head_above)
        whole = column(theme, "tight")
        whole.addLayout(above)
        whole.addLayout(top)
        whole.addLayout(middle, 1)
        whole.addLayout(foot)
        self.setLayout(whole)

    def _right(self) -> QVBoxLayout:
        right = column(self.desk.theme, "snug")
        right.addWidget(self.stage, 1)
        right.addWidget(self.entry)
        return right

    def _fit(self) -> None:
        """The stage grows with the window, so that it is read across a room; large text is not made larger twice."""
        theme = self.desk.theme
        plain, grown = theme.sized_font("body").pointSizeF(), self.height() / theme.em(1) / _USUAL_EMS
        usual = plain / theme.scale
        grows = max(1.0, grown * theme.scale)
        stage = max(plain, usual * 1.55 * grows)
        head = max(plain * 1.2, usual * 2.3 * grows)
        wanted = (
            f'QLabel[kind="stage"], QLabel[kind="stage_strong"] {{ font-size: {stage:.1f}pt }}'
            f' QPlainTextEdit[kind="stage"] {{ font-size: {stage:.1f}pt }}'
            f' QLabel[kind="stage_head"] {{ font-size: {head:.1f}pt }}'
            f' QLabel[kind="stage_name"], QListWidget[kind="stage"] {{ font-size: {max(plain, stage * 0.78):.1f}pt }}'
        )
        if wanted != self.styleSheet():
            self.setStyleSheet(wanted)
            self.case_pane.name_ems = 7 * stage / max(plain, usual * 1.55)
            self.fitted.emit()
        self.strip.setFixedWidth(min(round(theme.em(15) * grows), round(self.width() * 0.24)))
        self._fit_keys()

    def _fit_keys(self) -> None:
        """The keys have their lines, and no more than a part of the window; the others are scrolled to."""
        if self._keys is not None:
            inside = self._keys.layout()
            wide = self.width() - 2 * self.desk.theme.space("normal")
            tall = inside.heightForWidth(wide) if inside is not None else 0
            self._keys_area.setFixedHeight(min(tall + self.desk.theme.space("tight"), round(self.height() * 0.24)))
