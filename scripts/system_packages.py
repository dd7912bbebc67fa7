"""Check for the system libraries, fonts and tools that the program or its tests need, and install what is missing.

    python scripts/system_packages.py PURPOSE [STAMP]     PURPOSE: offscreen, window or journey

The stamp is written once nothing is missing, so that make asks only once. It never stops a run: what can go on does.
Only Debian and Ubuntu need it; elsewhere Qt brings what it needs.
"""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import debian


@dataclass(frozen=True)
class Need:
    """One Debian package, and how to see that what it brings is there, whatever it is called on this release."""

    package: str
    is_there: Callable[[], bool]


def _library(name: str) -> Callable[[], bool]:
    def loads() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return loads


def _command(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name) is not None


def _font(file_name: str) -> Callable[[], bool]:
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
    return lambda: any(next(folder.rglob(file_name), None) for folder in folders if folder.is_dir())


def _system_python(statement: str) -> Callable[[], bool]:
    """The journey's driver runs on the system's own Python, which alone has the accessibility bindings."""
    command = ["/usr/bin/python3", "-c", statement]
    return lambda: (
        Path(command[0]).exists() and subprocess.run(command, capture_output=True, check=False).returncode == 0
    )


OFFSCREEN = (
    Need("libgl1", _library("libGL.so.1")),
    Need("libegl1", _library("libEGL.so.1")),
    Need("libglib2.0-0", _library("libglib-2.0.so.0")),
    Need("libxkbcommon0", _library("libxkbcommon.so.0")),
    Need("libdbus-1-3", _library("libdbus-1.so.3")),
    Need("libfontconfig1", _library("libfontconfig.so.1")),
    Need("fonts-dejavu-core", _font("DejaVuSans.ttf")),
    Need("fonts-noto-core", _font("NotoSans-Regular.ttf")),
)
WINDOW = (
    *OFFSCREEN,
    Need("libxcb-cursor0", _library("libxcb-cursor.so.0")),
    Need("libxcb-icccm4", _library("libxcb-icccm.so.4")),
    Need("libxcb-image0", _library("libxcb-image.so.0")),
    Need("libxcb-keysyms1", _library("libxcb-keysyms.so.1")),
    Need("libxcb-render-util0", _library("libxcb-render-util.so.0")),
    Need("libxcb-shape0", _library("libxcb-shape.so.0")),
    Need("libxcb-xkb1", _library("libxcb-xkb.so.1")),
    Need("libxkbcommon-x11-0", _library("libxkbcommon-x11.so.0")),
)
JOURNEY = (
    *WINDOW,
    Need("xvfb", _command("xvfb-run")),
    Need("xauth", _command("xauth")),
    Need("dbus", _command("dbus-run-session")),
    Need("at-spi2-core", lambda: Path("/usr/libexec/at-spi-bus-launcher").exists()),
    Need("gir1.2-atspi-2.0", _system_python("import gi; gi.require_version('Atspi', '2.0')")),
    Need("python3-pyatspi", _system_python("import pyatspi")),
    Need("xdotool", _command("xdotool")),
)
PURPOSES = {
    "offscreen": ("drawing without a screen", OFFSCREEN),
    "window": ("the window", WINDOW),
    "journey": ("driving the window from outside", JOURNEY),
}


def missing(needs: Sequence[Need]) -> list[str]:
    """The packages whose contents are not on this machine."""
    return [need.package for need in needs if not need.is_there()]


def main(arguments: Sequence[str]) -> int:
    """Check, install what is missing, and leave the stamp if all is there."""
    purpose, needs = PURPOSES[arguments[0]]
    lacking = missing(needs) if sys.platform.startswith("linux") else []
    if lacking and debian.install(lacking, purpose):
        lacking = missing(needs)
        if lacking:
            debian.say(f"Still missing for {purpose}: {' '.join(lacking)}. Going on without.")
    if not lacking and len(arguments) > 1:
        Path(arguments[1]).touch()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
