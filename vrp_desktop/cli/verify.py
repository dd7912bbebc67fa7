"""`verify DIR`: pages, foreign keys, the audit's chain and the search index; a line for each problem."""

from __future__ import annotations

import argparse
from typing import Final

from vrp_desktop.cli.arguments import Subcommand, add_workspace
from vrp_desktop.cli.opening import open_workspace
from vrp_desktop.errors import DamagedFile

SOUND: Final = 0
NOT_SOUND: Final = 1


def _run(options: argparse.Namespace) -> int:
    from vrp_desktop.workspace.checks import verify_workspace

    try:
        with open_workspace(options) as workspace:
            problems = [str(problem) for problem in verify_workspace(workspace)]
    except DamagedFile as error:
        # Damage that keeps the workspace from opening is what this looks for.
        problems = [str(error)]
    for problem in problems:
        print(problem)
    if problems:
        return NOT_SOUND
    print("Sound: pages, tables, links between records, search index and audit.")
    return SOUND


SUBCOMMAND: Final = Subcommand("verify", "Check that a workspace is whole.", add_workspace, _run)
