"""What can go wrong with the store's files, as the STORE floor sees it. The WORK floor puts it into plain words."""

from __future__ import annotations

from pathlib import Path


class StoreProblem(Exception):
    """Something in the world is wrong with one file; `path` says which. Never holds personal data."""

    def __init__(self, path: Path, detail: str = "") -> None:
        super().__init__(f"{type(self).__name__}: {path.name}{': ' + detail if detail else ''}")
        self.path = path
        self.detail = detail


class WrongKey(StoreProblem):
    """The name and passphrase, or the recovery code, open no slot of the key file."""


class MistypedCode(StoreProblem):
    """The recovery code is not one: too short, too long, or its check symbol does not agree."""


class FileMissing(StoreProblem):
    """A file that must be there is not."""


class FolderMissing(StoreProblem):
    """The folder that something was to be written into is not there."""


class NotAFolder(StoreProblem):
    """A file lies where a folder must be."""


class NotAFile(StoreProblem):
    """A folder lies where a file was to be written or read."""


class FileDamaged(StoreProblem):
    """A file is truncated, overwritten, or not what its name says."""


class FileTooNew(StoreProblem):
    """A file was written by a newer version of the program; `detail` is what it says of itself."""


class FileExists(StoreProblem):
    """Something is already where a new file or folder was to be made."""


class InUse(StoreProblem):
    """Another process holds the store."""

    def __init__(self, path: Path, process: int | None = None, host: str = "") -> None:
        super().__init__(path, f"process {process} on {host}" if process else "")
        self.process = process
        self.host = host


class Busy(StoreProblem):
    """The store is locked by another connection for longer than it was waited for."""


class Full(StoreProblem):
    """There is no room to write."""


class ReadOnly(StoreProblem):
    """The file or its folder does not let us write."""


class Unreadable(StoreProblem):
    """The operating system failed to read or write the file."""


class Interrupted(StoreProblem):
    """A read was stopped because its answer is no longer wanted."""


class Closed(StoreProblem):
    """The store was closed, for instance by the idle lock."""
