"""Memory with every page open, beside a bare PySide6 window's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bench.ground import ROOT
from bench.row import Ground, Pair, Row, Sampler

_FLOOR: Final = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from bench.memory import resident
app = QApplication(sys.argv[:1]); window = QWidget(); window.show()
QTimer.singleShot(500, app.quit); app.exec(); print(resident())
"""


@contextmanager
def prepare(ground: Ground) -> Iterator[Sampler]:
    """Each sample is a pair of processes of their own."""

    def sample() -> Pair:
        ours = _said([sys.executable, "-m", "bench.memory", str(ground.n), str(ground.folder)])
        return Pair(ours, _said([sys.executable, "-c", _FLOOR]))

    yield sample


def resident() -> float:
    """The megabytes of this process that are in memory now."""
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _said(command: list[str]) -> float:
    run = subprocess.run(command, cwd=ROOT, env={**os.environ}, check=True, timeout=60, stdout=subprocess.PIPE)
    return float(json.loads(run.stdout))


def _open_everything(ground: Ground) -> float:
    from bench.screen import Calm, open_session

    with open_session(ground) as session:
        calm = Calm(session.desk.tasks.is_idle)
        for spec in session.desk.navigation.pages:
            session.desk.navigation.go(spec.key)
            calm.wait()
        return resident()


ROW = Row("memory", "MB", 120, prepare, goal_is_ratio=False, warm_ups=0)

if __name__ == "__main__":
    print(_open_everything(Ground(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[2]))))
