"""One backup file: the encrypted database, its key file and a manifest, stored side by side in a zip container.

It is written under a temporary name, read back and compared, and only then given its own name.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from db.copying import Progress, copy_database, prove
from db.driver_errors import driver_problems
from db.engine import open_by_any, open_connection, revision_of
from db.files import (
    PRIVATE,
    PRIVATE_FOLDER,
    digest_of_file,
    file_problems,
    flush_file,
    flush_folder,
    read_bytes,
    write_atomically,
)
from db.keys import DatabaseKey, KeyFile
from db.problems import FileDamaged, FileExists, FileTooNew, FolderMissing

FORMAT: Final = "vrp-desktop backup"
VERSION: Final = 1
ENDING: Final = ".vrpbackup"

_MANIFEST: Final = "manifest.json"
_DATABASE: Final = "store.db"
_KEYS: Final = "store.keys"
_PART: Final = ".vrp-part-"
_CHUNK: Final = 1024 * 1024
_LARGEST_SMALL: Final = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself; `seal` is keyed, so that only who knew the database's key can have written it."""

    made_at: datetime
    store_id: str
    revision: str
    audit_head: str
    database_size: int
    database_digest: str
    keys_size: int
    keys_digest: str
    seal: str = ""

    def content(self) -> bytes:
        """The manifest as the backup holds it."""
        data = asdict(self) | {"made_at": self.made_at.isoformat(), "format": FORMAT, "version": VERSION}
        return json.dumps(data, indent=1, sort_keys=True).encode()

    def sealed(self, key: DatabaseKey) -> Manifest:
        """With the seal of the database's key."""
        return Manifest(**{**_fields(self), "seal": key.mac(b"backup" + self._unsealed())})

    def is_sealed_by(self, key: DatabaseKey) -> bool:
        """Whether this very manifest was written by who knew the key."""
        return secrets.compare_digest(self.seal, key.mac(b"backup" + self._unsealed()))

    @classmethod
    def parse(cls, path: Path, content: bytes) -> Manifest:
        """Read a manifest; `path` is only for what is said about it."""
        try:
            data = json.loads(content)
            if data.pop("format") != FORMAT:
                raise FileDamaged(path, "not a backup")
            version = int(data.pop("version"))
            if version > VERSION:
                raise FileTooNew(path, str(version))
            return cls(**data | {"made_at": datetime.fromisoformat(data["made_at"])})
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise FileDamaged(path, "its manifest cannot be read") from error

    def _unsealed(self) -> bytes:
        return Manifest(**{**_fields(self), "seal": ""}).content()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is to be backed up: a driver connection in a read transaction, and what is known of the store there."""

    connection: Any
    database: Path
    keys: Path
    key: DatabaseKey
    audit_head: str
    made_at: datetime


def write_backup(snapshot: Snapshot, destination: Path, progress: Progress | None = None) -> Manifest:
    """Write and verify one backup file; on any error, or when killed, nothing stands under its name."""
    if not destination.parent.is_dir():
        raise FolderMissing(destination.parent)
    if destination.exists():
        raise FileExists(destination)
    sweep(destination.parent)
    part = destination.parent / f"{_PART}{secrets.token_hex(4)}"
    try:
        with file_problems(destination):
            part.mkdir(mode=PRIVATE_FOLDER)
        manifest = _gather(snapshot, part, progress)
        whole = part / "whole"
        with file_problems(destination):
            _pack(part, whole)
            flush_file(whole)
            check_backup(whole)
            whole.rename(destination)
            flush_folder(destination.parent)
        return manifest
    finally:
        shutil.rmtree(part, ignore_errors=True)


def check_backup(backup: Path) -> Manifest:
    """Read a backup from end to end and compare it with its manifest; raises `FileDamaged` where they differ."""
    with _container(backup) as container:
        manifest = Manifest.parse(backup, _small(backup, container, _MANIFEST))
        found = {name: _digest(backup, container, name) for name in (_DATABASE, _KEYS)}
        said = {
            _DATABASE: (manifest.database_size, manifest.database_digest),
            _KEYS: (manifest.keys_size, manifest.keys_digest),
        }
        if found != said:
            raise FileDamaged(backup, "its contents and its manifest differ")
        KeyFile.parse(backup, _small(backup, container, _KEYS))
    return manifest


def keys_in(backup: Path) -> KeyFile:
    """The key file as it was on the day of the backup."""
    with _container(backup) as container:
        return KeyFile.parse(backup, _small(backup, container, _KEYS))


def manifest_of(backup: Path) -> Manifest:
    """What a backup says of itself, without reading all of it."""
    with _container(backup) as container:
        return Manifest.parse(backup, _small(backup, container, _MANIFEST))


def unpack(backup: Path, keys: tuple[DatabaseKey, ...], database: Path, key_file: Path) -> DatabaseKey:
    """Write the database and the key file of a backup to new places, and prove that they belong together."""
    manifest = check_backup(backup)
    with _container(backup) as container, file_problems(database):
        database.touch(mode=PRIVATE, exist_ok=False)
        with container.open(_DATABASE) as packed, database.open("wb") as out:
            shutil.copyfileobj(packed, out, _CHUNK)
        write_atomically(key_file, _small(backup, container, _KEYS))
    flush_file(database)
    try:
        key = open_by_any(database, keys)
        prove(database, key)
    except FileDamaged as error:
        raise FileDamaged(backup, error.detail) from error
    if not manifest.is_sealed_by(key):
        raise FileDamaged(backup, "its seal does not agree")
    return key


def sweep(folder: Path) -> None:
    """Remove what broken-off backups left in a folder."""
    with suppress(OSError):
        for left in folder.glob(_PART + "*"):
            shutil.rmtree(left, ignore_errors=True)


def _gather(snapshot: Snapshot, part: Path, progress: Progress | None) -> Manifest:
    database, keys = part / _DATABASE, part / _KEYS
    copy_database(snapshot.connection, database, snapshot.key, progress)
    write_atomically(keys, read_bytes(snapshot.keys))
    held = KeyFile.read(keys)
    manifest = Manifest(
        made_at=snapshot.made_at,
        store_id=held.store_id,
        revision=_revision_in(database, snapshot.key),
        audit_head=snapshot.audit_head,
        database_size=database.stat().st_size,
        database_digest=digest_of_file(database),
        keys_size=keys.stat().st_size,
        keys_digest=digest_of_file(keys),
    ).sealed(snapshot.key)
    write_atomically(part / _MANIFEST, manifest.content())
    return manifest


def _revision_in(database: Path, key: DatabaseKey) -> str:
    connection = open_connection(database, key)
    try:
        with driver_problems(database):
            revision = revision_of(connection)
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
            return revision
    finally:
        connection.close()


def _pack(part: Path, whole: Path) -> None:
    whole.touch(mode=PRIVATE)
    # Stored, not packed: what is encrypted does not shrink.
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED, strict_timestamps=False) as container:
        for name in (_MANIFEST, _KEYS, _DATABASE):
            container.write(part / name, name)


def _container(backup: Path) -> zipfile.ZipFile:
    with file_problems(backup):
        try:
            return _Container(backup)
        except (zipfile.BadZipFile, ValueError, EOFError) as error:
            raise FileDamaged(backup, "it is cut short, or not a backup") from error


class _Container(zipfile.ZipFile):
    """A zip container whose broken entries are told as damage of the backup."""

    def __init__(self, backup: Path) -> None:
        super().__init__(backup)
        self.backup = backup

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        super().__exit__(kind, error, trace)
        if isinstance(error, zipfile.BadZipFile | EOFError | KeyError | NotImplementedError):
            raise FileDamaged(self.backup, "it is cut short, or not a backup") from error


def _small(backup: Path, container: zipfile.ZipFile, name: str) -> bytes:
    entry = _entry(backup, container, name)
    if entry.file_size > _LARGEST_SMALL:
        raise FileDamaged(backup, "not a backup")
    return container.read(entry)


def _digest(backup: Path, container: zipfile.ZipFile, name: str) -> tuple[int, str]:
    total, size = hashlib.sha256(), 0
    with container.open(_entry(backup, container, name)) as packed:
        while piece := packed.read(_CHUNK):
            total.update(piece)
            size += len(piece)
    return size, total.hexdigest()


def _entry(backup: Path, container: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    entry = container.getinfo(name)
    if entry.compress_type != zipfile.ZIP_STORED:
        # We never pack: a file that swells when read is not ours.
        raise FileDamaged(backup, "not a backup")
    return entry


def _fields(manifest: Manifest) -> Mapping[str, Any]:
    return {name: getattr(manifest, name) for name in Manifest.__slots__}
