"""The process whose children are killed. It imports everything once and forks a child for each run.

Told one run per line on its input: a workload as `module:function`, a folder and a seed, as JSON. Answers in lines:
`began PID`, then `ack ...` for each line that the workload acknowledges, then `ended STATUS`.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Final

Acknowledge = Callable[[str], None]
Workload = Callable[[Path, int, Acknowledge], None]
"""Works in a folder, with chance from a seed, and acknowledges each thing that must be there after a kill."""

EARLY: Final = (
    "tests.kill.file_workloads",
    "tests.kill.import_workloads",
    "vrp_desktop.documents.file_text",
    "pypdfium2",
    "tests.kill.work_workloads",
    "tests.kill.workloads",
    "vrp_desktop.documents.finishing",
    "vrp_desktop.documents.rendering",
    "vrp_desktop.documents.building",
    "vrp_desktop.workspace.opening",
    "vrp_desktop.workspace.backups",
    "vrp_desktop.workspace.commands",
    "vrp_desktop.workspace.erasures",
    "vrp_desktop.workspace.runner",
)
"""What every workload needs, also what the program imports late: a child must not spend its short life importing."""


def say(line: str) -> None:
    """One line to whoever listens, whole or not at all."""
    os.write(1, line.encode() + b"\n")


def acknowledge(line: str) -> None:
    """Say that something is kept."""
    say(f"ack {line}")


def live(workload: Workload, folder: Path, seed: int) -> int:
    """Run the workload as the child; returns its exit status."""
    try:
        workload(folder, seed, acknowledge)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def main() -> None:
    """Fork a child for each line until the input ends."""
    for name in EARLY:
        importlib.import_module(name)
    for line in sys.stdin:
        order = json.loads(line)
        module, name = order["workload"].split(":")
        workload = getattr(importlib.import_module(module), name)
        child = os.fork()
        if child == 0:
            os._exit(live(workload, Path(order["folder"]), order["seed"]))
        say(f"began {child}")
        _, status = os.waitpid(child, 0)
        say(f"ended {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main()
