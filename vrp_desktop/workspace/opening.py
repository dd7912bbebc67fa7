"""What is done between the right key and the first page: upgrading, shipped lists, telling of wrong tries."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from db.access import WorkspaceFact
from db.migrate import needs_upgrade, upgrade
from db.store import Store
from db.tries import Tries
from vrp_desktop.access.commands import note_own_key
from vrp_desktop.access.work import Read
from vrp_desktop.clock import Clock
from vrp_desktop.errors import DiskFull
from vrp_desktop.workspace.commands import take_in_shipped_lists
from vrp_desktop.workspace.erasures import keep_list
from vrp_desktop.workspace.facts import LISTS_DIGEST, digest_of_shipped_lists
from vrp_desktop.workspace.messages import plain_words
from vrp_desktop.workspace.unlocking import Progress, Stage, Unlocked
from vrp_desktop.workspace.users import shut_out_leavers

if TYPE_CHECKING:
    from vrp_desktop.workspace.workspace import Workspace


def upgrade_if_older(unlocked: Unlocked, clock: Clock, progress: Progress | None) -> None:
    """Run the missing revisions through the unlocked connection, after a verified backup."""
    from vrp_desktop.workspace.backups import back_up_before_upgrade

    with plain_words():
        if not needs_upgrade(unlocked.folder.database, unlocked.revision):
            return
        if progress is not None:
            progress(Stage.BACKING_UP)
        store = Store(unlocked.folder.database, unlocked.key)
        try:
            back_up_before_upgrade(unlocked, store, clock)
            if progress is not None:
                progress(Stage.UPGRADING)
            with store.begin_rebuild() as connection:
                upgrade(connection)
        finally:
            store.close()


def after_opening(workspace: Workspace, unlocked: Unlocked) -> None:
    """Bring the lists up to what ships, tell the audit of failed tries, and end leavings that were broken off.

    A full disk puts these off to the next opening: it must not keep anyone from looking at the records.
    """
    for step in (_take_in_lists, _tell_the_audit, _shut_out_leavers):
        with suppress(DiskFull):
            step(workspace, unlocked)
    if unlocked.lock.was_left:
        # Closing keeps the list of the erased; whoever was killed did not.
        keep_list(workspace)


def _take_in_lists(workspace: Workspace, _unlocked: Unlocked) -> None:
    if workspace.read(lists_digest) != digest_of_shipped_lists():
        workspace.write(take_in_shipped_lists)


def _tell_the_audit(workspace: Workspace, unlocked: Unlocked) -> None:
    if unlocked.failed:
        workspace.tell_of_failed_tries(unlocked.failed)
        Tries(unlocked.folder.tries).clear()
    for note in unlocked.notes:
        workspace.write(note_own_key, note)


def _shut_out_leavers(workspace: Workspace, _unlocked: Unlocked) -> None:
    shut_out_leavers(workspace)


def lists_digest(read: Read) -> str:
    """Which shipped lists the workspace took in last."""
    fact = read.session.get(WorkspaceFact, LISTS_DIGEST)
    return str(fact.value) if fact else ""
