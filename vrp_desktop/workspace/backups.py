"""Backups of an open workspace, what is remembered of the last one, and restoring one into a new folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from db.backup import ENDING, Manifest, Snapshot, check_backup, keys_in, manifest_of, unpack, write_backup
from db.files import PRIVATE_FOLDER, file_problems, write_atomically
from db.lock import StoreLock
from db.migrate import needs_upgrade
from db.problems import StoreProblem
from db.store import Store
from vrp_desktop.clock import Clock, london
from vrp_desktop.errors import RuleBroken
from vrp_desktop.workspace.folder import WorkspaceFolder
from vrp_desktop.workspace.messages import plain_words
from vrp_desktop.workspace.unlocking import Unlocked

if TYPE_CHECKING:
    from vrp_desktop.workspace.copies import CopyRow
    from vrp_desktop.workspace.workspace import Workspace

KEPT_HERE: Final = 10

_LAST: Final = "last.json"
_NEWEST_AUDIT: Final = "SELECT hash FROM audit_event ORDER BY seq DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class LastBackup:
    """What is remembered of the newest backup: when, and the file's name; not where it was taken to."""

    made_at: datetime
    name: str


def back_up(workspace: Workspace, destination: Path, progress: Callable[[int, int], None] | None = None) -> Manifest:
    """Write one verified backup file, remember it, and put it into the audit."""
    from vrp_desktop.access.permissions import Permission
    from vrp_desktop.workspace.erasures import keep_list, keep_list_beside

    workspace.actor.need(Permission.BACK_UP)
    keep_list(workspace)
    manifest = _write(workspace.folder, workspace.store, workspace.clock, destination, progress)
    keep_list_beside(workspace, destination)
    _note(workspace, destination, manifest)
    return manifest


def back_up_here(workspace: Workspace, progress: Callable[[int, int], None] | None = None) -> Path:
    """A backup inside the workspace's own folder, where only the newest few are kept."""
    folder = workspace.folder.backups
    destination = folder / suggested_name(workspace.clock)
    back_up(workspace, destination, progress)
    trimmed = []
    for old in sorted(folder.glob("backup-*" + ENDING))[:-KEPT_HERE]:
        with suppress(OSError):
            old.unlink()
            trimmed.append(old.name)
    if trimmed:
        from vrp_desktop.workspace.copies import note_trimmed

        workspace.write(note_trimmed, str(folder.absolute()), trimmed)
    return destination


def list_found(workspace: Workspace) -> int:
    """List the backups in the workspace's own folder that nobody listed, as those before upgrades; how many."""
    from vrp_desktop.workspace.copies import copies, note_found

    folder = workspace.folder.backups
    known = {(row.folder, row.file_name) for row in workspace.read(copies)}
    found = [path for path in sorted(folder.glob("*" + ENDING)) if (str(folder.absolute()), path.name) not in known]
    for path in found:
        with suppress(StoreProblem, OSError):
            manifest = manifest_of(path)
            about = (path.name, path.stat().st_size, manifest.database_digest, manifest.made_at)
            workspace.write(note_found, str(folder.absolute()), *about)
    return len(found)


def delete_copy(workspace: Workspace, row: CopyRow) -> None:
    """Delete a backup file and write that it is gone; refused where another file lies in its place."""
    from vrp_desktop.access.permissions import Permission
    from vrp_desktop.workspace.copies import DELETED, copies, note_gone, refuse_newest

    workspace.actor.need(Permission.BACK_UP)
    refuse_newest(workspace.read(copies), row.copy_id)
    path = _same_file(row)
    with plain_words(), file_problems(path):
        path.unlink()
    workspace.write(note_gone, row.copy_id, row.version, DELETED)


def verify_copy(workspace: Workspace, row: CopyRow) -> None:
    """Read a backup file from end to end and write that it is whole; raises known errors where it is not."""
    from vrp_desktop.workspace.copies import note_verified

    look_into(_same_file(row))
    workspace.write(note_verified, row.copy_id)


def _same_file(row: CopyRow) -> Path:
    path = Path(row.folder) / row.file_name
    with plain_words():
        manifest = manifest_of(path)
    if manifest.database_digest != row.digest:
        raise RuleBroken(
            f"{row.file_name} is another backup than the one that was written there.",
            means="The file was left as it is.",
            do="Look for the right one, and tick this one off once you know that it is gone.",
        )
    return path


def _note(workspace: Workspace, destination: Path, manifest: Manifest) -> None:
    from vrp_desktop.workspace.commands import note_backup

    path = destination.absolute()
    about = (manifest.database_digest, manifest.made_at, path.stat().st_size)
    workspace.write(note_backup, *about, str(path.parent), path.name)


def back_up_before_upgrade(unlocked: Unlocked, store: Store, clock: Clock) -> Path:
    """The verified backup without which no revision is run."""
    name = f"before-upgrade-from-{unlocked.revision}-{_stamp(clock)}{ENDING}"
    destination = unlocked.folder.backups / name
    _write(unlocked.folder, store, clock, destination, None)
    return destination


def suggested_name(clock: Clock) -> str:
    """A file name that tells when and nothing else."""
    return f"backup-{_stamp(clock)}{ENDING}"


def last_backup(folder: Path) -> LastBackup | None:
    """The newest backup made from this workspace, or None; a damaged note counts as none."""
    try:
        data = json.loads((WorkspaceFolder(folder).backups / _LAST).read_bytes())
        return LastBackup(datetime.fromisoformat(data["made_at"]), str(data["name"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_backup_due(folder: Path, now: datetime, after: timedelta) -> bool:
    """Whether to remind: no backup yet, or the last one too long ago."""
    last = last_backup(folder)
    return last is None or now - last.made_at >= after


def look_into(backup: Path) -> Manifest:
    """Check a backup from end to end without opening it; raises known errors where it is damaged."""
    with plain_words():
        return check_backup(backup)


def users_in(backup: Path) -> tuple[str, ...]:
    """Whose passphrases open a backup: those of the day it was made."""
    with plain_words():
        return keys_in(backup).names


def restore(
    backup: Path,
    folder: Path,
    user: str,
    passphrase: str,
    clock: Clock,
    *,
    by_code: bool = False,
    former: Path | None = None,
) -> Workspace:
    """Restore a backup into a new or empty folder, all of it or nothing, and open it.

    Whoever calls this hands `workspace.to_erase_again` to `people.erased_again.erase_again`: children who were erased
    after the backup was made, as the list in `former` (a workspace's folder, or the list itself) or where the backup
    lies tells.
    """
    from vrp_desktop.workspace.commands import note_restore
    from vrp_desktop.workspace.erasures import check_former, to_erase_again
    from vrp_desktop.workspace.workspace import Workspace

    if former is not None:
        check_former(former)
    unlocked, manifest = _unpack(backup, WorkspaceFolder(folder), user, passphrase, by_code)
    workspace = Workspace.enter(unlocked, clock)
    workspace.write(note_restore, manifest.made_at, manifest.audit_head)
    again = to_erase_again(workspace, backup, former)
    workspace.to_erase_again, workspace.is_list_foreign = again.ids, again.is_foreign
    return workspace


def _unpack(backup: Path, place: WorkspaceFolder, user: str, secret: str, by_code: bool) -> tuple[Unlocked, Manifest]:
    with plain_words():
        held, manifest = keys_in(backup), manifest_of(backup)
        needs_upgrade(backup, manifest.revision)
        keys = (held.unlock_by_code if by_code else held.unlock)(backup, user, secret)
        was_there = place.path.exists()
        lock = StoreLock(place.prepare().lock)
        lock.acquire()
        try:
            inner = place.begin_making()
            try:
                key = unpack(backup, keys, inner.database, inner.keys)
                place.end_making()
            except BaseException:
                place.give_up_making()
                raise
        except BaseException:
            lock.release()
            if not was_there:
                _remove_empty(place)
            raise
    return Unlocked(place, user, key, lock, manifest.revision, ()), manifest


def _remove_empty(place: WorkspaceFolder) -> None:
    """Leave no folder behind where nothing was restored."""
    with suppress(OSError):
        place.lock.unlink(missing_ok=True)
        place.path.rmdir()


def _write(
    folder: WorkspaceFolder,
    store: Store,
    clock: Clock,
    destination: Path,
    progress: Callable[[int, int], None] | None,
) -> Manifest:
    with plain_words():
        with file_problems(folder.backups):
            folder.backups.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        with store.begin_snapshot() as connection:
            snapshot = Snapshot(connection, store.path, folder.keys, store.key, _audit_head(connection), clock.now())
            manifest = write_backup(snapshot, destination, progress)
        remember(folder, manifest.made_at, destination.name)
    return manifest


def remember(folder: WorkspaceFolder, made_at: datetime, name: str) -> None:
    """Keep when the newest backup was made, where it can be read before unlocking."""
    note = json.dumps({"made_at": made_at.isoformat(), "name": name})
    # The backup stands whether or not this can be noted.
    with suppress(StoreProblem):
        write_atomically(folder.backups / _LAST, note.encode())


def _audit_head(connection: Any) -> str:
    row = connection.execute(_NEWEST_AUDIT).fetchone()
    return bytes(row[0]).hex() if row else ""


def _stamp(clock: Clock) -> str:
    return clock.now().astimezone(london()).strftime("%Y-%m-%d-%H%M%S")
