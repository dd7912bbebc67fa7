"""Runs workloads, kills them at moments that a seed chooses, and asks whether all that was acknowledged is there."""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LONGEST: Final = 120.0
"""No workload may take longer, killed or not."""


@dataclass(frozen=True, slots=True)
class Run:
    """How one run went: what it acknowledged, whether it was killed, how long it lived."""

    acknowledged: tuple[str, ...]
    killed: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Moment:
    """When to kill: after so many acknowledgements and then so many seconds."""

    lines: int = 0
    seconds: float = 0.0


class Nursery:
    """A process that has everything imported and forks the children that are killed."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.kill.nursery"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._orders = self._process.stdin
        self._answers = self._process.stdout.fileno()
        self._rest = b""

    def close(self) -> None:
        """Let the process end."""
        with self._process:
            self._orders.close()
            self._process.wait(LONGEST)

    def run(self, workload: str, folder: Path, seed: int, moment: Moment | None = None) -> Run:
        """Run `module:function` on a folder, killed at a moment or left to its end."""
        order = {"workload": workload, "folder": str(folder), "seed": seed}
        self._orders.write(json.dumps(order).encode() + b"\n")
        self._orders.flush()
        child = int(self._expect("began"))
        started = time.monotonic()
        acknowledged, ended = self._listen(started, moment)
        if ended is None:
            # It may have ended just now: then its end is what is heard next.
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            more, ended = self._listen(time.monotonic(), None)
            acknowledged += more
        assert ended in ("0", str(-signal.SIGKILL)), f"{workload} failed by itself: {ended}"
        return Run(tuple(acknowledged), ended != "0", time.monotonic() - started)

    def _listen(self, started: float, moment: Moment | None) -> tuple[list[str], str | None]:
        """Gather acknowledgements until the run ends or the moment has come; then the end is None."""
        acknowledged: list[str] = []
        deadline = self._deadline(moment, acknowledged, started)
        while True:
            line = self._line(deadline if deadline is not None else started + LONGEST)
            if line is None:
                assert deadline is not None, "the workload never ended"
                return acknowledged, None
            word, _, rest = line.partition(" ")
            if word == "ended":
                return acknowledged, rest
            acknowledged.append(rest)
            if deadline is None:
                deadline = self._deadline(moment, acknowledged, time.monotonic())

    def _deadline(self, moment: Moment | None, acknowledged: list[str], now: float) -> float | None:
        return now + moment.seconds if moment is not None and len(acknowledged) >= moment.lines else None

    def _expect(self, word: str) -> str:
        line = self._line(time.monotonic() + LONGEST)
        assert line is not None
        assert line.startswith(word + " ")
        return line.removeprefix(word + " ")

    def _line(self, deadline: float) -> str | None:
        while b"\n" not in self._rest:
            ready, _, _ = select.select([self._answers], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                return None
            piece = os.read(self._answers, 65536)
            assert piece, "the nursery died"
            self._rest += piece
        line, self._rest = self._rest.split(b"\n", 1)
        return line.decode()


def kill_again_and_again(
    nursery: Nursery,
    workload: str,
    place: Path,
    times: int,
    prepare: Callable[[Path], object],
    check: Callable[[Path, tuple[str, ...]], None],
) -> int:
    """Run a workload once to its end and then `times` over, killed each time at another moment.

    Args:
        nursery: the fixture of that name.
        workload: `module:function`; the function takes a folder, a seed and `acknowledge`.
        place: an empty folder to work below.
        times: how many kills.
        prepare: makes the folder that the workload is handed.
        check: handed the folder and what was acknowledged; fails where something is not as it must be.

    Returns:
        How many of the runs were really killed before their end.
    """
    whole = _one(nursery, workload, place / "whole", 0, None, prepare, check)
    killed = 0
    for number in range(times):
        chance = random.Random(f"{workload} {number}")
        lines = chance.randint(0, len(whole.acknowledged)) if number % 2 else 0
        each = whole.seconds / (len(whole.acknowledged) + 1)
        seconds = chance.uniform(0, each if lines else whole.seconds)
        run = _one(nursery, workload, place / str(number), number, Moment(lines, seconds), prepare, check)
        killed += run.killed
    return killed


def _one(
    nursery: Nursery,
    workload: str,
    folder: Path,
    seed: int,
    moment: Moment | None,
    prepare: Callable[[Path], object],
    check: Callable[[Path, tuple[str, ...]], None],
) -> Run:
    prepare(folder)
    run = nursery.run(workload, folder, seed, moment)
    check(folder, run.acknowledged)
    return run
