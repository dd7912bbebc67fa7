"""The list of who was erased, beside the store, so that restoring an older backup does not bring them back.

It holds ids, which say nothing of a name, and a digest keyed by the workspace's own secret, which every backup of it
knows: nobody can have a child erased by writing into the folder.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.around import Contact
from db.files import write_atomically
from db.people import Person
from db.problems import StoreProblem
from vrp_desktop.access.work import Read
from vrp_desktop.workspace.facts import fingerprint_key
from vrp_desktop.workspace.folder import BACKUPS, WorkspaceFolder

if TYPE_CHECKING:
    from vrp_desktop.workspace.workspace import Workspace


def keep_list(workspace: Workspace) -> None:
    """Write the list where it is not what the store says; at closing, after a crash, and before each backup."""
    ids, secret = workspace.read(_erased)
    path = workspace.folder.erased
    content = _content(ids, secret)
    with suppress(OSError):
        if (path.read_bytes() if path.exists() else b"") == content or not (ids or path.exists()):
            return
    # The store itself knows who was erased: where the list cannot be written, the next opening writes it.
    with suppress(StoreProblem):
        write_atomically(path, content)


def to_erase_again(workspace: Workspace, backup: Path, former: Path | None) -> tuple[str, ...]:
    """Who is in a workspace just restored though erased since: by the list in `former`, or where the backup lies."""
    ids, secret = workspace.read(_erased)
    found: set[str] = set()
    for folder in _lists_for(backup, former):
        found |= _listed(folder, secret)
    return tuple(sorted(found - ids))


def _lists_for(backup: Path, former: Path | None) -> Iterable[WorkspaceFolder]:
    if former is not None:
        yield WorkspaceFolder(former)
    if backup.absolute().parent.name == BACKUPS:
        yield WorkspaceFolder(backup.absolute().parent.parent)


def _listed(folder: WorkspaceFolder, secret: str) -> set[str]:
    try:
        data = json.loads(folder.erased.read_bytes())
        ids = {str(person_id) for person_id in data["erased"]}
        return ids if hmac.compare_digest(data["seal"], _seal(ids, secret)) else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _content(ids: Iterable[str], secret: str) -> bytes:
    listed = sorted(ids)
    return json.dumps({"erased": listed, "seal": _seal(listed, secret)}, indent=1).encode()


def _seal(ids: Iterable[str], secret: str) -> str:
    message = "erased\x1f" + "\x1f".join(sorted(ids))
    return hmac.digest(bytes.fromhex(secret), message.encode(), "sha256").hex()


def _erased(read: Read) -> tuple[set[str], str]:
    ids = set(read.session.scalars(select(Person.id).where(Person.erased_at.is_not(None))))
    ids |= set(read.session.scalars(select(Contact.id).where(Contact.erased_at.is_not(None))))
    return ids, fingerprint_key(read.session)
