"""The store's problems in plain words: what happened, what it means for the data, what to do next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from db import problems
from db.problems import StoreProblem
from vrp_desktop.errors import (
    Cancelled,
    DamagedFile,
    DiskFull,
    KnownError,
    ReadOnlyFolder,
    StoreError,
    StoreInUse,
    StoreTooNew,
    WrongPassphrase,
)


class ReadStopped(Cancelled):
    """A read was stopped because its answer is no longer wanted; nobody needs to be told."""


class WorkspaceClosed(StoreError):
    """The workspace was locked or closed before this was asked of it."""


@contextmanager
def plain_words() -> Iterator[None]:
    """Raise the store's problems as known errors that a person can read."""
    try:
        yield
    except StoreProblem as problem:
        raise told(problem) from problem


def told(problem: StoreProblem) -> KnownError:
    """The known error that a problem of the store is."""
    return _TELLERS.get(type(problem), _unreadable)(problem)


def _wrong_key(problem: StoreProblem) -> KnownError:
    if problem.path.suffix not in _OF_THE_STORE:
        return WrongPassphrase(
            f"That name and passphrase do not open the backup {problem.path.name}.",
            means="Nothing was restored.",
            do="A backup opens with the passphrases of the day it was made. Check both, or use the recovery sheet.",
        )
    return WrongPassphrase(
        f"That name and passphrase do not open the workspace in {problem.path.parent}.",
        means="Nothing was changed.",
        do="Check both and try again, or use the recovery sheet.",
    )


def _mistyped_code(_problem: StoreProblem) -> KnownError:
    return WrongPassphrase(
        "That is not a recovery code: a symbol is wrong or missing.",
        means="Nothing was changed.",
        do="Type it again as it is printed: nine groups; blanks and small letters do not matter.",
    )


def _missing(problem: StoreProblem) -> KnownError:
    if problem.path.suffix not in _OF_THE_STORE:
        return DamagedFile(
            f"There is no file {problem.path.name} in {problem.path.parent}.",
            means="Nothing was changed.",
            do="Check its name and its folder, and try again.",
        )
    return DamagedFile(
        f"The file {problem.path.name} is missing.",
        means=_what_it_holds(problem),
        do=f"Put it back into {problem.path.parent}, or restore a backup into a new folder.",
    )


def _no_folder(problem: StoreProblem) -> KnownError:
    return StoreError(
        f"The folder {problem.path} is not there.",
        means="Nothing was written.",
        do="Choose another folder, or connect the drive that it is on.",
    )


def _not_a_folder(problem: StoreProblem) -> KnownError:
    return StoreError(
        f"{problem.path} is a file, not a folder.",
        means="It was left as it is; nothing was written.",
        do="Choose a folder.",
    )


def _not_a_file(problem: StoreProblem) -> KnownError:
    return StoreError(
        f"{problem.path} is a folder, not a file.",
        means="Nothing was written.",
        do="Choose the name of a file.",
    )


def _damaged(problem: StoreProblem) -> KnownError:
    if problem.path.suffix not in _OF_THE_STORE:
        return DamagedFile(
            f"The file {problem.path.name} is damaged: it is no backup, or it was cut short or overwritten.",
            means="It cannot be restored. Your passphrase is not at fault.",
            do="Take another backup: an earlier one, or a copy that is kept elsewhere.",
        )
    return DamagedFile(
        f"The file {problem.path.name} is damaged: it was cut short or overwritten.",
        means=_what_it_holds(problem) + " Your passphrase is not at fault.",
        do="Restore the latest backup into a new folder. Keep the damaged folder until that has worked.",
    )


def _too_new(problem: StoreProblem) -> KnownError:
    return StoreTooNew(
        f"The file {problem.path.name} was written by a newer version of this program.",
        means="Nothing was changed, and nothing is lost.",
        do="Install the newer version on this computer and open it again.",
    )


def _exists(problem: StoreProblem) -> KnownError:
    return StoreError(
        f"There is something in {problem.path} already.",
        means="It was left as it is; nothing was written.",
        do="Choose a new or empty folder, or another file name.",
    )


def _in_use(problem: StoreProblem) -> KnownError:
    holder = ""
    if isinstance(problem, problems.InUse) and problem.process:
        holder = f" (process {problem.process} on {problem.host})"
    return StoreInUse(
        f"This workspace is already open{holder}.",
        means="Two programs writing at once could damage it, so it was not opened a second time.",
        do="Go to the window that is open, or close it there first.",
    )


def _busy(problem: StoreProblem) -> KnownError:
    return StoreInUse(
        f"Another program is holding the file {problem.path.name}.",
        means="This was not saved; everything saved before is safe.",
        do="Close programs that look into the folder, such as a backup or virus scan, and try again.",
    )


def _full(problem: StoreProblem) -> KnownError:
    return DiskFull(
        f"There is no room left on the disk for {problem.path.name}.",
        means="This was not saved; everything saved before is safe.",
        do="Free some space, then try again.",
    )


def _read_only(problem: StoreProblem) -> KnownError:
    return ReadOnlyFolder(
        f"The folder {problem.path.parent} does not let this program write to {problem.path.name}.",
        means="Nothing was changed.",
        do="Ask whoever looks after this computer for the right to write there, or choose another folder.",
    )


def _unreadable(problem: StoreProblem) -> KnownError:
    return StoreError(
        f"This computer could not read or write the file {problem.path.name}.",
        means="This was not saved; everything saved before is safe.",
        do=f"Check that the drive of {problem.path.parent} is connected and sound, then try again.",
    )


def _interrupted(_problem: StoreProblem) -> KnownError:
    return ReadStopped()


def _closed(_problem: StoreProblem) -> KnownError:
    return WorkspaceClosed("The workspace is locked.", means="This was not saved.", do="Unlock it and try again.")


def _what_it_holds(problem: StoreProblem) -> str:
    return _OF_THE_STORE[problem.path.suffix]


_OF_THE_STORE: Final = {
    ".keys": "Without it nobody can open this workspace, though its records are still there.",
    ".db": "The records in it cannot be read.",
}
"""The files without which a workspace does not open, by their endings, and what it means to lose one."""

_TELLERS: Final[dict[type[StoreProblem], Callable[[StoreProblem], KnownError]]] = {
    problems.WrongKey: _wrong_key,
    problems.MistypedCode: _mistyped_code,
    problems.FileMissing: _missing,
    problems.FolderMissing: _no_folder,
    problems.NotAFolder: _not_a_folder,
    problems.NotAFile: _not_a_file,
    problems.FileDamaged: _damaged,
    problems.FileTooNew: _too_new,
    problems.FileExists: _exists,
    problems.InUse: _in_use,
    problems.Busy: _busy,
    problems.Full: _full,
    problems.ReadOnly: _read_only,
    problems.Unreadable: _unreadable,
    problems.Interrupted: _interrupted,
    problems.Closed: _closed,
}
