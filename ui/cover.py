"""What is shown while the screen is covered: a calm page with the time, and no name to read."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets.text import column, label
from vrp_desktop.clock import london

LIFTS_FREELY_FOR = 60
"""Seconds. After that somebody else may be at the keyboard."""

_KEYS = "Covered. Ctrl+Shift+N shows names again, Ctrl+Shift+I initials and codes; "


class CoverPage(QWidget):
    """Esc does not lift the cover; only its own shortcut or button does. A sitting says its item and its case code."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = desk.clock
        self.setProperty("kind", "page")
        self._where = label("", "title")
        self._time = label("", "figure")
        self._words = label("", "muted", wrap=True)
        inside = column(desk.theme, "snug", "page")
        inside.addStretch(2)
        for widget in (self._where, self._time, self._words):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inside.addWidget(widget)
        inside.addStretch(3)
        self.setLayout(inside)
        self._ticks = QTimer(self)
        self._ticks.setInterval(5_000)
        self._ticks.timeout.connect(self._show_time)
        self._ticks.start()
        self._show_time()

    def _show_time(self) -> None:
        now = self._clock.now().astimezone(london())
        view = self._desk.view
        self._time.setText(f"{now:%H:%M}")
        self._where.setText(view.cover_words)
        self._where.setVisible(bool(view.cover_words))
        needed = "the session's PIN" if view.pin is not None else "the passphrase"
        self._words.setText(_KEYS + (f"with {needed}." if view.needs_proof else f"after a minute with {needed}."))
