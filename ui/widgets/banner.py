"""A band of colour, icon and text at the head of a page or dialog: an error, a warning, good news."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import Tone
from ui.widgets.text import column, label, row
from vrp_desktop.errors import KnownError


class Banner(QFrame):
    """Hidden until it has something to say."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = Tone.INFO
        self._picture = label()
        self._what = label("", "label", wrap=True)
        self._more = label("", wrap=True)
        inside = row(theme, "snug", "snug")
        inside.addWidget(self._picture)
        words = column(theme, "tight")
        words.addWidget(self._what)
        words.addWidget(self._more)
        inside.addLayout(words, 1)
        self.setLayout(inside)
        self.setObjectName("banner")
        theme.changed.connect(self._paint)
        self.hide()

    def show_error(self, error: KnownError) -> None:
        """Tell a known error: what happened, what it means, what to do."""
        self.show_text(error.what, " ".join(part for part in (error.means, error.do) if part), Tone.DANGER)

    def show_text(self, what: str, more: str = "", tone: Tone = Tone.INFO) -> None:
        """Say something in a tone."""
        self._tone = tone
        self._what.setText(what)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._paint()
        self.show()

    @property
    def text(self) -> str:
        """All that it says now; nothing while it is hidden."""
        return "" if self.isHidden() else " ".join(filter(None, (self._what.text(), self._more.text())))

    def _paint(self) -> None:
        ink = self._theme.code(self._tone.ink)
        self._picture.setPixmap(self._theme.picture(self._tone.icon, self._tone.ink, 1.3, self.devicePixelRatioF()))
        self.setStyleSheet(
            f"#banner {{ background: {self._theme.code(self._tone.ground)};"
            f" border-radius: {self._theme.radius()}px; }} #banner QLabel {{ color: {ink}; }}"
        )
