"""Restoring a backup into a new folder: with the passphrases of its day, or with the recovery code."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.former import FORMER, former_of, may_go_without, what_was_erased
from ui.messages import Messages
from ui.tasks import Tasks
from ui.theme.theme import Theme
from ui.unlock import work
from ui.unlock.entry_dialog import EntryDialog
from ui.widgets.fields import Check, Text
from ui.widgets.text import push_button
from vrp_desktop.clock import Clock


class RestoreDialog(EntryDialog):
    """Nothing that is there already is overwritten."""

    def __init__(self, theme: Theme, tasks: Tasks, messages: Messages, clock: Clock, parent: QWidget) -> None:
        parts = (
            Text(name="backup", label="Backup file", required=True),
            Text(name="folder", label="New folder", required=True, help="The restored workspace is put here"),
            Text(name="user", label="User", required=True, half=True, limit=60),
            Text(
                name="secret",
                label="Passphrase",
                required=True,
                secret=True,
                half=True,
                limit=400,
                help="The one of the day the backup was made",
            ),
            Check(name="by_code", label="This is the recovery code, not the passphrase"),
            FORMER,
        )
        intro = "The backup is checked from end to end first. Your present workspace, if there is one, is not touched."
        super().__init__(theme, tasks, "Restore a backup", parts, parent, intro, "Restore")
        self._messages = messages
        self._clock = clock
        for text, handler in (
            ("Choose the backup…", self._on_backup),
            ("Choose the folder…", self._on_folder),
            ("Choose the former folder…", self._on_former),
        ):
            button = push_button(theme, text, "folder")
            button.clicked.connect(handler)
            self.add_button(button)

    def submit(self) -> None:
        if not self.form.check():
            return
        values = self.form.values()
        former = former_of(values["former"])
        if not may_go_without(self._messages, former):
            return
        self.run(
            "Restoring",
            work.restore_backup,
            Path(str(values["backup"])),
            Path(str(values["folder"])),
            str(values["user"]),
            str(values["secret"]),
            bool(values["by_code"]),
            self._clock,
            former,
        )

    def _on_opened(self, opened: object) -> None:
        super()._on_opened(opened)
        workspace = opened.workspace if isinstance(opened, work.Opened) else None
        said = what_was_erased(len(workspace.to_erase_again), workspace.is_list_foreign) if workspace else ""
        if said:
            self._messages.say("The backup is restored.", means=said)

    def _on_backup(self) -> None:
        picked = self._messages.open_file("Choose the backup", "Backups (*.vrpbackup)", "All files (*)")
        if picked is not None:
            self.form.put({"backup": str(picked)})

    def _on_former(self) -> None:
        picked = self._messages.folder("Choose the former workspace's folder")
        if picked is not None:
            self.form.put({"former": str(picked)})

    def _on_folder(self) -> None:
        picked = self._messages.folder("Choose a new or empty folder")
        if picked is not None:
            self.form.put({"folder": str(picked)})
