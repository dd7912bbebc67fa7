"""A tab that reads its records when it comes into sight, and again when what it shows has changed."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget


class InSight(QWidget):
    """Override `fetch`, which asks the store."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "clear")
        self._is_stale = True

    def mark_stale(self) -> None:
        """It changed: read again now, or when this tab is next in sight."""
        self._is_stale = True
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read()

    def fetch(self) -> None:
        """Ask for what the tab shows."""
        raise NotImplementedError

    def _read(self) -> None:
        self._is_stale = False
        self.fetch()
