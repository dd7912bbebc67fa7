"""`backup DIR OUT`: one verified file that holds the database, its keys and a manifest."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from vrp_desktop.cli.arguments import Subcommand, add_workspace
from vrp_desktop.cli.opening import open_workspace


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_workspace(parser)
    parser.add_argument("out", metavar="OUT", type=Path, help="the backup file to write, or a folder to write it into")


def _run(options: argparse.Namespace) -> int:
    from vrp_desktop.workspace.backups import back_up, suggested_name

    with open_workspace(options) as workspace:
        out: Path = options.out
        destination = out / suggested_name(workspace.clock) if out.is_dir() else out
        back_up(workspace, destination)
    print(f"Backed up to {destination}.")
    return 0


SUBCOMMAND: Final = Subcommand("backup", "Write a verified backup of a workspace.", _add_arguments, _run)
