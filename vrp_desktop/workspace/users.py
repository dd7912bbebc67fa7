"""Users and their keys together: adding, leaving, new passphrases and recovery codes.

A key file is written inside the transaction that notes the deed: a crash between the two leaves at most a slot
without a user, which opens nothing, and never a user without a slot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from db.copying import change_key
from db.keys import KeyFile, fold_name
from db.slots import PRODUCTION, Cost
from vrp_desktop.access.forms import refuse_if, wrong_with_name, wrong_with_passphrase
from vrp_desktop.access.permissions import Permission
from vrp_desktop.clock import Clock
from vrp_desktop.workspace.messages import plain_words
from vrp_desktop.workspace.unlocking import Unlocked, unlock

if TYPE_CHECKING:
    from vrp_desktop.access.forms import UserForm
    from vrp_desktop.workspace.workspace import Workspace


OWN_CHANGED: Final = "The passphrase was changed."
NEW_CODE: Final = "A new recovery code was made."
RESET_BY_CODE: Final = "The passphrase was reset by the recovery code."


@dataclass(frozen=True, slots=True)
class AddedUser:
    """A new user, and the recovery code to print: it is never shown again."""

    user_id: str
    recovery_code: str


def add_user(workspace: Workspace, form: UserForm, passphrase: str, cost: Cost = PRODUCTION) -> AddedUser:
    """Add a user with a first passphrase."""
    from vrp_desktop.access import commands

    workspace.actor.need(Permission.MANAGE_USERS)
    refuse_if(wrong_with_name(form.name) | wrong_with_passphrase(passphrase))
    keys, code = _with_new_slots(workspace, form.name, passphrase, cost)
    added = workspace.write(commands.add_user, form, before_commit=_writing(workspace, keys))
    return AddedUser(added.result, code)


def let_user_leave(workspace: Workspace, user_id: str) -> None:
    """Note the leaving, remove the leaver's slots and change the database's key.

    Reads and writes wait meanwhile. Where this is broken off, the next opening ends it.
    """
    from vrp_desktop.access import commands

    name = workspace.write(commands.let_user_leave, user_id).result
    _shut_out(workspace, [name])


def shut_out_leavers(workspace: Workspace) -> None:
    """End a leaving that was broken off: no slot stays for anyone who is not a user here now."""
    from vrp_desktop.access.queries import users

    staying = {fold_name(user.name) for user in workspace.read(users) if not user.has_left}
    with plain_words():
        held = KeyFile.read(workspace.folder.keys)
    strays = [name for name in held.names if fold_name(name) not in staying]
    if strays:
        _shut_out(workspace, strays)


@dataclass(frozen=True, slots=True)
class OwnProof:
    """That the user at work gave the own passphrase just now; only `prove_own` makes one."""

    user_id: str


def prove_own(workspace: Workspace, passphrase: str) -> OwnProof:
    """Ask for the own passphrase before a deed that stands for its user's hand."""
    _must_be_own(workspace, passphrase)
    return OwnProof(workspace.actor.user_id)


def change_passphrase(workspace: Workspace, old: str, new: str, cost: Cost = PRODUCTION) -> None:
    """Change the own passphrase; the old one must be given, since a window left open is not its user."""
    from vrp_desktop.access import commands

    refuse_if(wrong_with_passphrase(new))
    _must_be_own(workspace, old)
    with plain_words():
        held = KeyFile.read(workspace.folder.keys)
        keys = held.with_passphrase([workspace.store.key], workspace.actor.name, new, cost)
    workspace.write(commands.note_own_key, OWN_CHANGED, before_commit=_writing(workspace, keys))


def new_recovery_code(workspace: Workspace, passphrase: str, cost: Cost = PRODUCTION) -> str:
    """A fresh recovery code for the user at work; the one printed before no longer opens anything."""
    from vrp_desktop.access import commands

    _must_be_own(workspace, passphrase)
    with plain_words():
        held = KeyFile.read(workspace.folder.keys)
        keys, code = held.with_recovery([workspace.store.key], workspace.actor.name, cost)
    workspace.write(commands.note_own_key, NEW_CODE, before_commit=_writing(workspace, keys))
    return code


def give_new_passphrase(workspace: Workspace, user: str, passphrase: str, cost: Cost = PRODUCTION) -> str:
    """For a user, by name, who has lost both passphrase and recovery sheet; returns a new recovery code to print."""
    from vrp_desktop.access import commands

    workspace.actor.need(Permission.MANAGE_USERS)
    refuse_if(wrong_with_passphrase(passphrase))
    keys, code = _with_new_slots(workspace, user, passphrase, cost)
    workspace.write(commands.note_key_given, user, before_commit=_writing(workspace, keys))
    return code


def reset_by_code(
    folder: Path, user: str, code: str, passphrase: str, clock: Clock, cost: Cost = PRODUCTION
) -> tuple[Unlocked, str]:
    """Set a new passphrase with the recovery code, which is used up; returns the way in and the next code to print."""
    refuse_if(wrong_with_passphrase(passphrase))
    unlocked = unlock(folder, user, code, clock, by_code=True)
    try:
        with plain_words():
            held = KeyFile.read(unlocked.folder.keys)
            keys, fresh = held.with_passphrase([unlocked.key], unlocked.user, passphrase, cost).with_recovery(
                [unlocked.key], unlocked.user, cost
            )
            keys.write(unlocked.folder.keys)
    except BaseException:
        unlocked.release()
        raise
    unlocked.notes.append(RESET_BY_CODE)
    return unlocked, fresh


def _shut_out(workspace: Workspace, names: Iterable[str]) -> None:
    with plain_words(), workspace.store.paused() as pause:
        held = KeyFile.read(workspace.folder.keys)
        pause.key = change_key(workspace.store.path, workspace.folder.keys, held, pause.key, names)


def _with_new_slots(workspace: Workspace, name: str, passphrase: str, cost: Cost) -> tuple[KeyFile, str]:
    with plain_words():
        held = KeyFile.read(workspace.folder.keys)
        keys = [workspace.store.key]
        return held.with_passphrase(keys, name, passphrase, cost).with_recovery(keys, name, cost)


def _writing(workspace: Workspace, keys: KeyFile) -> Callable[[], None]:
    return lambda: keys.write(workspace.folder.keys)


def _must_be_own(workspace: Workspace, passphrase: str) -> None:
    with plain_words():
        held = KeyFile.read(workspace.folder.keys)
        held.unlock(workspace.folder.keys, workspace.actor.name, passphrase)
