"""Opening a workspace from the command line: who, with which passphrase, and by which clock."""

from __future__ import annotations

import argparse
import os
import sys
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vrp_desktop.clock import SystemClock
from vrp_desktop.errors import Invalid, KnownError, StoreError

if TYPE_CHECKING:
    from vrp_desktop.workspace.workspace import Workspace

VARIABLE: Final = "VRP_PASSPHRASE"


def open_workspace(options: argparse.Namespace, secret: str | None = None) -> Workspace:
    """The workspace that the arguments name, unlocked; the caller closes it. Asks for the passphrase if not given."""
    from vrp_desktop.workspace.folder import FolderState, WorkspaceFolder
    from vrp_desktop.workspace.messages import plain_words
    from vrp_desktop.workspace.workspace import Workspace

    folder: Path = options.workspace
    with plain_words():
        place = WorkspaceFolder(folder)
        state = place.state()
        if state in (FolderState.FREE, FolderState.OTHER, FolderState.UNFINISHED):
            raise StoreError(f"There is no workspace in {folder}.", do="Check the folder's name.")
        if state is not FolderState.WORKSPACE:
            # No passphrase opens it, and opening says which file is missing.
            return Workspace.open(folder, "", "", SystemClock())
        known = place.users()
    user = chosen_user(known, options.user)
    return Workspace.open(folder, user, passphrase() if secret is None else secret, SystemClock())


def chosen_user(known: tuple[str, ...], wanted: str | None) -> str:
    """The user to open as: the one named, or the only one there is."""
    if wanted:
        return wanted
    if len(known) > 1:
        raise Invalid({"user": f"Add --user with one of these names: {', '.join(known)}."}, "There are several users.")
    return known[0] if known else ""


def passphrase() -> str:
    """From the environment, or asked for on the terminal; never from an argument."""
    given = os.environ.get(VARIABLE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise KnownError(
            "There is no passphrase.",
            means="Nothing was opened.",
            do=f"Put it into the variable {VARIABLE}, or run this in a terminal to be asked for it.",
        )
    return getpass("Passphrase: ")
