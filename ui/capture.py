"""Keeping windows out of screen sharing, recordings and screenshots, where the system lets a program ask for it."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_EXCLUDE_FROM_CAPTURE: Final = 0x11
_MONITOR_ONLY: Final = 0x1
_NOT_AT_ALL: Final = 0x0
_SHARING_NONE: Final = 0
_SHARING_READ_ONLY: Final = 1

Exclude = Callable[[int, bool], bool]
"""Keeps the window with this handle out of captures, or lets it in again; says whether the system did so."""

BLOCKED: Final = "Screen capture blocked"
ALLOWED: Final = "Screen capture allowed"
CANNOT: Final = "Screen capture not blocked"
FAILED: Final = "Screen capture not blocked: the system refused"

_MEANINGS: Final = {
    BLOCKED: "Screen sharing, recordings and screenshots show these windows as empty. A projector still shows them.",
    ALLOWED: "Whoever shares or records this screen shares what stands on it. Block it again from here.",
    CANNOT: "This system gives a program no way to stay out of screen sharing and recordings. Share no screen while "
    "names are shown, or show initials and codes.",
    FAILED: "The system did not do what was asked. Share no screen while names are shown.",
}


class CaptureGuard(QObject):
    """Keeps every window of the program out of captures while it is on. On again at each start, where it can be."""

    changed = Signal()

    def __init__(self, app: QGuiApplication, exclude: Exclude | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._exclude = exclude or exclusion_of(sys.platform)
        self._is_on = self._exclude is not None
        self._has_failed = False
        app.focusWindowChanged.connect(self._on_window)

    @property
    def can_block(self) -> bool:
        """Whether the system has a way to keep windows out."""
        return self._exclude is not None

    @property
    def state(self) -> str:
        """What is so now, in words."""
        if self._exclude is None:
            return CANNOT
        if not self._is_on:
            return ALLOWED
        return FAILED if self._has_failed else BLOCKED

    @property
    def meaning(self) -> str:
        """What that means for whoever shares the screen."""
        return _MEANINGS[self.state]

    def set_on(self, on: bool) -> None:
        """Keep windows out, or let them in: a support colleague may have to see the screen."""
        self._is_on = on and self.can_block
        self.apply()

    def toggle(self) -> None:
        """The other way round."""
        self.set_on(not self._is_on)

    def apply(self) -> None:
        """Tell the system about every window that there is."""
        self._has_failed = False
        for window in self._app.topLevelWindows():
            self._tell(window)
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window made anew by the system forgets what was asked of it."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWindow):
            self._tell(watched)
        return False

    def _on_window(self, window: QWindow | None) -> None:
        if window is not None and self._exclude is not None:
            window.installEventFilter(self)
            self._tell(window)

    def _tell(self, window: QWindow) -> None:
        if self._exclude is None or not window.isVisible():
            return
        if not self._exclude(int(window.winId()), self._is_on) and self._is_on and not self._has_failed:
            self._has_failed = True
            self.changed.emit()


def exclusion_of(platform: str) -> Exclude | None:
    """How this system keeps a window out of captures; None where it has no way."""
    if QGuiApplication.platformName() in ("offscreen", "minimal"):
        return None
    if platform == "win32":
        return _on_windows
    if platform == "darwin":
        return _on_macos
    return None


def _on_windows(handle: int, on: bool) -> bool:
    """`SetWindowDisplayAffinity`; Windows before 10 (2004) knows only how to black the window out."""
    user32: Any = ctypes.WinDLL("user32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    if not on:
        return bool(user32.SetWindowDisplayAffinity(ctypes.c_void_p(handle), _NOT_AT_ALL))
    ways = (_EXCLUDE_FROM_CAPTURE, _MONITOR_ONLY)
    return any(user32.SetWindowDisplayAffinity(ctypes.c_void_p(handle), way) for way in ways)


def _on_macos(handle: int, on: bool) -> bool:
    """`NSWindow.sharingType` of the window that holds Qt's view."""
    objc: Any = ctypes.cdll.LoadLibrary("/usr/lib/libobjc.dylib")
    objc.sel_registerName.restype = ctypes.c_void_p
    objc.sel_registerName.argtypes = [ctypes.c_char_p]
    send = objc.objc_msgSend
    send.restype, send.argtypes = ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_void_p]
    window = send(ctypes.c_void_p(handle), objc.sel_registerName(b"window"))
    if not window:
        return False
    send.restype, send.argtypes = None, [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong]
    kind = _SHARING_NONE if on else _SHARING_READ_ONLY
    send(ctypes.c_void_p(window), objc.sel_registerName(b"setSharingType:"), kind)
    return True
