"""The unlock window and its dialogs for the pictures of `look`. Nothing is made, opened or kept by any."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject

from ui.desk import Desk
from ui.unlock import work
from ui.unlock.make import MakeDialog
from ui.unlock.recover import RecoverDialog
from ui.unlock.restore import RestoreDialog
from ui.unlock.sheet import SheetDialog
from ui.unlock.window import UnlockWindow
from vrp_desktop.errors import KnownError, TooManyTries

_CODE: Final = "MADE-UPC0-DE0F-ORPI-CTUR-ES00"


class EntryScenes(QObject):
    """Each method brings the window into one state and returns it, or opens a dialog."""

    names: Final = (
        ("first", "first"),
        ("known", "known"),
        ("locked", "locked"),
        ("wrong", "wrong"),
        ("wait", "wait"),
        ("make", "make"),
        ("make-errors", "make_errors"),
        ("restore", "restore"),
        ("restore-errors", "restore_errors"),
        ("code", "code"),
        ("sheet", "sheet"),
    )

    def __init__(self, desk: Desk, window: UnlockWindow, opened: work.Opened) -> None:
        super().__init__(window)
        self._desk, self._window, self._opened = desk, window, opened

    def first(self) -> object:
        """No workspace yet."""
        return self._window

    def known(self) -> object:
        """A workspace that was opened before."""
        self._window.show_workspaces(self._opened.workspace.folder.path)
        return self._window

    def locked(self) -> object:
        self._window.show_locked(True)
        return self._window

    def wrong(self) -> object:
        """What was typed does not open it."""
        words = "This user and passphrase do not open the workspace."
        self._window.show_failure(KnownError(words, means="Nothing was changed.", do="Type both again."))
        return self._window

    def wait(self) -> object:
        """After too many tries."""
        self._window.show_failure(TooManyTries(30))
        return self._window

    def make(self) -> None:
        self._make().open()

    def make_errors(self) -> None:
        """Sent with next to nothing typed."""
        dialog = self._make()
        dialog.form.put({"area_name": "Practice area", "user": "sam"})
        dialog.open()
        dialog.submit()

    def restore(self) -> None:
        self._restore().open()

    def restore_errors(self) -> None:
        """Sent with nothing typed."""
        dialog = self._restore()
        dialog.open()
        dialog.submit()

    def code(self) -> None:
        """The recovery code in place of a passphrase."""
        desk, folder = self._desk, self._opened.workspace.folder.path
        RecoverDialog(desk.theme, desk.tasks, folder, "sam", desk.clock, self._window).open()

    def sheet(self) -> None:
        """The sheet of a new workspace, with a code that opens nothing."""
        desk, opened = self._desk, replace(self._opened, recovery_code=_CODE)
        SheetDialog(desk.theme, desk.tasks, desk.messages, opened, desk.clock, self._window).open()

    def _make(self) -> MakeDialog:
        desk = self._desk
        return MakeDialog(desk.theme, desk.tasks, desk.messages, desk.clock, self._window)

    def _restore(self) -> RestoreDialog:
        desk = self._desk
        return RestoreDialog(desk.theme, desk.tasks, desk.messages, desk.clock, self._window)
