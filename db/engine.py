"""The one place that opens a store: the raw key, the settings of the house, and SQLAlchemy's engines over both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlcipher3 import dbapi2

from db.driver_errors import driver_problems
from db.files import PRIVATE, file_problems
from db.keys import DatabaseKey
from db.problems import FileDamaged, FileMissing, ReadOnly, WrongKey

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

BUSY_SECONDS: Final = 5.0
_PATIENCE: Final = 600

_SETTINGS: Final = (
    "PRAGMA temp_store = MEMORY",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA cache_size = -32000",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)


def open_connection(path: Path, key: DatabaseKey, *, create: bool = False, read_only: bool = False) -> Any:
    """A driver connection with the key and the settings of this house; the caller closes it."""
    if not create:
        if not path.is_file():
            raise FileMissing(path)
        if path.stat().st_size == 0:
            # The driver would take an emptied file for a new database.
            raise FileDamaged(path, "it is empty")
    mode = "rwc" if create else "rw"
    if create:
        # The driver would let others read it; its log and index take after the file.
        with file_problems(path):
            path.touch(mode=PRIVATE)
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


def open_in_memory() -> Any:
    """A driver connection to nothing on disk: statements are tried on it, and no record ever."""
    return dbapi2.connect(":memory:", isolation_level=None, check_same_thread=False)


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


def make_engine(open_one: Callable[[], Any], connections: int, begin: str) -> Engine:
    """An engine over so many connections at most; every transaction on it begins with `begin`."""
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import QueuePool

    from db.dialect import COMPILED, URL

    engine = create_engine(
        URL,
        execution_options={"compiled_cache": COMPILED},
        module=dbapi2,
        creator=open_one,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        # The connection used last has the warmest cache.
        pool_use_lifo=True,
        pool_timeout=_PATIENCE,
        # What was bound to a statement may be a name: it must not stand in any error.
        hide_parameters=True,
    )

    def emit_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "begin", emit_begin)
    return engine


def refuse_before(engine: Engine, check: Callable[[Connection], None]) -> None:
    """Let `check` raise before each statement of an engine."""
    from sqlalchemy import event

    def before(connection: Connection, *_rest: object) -> None:
        check(connection)

    event.listen(engine, "before_cursor_execute", before)
