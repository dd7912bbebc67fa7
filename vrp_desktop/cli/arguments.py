"""Reading the command line's arguments, with one plain line for each mistake."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, NoReturn

from vrp_desktop.calendar import Quarter

WRONG: Final = 2
"""The exit code for what was typed wrongly and for every known error."""

MOST_CHILDREN: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Subcommand:
    """One subcommand: its name, what it does, the arguments it takes and how it runs."""

    name: str
    help: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


class Parser(argparse.ArgumentParser):
    """A parser that tells a mistake in one line, without printing the whole usage."""

    def error(self, message: str) -> NoReturn:
        """End with the line and the exit code for mistakes."""
        sentence = message[:1].upper() + message[1:].rstrip(".")
        self.exit(WRONG, f"{sentence}. Type “{self.prog} --help” for how it is used.\n")


def day(text: str) -> date:
    """A day as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date; write it as 2026-10-14") from None


def quarter(text: str) -> Quarter:
    """A quarter as 2026-27Q2."""
    try:
        return Quarter.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def number_of_children(text: str) -> int:
    """How many children; none makes a workspace whose lists, forums and users stand ready, for trying an import."""
    number = _whole(text)
    if not 0 <= number <= MOST_CHILDREN:
        raise argparse.ArgumentTypeError(f"“{text}” is not between 0 and {MOST_CHILDREN:,}")
    return number


def seed(text: str) -> int:
    """A whole number from nought up."""
    number = _whole(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"“{text}” is below nought")
    return number


def size(text: str) -> tuple[int, int]:
    """Width and height as 1366x768."""
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal()) or not (320 <= int(width) <= 8192 and 240 <= int(height) <= 8192):
        raise argparse.ArgumentTypeError(f"“{text}” is not a size; write it as 1366x768")
    return int(width), int(height)


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number") from None


def add_workspace(parser: argparse.ArgumentParser) -> None:
    """The workspace's folder, and who opens it."""
    parser.add_argument("workspace", metavar="DIR", type=Path, help="the workspace's folder")
    add_user(parser)


def add_user(parser: argparse.ArgumentParser) -> None:
    """Who opens it, where a workspace has several users."""
    parser.add_argument("--user", metavar="NAME", help="who opens it, where there are several users")
