"""One window for each user of the machine: a second start raises the first and ends."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 500


class SingleInstance(QObject):
    """`raised` says that somebody started the program again."""

    raised = Signal()

    def __init__(self, settings_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # The name is the user's own through the settings folder, and tells nothing of it.
        self._name = "vrp-desktop-" + hashlib.sha256(str(settings_folder).encode()).hexdigest()[:16]
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """Become the one instance, or ask the one that is there to come forward."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(_WAIT_MS):
            socket.write(b"raise\n")
            socket.waitForBytesWritten(_WAIT_MS)
            socket.disconnectFromServer()
            return False
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)  # left behind by a start that was killed
        server.newConnection.connect(self._on_connection)
        server.listen(self._name)
        self._server = server
        return True

    def close(self) -> None:
        """Let a next start be the first."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _on_connection(self) -> None:
        if self._server is None:
            return
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        self.raised.emit()
