"""The three quiet states of a page or part: loading, empty with what to do first, error with what to do next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QProgressBar, QStackedWidget, QWidget

from ui.theme.theme import Theme
from ui.widgets.text import column, label, push_button
from vrp_desktop.errors import KnownError

_LOADING_AFTER_MS = 200


class States(QStackedWidget):
    """Holds the content and shows one of the states in its place. Short loading shows nothing at all."""

    def __init__(self, theme: Theme, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._content = content
        self._quiet = QuietState(theme)
        self._loading = LoadingState(theme)
        for widget in (content, self._quiet, self._loading):
            self.addWidget(widget)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LOADING_AFTER_MS)
        self._later.timeout.connect(self._show_loading_now)

    @property
    def state(self) -> str:
        """Which state shows: content, quiet or loading."""
        shown = self.currentWidget()
        return "content" if shown is self._content else "quiet" if shown is self._quiet else "loading"

    @property
    def words(self) -> str:
        """What the quiet state says."""
        return self._quiet.words

    def height_of_words(self, width: int) -> int:
        """How high the quiet state has to be at a width, for a part that is only as high as what it holds."""
        inside = self._quiet.layout()
        wanted = inside.totalHeightForWidth(width) if inside is not None and inside.hasHeightForWidth() else 0
        return max(wanted, self._quiet.minimumSizeHint().height())

    def show_content(self) -> None:
        """Show what was loaded."""
        self._later.stop()
        self.setCurrentWidget(self._content)

    def show_loading(self) -> None:
        """Say that something is on its way, if it takes long enough to notice."""
        self._later.start()

    def show_empty(
        self, title: str, text: str = "", do: str = "", on_do: Callable[..., object] | None = None, icon: str = "info"
    ) -> None:
        """Nothing is here: say what to do first, with a button for it. `on_do` is a bound method."""
        self._later.stop()
        self._quiet.show_words(icon, title, text, do, on_do)
        self.setCurrentWidget(self._quiet)

    def show_error(self, error: KnownError, on_retry: Callable[..., object] | None = None) -> None:
        """Something went wrong: what happened, what it means, what to do next."""
        self._later.stop()
        words = " ".join(filter(None, (error.means, error.do)))
        self._quiet.show_words("warning", error.what, words, "Try again" if on_retry else "", on_retry)
        self.setCurrentWidget(self._quiet)

    def _show_loading_now(self) -> None:
        self.setCurrentWidget(self._loading)


class QuietState(QWidget):
    """An icon, a sentence, what to do, and perhaps a button."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = "info"
        self._picture = _centred(label())
        self._title = _centred(label("", "heading", wrap=True))
        self._text = _centred(label("", "muted", wrap=True))
        self._button = push_button(theme, "", kind="primary")
        self._connected: Callable[..., object] | None = None
        inside = column(theme, "snug", "page")
        inside.addStretch(2)
        for widget in (self._picture, self._title, self._text):
            inside.addWidget(widget)
        inside.addSpacing(theme.space("snug"))
        inside.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(3)
        self.setLayout(inside)
        theme.changed.connect(self._paint)

    @property
    def words(self) -> str:
        return f"{self._title.text()} {self._text.text()}".strip()

    def show_words(self, icon: str, title: str, text: str, do: str, on_do: Callable[..., object] | None) -> None:
        """Set all that it says."""
        self._icon = icon
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._button.setText(do)
        self._button.setVisible(bool(do) and on_do is not None)
        if self._connected is not None:
            self._button.clicked.disconnect(self._connected)
        if on_do is not None:
            self._button.clicked.connect(on_do)
        self._connected = on_do
        self._paint()

    def _paint(self) -> None:
        self._picture.setPixmap(self._theme.picture(self._icon, "muted", 2.4, self.devicePixelRatioF()))


class LoadingState(QWidget):
    """A line that moves, and a word."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedWidth(theme.em(12))
        bar.setAccessibleName("Loading")
        inside = column(theme, "snug", "page")
        inside.addStretch(2)
        inside.addWidget(_centred(label("Loading", "muted")))
        inside.addWidget(bar, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(3)
        self.setLayout(inside)


def _centred(made: QLabel) -> QLabel:
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made
