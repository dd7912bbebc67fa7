"""`python -m bench`: every row, each at each size in a process of its own; writes bench/results.json."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from bench.ground import ROOT, ground_of
from bench.row import PATIENCE, TIMES, Result, Row

ROWS: Final = (
    "start",
    "unlock",
    "people_list",
    "search",
    "duplicates",
    "screening",
    "live",
    "live_saved",
    "chronology",
    "returns",
    "pdf",
    "intake",
    "memory",
)
"""One file for each."""

RESULTS: Final = ROOT / "bench" / "results.json"
_USUAL: Final = "1000,10000"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for; returns 1 where a goal was missed."""
    options = _options(arguments)
    if options.inside:
        print(json.dumps(asdict(Result.of(_row(options.inside), ground_of(options.children[0]), options.times))))
        return 0
    is_everything = not options.rows and not options.quick
    found: list[dict[str, Any]] = []
    for n in options.children:
        ground_of(n)
        for name in options.rows or ROWS:
            row = _row(name)
            if not row.grows and n != max(options.children):
                continue
            result = _in_its_own_process(name, n, options.times)
            found.append(result)
            _tell(row, result)
    _keep(found, is_everything)
    return int(any(not _is_met(_row(item["name"]), item) for item in found))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measured speed, size and growth.")
    parser.add_argument("--children", type=_sizes, default=_sizes(_USUAL), help=f"sizes, such as {_USUAL},100000")
    parser.add_argument("--rows", nargs="+", choices=ROWS, default=[], help="only these rows")
    parser.add_argument("--quick", action="store_true", help="once each instead of the median of five, smallest size")
    parser.add_argument("--inside", choices=ROWS, help=argparse.SUPPRESS)
    parser.add_argument("--times", type=int, default=TIMES, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.quick:
        options.times, options.children = 1, options.children[:1]
    return options


def _sizes(text: str) -> list[int]:
    return sorted(int(part) for part in text.split(","))


def _row(name: str) -> Row:
    found: Row = import_module(f"bench.{name}").ROW
    return found


def _in_its_own_process(name: str, n: int, times: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench", "--inside", name, "--children", str(n), "--times", str(times)]
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "QT_LOGGING_RULES": "default.warning=false"}
    # People start the program with its modules compiled; so does the bench.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    run = subprocess.run(
        command, cwd=ROOT, env=environment, check=True, timeout=PATIENCE, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found


def _is_met(row: Row, result: dict[str, Any]) -> bool:
    return bool((result["ratio"] if row.goal_is_ratio else result["ours"]) <= row.goal)


def _tell(row: Row, result: dict[str, Any]) -> None:
    size, unit = f"{result['n']:>8,}", result["unit"]
    goal = f"goal {row.goal:g}" if row.goal_is_ratio else f"goal {row.goal:g} {unit}"
    met = "met" if _is_met(row, result) else "MISSED"
    numbers = f"ours {result['ours']:>10,.2f}  floor {result['floor']:>10,.2f} {unit}  ratio {result['ratio']:>6.2f}"
    print(f"{row.name:<12}{size}  {numbers}  {goal}: {met}", flush=True)


def _keep(found: list[dict[str, Any]], is_everything: bool, path: Path = RESULTS) -> None:
    """Write the results; where only some rows were measured, the others stay as they were."""
    kept: list[dict[str, Any]] = []
    if not is_everything and path.is_file():
        fresh = {(item["name"], item["n"]) for item in found}
        kept = [item for item in json.loads(path.read_text()) if (item["name"], item["n"]) not in fresh]
    order = {name: place for place, name in enumerate(ROWS)}
    lines = sorted([*kept, *found], key=lambda item: (order.get(item["name"], len(order)), item["n"]))
    path.write_text("[\n" + ",\n".join(f"  {json.dumps(line)}" for line in lines) + "\n]\n")


if __name__ == "__main__":
    sys.exit(main())
