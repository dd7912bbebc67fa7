"""The program's beginning: a subcommand needs no screen, and the pictures are drawn where nobody sees them."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from tomllib import loads

from tests.architecture.sources import ROOT

LOADED = "import sys; import ui.launch; print('\\n'.join(sys.modules))"


def test_the_launcher_loads_no_qt_before_it_is_wanted():
    done = subprocess.run([sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=True)

    assert not [name for name in done.stdout.split() if name.startswith(("PySide6", "sqlalchemy", "vrp_desktop"))]


def test_the_installed_program_begins_where_main_does():
    project = loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, function = project["scripts"]["vrp-desktop"].partition(":")

    assert getattr(import_module(module), function) is import_module("main").main
