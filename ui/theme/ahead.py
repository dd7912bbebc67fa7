"""Icons drawn before they are wanted, while the passphrase is typed."""

from __future__ import annotations

from itertools import product
from typing import Final

from PySide6.QtCore import QObject, QTimer

from ui.theme.icons import icon_names
from ui.theme.theme import Theme

_COLOURS: Final = ("muted", "text")


class IconsAhead(QObject):
    """Draws one icon at each pause of the event loop, so that a key press never waits for more than one."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wanted = list(product(icon_names(), _COLOURS))
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._draw)
        self._timer.start(0)

    @property
    def is_done(self) -> bool:
        """Whether all are drawn, or it was stopped."""
        return not self._timer.isActive()

    def stop(self) -> None:
        """Whatever is not drawn yet is drawn when it is wanted."""
        self._timer.stop()

    def _draw(self) -> None:
        if self._wanted:
            name, colour = self._wanted.pop()
            self._theme.icon(name, colour)
        else:
            self.stop()
