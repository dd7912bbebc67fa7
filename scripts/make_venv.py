"""Make .venv and install the pinned packages into it. Needs nothing but Python 3.11 or newer.

    python scripts/make_venv.py [STAMP]

It leaves alone what is already right, mends a broken or outdated .venv, and writes the stamp when all went well.
Written so that an old Python can read it and say that it is too old.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)


class SetUpError(Exception):
    """Setting up cannot go on; the text says what to do."""


def main(arguments: list[str]) -> int:
    """Make or mend the environment; one plain line instead of a traceback when it cannot be done."""
    try:
        _check_python()
        if not _works():
            _create()
        _install()
    except SetUpError as problem:
        print(problem, file=sys.stderr)
        return 1
    if arguments:
        Path(arguments[0]).touch()
    return 0


def _check_python() -> None:
    if sys.version_info[:2] < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        raise SetUpError(
            f"This needs Python {OLDEST[0]}.{OLDEST[1]} or newer; found {found}. Install a newer one "
            "(https://www.python.org/downloads/), or name it: make PYTHON=python3.12 ..."
        )


def _works() -> bool:
    """Whether .venv has a running Python that is new enough; moving the folder or upgrading Python breaks it."""
    if not VENV_PYTHON.exists():
        return False
    test = f"import sys; sys.exit(sys.version_info[:2] < {OLDEST} or sys.prefix == sys.base_prefix)"
    return subprocess.run([str(VENV_PYTHON), "-c", test], capture_output=True, check=False).returncode == 0


def _create() -> None:
    print(f"Making {VENV.name} with Python {sys.version.split()[0]} ...", flush=True)
    if VENV.exists():
        shutil.rmtree(VENV)
    if importlib.util.find_spec("ensurepip") is None:
        _create_without_ensurepip()
    elif subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False).returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetUpError(f"{sys.executable} could not make {VENV}; what it says is above.")


def _create_without_ensurepip() -> None:
    """Debian keeps ensurepip in a package of its own: fetch it, or borrow the system's pip."""
    import debian

    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    command = [sys.executable, "-m", "venv", str(VENV)]
    if debian.install([package], "the virtual environment") and subprocess.run(command, check=False).returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    borrowed = [sys.executable, "-m", "pip", "--python", str(VENV_PYTHON), "install", "--quiet", "pip"]
    made = subprocess.run([*command, "--without-pip"], check=False).returncode == 0
    if not made or subprocess.run(borrowed, capture_output=True, check=False).returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetUpError(f"Python cannot make a virtual environment here until {package} is installed.")


def _install() -> None:
    print("Installing the pinned packages into .venv (the first time this takes a minute or two) ...", flush=True)
    # Not the program itself: an editable install would cost every start 10 ms and gain nothing here.
    _pip("pip")
    _pip(*_requirements())


def _requirements() -> list[str]:
    """What pyproject.toml asks for, of the program and for working on it."""
    import tomllib

    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    return [*project["dependencies"], *project["optional-dependencies"]["dev"]]


def _pip(*what: str) -> None:
    pip = [str(VENV_PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command = [*pip, "--constraint", str(ROOT / "constraints.txt"), *what]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise SetUpError("The packages could not be installed; pip says why above. Check the connection and try again.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
