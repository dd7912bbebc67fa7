"""The idle lock: watches keys and pointer on every window, and says when nobody has been there for some minutes."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from vrp_desktop.clock import Clock

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleLock(QObject):
    """`left` counts down in seconds, `expired` says that it is time. It goes by the clock, so sleep counts too."""

    left = Signal(int)
    expired = Signal()

    def __init__(self, app: QGuiApplication, clock: Clock, minutes: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._minutes = minutes
        self._last: datetime = clock.now()
        self._told = -1
        self._is_over = False
        self._ticks = QTimer(self)
        self._ticks.setInterval(1_000)
        self._ticks.timeout.connect(self.look)
        # Filtering at the windows sees each key and pointer event once, and none of the thousands within widgets.
        app.focusWindowChanged.connect(self._on_window)
        for window in app.topLevelWindows():
            window.installEventFilter(self)
        if minutes > 0:
            self._ticks.start()

    def set_minutes(self, minutes: int) -> None:
        """Lock after so many minutes; 0 for never."""
        self._minutes = minutes
        self.touch()
        if minutes > 0:
            self._ticks.start()
        else:
            self._ticks.stop()
        self.look()

    def touch(self) -> None:
        """Somebody is there."""
        self._last = self._clock.now()
        self._is_over = False

    def look(self) -> None:
        """See how long it is until the lock."""
        if self._minutes <= 0:
            self.left.emit(0)
            return
        end = self._last + timedelta(minutes=self._minutes)
        seconds = max(0, round((end - self._clock.now()).total_seconds()))
        shown = seconds if seconds <= 60 else -(-seconds // 60) * 60
        if shown != self._told:
            self._told = shown
            self.left.emit(shown)
        if seconds == 0 and not self._is_over:
            self._is_over = True
            self.expired.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self.touch()
        return False

    def _on_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)
