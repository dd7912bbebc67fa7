"""Founding a workspace: an encrypted store with its first user, its shipped lists and its facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.engine import open_connection
from db.keys import DatabaseKey, KeyFile
from db.lock import StoreLock
from db.migrate import HEAD, create_schema
from db.slots import PRODUCTION, Cost
from db.store import Store
from vrp_desktop.access.forms import refuse_if, wrong_with_name, wrong_with_passphrase
from vrp_desktop.clock import Clock
from vrp_desktop.identity import IdSource
from vrp_desktop.workspace.folder import WorkspaceFolder
from vrp_desktop.workspace.messages import plain_words
from vrp_desktop.workspace.unlocking import Unlocked


@dataclass(frozen=True, slots=True)
class Founder:
    """The first user, who becomes the workspace's manager."""

    name: str
    passphrase: str
    full_name: str = ""


@dataclass(frozen=True, slots=True)
class Charter:
    """What a new workspace is told of itself. `places` are codes; none means those that ship as the usual ones."""

    area_name: str
    places: Sequence[str] = ()
    practice: bool = False
    cost: Cost = PRODUCTION


def check_founder(founder: Founder, charter: Charter) -> None:
    """Raise `Invalid` with a sentence for each field that must be mended."""
    fields: dict[str, str] = {}
    if not charter.area_name.strip():
        fields["area_name"] = "Give the name of the area that this workspace is for."
    fields |= wrong_with_name(founder.name)
    if not charter.practice:
        fields |= wrong_with_passphrase(founder.passphrase)
    refuse_if(fields)


def found(
    place: WorkspaceFolder, charter: Charter, founder: Founder, clock: Clock, ids: IdSource
) -> tuple[Unlocked, str]:
    """Make a workspace, all of it or nothing; returns it unlocked, with the printed recovery code."""
    check_founder(founder, charter)
    with plain_words():
        lock = StoreLock(place.prepare().lock)
        lock.acquire()
        try:
            inner = place.begin_making()
            try:
                key, code = _put_together(inner, charter, founder, clock, ids)
                place.end_making()
            except BaseException:
                place.give_up_making()
                raise
        except BaseException:
            lock.release()
            raise
    return Unlocked(place, founder.name, key, lock, HEAD, ()), code


def _put_together(
    folder: WorkspaceFolder, charter: Charter, founder: Founder, clock: Clock, ids: IdSource
) -> tuple[DatabaseKey, str]:
    key = DatabaseKey.new()
    open_connection(folder.database, key, create=True).close()
    _fill(folder, key, charter, founder, clock, ids)
    keys = KeyFile.new(key).with_passphrase([key], founder.name, founder.passphrase, charter.cost)
    keys, code = keys.with_recovery([key], founder.name, charter.cost)
    keys.write(folder.keys)
    return key, code


def _fill(
    folder: WorkspaceFolder, key: DatabaseKey, charter: Charter, founder: Founder, clock: Clock, ids: IdSource
) -> None:
    from vrp_desktop.access.permissions import Actor, Role
    from vrp_desktop.workspace.commands import found_workspace
    from vrp_desktop.workspace.runner import Runner

    store = Store(folder.database, key)
    try:
        with store.begin_write() as connection:
            create_schema(connection)
        name = founder.name.strip()
        actor = Actor(ids.new_id(clock.now()), name, founder.full_name.strip() or name, Role.MANAGER)
        Runner(store, actor, clock, ids).write(found_workspace, charter.area_name, charter.places, charter.practice)
    finally:
        store.close()
