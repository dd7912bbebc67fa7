"""The start of the window. It imports little: the first window is painted before anything heavy is loaded."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

from ui.app import Program
from ui.single import SingleInstance
from ui.theme.theme import WEARS_FUSION
from vrp_desktop.paths import settings_folder


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the program's window, or raise the one that is open; returns the exit code."""
    app = QApplication([*(arguments if arguments is not None else sys.argv[:1]), "-style", "Fusion"])
    app.setProperty(WEARS_FUSION, True)
    app.setApplicationName("VRP Desktop")
    app.setDesktopFileName("vrp-desktop")
    single = SingleInstance(settings_folder())
    if not single.is_first():
        return 0
    program = Program(app)
    program.guard.install()
    single.raised.connect(program.come_forward)
    program.painted.connect(single.listen)
    program.show()
    code = app.exec()
    single.close()
    return code
