"""A workspace is a folder: where its files lie, and what can be told of it without unlocking."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from db.files import PRIVATE_FOLDER, file_problems, flush_folder
from db.keys import KeyFile
from db.problems import FileExists

DATABASE: Final = "store.db"
KEYS: Final = "store.keys"
LOCK: Final = "store.lock"
TRIES: Final = "store.tries"
ERASED: Final = "store.erased"
BACKUPS: Final = "backups"
MAKING: Final = ".making"
_OF_NO_MATTER: Final = frozenset({LOCK, TRIES, ".DS_Store", "desktop.ini", "Thumbs.db", "lost+found"})


class FolderState(Enum):
    """What a folder is, seen from outside."""

    FREE = "a new workspace may be made here"
    WORKSPACE = "a workspace"
    UNFINISHED = "a workspace whose making was broken off"
    NO_KEYS = "a workspace without its key file"
    NO_DATABASE = "a workspace without its database"
    OTHER = "a folder with other things in it"


@dataclass(frozen=True, slots=True)
class WorkspaceFolder:
    """The places inside one workspace folder."""

    path: Path

    @property
    def database(self) -> Path:
        return self.path / DATABASE

    @property
    def keys(self) -> Path:
        return self.path / KEYS

    @property
    def lock(self) -> Path:
        return self.path / LOCK

    @property
    def tries(self) -> Path:
        return self.path / TRIES

    @property
    def erased(self) -> Path:
        return self.path / ERASED

    @property
    def backups(self) -> Path:
        return self.path / BACKUPS

    @property
    def making(self) -> Path:
        """Where a new workspace is put together; it being there means that the making never ended."""
        return self.path / MAKING

    def state(self) -> FolderState:
        """What the folder is."""
        with file_problems(self.path):
            if not self.path.exists():
                return FolderState.FREE
            there = {entry.name for entry in self.path.iterdir()} - _OF_NO_MATTER
        if MAKING in there:
            return FolderState.UNFINISHED
        if DATABASE in there:
            return FolderState.WORKSPACE if KEYS in there else FolderState.NO_KEYS
        if KEYS in there:
            return FolderState.NO_DATABASE
        return FolderState.OTHER if there else FolderState.FREE

    def users(self) -> tuple[str, ...]:
        """The names that may unlock it, for the unlock window; raises where the key file is missing or damaged."""
        return KeyFile.read(self.keys).names

    def prepare(self) -> WorkspaceFolder:
        """Make the folder itself where it is not there, refusing one that holds other things."""
        if self.state() not in (FolderState.FREE, FolderState.UNFINISHED):
            raise FileExists(self.path)
        with file_problems(self.path):
            self.path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        return self

    def begin_making(self) -> WorkspaceFolder:
        """An inner folder to put a new workspace together in; `FileExists` where anything else is here already."""
        self.prepare()
        state = self.state()
        with file_problems(self.path):
            if state is FolderState.UNFINISHED:
                self._sweep()
            self.making.mkdir(mode=PRIVATE_FOLDER)
        return WorkspaceFolder(self.making)

    def end_making(self) -> None:
        """Move what was put together into its place; the folder counts as a workspace from the last step on."""
        inner = WorkspaceFolder(self.making)
        with file_problems(self.path):
            self.backups.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            inner.database.replace(self.database)
            inner.keys.replace(self.keys)
            flush_folder(self.path)
            shutil.rmtree(self.making)
            flush_folder(self.path)

    def give_up_making(self) -> None:
        """Remove what was begun, leaving the folder as it was found."""
        with file_problems(self.path):
            self._sweep()

    def _sweep(self) -> None:
        for path in (self.database, self.keys):
            path.unlink(missing_ok=True)
        shutil.rmtree(self.making, ignore_errors=True)
