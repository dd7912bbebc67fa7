"""One window for each user of the machine: a second start raises the first and ends."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_WAIT_MS = 500
_LOCK = "window.lock"


class SingleInstance(QObject):
    """`raised` says that somebody started the program again. The network module is loaded only where it is needed."""

    raised = Signal()

    def __init__(self, settings_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # The name is the user's own through the settings folder, and tells nothing of it.
        self._name = f"vrp-desktop-{zlib.crc32(str(settings_folder).encode()):08x}"
        self._folder = settings_folder
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """Become the one instance, or ask the one that is there to come forward."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return True
        lock = QLockFile(str(self._folder / _LOCK))
        lock.setStaleLockTime(0)  # only a dead process makes it stale, however long the window has been open
        if lock.tryLock(0):
            self._lock = lock
            return True
        return not self._call_the_first()

    def listen(self) -> None:
        """Hear of further starts; done once the window is painted."""
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)  # left behind by a start that was killed
        server.newConnection.connect(self._on_connection)
        server.listen(self._name)
        self._server = server

    def close(self) -> None:
        """Let a next start be the first."""
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _call_the_first(self) -> bool:
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_WAIT_MS):
            return False
        socket.write(b"raise\n")
        socket.waitForBytesWritten(_WAIT_MS)
        socket.disconnectFromServer()
        return True

    def _on_connection(self) -> None:
        if self._server is None:
            return
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        self.raised.emit()
