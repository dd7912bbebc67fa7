"""Backups of the practice workspace as they were made over the months: some are past their age, one is gone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Final

from db.backup_copies import BackupCopy
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work
from vrp_desktop.workspace.backups import remember
from vrp_desktop.workspace.copies import DELETED, copies
from vrp_desktop.workspace.workspace import Workspace

_AGO: Final = (3, 10, 31, 62, 97, 130, 190)
_SIZE: Final = 4_100_000
_FOLDER: Final = "E:/VRU backups"


def keep_backups(workspace: Workspace, do: Callable[..., None]) -> None:
    """List them, and remember the newest as the last one."""
    do(add_past_backups)
    newest = max(workspace.read(copies), key=lambda row: row.made_at)
    remember(workspace.folder, newest.made_at, newest.file_name)


@command(Permission.BACK_UP)
def add_past_backups(work: Work) -> None:
    """List them, the newest first; the oldest was ticked off."""
    for ago in _AGO:
        made = work.now - timedelta(days=ago)
        row = BackupCopy(
            id=work.new_id(),
            made_at=made,
            made_by=work.actor.user_id,
            folder=_FOLDER,
            file_name=f"backup-{made:%Y-%m-%d}-170000.vrpbackup",
            size=_SIZE - ago * 1_000,
            digest=sha256(str(ago).encode()).hexdigest(),
            verified_at=made,
        )
        if ago == _AGO[-1]:
            row.gone_on, row.gone_how, row.gone_by = work.today, DELETED, work.actor.user_id
        work.add(row)
