"""Running programs apart, also as someone who may not write: root may, everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from vrp_desktop.paths import resources

NOBODY = 65534
_BECOME = """
import os, sys
if os.getuid() == 0:
    os.setgid({nobody})
    os.setuid({nobody})
"""


Runs = Callable[[str, Path], str]
"""Runs a program with a folder as its argument; returns what it printed."""


@pytest.fixture
def run_apart() -> Runs:
    """Runs a program in a process of its own."""
    return lambda program, folder: _run(program, folder)


@pytest.fixture
def as_nobody(tmp_path: Path) -> Runs:
    """Runs a program as an unprivileged user.

    The modules are loaded before the rights are dropped, since the checkout may lie where nobody else may look.
    """
    # pytest's own folders are closed to others, and a read-only folder must still be one that can be looked into.
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    return lambda program, folder: _run(_BECOME.format(nobody=NOBODY) + program, folder)


def _run(program: str, folder: Path) -> str:
    imports = "import tests.support.workspaces, vrp_desktop.workspace.opening, vrp_desktop.workspace.runner\n"
    said = subprocess.run(
        [sys.executable, "-c", imports + program, str(folder)],
        check=True,
        capture_output=True,
        text=True,
        cwd=resources().parent,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    return said.stdout.strip()
