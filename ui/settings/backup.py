"""Backups: when the last was, making one, restoring one elsewhere, and whether the workspace lies in a good place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt

from ui.desk import Desk
from ui.former import what_was_erased
from ui.settings.backup_copies import CopiesCard
from ui.settings.own_key import open_workspace_of
from ui.settings.restore import Restored, RestoreElsewhere
from ui.settings.section import Section
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.busy import BusyBar
from ui.widgets.facts import facts
from ui.widgets.text import card, clear, column, label, push_button
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british
from vrp_desktop.changes import changes_of
from vrp_desktop.clock import london, london_day
from vrp_desktop.errors import Cancelled, KnownError
from vrp_desktop.reference.reminders import BACKUP_OLD, amount_of, amount_words
from vrp_desktop.workspace.backups import LastBackup, back_up, is_backup_due, last_backup, suggested_name
from vrp_desktop.workspace.whereabouts import warnings_about

_WHY = (
    "One file with the encrypted records and the keys, read back and compared after it is written. It opens with the "
    "passphrases of today. Keep it on another drive than this computer's: a stick in a safe, or a server folder."
)
_RESTORE = (
    "A backup is checked from end to end and put into a new folder, as a workspace of its own. This one stays as it "
    "is. Children erased since the backup was made are erased there again. Afterwards lock, and choose it when you "
    "unlock."
)


class BackupSection(Section):
    """For roles that may back up."""

    key = "backup"
    title = "Backup"
    permission = Permission.BACK_UP

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.banner = Banner(desk.theme)
        self.busy = BusyBar(desk.theme)
        self._last = column(desk.theme, "snug")
        self._picked = Path()
        self.content.addWidget(self.banner)
        self._add_backup()
        self.copies = CopiesCard(desk)
        self.content.addWidget(self.copies)
        self._add_restore()
        self._add_place()
        self.content.addStretch(1)

    def refresh(self) -> None:
        self.desk.tasks.call(_state_of, self.folder, self.desk, done=self._show)
        self.copies.refresh()

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        return (("restore", self.restore), ("rule", self.copies.change_rule), ("tick-off", self.copies.tick_off),
                ("here-again", self.copies.here_again))  # fmt: skip

    @property
    def folder(self) -> Path:
        """Where the workspace lies."""
        return open_workspace_of(self.desk).folder.path

    def back_up_now(self) -> None:
        """Ask where to, then write and verify."""
        start = Path(self.desk.settings.now.backup_folder) / suggested_name(self.desk.clock)
        picked = self.desk.messages.save_file("Back up to", str(start), "Backups (*.vrpbackup)")
        if picked is None:
            return
        self.banner.hide()
        self.button.setEnabled(False)
        self.desk.settings.change(backup_folder=str(picked.parent))
        self._picked = picked
        self.busy.start("Backing up")
        job = self.desk.tasks.call(
            back_up,
            open_workspace_of(self.desk),
            picked,
            done=self._on_backed_up,
            failed=self._on_failed,
            progress=self.busy.show_progress,
        )
        self.busy.watch(job)

    def restore(self) -> None:
        """Restore a backup into a new folder."""
        dialog = RestoreElsewhere(self.desk, self)
        dialog.saved.connect(self._on_restored)
        dialog.open()

    def _add_backup(self) -> None:
        frame, inside = card(self.desk.theme, "Backup")
        inside.addLayout(self._last)
        inside.addWidget(label(_WHY, wrap=True))
        self.button = push_button(self.desk.theme, "Back up now…", "backup", "primary")
        self.button.clicked.connect(self.back_up_now)
        inside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.busy)
        self.content.addWidget(frame)

    def _add_restore(self) -> None:
        frame, inside = card(self.desk.theme, "Restore")
        inside.addWidget(label(_RESTORE, wrap=True))
        button = push_button(self.desk.theme, "Restore a backup…", "folder")
        button.clicked.connect(self.restore)
        inside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addWidget(frame)

    def _add_place(self) -> None:
        frame, inside = card(self.desk.theme, "Where the workspace lies")
        inside.addWidget(label(str(self.folder), "label", wrap=True, selectable=True))
        self.place = Banner(self.desk.theme)
        inside.addWidget(self.place)
        self._good = label("This folder stays on this computer, as it should.", "muted", wrap=True)
        inside.addWidget(self._good)
        self.content.addWidget(frame)

    def _show(self, state: tuple[LastBackup | None, bool, tuple[str, ...]]) -> None:
        last, is_due, warnings = state
        clear(self._last)
        when = "None yet"
        if last is not None:
            made = last.made_at.astimezone(london())
            when = f"{british(london_day(last.made_at))}, {made:%H:%M}"
        said = [("Last backup", when), ("File", last.name if last else "")]
        self._last.addWidget(facts(self.desk, said))
        if is_due and self.banner.isHidden():
            days = amount_of(self.desk.shelf.lists, BACKUP_OLD)
            self.banner.show_text(
                f"The last backup is more than {amount_words(days, 'days')} old."
                if last
                else "There is no backup yet.",
                "If this computer is lost or breaks, what was not backed up is gone. A backup takes about a minute.",
                Tone.CAUTION,
            )
        self._good.setVisible(not warnings)
        self.place.setVisible(bool(warnings))
        if warnings:
            self.place.show_text("This is not a good place for a workspace.", " ".join(warnings), Tone.CAUTION)

    def _on_backed_up(self, _manifest: object) -> None:
        self._rest()
        said = f"{self._picked.name} was read back and compared."
        self.banner.show_text("The backup is made and verified.", said, Tone.GOOD)
        self.desk.hub.announce(changes_of([("backup", self._picked.name)]))
        self.copies.refresh()

    def _on_failed(self, error: KnownError) -> None:
        self._rest()
        if isinstance(error, Cancelled):
            self.banner.show_text("The backup was stopped.", "No file was left behind.", Tone.INFO)
        else:
            self.banner.show_error(error)

    def _on_restored(self, restored: Restored) -> None:
        known = self.desk.settings.now.recent_workspaces
        path = str(restored.folder)
        self.desk.settings.change(recent_workspaces=(*(each for each in known if each != path), path))
        said = what_was_erased(restored.erased_again, restored.is_list_foreign)
        again = f" {said}" if said else ""
        self.banner.show_text(
            "The backup is restored.", f"Lock, and choose {restored.folder.name} when you unlock.{again}", Tone.GOOD
        )

    def _rest(self) -> None:
        self.busy.finish()
        self.button.setEnabled(True)


def _state_of(folder: Path, desk: Desk) -> tuple[LastBackup | None, bool, tuple[str, ...]]:
    after = timedelta(days=amount_of(desk.shelf.lists, BACKUP_OLD))
    return last_backup(folder), is_backup_due(folder, desk.clock.now(), after), warnings_about(folder)
