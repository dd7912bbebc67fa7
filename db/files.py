"""Writing small files so that they are either the old or the new, never half of one; and digests of large ones."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from db.problems import (
    FileExists,
    FileMissing,
    FolderMissing,
    Full,
    NotAFile,
    NotAFolder,
    ReadOnly,
    StoreProblem,
    Unreadable,
)

PRIVATE: Final = 0o600
"""Only the owner reads and writes the store's files."""

PRIVATE_FOLDER: Final = 0o700

_CHUNK: Final = 1024 * 1024
_BY_NUMBER: Final[dict[int, type[StoreProblem]]] = {
    errno.ENOSPC: Full,
    errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC: Full,
    errno.EFBIG: Full,
    errno.EACCES: ReadOnly,
    errno.EPERM: ReadOnly,
    errno.EROFS: ReadOnly,
    errno.ENOENT: FileMissing,
    errno.EEXIST: FileExists,
    errno.ENOTDIR: NotAFolder,
    errno.EISDIR: NotAFile,
}


@contextmanager
def file_problems(path: Path) -> Iterator[None]:
    """Turn the operating system's errors into the store's, about `path`."""
    try:
        yield
    except OSError as error:
        raise _BY_NUMBER.get(error.errno or 0, Unreadable)(path, error.strerror or "") from error


def write_atomically(path: Path, content: bytes) -> None:
    """Replace `path` by `content`: written beside it, flushed to the disk, and renamed over it."""
    check_place_of(path)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with file_problems(path):
        try:
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), PRIVATE)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except OSError:
            with suppress(OSError):
                beside.unlink()
            raise
        flush_folder(path.parent)


def check_place_of(path: Path) -> None:
    """Raise the problem where no file can be written at `path`: its folder is not there, or it is a folder itself."""
    with file_problems(path):
        if path.is_dir():
            raise NotAFile(path)
        if not path.parent.is_dir():
            raise FolderMissing(path.parent)


def read_bytes(path: Path) -> bytes:
    """The whole of a small file."""
    with file_problems(path):
        return path.read_bytes()


def flush_file(path: Path) -> None:
    """Make sure that what was written to a file is on the disk."""
    with file_problems(path), path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make sure that a rename in `folder` is on the disk; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def digest_of_file(path: Path) -> str:
    """The SHA-256 of a file, in hex, read piece by piece."""
    total = hashlib.sha256()
    with file_problems(path), path.open("rb") as file:
        while piece := file.read(_CHUNK):
            total.update(piece)
    return total.hexdigest()
