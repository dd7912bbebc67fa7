"""`practice DIR`: a workspace of made-up children, the same on every machine for the same seed."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from vrp_desktop.cli.arguments import Subcommand, day, number_of_children, seed
from vrp_desktop.clock import SystemClock, london_day


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("workspace", metavar="DIR", type=Path, help="a new or empty folder")
    parser.add_argument("--children", metavar="N", type=number_of_children, default=400, help="how many children (400)")
    parser.add_argument("--seed", metavar="S", type=seed, default=2026, help="another seed gives other children (2026)")
    parser.add_argument("--as-at", metavar="DATE", type=day, help="the last day of the records, as 2026-10-14 (today)")


def _run(options: argparse.Namespace) -> int:
    from vrp_desktop.practice.making import PASSPHRASE, USER, make_practice

    as_at = options.as_at or london_day(SystemClock().now())
    make_practice(options.workspace, children=options.children, seed=options.seed, as_at=as_at)
    print(
        f"Made a practice workspace of {options.children:,} made-up children as at {as_at:%d/%m/%Y} in"
        f" {options.workspace}. The user is “{USER}”, the passphrase “{PASSPHRASE}”."
    )
    return 0


SUBCOMMAND: Final = Subcommand("practice", "Make a workspace of made-up children.", _add_arguments, _run)
