"""Practice workspaces to measure on, made once into build/bench/ and used again."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import Final

from bench.row import AS_AT, Ground

ROOT: Final = Path(__file__).resolve().parent.parent
GROUNDS: Final = ROOT / "build" / "bench"


def ground_of(n: int) -> Ground:
    """The workspace of so many children; made where it is not there yet or of an older schema."""
    folder = GROUNDS / f"children-{n}"
    if not _is_of_this_schema(folder):
        rmtree(folder, ignore_errors=True)
        GROUNDS.mkdir(parents=True, exist_ok=True)
        print(f"Making a practice workspace of {n:,} children ...", file=sys.stderr, flush=True)
        making = [sys.executable, "main.py", "practice", str(folder), "--children", str(n), "--as-at", str(AS_AT)]
        subprocess.run(making, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        _mark(folder).write_text(_schema())
    scratch = GROUNDS / "scratch"
    rmtree(scratch, ignore_errors=True)
    scratch.mkdir(mode=0o700)
    return Ground(n, folder, scratch)


def _is_of_this_schema(folder: Path) -> bool:
    mark = _mark(folder)
    return folder.is_dir() and mark.is_file() and mark.read_text() == _schema()


def _mark(folder: Path) -> Path:
    """Says which schema a workspace was made with; beside it, for the program minds what lies in its folder."""
    return folder.with_name(f"{folder.name}.schema")


def _schema() -> str:
    """The revisions that there are, each by what it says: until the first release one file is written again."""
    found = sorted((ROOT / "db" / "migrations" / "versions").glob("*.py"))
    return "\n".join(f"{path.name} {sha256(path.read_bytes()).hexdigest()}" for path in found)
