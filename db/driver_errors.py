"""The driver's errors, bare or wrapped by SQLAlchemy, as the store's problems; what is not known here is a bug."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2

from db.problems import Busy, Closed, FileDamaged, Full, Interrupted, ReadOnly, StoreProblem, Unreadable

_ROOM: Final = 256 * 1024
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

_BY_TEXT: Final = (
    ("closed", Closed),
    ("disk is full", Full),
    ("disk I/O error", Unreadable),
    ("malformed", FileDamaged),
    ("not a database", FileDamaged),
    ("readonly", ReadOnly),
    ("unable to open", Unreadable),
    ("locked", Busy),
)


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
    # A copy that fails, and a connection that was closed, come without a code.
    kind = _BY_CODE.get(code & 0xFF) if isinstance(code, int) else _by_text(str(cause))
    if kind is Unreadable:
        kind = _reason_in_folder(path.parent)
    # The driver's text names pages and codes, never values; the name of the error is enough.
    return kind(path, str(getattr(cause, "sqlite_errorname", ""))) if kind else None


def _by_text(message: str) -> type[StoreProblem] | None:
    return next((kind for text, kind in _BY_TEXT if text in message), None)


def _reason_in_folder(folder: Path) -> type[StoreProblem]:
    """The driver says only that it cannot open or write: the folder tells why."""
    with suppress(OSError):
        if not os.access(folder, os.W_OK):
            return ReadOnly
        if shutil.disk_usage(folder).free < _ROOM:
            return Full
    return Unreadable
