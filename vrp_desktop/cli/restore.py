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
    add_user(parser)


def _run(options: argparse.Namespace) -> int:
    from vrp_desktop.people.erased_again import erase_again
    from vrp_desktop.workspace.backups import restore, users_in

    user = chosen_user(users_in(options.backup), options.user)
    with restore(options.backup, options.folder, user, passphrase(), SystemClock()) as workspace:
        erase_again(workspace, workspace.to_erase_again)
    print(f"Restored into {options.folder}.")
    return 0


SUBCOMMAND: Final = Subcommand("restore", "Restore a backup into a new folder.", _add_arguments, _run)
