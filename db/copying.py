"""Copying a live database under the same or another key, and changing a store's key so that a crash loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from db.driver_errors import driver_problems
from db.engine import open_by_any, open_connection, opens
from db.files import PRIVATE, file_problems, flush_file, flush_folder
from db.keys import DatabaseKey, KeyFile
from db.problems import FileDamaged, StoreProblem

Progress = Callable[[int, int], None]
"""Told how much is done, of how much."""

_PAGES: Final = 2048


def copy_database(source: Any, destination: Path, key: DatabaseKey, progress: Progress | None = None) -> None:
    """Copy what `source`, a driver connection, sees into a new file under `key`, and prove the copy sound.

    The source should stand in a read transaction, so that writers beside it neither wait nor start the copy anew.
    """

    def told(_status: int, remaining: int, total: int) -> None:
        if progress is not None:
            progress(total - remaining, total)

    with file_problems(destination):
        destination.touch(mode=PRIVATE, exist_ok=False)
    copy = open_connection(destination, key, create=True)
    try:
        with driver_problems(destination):
            source.backup(copy, pages=_PAGES, progress=told)
            if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise FileDamaged(destination, "the copy is not sound")
            fold_in(copy)
    finally:
        copy.close()
    flush_file(destination)
    prove(destination, key)


def prove(path: Path, key: DatabaseKey) -> None:
    """Open a closed database and check every page's seal; raises `FileDamaged` where one is broken."""
    connection = open_connection(path, key)
    try:
        with driver_problems(path):
            if connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
                raise FileDamaged(path, "a page's seal is broken")
            fold_in(connection)
    finally:
        connection.close()


def fold_in(connection: Any) -> None:
    """Fold the write-ahead log into the file, so that the one file is all there is."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.execute("PRAGMA journal_mode = DELETE").fetchall()


def change_key(database: Path, keys: Path, held: KeyFile, old: DatabaseKey, leaving: Iterable[str] = ()) -> DatabaseKey:
    """Re-key a closed store and drop the leavers' slots.

    From the first step to the last the key file holds both keys, so whichever key the database stands under after a
    crash opens it, and `settle` ends what was begun.
    """
    changing, new = held.begin_change(old, leaving)
    changing.write(keys)
    try:
        _replace(database, old, new)
    except BaseException:
        with suppress(StoreProblem):
            discard(next_to(database))
        with suppress(StoreProblem):
            if opens(database, old):
                changing.undo_change(old).write(keys)
        raise
    # Where this last step fails the store is sound under the new key, and the next opening ends the change.
    with suppress(StoreProblem):
        changing.end_change(new).write(keys)
    return new


def _replace(database: Path, old: DatabaseKey, new: DatabaseKey) -> None:
    beside = next_to(database)
    discard(beside)
    source = open_connection(database, old)
    try:
        with driver_problems(database):
            copy_database(source, beside, new)
            fold_in(source)
    finally:
        source.close()
    if companions(database):
        # A log of the old database must never meet the new one.
        raise FileDamaged(database, "its log could not be folded in")
    with file_problems(database):
        beside.replace(database)
    flush_folder(database.parent)


def settle(database: Path, keys: Path, held: KeyFile, opened: tuple[DatabaseKey, ...]) -> DatabaseKey:
    """The key that opens the database; ends a change of key, or a leaving, that was broken off."""
    key = open_by_any(database, opened)
    if held.re_keying:
        newest = next(reversed(list(held.verifiers)))
        held = held.end_change(key) if key.id == newest else held.undo_change(key)
        held.write(keys)
    with suppress(OSError):
        discard(next_to(database))
    return change_key(database, keys, held, key) if held.leaving else key


def next_to(database: Path) -> Path:
    """Where a re-keyed copy is made, before it takes the database's place."""
    return database.with_name(database.name + ".next")


def companions(database: Path) -> tuple[Path, ...]:
    """The write-ahead log and its index, where they are there."""
    found = (database.with_name(database.name + ending) for ending in ("-wal", "-shm", "-journal"))
    return tuple(path for path in found if path.exists())


def discard(database: Path) -> None:
    """Remove a database file that was never finished, and what belongs to it."""
    for path in (*companions(database), database):
        with file_problems(path):
            path.unlink(missing_ok=True)
