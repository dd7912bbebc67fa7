"""Where the program begins: the window without arguments, else the command line. Imports no Qt before it is wanted."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any


def main() -> int:
    """Run what was asked for; returns the exit code."""
    arguments = sys.argv[1:]
    if not arguments:
        from ui.start import main as open_window

        return open_window()
    try:
        from vrp_desktop.cli.start import main as run

        return run(arguments, take_pictures=_take_pictures)
    except KeyboardInterrupt:
        # While it was still loading; at work the command line tells it itself.
        sys.stderr.write("Stopped.\n")
        return 130


def _take_pictures(folder: Path, out: Path, **wanted: Any) -> list[Path]:
    """Draw every page and dialog where nobody sees it; the command line itself knows nothing of a screen."""
    from vrp_desktop.paths import resource

    # A screen as large as the smallest laptop's: dialogs measure themselves by it.
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={resource('theme', 'screen.json').as_posix()}"
    # This platform complains of every window that it cannot give a size hint to.
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")
    from ui.look import take_pictures

    return take_pictures(folder, out, **wanted)
