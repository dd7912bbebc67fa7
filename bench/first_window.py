"""A process of its own for `bench.start`: `main.py` as it is, or a bare window; tells the moment it is painted."""

from __future__ import annotations

import os
import sys
from time import monotonic_ns

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget


class FirstPaint(QObject):
    """Tells the moment after a window was painted for the first time, and ends the process there."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.winId()
        self._handle = window.windowHandle()
        self._handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Expose:
            watched.removeEventFilter(self)
            # A window paints all that is in it while it takes this event.
            QCoreApplication.sendEvent(watched, event)
            os.write(1, str(monotonic_ns()).encode())
            os._exit(0)
        return False


def ours() -> None:
    """The program's own start."""
    from ui import start
    from ui.app import Program
    from ui.launch import main

    class Watched(Program):
        """The program, with someone waiting for its first window."""

        def show(self) -> None:
            FirstPaint(self.window)
            super().show()

    vars(start)["Program"] = Watched
    del sys.argv[1:]
    main()


def bare() -> None:
    """The least that PySide6 can show."""
    app = QApplication(sys.argv[:1])
    window = QWidget()
    FirstPaint(window)
    window.show()
    app.exec()


if __name__ == "__main__":
    {"ours": ours, "bare": bare}[sys.argv[1]]()
