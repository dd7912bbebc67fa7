"""The open store: one writer connection and two read-only ones, each read in one snapshot and interruptible.

SQLAlchemy is imported when a `Store` is made, not before, so that unlocking can begin without it.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from db.driver_errors import driver_problems
from db.engine import make_engine, open_connection, refuse_before
from db.keys import DatabaseKey
from db.problems import Closed, FileDamaged, Interrupted, StoreProblem

if TYPE_CHECKING:
    from sqlalchemy import Connection

READERS: Final = 2
_HEED: Final = 0.02


class Store:
    """An open database: writes go one after another through one connection, reads through two others."""

    def __init__(self, path: Path, key: DatabaseKey) -> None:
        self._path = path
        self._state = threading.Condition(threading.RLock())
        self._closed = False
        self._paused = False
        self._busy = 0
        self._waiting: deque[object] = deque()
        self._reads: dict[int, _Reading] = {}
        self._key = key
        self._writer = make_engine(self._open_writer, 1, "BEGIN IMMEDIATE")
        self._readers = make_engine(self._open_reader, READERS, "BEGIN")
        refuse_before(self._readers, self._refuse_stopped)
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
        with (
            self._in_turn(),
            self._in_use(),
            driver_problems(self._path),
            self._writer.connect() as connection,
            _dropped_on_failure(connection),
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def begin_read(self, purpose: object = None) -> Iterator[Connection]:
        """A read-only connection in one snapshot; `purpose` is what `interrupt` may name."""
        with (
            self._in_use(),
            driver_problems(self._path),
            self._readers.connect() as connection,
            _dropped_on_failure(connection),
        ):
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
        with self._in_turn(), self._in_use(), driver_problems(self._path), self._writer.connect() as connection:
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

    def renew_readers(self) -> None:
        """Let reads begin with what is known now of the tables' sizes: a connection learns it when it is opened."""
        self._readers.dispose()

    def _disconnect(self) -> None:
        self._readers.dispose()
        try:
            # What was committed is in the log and safe; where this fails, the next opening folds it in.
            with suppress(StoreProblem), driver_problems(self._path):
                self._fold_in()
        finally:
            self._writer.dispose()

    def _open_writer(self) -> Any:
        return open_connection(self._path, self._key)

    def _open_reader(self) -> Any:
        return open_connection(self._path, self._key, read_only=True)

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
    def _in_turn(self) -> Iterator[None]:
        # First come, first served: a thread that writes again and again must not keep another waiting for ever.
        ticket = object()
        with self._state:
            self._waiting.append(ticket)
            self._state.wait_for(lambda: self._waiting[0] is ticket)
        try:
            yield
        finally:
            with self._state:
                self._waiting.popleft()
                self._state.notify_all()

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

    def _refuse_stopped(self, connection: Connection) -> None:
        # An interrupt that falls between two statements of a read stops nothing by itself.
        reading = connection.get_execution_options().get("reading")
        if reading is not None and reading.stopped:
            raise Interrupted(self._path)


def state_seen(connection: Connection) -> int | None:
    """A number that differs whenever a reader's snapshot holds another state of the store than its last one did.

    None for a connection that may write: its number does not tell of its own changes.
    """
    if "reading" not in connection.get_execution_options():
        return None
    driver: Any = connection.connection.driver_connection
    return int(driver.execute("PRAGMA data_version").fetchone()[0])


@contextmanager
def _dropped_on_failure(connection: Connection) -> Iterator[None]:
    """Use a driver connection no further after an error or a stop; the next one to ask is given a new one.

    A statement that was left half-run stays in the driver's cache and shares its cursor with the next same statement:
    once the first is forgotten, the second begins anew and gives its rows twice.
    """
    try:
        yield
    except BaseException:
        connection.invalidate()
        raise


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
