"""What changed, told once to every open page."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from vrp_desktop.changes import NO_CHANGES, Changes


class Hub(QObject):
    """One signal for all changes; those of one turn of the event loop are told together."""

    changed = Signal(object)
    _later = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gathered: Changes = NO_CHANGES
        self._later.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def announce(self, changes: Changes) -> None:
        """Tell everybody at the end of this turn of the event loop."""
        if not changes:
            return
        is_first = not self._gathered
        self._gathered = self._gathered | changes
        if is_first:
            self._later.emit()

    def _tell(self) -> None:
        changes, self._gathered = self._gathered, NO_CHANGES
        self.changed.emit(changes)
