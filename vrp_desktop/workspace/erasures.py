"""The list of who was erased, beside the store, so that restoring an older backup does not bring them back.

It holds ids, which say nothing of a name, and a digest keyed by the workspace's own secret, which every backup of it
knows: nobody can have a child erased by writing into the folder.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from db.around import Contact
from db.files import write_atomically
from db.people import Person
from db.problems import StoreProblem
from vrp_desktop.access.work import Read
from vrp_desktop.errors import Invalid
from vrp_desktop.workspace.facts import fingerprint_key
from vrp_desktop.workspace.folder import BACKUPS, WorkspaceFolder

if TYPE_CHECKING:
    from vrp_desktop.workspace.workspace import Workspace

BESIDE: Final = ".vrperased"
"""The ending of a list that lies beside backups."""


def keep_list(workspace: Workspace) -> None:
    """Write the list where it is not what the store says; at closing, after a crash, and before each backup."""
    ids, secret = workspace.read(_erased)
    _keep(workspace.folder.erased, ids, secret)


def keep_list_beside(workspace: Workspace, backup: Path) -> None:
    """Write the list beside a backup too: an older backup in the same folder then brings nobody back."""
    ids, secret = workspace.read(_erased)
    _keep(backup.absolute().parent / f"erased-{_seal((), secret)[:8]}{BESIDE}", ids, secret)


def check_former(former: Path) -> None:
    """Refuse what is neither a workspace's folder nor a list of erasures, before anything is restored."""
    place = WorkspaceFolder(former)
    if former.is_dir() and (place.keys.exists() or place.erased.exists()):
        return
    if former.is_file() and _read(former) is not None:
        return
    raise Invalid({"former": "This is neither the folder of a workspace nor its list of erasures."})


@dataclass(frozen=True, slots=True)
class Again:
    """Who is to be erased again, and whether the list that was given is of this workspace."""

    ids: tuple[str, ...] = ()
    is_foreign: bool = False


def to_erase_again(workspace: Workspace, backup: Path, former: Path | None) -> Again:
    """Who is in a workspace just restored though erased since: by the list in `former`, or where the backup lies."""
    ids, secret = workspace.read(_erased)
    found: set[str] = set()
    is_foreign = False
    for path in _lists_for(backup, former):
        listed = _read(path)
        ours = listed is not None and hmac.compare_digest(listed[1], _seal(listed[0], secret))
        found |= listed[0] if listed is not None and ours else set()
        is_foreign |= listed is not None and not ours and former is not None and path in _lists_of(former)
    return Again(tuple(sorted(found - ids)), is_foreign)


def _lists_for(backup: Path, former: Path | None) -> Iterator[Path]:
    """The lists that may tell: those given, those beside the backup, and that of the workspace that it lies in."""
    folder = backup.absolute().parent
    yield from _lists_of(former) if former is not None else ()
    yield from sorted(folder.glob(f"*{BESIDE}"))
    if folder.name == BACKUPS:
        yield WorkspaceFolder(folder.parent).erased


def _lists_of(former: Path) -> tuple[Path, ...]:
    return (WorkspaceFolder(former).erased,) if former.is_dir() else (former,)


def _read(path: Path) -> tuple[set[str], str] | None:
    try:
        data = json.loads(path.read_bytes())
        return {str(person_id) for person_id in data["erased"]}, str(data["seal"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(path: Path, ids: set[str], secret: str) -> None:
    content = _content(ids, secret)
    with suppress(OSError):
        if (path.read_bytes() if path.exists() else b"") == content or not (ids or path.exists()):
            return
    # The store itself knows who was erased: where the list cannot be written, the next opening writes it.
    with suppress(StoreProblem, OSError):
        write_atomically(path, content)


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
