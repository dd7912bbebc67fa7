"""The command line's beginning: finds the subcommand, runs it, and tells known errors in one plain line."""

from __future__ import annotations

import argparse
import errno
import io
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from vrp_desktop.cli import backup, importing, looking, practice, restore, returning, verify
from vrp_desktop.cli.arguments import WRONG, Parser, Subcommand
from vrp_desktop.errors import KnownError

STOPPED: Final = 130
BUG: Final = 70

_SUBCOMMANDS: Final[tuple[Subcommand, ...]] = (
    practice.SUBCOMMAND,
    importing.SUBCOMMAND,
    returning.SUBCOMMAND,
    verify.SUBCOMMAND,
    backup.SUBCOMMAND,
    restore.SUBCOMMAND,
    looking.SUBCOMMAND,
)


def main(arguments: Sequence[str] | None = None, take_pictures: looking.TakePictures | None = None) -> int:
    """Run one subcommand; returns the exit code."""
    _speak_utf8()
    options = _parser().parse_args(arguments)
    options.take_pictures = take_pictures
    return exit_code_of(options.run, options)


def exit_code_of(run: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    """Run it; whatever goes wrong becomes one plain line and an exit code."""
    try:
        code = run(options)
        sys.stdout.flush()
        return code
    except KnownError as error:
        return _tell(" ".join(str(error).split()), WRONG)
    except KeyboardInterrupt:
        return _tell("Stopped.", STOPPED)
    except Exception as error:
        if isinstance(error, OSError) and error.errno in (errno.EPIPE, errno.ENOSPC):
            return _output_lost(error)
        # The error's own text may hold what was typed about a child: only its kind and place are told.
        return _tell(f"This is a bug in the program ({_kind_and_place(error)}). Nothing half-done was kept.", BUG)


def _parser() -> Parser:
    parser = Parser(
        prog="vrp-desktop",
        description="VRP Desktop. Without a subcommand the window opens.",
        epilog="The passphrase comes from the variable VRP_PASSPHRASE or a prompt, never from an argument.",
    )
    kinds = parser.add_subparsers(metavar="SUBCOMMAND", required=True, parser_class=Parser)
    for subcommand in _SUBCOMMANDS:
        child = kinds.add_parser(subcommand.name, help=subcommand.help, description=subcommand.help)
        subcommand.add_arguments(child)
        child.set_defaults(run=subcommand.run)
    return parser


def _tell(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


def _output_lost(error: OSError) -> int:
    """Whoever read the output has had enough, as “head” does, or there is no room for it: the rest goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if error.errno == errno.EPIPE:
        return STOPPED
    return _tell("There is no room left where the output goes. Free some space, then try again.", WRONG)


def _kind_and_place(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


def _speak_utf8() -> None:
    """The same bytes on every system, also where the console's own encoding is another."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
