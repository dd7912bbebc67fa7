"""The command line, within the test's process or in one of its own."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT
from vrp_desktop.cli.start import main
from vrp_desktop.practice.making import PASSPHRASE

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]


@pytest.fixture
def folder(practice_template: Path, tmp_path: Path) -> Path:
    """A fresh copy of the practice workspace."""
    return Path(shutil.copytree(practice_template, tmp_path / "workspace"))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line within this process, in the test's folder, with the practice passphrase or another."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO())

    def run_main(*arguments: object, passphrase: str | None = PASSPHRASE) -> Done:
        typed = [str(argument) for argument in arguments]
        monkeypatch.delenv("VRP_PASSPHRASE", raising=False)
        if passphrase is not None:
            monkeypatch.setenv("VRP_PASSPHRASE", passphrase)
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            try:
                code = main(typed)
            except SystemExit as ended:
                code = int(ended.code or 0)
        return Done(typed, code, out.getvalue(), err.getvalue())

    return run_main


@pytest.fixture
def run_apart(tmp_path: Path) -> Run:
    """Runs `python main.py ...` in a process of its own, as its users do."""

    def run_main(*arguments: object, passphrase: str | None = PASSPHRASE) -> Done:
        environment = {**os.environ, "VRP_SETTINGS_DIR": str(tmp_path / "settings"), "QT_QPA_PLATFORM": "offscreen"}
        environment.pop("VRP_PASSPHRASE", None)
        if passphrase is not None:
            environment["VRP_PASSPHRASE"] = passphrase
        return subprocess.run(
            [sys.executable, str(ROOT / "main.py"), *map(str, arguments)],
            cwd=tmp_path,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run_main


def refused(done: Done) -> str:
    """The one plain line of a known error; fails where it is anything else."""
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    return done.stderr.strip()
