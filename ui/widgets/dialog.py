"""The base of every dialog: title, body that scrolls when it must, buttons in their place, Esc and Ctrl+Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QFrame, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.widgets.banner import Banner
from ui.widgets.text import column, label, push_button, row, scrolling
from ui.widgets.urgent import take_urgent_actions
from vrp_desktop.errors import KnownError

_FILLED = (QLineEdit, QComboBox, QPlainTextEdit)


class Dialog(QDialog):
    """Fill `body`; override `submit` for what the main button does. It is freed when it closes."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        parent: QWidget | None = None,
        *,
        intro: str = "",
        yes: str = "Save",
        no: str = "Cancel",
        kind: str = "primary",
        ems: tuple[float, float] = (34, 0),
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ems = ems
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(title)
        self.body: QVBoxLayout = column(theme, "normal")
        self.banner = Banner(theme)
        self._build(title, intro)
        self.yes_button = push_button(theme, yes, kind=kind)
        self.yes_button.setObjectName("yes")
        self.no_button = push_button(theme, no)
        self.no_button.setObjectName("no")
        self.no_button.setHidden(not no)
        self._build_buttons(bool(yes))

    def submit(self) -> None:
        """What the main button and Ctrl+Enter do."""
        self.accept()

    def keep_drafts(self) -> None:
        """Keep what is being typed; called before locking, which closes the dialog without asking."""

    def show_failure(self, error: KnownError) -> None:
        """Tell a known error inside the dialog, which stays open with all that was typed."""
        self.set_busy(False)
        self.banner.show_error(error)

    def arrange_for(self, width: int) -> None:
        """Set out the contents for a width, before the dialog is measured and shown."""

    def set_busy(self, busy: bool) -> None:
        """While something is being saved the buttons rest."""
        self.yes_button.setEnabled(not busy)

    def add_button(self, button: QPushButton) -> None:
        """Put one more button at the left of the row."""
        self._buttons.insertWidget(self._extra, button)
        self._extra += 1

    def put_below(self, widget: QWidget) -> None:
        """Put something between the body and the buttons, where it is in sight however far the body is scrolled."""
        wide, tight = self._theme.space("wide"), self._theme.space("tight")
        widget.setContentsMargins(wide, tight, wide, tight)
        outer = self.layout()
        if isinstance(outer, QVBoxLayout):
            outer.insertWidget(outer.count() - 1, widget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_yes()
            return
        if is_enter and isinstance(self.focusWidget(), QPushButton):
            self.focusWidget().click()  # type: ignore[attr-defined]
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        take_urgent_actions(self)
        super().showEvent(event)
        QTimer.singleShot(0, self, self._go_to_first)

    def _go_to_first(self) -> None:
        """Where there is something to fill in, the cursor begins there and not on a button of the foot."""
        if self.focusWidget() not in (None, self.no_button, self.yes_button):
            return
        for widget in self._body_widget.findChildren(QWidget):
            if isinstance(widget, _FILLED) and widget.isVisibleTo(self) and widget.isEnabled():
                widget.setFocus()
                return

    def _build(self, title: str, intro: str) -> None:
        outer = column(self._theme, "hair")
        outer.setSpacing(0)
        self.setLayout(outer)
        head = QWidget()
        inside = column(self._theme, "tight", "wide")
        head.setLayout(inside)
        inside.addWidget(label(title, "heading", wrap=True))
        if intro:
            inside.addWidget(label(intro, "muted", wrap=True))
        around, snug = self._theme.space("wide"), self._theme.space("snug")
        inside.setContentsMargins(around, around, around, snug)
        outer.addWidget(head)
        # Above what scrolls: what went wrong is read wherever in a long form one stands.
        above = QWidget()
        band = column(self._theme, "tight")
        band.setContentsMargins(around, 0, around, around - snug)
        band.addWidget(self.banner)
        above.setLayout(band)
        outer.addWidget(above)
        self._body_widget = QWidget()
        holder = column(self._theme, "normal")
        holder.setContentsMargins(around, 0, around, around)
        holder.addLayout(self.body)
        holder.addStretch(1)
        self._body_widget.setLayout(holder)
        self._scroll = scrolling(self._body_widget)
        outer.addWidget(self._scroll, 1)

    def _build_buttons(self, with_yes: bool) -> None:
        foot = QFrame()
        foot.setProperty("kind", "dialogfoot")
        self._buttons = row(self._theme, "snug", "normal")
        self._extra = 0
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.no_button)
        self._buttons.addWidget(self.yes_button)
        foot.setLayout(self._buttons)
        outer = self.layout()
        if outer is not None:
            outer.addWidget(foot)
        self.yes_button.setVisible(with_yes)
        self.yes_button.setDefault(with_yes)
        self.yes_button.clicked.connect(self._on_yes)
        self.no_button.clicked.connect(self.reject)

    def _on_yes(self) -> None:
        if self.yes_button.isEnabled():
            self.submit()

    def _fit(self) -> None:
        """As large as its contents, never larger than most of the screen."""
        room = self.screen().availableGeometry()
        width = min(self._theme.em(self._ems[0]), round(room.width() * 0.94))
        self.arrange_for(width - 2 * self._theme.space("wide"))
        inner = self._body_widget.layout()
        tall = inner.heightForWidth(width) if inner is not None and inner.hasHeightForWidth() else -1
        tall = max(tall, self._body_widget.sizeHint().height(), self._theme.em(self._ems[1]))
        outer = self.layout()
        rest = 0
        if outer is not None:
            for place in range(outer.count()):
                item = outer.itemAt(place)
                widget = item.widget() if item is not None else None
                if widget is not None and widget is not self._scroll:
                    rest += max(widget.sizeHint().height(), widget.heightForWidth(width))
        self.resize(width, min(tall + rest + self._theme.space("tight"), round(room.height() * 0.92)))
