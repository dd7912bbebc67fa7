"""Unlocking: from a name and a passphrase to the database's key. Nothing here needs SQLAlchemy."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from db.copying import settle
from db.engine import open_connection, revision_of
from db.keys import DatabaseKey, KeyFile, fold_name
from db.lock import StoreLock
from db.migrate import needs_upgrade
from db.problems import FileMissing, MistypedCode, WrongKey
from db.tries import FailedTry, Tries
from vrp_desktop.clock import Clock
from vrp_desktop.errors import TooManyTries
from vrp_desktop.workspace.folder import FolderState, WorkspaceFolder
from vrp_desktop.workspace.messages import plain_words


class Stage(Enum):
    """How far unlocking has come, in words for the screen."""

    CHECKING = "Checking the passphrase"
    OPENING = "Opening the records"
    BACKING_UP = "Making a backup before the upgrade"
    UPGRADING = "Bringing the records up to this version"
    READY = "Ready"


Progress = Callable[[Stage], None]


@dataclass(slots=True)
class Unlocked:
    """The right to open a workspace: its key, whose it is, and the lock that keeps others out until released."""

    folder: WorkspaceFolder
    user: str
    key: DatabaseKey = field(repr=False)
    lock: StoreLock
    revision: str
    failed: tuple[FailedTry, ...]
    notes: list[str] = field(default_factory=list)

    def release(self) -> None:
        """Give the lock back, where the workspace is not to be opened after all."""
        self.lock.release()


def unlock(
    folder: Path, user: str, passphrase: str, clock: Clock, progress: Progress | None = None, *, by_code: bool = False
) -> Unlocked:
    """Check a passphrase (or a recovery code) and find the key that opens the database.

    Raises known errors only: `WrongPassphrase`, `TooManyTries`, `StoreInUse`, `DamagedFile`, `StoreTooNew` and so on.
    """
    place = WorkspaceFolder(folder)
    with plain_words():
        _must_be_a_workspace(place)
        lock = StoreLock(place.lock)
        lock.acquire()
        try:
            _told(progress, Stage.CHECKING)
            held, keys, name = _try(place, user, passphrase, clock, by_code)
            _told(progress, Stage.OPENING)
            key = settle(place.database, place.keys, held, keys)
            return Unlocked(place, name, key, lock, _revision(place, key), Tries(place.tries).failures())
        except BaseException:
            lock.release()
            raise


def seconds_to_wait(folder: Path, clock: Clock) -> int:
    """How long the unlock window must wait before the next try."""
    return Tries(WorkspaceFolder(folder).tries).wait(clock.now())


def _must_be_a_workspace(place: WorkspaceFolder) -> None:
    state = place.state()
    if state is FolderState.NO_KEYS:
        raise FileMissing(place.keys)
    if state is not FolderState.WORKSPACE:
        raise FileMissing(place.database)


def _try(
    place: WorkspaceFolder, user: str, secret: str, clock: Clock, by_code: bool
) -> tuple[KeyFile, tuple[DatabaseKey, ...], str]:
    tries = Tries(place.tries)
    wait = tries.wait(clock.now())
    if wait:
        raise TooManyTries(wait)
    held = KeyFile.read(place.keys)
    name = next((known for known in held.names if fold_name(known) == fold_name(user)), "")
    try:
        opened = held.unlock_by_code if by_code else held.unlock
        return held, opened(place.keys, user, secret), name
    except MistypedCode:
        # A slip of the pen is no guess: the check symbol has told, and nothing was tried.
        raise
    except WrongKey:
        tries.failed(clock.now(), name)
        raise


def _revision(place: WorkspaceFolder, key: DatabaseKey) -> str:
    connection = open_connection(place.database, key)
    try:
        revision = revision_of(connection)
    finally:
        with suppress(Exception):
            connection.close()
    needs_upgrade(place.database, revision)
    return revision


def _told(progress: Progress | None, stage: Stage) -> None:
    if progress is not None:
        progress(stage)
