"""From starting the process to the painted unlock window, against a bare PySide6 window."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic_ns

from bench.ground import ROOT
from bench.row import Ground, Row, Sampler, in_turns


@contextmanager
def prepare(ground: Ground) -> Iterator[Sampler]:
    """Whole processes, both with warm files; the unlock window offers a workspace, as it does from the second day."""
    environment = {
        **os.environ,
        "VRP_SETTINGS_DIR": str(ground.scratch),
        "VRP_WORKSPACE": str(ground.folder),
        "PYTHONPATH": str(ROOT),
    }

    def painted(which: str) -> float:
        command = [sys.executable, str(ROOT / "bench" / "first_window.py"), which]
        begun = monotonic_ns()
        run = subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=60, stdout=subprocess.PIPE)
        return (int(run.stdout) - begun) / 1e6

    samples = in_turns(lambda: painted("ours"), lambda: painted("bare"))
    yield lambda: next(samples)


ROW = Row("start", "ms", 1.5, prepare, grows=False)
