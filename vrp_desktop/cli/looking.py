"""`look DIR OUTDIR`: a picture of every page and dialog of a practice workspace; needs no display."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from vrp_desktop.cli.arguments import Subcommand, add_workspace, size
from vrp_desktop.cli.opening import open_workspace, passphrase
from vrp_desktop.clock import Clock, SystemClock, day_clock
from vrp_desktop.errors import KnownError

if TYPE_CHECKING:
    from vrp_desktop.access.work import Read

SCALES: Final = (1.0, 2.0)


class TakePictures(Protocol):
    """What draws the pages, handed in by the floor above, which alone knows of a screen."""

    def __call__(
        self,
        folder: Path,
        out: Path,
        *,
        user: str,
        passphrase: str,
        clock: Clock,
        theme: str,
        font_scale: float,
        size: tuple[int, int],
    ) -> list[Path]: ...


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_workspace(parser)
    parser.add_argument("out", metavar="OUTDIR", type=Path, help="the folder to draw into")
    parser.add_argument("--theme", choices=("light", "dark"), default="light", help="the colours (light)")
    parser.add_argument("--font-scale", type=float, choices=SCALES, default=1.0, help="how large letters are (1)")
    parser.add_argument("--size", metavar="WxH", type=size, default=(1366, 768), help="the window's size (1366x768)")


def _run(options: argparse.Namespace) -> int:
    take_pictures: TakePictures | None = options.take_pictures
    if take_pictures is None:
        raise KnownError("There is no screen in this program.", do="Start it by main.py.")
    secret = passphrase()
    with open_workspace(options, secret) as workspace:
        day = workspace.read(_practice_day)
        user = workspace.actor.name
    taken = take_pictures(
        options.workspace,
        options.out,
        user=user,
        passphrase=secret,
        clock=day_clock(day) if day else SystemClock(),
        theme=options.theme,
        font_scale=options.font_scale,
        size=options.size,
    )
    print(f"Drew {len(taken)} {'picture' if len(taken) == 1 else 'pictures'} in {options.out}.")
    return 0


def _practice_day(read: Read) -> date | None:
    """The day on which practice records stand; a workspace for real work is refused."""
    from db.access import WorkspaceFact
    from vrp_desktop.workspace.facts import PRACTICE, PRACTICE_DAY

    marked = read.session.get(WorkspaceFact, PRACTICE)
    if marked is None or marked.value is not True:
        raise KnownError(
            "Pictures are taken of a practice workspace only.",
            means="Nothing was drawn.",
            do="Make one with “practice”, and take pictures of that.",
        )
    day = read.session.get(WorkspaceFact, PRACTICE_DAY)
    return date.fromisoformat(str(day.value)) if day else None


SUBCOMMAND: Final = Subcommand("look", "Draw every page of a practice workspace.", _add_arguments, _run)
