"""Shows a kept file inside the program: pages and pictures drawn from memory, or its words. Nothing goes to disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QScrollArea, QWidget

from ui.action import Action
from ui.desk import Desk
from ui.printing import image_of
from ui.widgets.dialog import Dialog
from ui.widgets.flow import FlowLayout
from ui.widgets.text import hide_unless, label, push_button
from vrp_desktop.attachments.commands import Opened
from vrp_desktop.attachments.sniffing import ShownAs
from vrp_desktop.errors import KnownError

_STEPS: Final = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
_MOST_SIDE: Final = 6_000
_GROUP: Final = "Looking at a file"

BACK = Action("file.back", "Page before", "chevron_left", "PgUp", "Show the page before", group=_GROUP)
ON = Action("file.on", "Next page", "chevron_right", "PgDown", "Show the next page", group=_GROUP)
SMALLER = Action("file.smaller", "Smaller", "minus", "Ctrl+-", "Show it smaller", group=_GROUP)
LARGER = Action("file.larger", "Larger", "plus", "Ctrl+=", "Show it larger", group=_GROUP)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One page or picture, drawn away from the main thread, with the words that stand for it."""

    page: int
    width: int
    image: QImage
    words: str = ""


def draw_page(content: bytes, page: int, width: int) -> Drawn:
    """A page of a PDF, and what it says."""
    from vrp_desktop.documents.preview import page_at_width, page_words

    return Drawn(page, width, image_of(page_at_width(content, page, width)), page_words(content, page))


def draw_picture(content: bytes, _page: int, width: int) -> Drawn:
    """A picture, turned as it was taken, no larger than memory bears."""
    held = QByteArray(content)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > _MOST_SIDE:
        reader.setScaledSize(size.scaled(QSize(_MOST_SIDE, _MOST_SIDE), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise KnownError("This picture is damaged and cannot be shown.", means="It is kept as it came.")
    return Drawn(0, width, image.scaledToWidth(max(width, 1), Qt.TransformationMode.SmoothTransformation))


class AttachmentViewer(Dialog):
    """Page by page, larger and smaller, all by keys; the words of a page are there for a screen reader."""

    def __init__(self, desk: Desk, parent: QWidget, opened: Opened, on: str = "") -> None:
        intro = " · ".join(part for part in (opened.kind.label, on) if part)
        super().__init__(desk.theme, opened.title, parent, intro=intro, yes="", no="Close", ems=(64, 44))
        self.desk = desk
        self.opened = opened
        self.page, self.pages, self._zoom = 0, 1, 1.0
        self.said = label("Opening …", "muted")
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.text = QPlainTextEdit()
        self._area = QScrollArea()
        self._shown: QWidget | None = None
        self._has_begun = False
        self._lay_out()

    def _lay_out(self) -> None:
        is_drawn = self.opened.kind.shown_as in (ShownAs.PAGES, ShownAs.PICTURE)
        if is_drawn:
            self._build_tools()
        else:
            self.body.addWidget(self.said)
        self._area.setWidget(self.picture)
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(f"Contents of {self.opened.title}")
        hide_unless(is_drawn, self._area)
        self.body.addWidget(self._area, 1)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(f"Words of {self.opened.title}")
        hide_unless(self.opened.kind.shown_as is ShownAs.TEXT, self.text)
        self.body.addWidget(self.text, 1)
        self._shown = self._area if is_drawn else self.text if self.opened.kind.shown_as is ShownAs.TEXT else None

    def _build_tools(self) -> None:
        tools = FlowLayout(self.desk.theme)
        for action, handler in ((BACK, self.back), (ON, self.on), (SMALLER, self.smaller), (LARGER, self.larger)):
            self.desk.actions.add(action, handler, self)
            is_turning = action in (BACK, ON)
            if not is_turning or self.opened.kind.shown_as is ShownAs.PAGES:
                tools.addWidget(self.desk.actions.tool(action.id, self))
            if action is ON:
                tools.addWidget(self.said)
        fit = push_button(self.desk.theme, "Fit", kind="quiet", tip="As wide as the window")
        fit.setAccessibleName("Fit the width")
        fit.clicked.connect(self.fit)
        tools.addWidget(fit)
        self.body.addLayout(tools)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill_height()
        if not self._has_begun:
            self._has_begun = True
            self._begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill_height()

    def _fill_height(self) -> None:
        """The contents take all the height that the dialog has, and scroll by themselves."""
        if self._shown is not None:
            room = self._scroll.viewport().height() - self.desk.theme.em(5)
            self._shown.setMinimumHeight(max(self.desk.theme.em(12), room))

    def back(self) -> None:
        self._turn(self.page - 1)

    def on(self) -> None:
        self._turn(self.page + 1)

    def smaller(self) -> None:
        self._set_zoom(max((step for step in _STEPS if step < self._zoom), default=_STEPS[0]))

    def larger(self) -> None:
        self._set_zoom(min((step for step in _STEPS if step > self._zoom), default=_STEPS[-1]))

    def fit(self) -> None:
        """As wide as the window."""
        self._set_zoom(1.0)

    @property
    def zoom(self) -> float:
        return self._zoom

    def _begin(self) -> None:
        content, kind = self.opened.content, self.opened.kind
        if kind.shown_as is ShownAs.PAGES:
            from vrp_desktop.documents.preview import page_count

            self.desk.tasks.call(page_count, content, done=self._on_counted, failed=self._on_failed)
        elif kind.shown_as is ShownAs.PICTURE:
            self._draw()
        elif kind.shown_as is ShownAs.TEXT:
            from vrp_desktop.documents.file_text import file_text

            self.desk.tasks.call(file_text, content, kind, done=self._on_text, failed=self._on_failed)
        else:
            self.said.setText("This kind of file cannot be shown here. Save a copy to open it in its own program.")

    def _turn(self, page: int) -> None:
        if 0 <= page < self.pages and page != self.page:
            self.page = page
            self._draw()

    def _set_zoom(self, zoom: float) -> None:
        if zoom != self._zoom:
            self._zoom = zoom
            self._draw()

    def _wanted(self) -> int:
        """How many pixels wide it is drawn now."""
        room = max(self._area.viewport().width() - self.desk.theme.space("normal"), self.desk.theme.em(12))
        return round(room * self._zoom * self.devicePixelRatioF())

    def _draw(self) -> None:
        draw = draw_page if self.opened.kind.shown_as is ShownAs.PAGES else draw_picture
        self.desk.tasks.call(
            draw, self.opened.content, self.page, self._wanted(), done=self._on_drawn, failed=self._on_failed
        )

    def _on_counted(self, pages: int) -> None:
        self.pages = max(pages, 1)
        self._draw()

    def _on_drawn(self, drawn: Drawn) -> None:
        if drawn.page != self.page or drawn.width != self._wanted():
            return
        picture = QPixmap.fromImage(drawn.image)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(picture)
        place = f"Page {self.page + 1} of {self.pages}" if self.opened.kind.shown_as is ShownAs.PAGES else "Picture"
        self.said.setText(f"{place} · {self._zoom:.0%}")
        self.picture.setAccessibleName(f"{place}: {self.opened.title}")
        unread = "This page holds a picture without words." if place != "Picture" else ""
        self.picture.setAccessibleDescription(drawn.words or unread)
        self._area.verticalScrollBar().setValue(0)

    def _on_text(self, words: str) -> None:
        self.said.setText("Only the words are shown, without pictures and layout; nothing in the file is run.")
        self.text.setPlainText(words or "There are no words in it.")

    def _on_failed(self, error: KnownError) -> None:
        self.said.setText("")
        self._area.hide()
        self.text.hide()
        self.banner.show_error(error)
