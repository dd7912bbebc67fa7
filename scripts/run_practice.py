"""Open the window on a practice workspace of made-up children; without a display, do the same job without a screen.

    python scripts/run_practice.py          run with the Python of .venv

The workspace is made once, in build/practice/. User and passphrase are both "practice".
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRACTICE = ROOT / "build" / "practice"
WORKSPACE = PRACTICE / "workspace"
PDF = PRACTICE / "return.pdf"
PICTURES = PRACTICE / "pictures"
PASSPHRASE = "practice"
# The practice records stand on a fixed day, so that every machine shows the same figures and the same quarter to sign.
AS_AT = "2026-10-14"
QUARTER = "2026-27Q2"


def main() -> int:
    """Make the practice workspace if there is none, then show it."""
    for name in PRACTICE.glob("workspace.*"):
        shutil.rmtree(name)  # left by a run that was stopped half way
    if not WORKSPACE.exists() and (code := _make_workspace()):
        return code
    return _without_screen() if not has_display() else _window()


def has_display() -> bool:
    """Whether a window could be shown; only Linux has machines without."""
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _make_workspace() -> int:
    print(f"Making a practice workspace of made-up children in {WORKSPACE.relative_to(ROOT)} ...", flush=True)
    PRACTICE.mkdir(parents=True, exist_ok=True)
    unfinished = WORKSPACE.with_name("workspace.unfinished")
    code = _program("practice", str(unfinished), "--as-at", AS_AT)
    if code == 0:
        unfinished.rename(WORKSPACE)
    return code


def _window() -> int:
    print('Opening the window. The user is "practice", and so is the passphrase.', flush=True)
    return _program()


def _without_screen() -> int:
    print("There is no display here, so the same job is done without a screen.", flush=True)
    PICTURES.mkdir(exist_ok=True)
    code = _program("return", str(WORKSPACE), "--quarter", QUARTER, "--pdf", str(PDF), screen=False)
    if code == 0:
        code = _program("look", str(WORKSPACE), str(PICTURES), screen=False)
    if code == 0:
        print(f"The return for {QUARTER}: {PDF.relative_to(ROOT)}")
        print(f"A picture of every page: {PICTURES.relative_to(ROOT)}")
    return code


def _program(*arguments: str, screen: bool = True) -> int:
    """Run main.py on the practice workspace, away from this user's own settings."""
    environment = {
        **os.environ,
        "VRP_PASSPHRASE": PASSPHRASE,
        "VRP_SETTINGS_DIR": str(PRACTICE / "settings"),
        "VRP_WORKSPACE": str(WORKSPACE),
    }
    if not arguments:
        del environment["VRP_PASSPHRASE"]  # in the window it is typed, as it will be in earnest
    if not screen:
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return subprocess.run([sys.executable, "main.py", *arguments], cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
