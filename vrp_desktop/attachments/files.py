"""Files of the outside world that were taken in: read once and bounded, and deleted only as they were read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work
from vrp_desktop.attachments.limits import too_large
from vrp_desktop.attachments.sniffing import FileKind, sniff
from vrp_desktop.errors import KnownError

CANNOT_UNDO: Final = (
    "Deleting it here does not reach copies in other folders, in the e-mail it came with, in the recycle bin of "
    "another program, in a cloud folder or in a backup; and on a solid-state drive deleted data may be recoverable "
    "for a while, unless the drive is encrypted."
)
"""Said plainly before a source file is deleted."""

_CHUNK: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that was read and can be kept: its bytes, its own name and what it is."""

    content: bytes
    file_name: str
    kind: FileKind
    source: Path | None = None
    digest: str = ""


def read_incoming(path: Path, limit: int) -> Incoming:
    """Read a file to be kept, never more of it than the limit."""
    try:
        if not path.is_file():
            raise _unreadable()
        size = path.stat().st_size
        if size > limit:
            raise too_large(size, limit)
        with path.open("rb") as stream:
            content = stream.read(limit + 1)
    except OSError:
        raise _unreadable() from None
    if len(content) > limit:
        raise too_large(len(content), limit)
    return Incoming(content, path.name, sniff(content), path, hashlib.sha256(content).hexdigest())


def delete_source(path: Path, digest: str) -> None:
    """Delete a file that was taken in; refuses where it is not, byte for byte, the one that was read."""
    try:
        if path.is_symlink() or not path.is_file():
            raise _kept("it is no longer there, or is a link")
        if _digest(path) != digest:
            raise _kept("it was changed since it was read")
        path.unlink()
    except OSError:
        raise _kept("another program holds it, or the folder may not be written to") from None


@command(Permission.OWN_WORK)
def note_source_deleted(work: Work, digest: str, what: str) -> None:
    """Put into the audit that the source of something taken in was deleted: by its digest, never its name."""
    work.names("source_file", digest[:36], reason=f"The file that {what} was read from was deleted.")


def _digest(path: Path) -> str:
    total = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            total.update(chunk)
    return total.hexdigest()


def _unreadable() -> KnownError:
    return KnownError(
        "This file could not be read.",
        means="Nothing was added.",
        do="See that it is a file, that it is still there and that no other program holds it.",
    )


def _kept(why: str) -> KnownError:
    return KnownError(
        f"The file was not deleted: {why}.",
        means="What was taken in stays in the workspace.",
        do="Look at the file, and delete it yourself where it is no longer needed.",
    )
