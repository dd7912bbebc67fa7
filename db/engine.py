"""The one place that opens a store: raw key, settings, one writer connection and two read-only ones.

SQLAlchemy is imported when a `Store` is made, not before, so that unlocking can begin without it.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlcipher3 import dbapi2

from db.keys import DatabaseKey
from db.problems import (
    Busy,
    Closed,
    FileDamaged,
    FileMissing,
    Full,
    Interrupted,
    ReadOnly,
    StoreProblem,
    Unreadable,
    WrongKey,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

READERS: Final = 2
BUSY_SECONDS: Final = 5.0
_ROOM: Final = 256 * 1024
_HEED: Final = 0.02

_SETTINGS: Final = (
    "PRAGMA temp_store = MEMORY",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA cache_size = -64000",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)
_BY_CODE: Final[dict[int, type[StoreProblem]]] = {
    dbapi2.SQLITE_BUSY: Busy,
    dbapi2.SQLITE_LOCKED: Busy,
    dbapi2.SQLITE_FULL: Full,
    dbapi2.SQLITE_READONLY: ReadOnly,
    dbapi2.SQLITE_PERM: ReadOnly,
    dbapi2.SQLITE_CORRUPT: FileDamaged,
    dbapi2.SQLITE_NOTADB: FileDamaged,
    dbapi2.SQLITE_CANTOPEN: Unreadable,
    dbapi2.SQLITE_IOERR: Unreadable,
    dbapi2.SQLITE_INTERRUPT: Interrupted,
}


@contextmanager
def driver_problems(path: Path) -> Iterator[None]:
    """Turn the driver's errors, bare or wrapped by SQLAlchemy, into the store's; others pass as they are."""
    try:
        yield
    except Exception as error:
        known = known_problem(error, path)
        if known is None:
            raise
        raise known from error


def known_problem(error: BaseException, path: Path) -> StoreProblem | None:
    """The store's problem that a driver's error stands for, or None where it is a bug."""
    cause = getattr(error, "orig", None) or error
    if not isinstance(cause, dbapi2.Error):
        return None
    code = getattr(cause, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return Closed(path) if "closed" in str(cause) else None
    kind = _BY_CODE.get(code & 0xFF)
    if kind is Unreadable:
        kind = _reason_in_folder(path.parent)
    # The driver's text names pages and codes, never values; the name of the error is enough.
    return kind(path, str(getattr(cause, "sqlite_errorname", ""))) if kind else None


def _reason_in_folder(folder: Path) -> type[StoreProblem]:
    """The driver says only that it cannot open or write: the folder tells why."""
    with suppress(OSError):
        if not os.access(folder, os.W_OK):
            return ReadOnly
        if shutil.disk_usage(folder).free < _ROOM:
            return Full
    return Unreadable


def open_connection(path: Path, key: DatabaseKey, *, create: bool = False, read_only: bool = False) -> Any:
    """A driver connection with the key and the settings of this house; the caller closes it."""
    if not create:
        if not path.is_file():
            raise FileMissing(path)
        if path.stat().st_size == 0:
            # The driver would take an emptied file for a new database.
            raise FileDamaged(path, "it is empty")
    mode = "rwc" if create else "rw"
    with driver_problems(path):
        connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=BUSY_SECONDS,
        )
        try:
            _prepare(connection, path, key, read_only)
        except BaseException:
            connection.close()
            raise
    return connection


def opens(path: Path, key: DatabaseKey) -> bool:
    """Whether the database can be read with this key; other problems than the key or damage are raised."""
    try:
        open_connection(path, key).close()
    except FileDamaged:
        return False
    return True


def _prepare(connection: Any, path: Path, key: DatabaseKey, read_only: bool) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.material.hex()}'\"")
    for setting in _SETTINGS:
        connection.execute(setting)
    if connection.execute("PRAGMA temp_store").fetchone() != (2,):
        # A temporary file would hold names in plain text: rather no store than that.
        raise RuntimeError("temporary tables must stay in memory")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if connection.execute("PRAGMA cipher_status").fetchone() not in ((1,), ("1",)):
        raise RuntimeError("the database is not encrypted")
    # Changing the mode needs the write lock; asking for the one it has does not.
    if connection.execute("PRAGMA journal_mode = WAL").fetchone() != ("wal",):
        raise ReadOnly(path)
    if read_only:
        connection.execute("PRAGMA query_only = ON")


class Store:
    """An open database: writes go one after another through one connection, reads through two others."""

    def __init__(self, path: Path, key: DatabaseKey) -> None:
        self._path = path
        self._state = threading.Condition(threading.RLock())
        self._closed = False
        self._paused = False
        self._busy = 0
        self._reads: dict[int, _Reading] = {}
        self._key = key
        self._writer = self._engine(1, read_only=False, begin="BEGIN IMMEDIATE")
        self._readers = self._engine(READERS, read_only=True, begin="BEGIN")
        with driver_problems(path), self._writer.connect():
            pass

    @property
    def path(self) -> Path:
        """The database's file."""
        return self._path

    @property
    def key(self) -> DatabaseKey:
        """The key in use."""
        return self._key

    @contextmanager
    def begin_write(self) -> Iterator[Connection]:
        """The writer connection inside `BEGIN IMMEDIATE`; committed at the end, rolled back on any error."""
        with self._in_use(), driver_problems(self._path), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def begin_read(self, purpose: object = None) -> Iterator[Connection]:
        """A read-only connection in one snapshot; `purpose` is what `interrupt` may name."""
        with self._in_use(), driver_problems(self._path), self._readers.connect() as connection:
            reading = _Reading(purpose, connection.connection.driver_connection)
            connection.execution_options(reading=reading)
            with self._state:
                self._reads[id(reading)] = reading
            try:
                with connection.begin():
                    yield connection
                if reading.stopped:
                    raise Interrupted(self._path)
            finally:
                with self._state:
                    del self._reads[id(reading)]

    @contextmanager
    def begin_snapshot(self) -> Iterator[Any]:
        """A driver connection of its own in one read transaction, for a backup that must not keep readers waiting."""
        with self._in_use(), driver_problems(self._path):
            connection = open_connection(self._path, self._key, read_only=True)
            try:
                connection.execute("BEGIN")
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
                yield connection
                connection.execute("ROLLBACK")
            finally:
                connection.close()

    def interrupt(self, purpose: object = None) -> int:
        """Stop the reads with this purpose, or all where None; returns how many. Writes are never stopped."""
        with self._state:
            wanted = [reading for reading in self._reads.values() if purpose is None or reading.purpose == purpose]
            for reading in wanted:
                reading.stop()
        return len(wanted)

    @contextmanager
    def begin_rebuild(self) -> Iterator[Connection]:
        """A write in which tables may be rebuilt: foreign keys are held off until the end, and then checked whole."""
        with self._in_use(), driver_problems(self._path), self._writer.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.execute("PRAGMA foreign_keys = OFF")
            try:
                with connection.begin():
                    yield connection
                    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                        raise FileDamaged(self._path, "a rebuilt table lost the records that others point to")
            finally:
                driver.execute("PRAGMA foreign_keys = ON")

    @contextmanager
    def paused(self) -> Iterator[_Pause]:
        """No connection is open inside: readers and writers wait. The key may be changed through what is yielded."""
        with self._state:
            if self._closed:
                raise Closed(self._path)
            self._state.wait_for(lambda: not self._paused)
            self._paused = True
            self._state.wait_for(lambda: self._busy == 0)
        try:
            self._disconnect()
            pause = _Pause(self._key)
            try:
                yield pause
            finally:
                self._key = pause.key
        finally:
            with self._state:
                self._paused = False
                self._state.notify_all()

    def close(self) -> None:
        """Stop reads, let a running write end, and close every connection; the write-ahead log is folded in."""
        with self._state:
            if self._closed:
                return
            self._closed = True
        with self._state:
            # An interrupt that falls just before a statement begins is lost, so it is sent until it is heeded.
            while not self._state.wait_for(lambda: self._busy == 0 and not self._paused, timeout=_HEED):
                self.interrupt()
        self._disconnect()

    def _disconnect(self) -> None:
        self._readers.dispose()
        try:
            # What was committed is in the log and safe; where this fails, the next opening folds it in.
            with suppress(StoreProblem), driver_problems(self._path):
                self._fold_in()
        finally:
            self._writer.dispose()

    def _fold_in(self) -> None:
        pooled = self._writer.raw_connection()
        try:
            cursor = pooled.cursor()
            cursor.execute("PRAGMA optimize")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.close()
        finally:
            pooled.close()

    @contextmanager
    def _in_use(self) -> Iterator[None]:
        with self._state:
            self._state.wait_for(lambda: not self._paused)
            if self._closed:
                raise Closed(self._path)
            self._busy += 1
        try:
            yield
        finally:
            with self._state:
                self._busy -= 1
                self._state.notify_all()

    def _engine(self, connections: int, *, read_only: bool, begin: str) -> Engine:
        from sqlalchemy import create_engine, event
        from sqlalchemy.pool import QueuePool

        engine = create_engine(
            "sqlite://",
            module=dbapi2,
            creator=lambda: open_connection(self._path, self._key, read_only=read_only),
            poolclass=QueuePool,
            pool_size=connections,
            max_overflow=0,
            pool_timeout=600,
            pool_reset_on_return="rollback",
        )

        @event.listens_for(engine, "begin")
        def emit_begin(connection: Connection) -> None:
            connection.exec_driver_sql(begin)

        if read_only:
            event.listen(engine, "before_cursor_execute", self._refuse_stopped)
        return engine

    def _refuse_stopped(self, connection: Connection, *_rest: object) -> None:
        # An interrupt that falls between two statements of a read stops nothing by itself.
        reading = connection.get_execution_options().get("reading")
        if reading is not None and reading.stopped:
            raise Interrupted(self._path)


class _Pause:
    """What may be changed while no connection is open."""

    __slots__ = ("key",)

    def __init__(self, key: DatabaseKey) -> None:
        self.key = key


class _Reading:
    """One read that is under way, and the way to stop it."""

    __slots__ = ("_connection", "purpose", "stopped")

    def __init__(self, purpose: object, connection: Any) -> None:
        self.purpose = purpose
        self.stopped = False
        self._connection = connection

    def stop(self) -> None:
        """Stop the statement that runs and refuse the next ones."""
        self.stopped = True
        self._connection.interrupt()


def revision_of(connection: Any) -> str:
    """The schema revision that a driver connection's store says it has; empty where it says none."""
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except dbapi2.OperationalError as error:
        if "no such table" in str(error):
            return ""
        raise
    return str(row[0]) if row else ""


def open_by_any(path: Path, keys: tuple[DatabaseKey, ...]) -> DatabaseKey:
    """The one of the keys that opens the database; `FileDamaged` where none does, since the keys are known good."""
    if not keys:
        raise WrongKey(path)
    for key in keys:
        if opens(path, key):
            return key
    raise FileDamaged(path)
