"""A forgotten passphrase: the recovery code opens the workspace once, and a new passphrase is set."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.tasks import Tasks
from ui.theme.theme import Theme
from ui.unlock import work
from ui.unlock.entry_dialog import EntryDialog
from ui.widgets.fields import Text
from vrp_desktop.clock import Clock


class RecoverDialog(EntryDialog):
    """The code is used up; a new sheet is shown at the end."""

    def __init__(self, theme: Theme, tasks: Tasks, folder: Path, user: str, clock: Clock, parent: QWidget) -> None:
        parts = (
            Text(name="user", label="User", required=True, limit=60),
            Text(name="code", label="Recovery code", required=True, help="As it is printed on your recovery sheet"),
            Text(name="passphrase", label="New passphrase", required=True, secret=True, half=True, limit=400),
            Text(name="again", label="New passphrase again", required=True, secret=True, half=True, limit=400),
        )
        intro = "Type the code from the sealed sheet. It is used up by this, and you get a new sheet to print."
        super().__init__(theme, tasks, "Use the recovery code", parts, parent, intro, "Set the passphrase and open")
        self._folder = folder
        self._clock = clock
        self.form.put({"user": user})

    def submit(self) -> None:
        if not self.form.check():
            return
        values = {name: str(value) for name, value in self.form.values().items()}
        if values["passphrase"] != values["again"]:
            self.form.set_errors({"again": "The two passphrases are not the same."})
            return
        self.run(
            "Opening",
            work.recover,
            self._folder,
            values["user"],
            values["code"],
            values["passphrase"],
            self._clock,
        )
