"""`look` as it is typed: what it asks of the screen, and the workspaces that it refuses."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.workspaces import PASSPHRASE as REAL_PASSPHRASE
from vrp_desktop.cli.start import main
from vrp_desktop.clock import london_day
from vrp_desktop.practice.making import PASSPHRASE

Wanted = dict[str, Any]


@pytest.fixture
def asked() -> list[Wanted]:
    """What was asked of the screen."""
    return []


def screen(asked: list[Wanted]) -> Any:
    """A screen that only remembers what is asked of it."""

    def take_pictures(folder: Path, out: Path, **wanted: Any) -> list[Path]:
        asked.append({"folder": folder, "out": out, **wanted})
        return [out / "home.png"]

    return take_pictures


def test_look_asks_the_screen_for_pictures_on_the_practice_day(folder, tmp_path, monkeypatch, capsys, asked):
    monkeypatch.setenv("VRP_PASSPHRASE", PASSPHRASE)

    code = main(
        ["look", str(folder), str(tmp_path / "out"), "--theme", "dark", "--font-scale", "2", "--size", "1280x800"],
        take_pictures=screen(asked),
    )

    (wanted,) = asked
    assert code == 0
    assert capsys.readouterr().out == f"Drew 1 picture in {tmp_path / 'out'}.\n"
    assert london_day(wanted.pop("clock").now()) == date(2026, 10, 14)
    assert wanted == {
        "folder": folder,
        "out": tmp_path / "out",
        "user": "practice",
        "passphrase": PASSPHRASE,
        "theme": "dark",
        "font_scale": 2.0,
        "size": (1280, 800),
    }


def test_look_refuses_a_workspace_for_real_work(workspace_folder, tmp_path, monkeypatch, capsys, asked):
    monkeypatch.setenv("VRP_PASSPHRASE", REAL_PASSPHRASE)

    code = main(["look", str(workspace_folder), str(tmp_path / "out")], take_pictures=screen(asked))

    assert code == 2
    assert "practice workspace only" in capsys.readouterr().err
    assert asked == []


def test_look_without_a_screen_is_told(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("VRP_PASSPHRASE", PASSPHRASE)

    assert main(["look", str(folder), str(tmp_path / "out")]) == 2
    assert "no screen" in capsys.readouterr().err
