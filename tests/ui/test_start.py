"""The start of the program in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.architecture.sources import ROOT
from ui.single import SingleInstance


def test_a_second_start_raises_the_first_window_and_ends(qapp, qtbot, tmp_path):
    first = SingleInstance(tmp_path)
    assert first.is_first()
    first.listen()
    environment = {**os.environ, "VRP_SETTINGS_DIR": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}

    with qtbot.waitSignal(first.raised, timeout=20_000):
        second = subprocess.Popen([sys.executable, "main.py"], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)

    assert second.wait(timeout=20) == 0
    first.close()
