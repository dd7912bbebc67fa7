"""What is loaded and compiled while the passphrase is typed: all that unlocking needs, and no more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.architecture.sources import ROOT
from tests.support.workspaces import PASSPHRASE, STARTS_AT, USER
from ui.theme.ahead import IconsAhead

WARM: Final = """
import sys
from ui.unlock.work import warm_up
warm_up()
"""
OPEN: Final = """
from datetime import datetime
from pathlib import Path
from db.dialect import COMPILED
from ui.unlock.work import open_workspace
from vrp_desktop.clock import FixedClock
clock = FixedClock(datetime.fromisoformat(sys.argv[4]))
opened = open_workspace(Path(sys.argv[1]), sys.argv[2], sys.argv[3], clock, print)
"""
LISTED: Final = "print('loaded', *sys.modules)\nprint('compiled', len(COMPILED))\n"


def said(script: str, *arguments: str) -> dict[str, list[str]]:
    """What a fresh process says of itself, by its first word."""
    run = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return {line.split()[0]: line.split()[1:] for line in run.stdout.splitlines()}


@pytest.fixture(scope="module")
def warmed() -> dict[str, list[str]]:
    return said(f"{WARM}from db.dialect import COMPILED\n{LISTED}")


def test_no_room_is_loaded_for_the_counts_that_were_prepared(warmed):
    figures = {name for name in warmed["loaded"] if name.startswith("vrp_desktop.") and name.endswith(".figures")}

    assert figures - {"vrp_desktop.figures"} == set()


def test_unlocking_loads_no_module_and_compiles_no_statement_that_was_not_made_ready(warmed, workspace_folder: Path):
    opened = said(
        f"{WARM}{OPEN}{LISTED}opened.workspace.close()", str(workspace_folder), USER, PASSPHRASE, STARTS_AT.isoformat()
    )

    assert sorted(set(opened["loaded"]) - set(warmed["loaded"])) == []
    assert opened["compiled"] == warmed["compiled"]


def test_icons_are_drawn_before_they_are_wanted(qtbot, theme, monkeypatch):
    ahead = IconsAhead(theme, theme)
    qtbot.waitUntil(lambda: ahead.is_done)

    monkeypatch.setattr("ui.theme.theme.make_icon", _drawn_late)

    assert not theme.icon("home", "muted").isNull()


def _drawn_late(*_args: object) -> None:
    raise AssertionError("an icon was drawn when it was wanted")
