"""From Enter, after two idle seconds at the unlock window, to Home's counts painted, against the key derivation alone.

Each sample is a process of its own: the second unlocking in one process would find everything imported. Before them
the workspace is at work once, as it is every day, until the counts of the coming days are ready.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import TYPE_CHECKING, Final

from bench.ground import ROOT
from bench.row import PASSPHRASE, PATIENCE, USER, Ground, Pair, Row, Sampler, timed

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from ui.widgets.tiles import StatTile

_IDLE: Final = 2_000
_A_DAY: Final = "at-work"


@contextmanager
def prepare(ground: Ground) -> Iterator[Sampler]:
    """The window on the practice workspace, unlocked by the practice passphrase."""
    environment = {**os.environ, "VRP_SETTINGS_DIR": str(ground.scratch), "VRP_WORKSPACE": str(ground.folder)}

    def said(*arguments: str) -> bytes:
        command = [sys.executable, "-m", "bench.unlock", *arguments]
        run = subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=PATIENCE, stdout=subprocess.PIPE)
        return run.stdout

    def sample() -> Pair:
        return Pair(*json.loads(said()))

    said(_A_DAY)
    yield sample


def _unlock_once(is_at_work: bool) -> tuple[float, float]:
    """Open the program's window, wait, unlock it, see Home's counts; at work, stay until the next ones are ready."""
    from PySide6.QtCore import QObject, Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from ui.app import Program
    from ui.theme.theme import WEARS_FUSION

    app = QApplication([sys.argv[0], "-style", "Fusion"])
    app.setProperty(WEARS_FUSION, True)
    program = Program(app)
    moments: list[float] = []

    class Counts(QObject):
        """Waits for the first tile of Home to be painted."""

        def press_enter(self) -> None:
            from ui.widgets import tiles

            paint = tiles.StatTile.paintEvent

            def watched(tile: StatTile, event: QPaintEvent) -> None:
                paint(tile, event)
                if len(moments) == 1:
                    moments.append(perf_counter())
                    QTimer.singleShot(0, self, self.painted)

            # A filter of all events would itself cost a third of what is measured.
            tiles.StatTile.paintEvent = watched  # type: ignore[method-assign, assignment]
            program.window.user.setText(USER)
            program.window.passphrase.setText(PASSPHRASE)
            moments.append(perf_counter())
            QTest.keyClick(program.window.passphrase, Qt.Key.Key_Return)

        def painted(self) -> None:
            if is_at_work:
                self.stay()
            else:
                program.leave()

        def stay(self) -> None:
            from ui.home.gather import counted
            from vrp_desktop.workspace.prepared import days_missing

            workspace = program.session.desk.workspace if program.session is not None else None
            if workspace is None or not workspace.read(days_missing, counted(None)[0]):
                program.leave()
                return
            QTimer.singleShot(500, self, self.stay)

    counts = Counts()
    program.show()
    QTimer.singleShot(_IDLE, counts.press_enter)
    app.exec()
    return 1_000 * (moments[1] - moments[0]), min(_derive_alone() for _ in range(3))


def _derive_alone() -> float:
    """What the passphrase costs by itself."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    bare = Argon2id(salt=bytes(16), length=32, iterations=3, lanes=4, memory_cost=64 * 1024)
    return timed(bare.derive, PASSPHRASE.encode())[0]


ROW = Row("unlock", "ms", 2.5, prepare)

if __name__ == "__main__":
    print(json.dumps(_unlock_once(_A_DAY in sys.argv)))
