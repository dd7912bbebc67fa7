"""Restoring a backup beside the open workspace: a new folder, and the passphrase of the backup's day."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.former import FORMER, former_of, may_go_without
from ui.settings.key_dialog import KeyDialog
from ui.settings.own_key import open_workspace_of
from ui.widgets.fields import Check, Text
from ui.widgets.text import push_button
from vrp_desktop.access.permissions import Permission
from vrp_desktop.clock import Clock
from vrp_desktop.people.erased_again import erase_again
from vrp_desktop.workspace.backups import restore


@dataclass(frozen=True, slots=True)
class Restored:
    """Where the restored workspace lies, and how many children were erased again in it."""

    folder: Path
    erased_again: int
    is_list_foreign: bool = False


class RestoreElsewhere(KeyDialog):
    """Nothing that is there already is overwritten."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        desk.actor.need(Permission.BACK_UP)
        parts = (
            Text(name="backup", label="Backup file", required=True, limit=2000),
            Text(name="folder", label="New folder", required=True, limit=2000, help="New or empty, on this computer"),
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
        intro = "The open workspace is not touched."
        values = {"user": desk.actor.name, "former": str(open_workspace_of(desk).folder.path)}
        super().__init__(desk, "Restore a backup", parts, parent, intro=intro, yes="Restore", values=values)
        for words, handler in (
            ("Choose the backup…", self._on_backup),
            ("Choose the folder…", self._on_folder),
            ("Choose the former folder…", self._on_former),
        ):
            button = push_button(desk.theme, words, "folder")
            button.clicked.connect(handler)
            self.add_button(button)

    def send(self, values: dict[str, Any]) -> None:
        former = former_of(values["former"])
        if not may_go_without(self.desk.messages, former):
            return
        self.run(
            "Checking and restoring",
            restore_elsewhere,
            Path(values["backup"]),
            Path(values["folder"]),
            values["user"],
            values["secret"],
            self.desk.clock,
            bool(values["by_code"]),
            former,
        )

    def _on_backup(self) -> None:
        start = self.desk.settings.now.backup_folder
        picked = self.desk.messages.open_file(
            "Choose the backup", "Backups (*.vrpbackup)", "All files (*)", start=start
        )
        if picked is not None:
            self.form.put({"backup": str(picked)})

    def _on_former(self) -> None:
        picked = self.desk.messages.folder("Choose the former workspace's folder")
        if picked is not None:
            self.form.put({"former": str(picked)})

    def _on_folder(self) -> None:
        picked = self.desk.messages.folder("Choose a new or empty folder")
        if picked is not None:
            self.form.put({"folder": str(picked)})


def restore_elsewhere(
    backup: Path, folder: Path, user: str, secret: str, clock: Clock, by_code: bool, former: Path | None
) -> Restored:
    """Restore, erase again who was erased since, and close it."""
    with restore(backup, folder, user, secret, clock, by_code=by_code, former=former) as workspace:
        erase_again(workspace, workspace.to_erase_again)
        return Restored(folder, len(workspace.to_erase_again), workspace.is_list_foreign)
