"""What is shown while the screen is covered: a calm page with the time, and no name to read."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets.text import column, label
from vrp_desktop.clock import LONDON

WORDS = "Covered. Ctrl+Shift+N shows names again, Ctrl+Shift+I initials and codes; after a minute with the passphrase."


class CoverPage(QWidget):
    """Esc does not lift the cover; only its own shortcut or button does."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = desk.clock
        self.setProperty("kind", "page")
        self._time = label("", "figure")
        words = label(WORDS, "muted", wrap=True)
        inside = column(desk.theme, "snug", "page")
        inside.addStretch(2)
        for widget in (self._time, words):
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
        now = self._clock.now().astimezone(LONDON)
        self._time.setText(f"{now:%H:%M}")
