"""The lock that keeps a second writer out of a store. The operating system holds it, so it dies with the process."""

from __future__ import annotations

import json
import os
import platform
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from db.files import PRIVATE, file_problems
from db.problems import InUse

_LOCKED_BYTE: Final = 4096
"""Windows locks bytes against reading as well, so the locked one lies far behind the note of who holds the lock."""


class StoreLock:
    """An exclusive lock on one file. The file stays behind when released: removing it would let two in.

    Once it is held, `was_left` says whether the holder before was killed rather than having given it back.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None
        self.was_left = False

    def acquire(self) -> None:
        """Take the lock, or raise `InUse` naming the process and host that hold it."""
        if self._handle is not None:
            return
        with file_problems(self._path):
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), PRIVATE)
            try:
                taken = _try_lock(handle)
                process, host = (None, "") if taken else _holder(handle)
            except OSError:
                os.close(handle)
                raise
        if not taken:
            os.close(handle)
            raise InUse(self._path, process, host)
        self._handle = handle
        # Who gives the lock back wipes the note; who was killed leaves it.
        self.was_left = _holder(handle)[0] is not None
        # The note is a courtesy: a full disk must not keep anyone from reading the store.
        with suppress(OSError):
            os.ftruncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, json.dumps({"process": os.getpid(), "host": platform.node()}).encode())

    def release(self) -> None:
        """Give the lock back."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        with suppress(OSError):
            os.ftruncate(handle, 0)
        with suppress(OSError):
            _unlock(handle)
        os.close(handle)

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._handle is not None


def _holder(handle: int) -> tuple[int | None, str]:
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        note = json.loads(os.read(handle, 1024))
        return int(note["process"]), str(note["host"])[:80]
    except (OSError, ValueError, KeyError, TypeError):
        return None, ""


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
