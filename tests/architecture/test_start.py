"""What starting the program imports: the first window waits for nothing that is needed later."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT

# Each costs from 100 to 700 ms; they load when first used, on another thread where the window is already up.
HEAVY = (
    "alembic",
    "numpy",
    "openpyxl",
    "pandas",
    "pikepdf",
    "pypdfium2",
    "pyqtgraph",
    "python_calamine",
    "rapidfuzz",
    "reportlab",
    "sqlalchemy",
    "xlsxwriter",
)
# Where starting begins; those that are there already are held to the rule.
STARTS = ("main", "vrp_desktop", "vrp_desktop.cli.start", "ui", "ui.start", "ui.app", "ui.unlock")
LIST_MODULES = "import importlib, sys; importlib.import_module(sys.argv[1]); print('\\n'.join(sys.modules))"


def exists(module: str) -> bool:
    """Whether we have such a module, without importing it."""
    path = ROOT.joinpath(*module.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


@pytest.mark.parametrize("module", [module for module in STARTS if exists(module)])
def test_starting_imports_nothing_heavy(module):
    done = subprocess.run(
        [sys.executable, "-c", LIST_MODULES, module], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr

    loaded = {name.split(".")[0] for name in done.stdout.split()}

    assert sorted(loaded.intersection(HEAVY)) == []
