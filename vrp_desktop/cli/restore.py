"""`restore BACKUP DIR`: a backup into a new or empty folder, opened with a passphrase of its day."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from vrp_desktop.cli.arguments import Subcommand, add_user
from vrp_desktop.cli.opening import chosen_user, passphrase
from vrp_desktop.clock import SystemClock


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("backup", metavar="BACKUP", type=Path, help="the backup file")
    parser.add_argument("folder", metavar="DIR", type=Path, help="a new or empty folder")
    parser.add_argument(
        "--erased",
        metavar="FORMER",
        type=Path,
        help="the former workspace's folder, or its list of erasures, so that who was erased since stays erased",
    )
    add_user(parser)


def _run(options: argparse.Namespace) -> int:
    from vrp_desktop.people.erased_again import erase_again
    from vrp_desktop.workspace.backups import restore, users_in

    user = chosen_user(users_in(options.backup), options.user)
    with restore(options.backup, options.folder, user, passphrase(), SystemClock(), former=options.erased) as workspace:
        again = erase_again(workspace, workspace.to_erase_again)
        is_foreign = workspace.is_list_foreign
    print(f"Restored into {options.folder}.")
    if again:
        print(f"{again} erased since the backup were erased again.")
    if is_foreign:
        print("The list of erasures that was given is not of this workspace: nobody was erased by it.")
    return 0


SUBCOMMAND: Final = Subcommand("restore", "Restore a backup into a new folder.", _add_arguments, _run)
